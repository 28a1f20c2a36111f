/** Text that is shown as it was written, where reading it as Markdown would cost too much. */

import { type Inline, link, text } from './inline.js';
import { clean } from '../../common/text.js';

/** Paragraphs without any markup, but with their addresses as links. */
export function asWritten(markdown: string): readonly (readonly Inline[])[] {
  return clean(markdown)
    .split(/\n{2,}/)
    .map((paragraph) => [...bareLinks(paragraph), ...text('\n')]);
}

const ADDRESS = /https?:\/\/[^\s<>|()[\]"'`，。；）】]+/g;

function bareLinks(paragraph: string): readonly Inline[] {
  const found: Inline[] = [];
  let from = 0;
  for (const match of paragraph.matchAll(ADDRESS)) {
    found.push(...text(paragraph.slice(from, match.index)), ...link('', match[0]));
    from = match.index + match[0].length;
  }
  return [...found, ...text(paragraph.slice(from))];
}
