/** Text with its looks, kept apart until the last moment: only {@link paint} writes an escape sequence. */

import { styleText } from 'node:util';
import { clean } from './clean.js';
import { textWidth } from './width.js';

export type Format = 'bold' | 'italic' | 'underline' | 'strikethrough' | 'dim' | 'cyan' | 'green' | 'yellow';

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
  const plain = line.map(({ text }) => text).join('');
  if (!colour) return plain.trimEnd();
  return line
    .map(({ text, formats }) =>
      formats.length === 0 || text === '' ? text : styleText([...formats], text, { validateStream: false }),
    )
    .join('')
    .trimEnd();
}

/** The line with something before it. */
export function prefixed(prefix: string, line: Line, formats: readonly Format[] = []): Line {
  return [span(prefix, formats), ...line];
}
