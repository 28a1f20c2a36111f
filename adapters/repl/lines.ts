/**
 * Lines of text with their looks, kept apart until the last moment: only {@link paint} writes an escape sequence. Lines break at
 * spaces, and between East Asian wide characters, which are written without spaces.
 */

import { styleText } from 'node:util';
import { textWidth } from '../common/columns.js';
import { clean } from '../common/text.js';

export type Format = 'bold' | 'italic' | 'underline' | 'strikethrough' | 'dim' | 'cyan' | 'green';

export interface Span {
  readonly text: string;
  readonly formats: readonly Format[];
  /** Never broken across lines, as an address is, so that it can still be clicked or copied. */
  readonly whole: boolean;
}

export type Line = readonly Span[];

/** A span whose text is safe for a terminal. May hold line feeds, which end a line. */
export function span(text: string, formats: readonly Format[] = [], whole = false): Span {
  return { text: clean(text), formats, whole };
}

/** Columns that a line takes, East Asian wide characters counting two. */
export function lineWidth(line: Line): number {
  return line.reduce((sum, { text }) => sum + textWidth(text), 0);
}

/** The line as it is written; without trailing spaces. */
export function paint(line: Line, colour: boolean): string {
  return line
    .map(({ text, formats }) =>
      colour && formats.length > 0 && text !== ''
        ? styleText([...formats], text, { validateStream: false })
        : text,
    )
    .join('')
    .trimEnd();
}

/** The line with something before it. */
export function prefixed(prefix: string, line: Line, formats: readonly Format[] = []): Line {
  return [span(prefix, formats), ...line];
}

/** The mark before the first line, and room of its width before the others. */
export function hung(mark: string, lines: readonly Line[], formats: readonly Format[] = []): readonly Line[] {
  return lines.map((line, index) =>
    index === 0 ? prefixed(mark, line, formats) : prefixed(' '.repeat(mark.length), line),
  );
}

/** Marks that may not begin a line and those that may not end one (the short list of W3C's "Requirements for Chinese Text Layout"). */
const NEVER_FIRST = /^[、。，．：；！？·…—～）］｝〉》」』】〕〗’”ー々%‰℃,.:;!?)\]}]/u;
const NEVER_LAST = /[（［｛〈《「『【〔〖‘“([{]$/u;

const segmenter = new Intl.Segmenter();

const ASCII = /^[ -~]*$/;

/** The characters as a reader counts them. */
function* graphemes(text: string): Iterable<string> {
  // The segmenter is slow on long texts, and has nothing to find in these.
  if (ASCII.test(text)) yield* text;
  else for (const { segment } of segmenter.segment(text)) yield segment;
}

/** A stretch that stays together, unless it is wider than a line and not `whole`. */
interface Word {
  readonly pieces: Span[];
  /** Columns. */
  width: number;
  /** A space stood before it. */
  readonly spaced: boolean;
  whole: boolean;
  /** The last piece is a wide character, after which a line may end. */
  open: boolean;
}

/**
 * @param width columns of a line, at least 2; `Infinity` never wraps. A whole span that is wider makes a longer line.
 * @returns at least one line.
 */
export function wrap(spans: readonly Span[], width: number): readonly Line[] {
  const lines = hardLines(spans);
  return width === Number.POSITIVE_INFINITY ? lines : lines.flatMap((line) => fill(words(line), width));
}

function hardLines(spans: readonly Span[]): readonly Line[] {
  const lines: Span[][] = [[]];
  for (const one of spans) {
    for (const [index, text] of one.text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      lines.at(-1)?.push({ ...one, text });
    }
  }
  return lines;
}

function words(line: Line): readonly Word[] {
  const result: Word[] = [];
  let spaced = false;
  const add = (piece: Span, wide: boolean): void => {
    const last = result.at(-1);
    const width = textWidth(piece.text);
    const apart = last === undefined || spaced || ((last.open || wide) && mayBreak(last, piece));
    if (apart) {
      result.push({ pieces: [piece], width, spaced, whole: piece.whole, open: wide });
    } else {
      last.pieces.push(piece);
      last.width += width;
      last.whole ||= piece.whole;
      last.open = wide;
    }
    spaced = false;
  };
  for (const one of line) {
    if (one.whole) {
      if (one.text !== '') add(one, false);
      continue;
    }
    for (const part of one.text.split(/([ \u3000]+)/)) {
      if (/^[ \u3000]/.test(part)) spaced = true;
      else for (const { text, wide } of runs(part)) add({ ...one, text }, wide);
    }
  }
  return result;
}

function mayBreak(last: Word, next: Span): boolean {
  return !NEVER_FIRST.test(next.text) && !NEVER_LAST.test(last.pieces.at(-1)?.text ?? '');
}

/** Wide characters one by one, the others in runs. */
function* runs(text: string): Iterable<{ readonly text: string; readonly wide: boolean }> {
  let narrow = '';
  if (ASCII.test(text)) {
    if (text !== '') yield { text, wide: false };
    return;
  }
  for (const segment of graphemes(text)) {
    if (textWidth(segment) < 2) {
      narrow += segment;
      continue;
    }
    if (narrow !== '') yield { text: narrow, wide: false };
    narrow = '';
    yield { text: segment, wide: true };
  }
  if (narrow !== '') yield { text: narrow, wide: false };
}

function fill(parts: readonly Word[], width: number): readonly Line[] {
  const lines: Span[][] = [[]];
  let used = 0;
  for (const word of parts) {
    const gap = word.spaced && used > 0 ? 1 : 0;
    if (used > 0 && used + gap + word.width > width) {
      lines.push([]);
      used = 0;
    } else if (gap === 1) {
      lines.at(-1)?.push({ text: ' ', formats: sharedFormats(lines.at(-1), word), whole: false });
      used += 1;
    }
    for (const piece of word.whole || word.width <= width ? word.pieces : chopped(word.pieces)) {
      const columns = textWidth(piece.text);
      if (!word.whole && used > 0 && used + columns > width) {
        lines.push([]);
        used = 0;
      }
      lines.at(-1)?.push(piece);
      used += columns;
    }
  }
  return lines.map(merged);
}

function chopped(pieces: readonly Span[]): readonly Span[] {
  return pieces.flatMap((piece) => Array.from(graphemes(piece.text), (text) => ({ ...piece, text })));
}

/** A space between two underlined words is underlined too. */
function sharedFormats(line: Line | undefined, word: Word): Span['formats'] {
  const before = line?.at(-1)?.formats ?? [];
  const after = word.pieces[0]?.formats ?? [];
  return before.filter((format) => after.includes(format));
}

/** Neighbours of the same looks as one span. */
function merged(line: Line): Line {
  const result: Span[] = [];
  for (const one of line) {
    const last = result.at(-1);
    if (last !== undefined && last.formats.join() === one.formats.join() && last.whole === one.whole) {
      result[result.length - 1] = { ...last, text: last.text + one.text };
    } else result.push(one);
  }
  return result;
}
