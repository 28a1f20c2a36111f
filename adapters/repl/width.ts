/** Columns of a text, East Asian wide characters counting two. */

import stringWidth from 'string-width';

/** Widths of characters met before: measuring one takes some microseconds, and an answer has thousands of a few hundred kinds. */
const known = new Map<string, number>();

/** Beyond this the table starts anew; more than the characters in daily use. */
const MAX_KNOWN = 10_000;

export function textWidth(text: string): number {
  if (text.length > 2) return stringWidth(text);
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= MAX_KNOWN) known.clear();
  const width = stringWidth(text);
  known.set(text, width);
  return width;
}
