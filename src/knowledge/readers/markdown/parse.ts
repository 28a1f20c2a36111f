/** Markdown text to the parser's tree: what is done to the text before, and the parser. */

import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

const OPTIONS = {
  // A single `~` is a range or a home directory in these posts, never a strike-through.
  extensions: [gfm({ singleTilde: false })],
  mdastExtensions: [gfmFromMarkdown()],
};

/** The top-level blocks of a Markdown text. */
export type Parse = (text: string) => readonly RootContent[];

export const parse: Parse = (text) => fromMarkdown(text, OPTIONS).children;

/** A parser that remembers: several steps look at the pieces of one page. It is to be dropped with the page. */
export function rememberingParse(): Parse {
  const known = new Map<string, readonly RootContent[]>();
  return (text) => {
    const nodes = known.get(text) ?? parse(text);
    known.set(text, nodes);
    return nodes;
  };
}

export interface Chunk {
  readonly text: string;
  /** Lines of the whole text above it. */
  readonly above: number;
}

/** Characters from which on a piece ends at the next chance. The longest of 101 real posts has 11,000. */
const LEAST = 16_384;
/** Lines from on which it does: 400 quotes take 30 ms, 4,000 take 3 s. The longest post has 158. */
const LEAST_LINES = 400;

export const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Whether a line below a blank one begins a top-level block, whatever stands above. */
export function beginsBlock(line: string): boolean {
  return /^[^\s\d+\-<`~[]/.test(line) && !/^\*\s/.test(line);
}

/**
 * Cuts a long Markdown text where a new top-level block surely begins. The parser's time grows with the square of the
 * number of blocks (measured: 4,000 quotes and answers in one piece take 3 s, 1,000 take 0.3 s), and pieces of this
 * size keep it linear. Ordinary posts are shorter than one piece.
 */
export function chunksOf(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let piece: string[] = [];
  let size = 0;
  let fence = '';
  let comment = false;
  let blank = true;
  let count = 0;
  for (const line of text.split('\n')) {
    if (
      (size >= LEAST || piece.length >= LEAST_LINES) &&
      blank &&
      fence === '' &&
      !comment &&
      beginsBlock(line)
    ) {
      chunks.push({ text: piece.join('\n'), above: count - piece.length });
      piece = [];
      size = 0;
    }
    const mark = FENCE.exec(line)?.[1] ?? '';
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence)) fence = '';
    comment = comment ? !line.includes('-->') : /<!--(?!.*-->)/.test(line);
    blank = line.trim() === '';
    piece.push(line);
    size += line.length + 1;
    count += 1;
  }
  chunks.push({ text: piece.join('\n'), above: count - piece.length });
  return chunks;
}

// A `<br>` at the start of a line would make a block of HTML that swallows the Markdown below it. So each is replaced before
// parsing by private-use characters of the same length: every position stays what it was.
const MARK = '\uE000';
const FILL = '\uE001';

/** One hidden break, in parsed text. */
export const BREAK = /\uE000\uE001*/;

/** Hides every `<br>`, `<br/>`, `</br>` of a text. */
export function hideBreaks(text: string): string {
  return text.replace(/<\/?br\s*\/?>/gi, (tag) => MARK + FILL.repeat(tag.length - 1));
}

/** Puts breaks back where they were meant literally, as in code. */
export function restoreBreaks(text: string): string {
  return text.replace(/\uE000\uE001*/g, '<br/>');
}
