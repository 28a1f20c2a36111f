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
export function parse(text: string): readonly RootContent[] {
  return fromMarkdown(text, OPTIONS).children;
}
