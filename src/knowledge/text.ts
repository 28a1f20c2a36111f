/** Forms of a text that only serve comparison, and the plain form that the export prints. */

import { sameAddress } from './readers/markdown/link.js';
import { readLines, type Line } from './readers/markdown/lines.js';

/** Normal form: NFKC, letters and digits only, lower case kept as printed. Texts are the same where theirs are. */
export function normalForm(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Key of a name: spelling with spaces, dashes or capitals makes no other name of it. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_./+-]+/g, '');
}

/** Markdown as plain text: no stars and fences, a link as `title (address)`, or as its address where that is its title. */
export function toPlain(markdown: string): string {
  return readLines(markdown, 0)
    .filter((line) => line.plain !== '')
    .map(plainLine)
    .join('\n')
    .trim();
}

/** The addresses of a Markdown text's links as printed, in order, each once. */
export function printedLinks(markdown: string): readonly string[] {
  const urls = readLines(markdown, 0).flatMap((line) => line.links.map(({ url }) => url));
  return [...new Set(urls.filter((url) => /^(?:https?:|\/)/i.test(url)))];
}

function plainLine(line: Line): string {
  let text =
    line.kind === 'code'
      ? line.plain
      : `${/^\s*/.exec(line.markdown)?.[0] ?? ''}${line.marker.trimStart()}${line.plain}`;
  let from = 0;
  for (const { title, url } of line.links) {
    const at = text.indexOf(title, from);
    if (at < 0) continue;
    const shown = sameAddress(title, url) ? title : `${title} (${url})`;
    text = text.slice(0, at) + shown + text.slice(at + title.length);
    from = at + shown.length;
  }
  return text;
}
