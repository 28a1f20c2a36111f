import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter();

/** Line ends, controls that a terminal would obey, and marks that turn the reading direction. */
const UNSEEN = /[\s\p{Cc}\p{Surrogate}\u202A-\u202E\u2066-\u2069]+/gu;

/** The text on one line of at most so many columns, East Asian wide characters counting two. */
export function cutToColumns(text: string, columns: number, ellipsis = '…'): string {
  const line = text.replace(UNSEEN, ' ').trim();
  if (stringWidth(line) <= columns) return line;
  const room = columns - stringWidth(ellipsis);
  let kept = '';
  let used = 0;
  for (const { segment } of segmenter.segment(line)) {
    used += stringWidth(segment);
    if (used > room) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${ellipsis}`;
}
