/** The texts of leads as a reader sees them. */

import type { PhrasingContent } from 'mdast';
import { inlineLines } from '../markdown/inline.js';
import { parse } from '../markdown/parse.js';

/** The bold text that something is, in slanted type or not. */
export function boldOf(node: PhrasingContent): PhrasingContent | undefined {
  if (node.type === 'strong') return node;
  const [only, ...more] = node.type === 'emphasis' ? node.children : [];
  return only?.type === 'strong' && more.length === 0 ? only : undefined;
}

export function plainOf(nodes: readonly PhrasingContent[]): string {
  return inlineLines(nodes)
    .map(({ plain }) => plain)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A line of Markdown as a reader sees it. */
export function plainText(markdown: string): string {
  const [node] = parse(markdown.trim());
  return node?.type === 'paragraph' ? plainOf(node.children) : markdown.trim();
}

export function restored(text: string): string {
  return text.replace(/\uE000\uE001*/g, '<br/>');
}
