/** Markdown as lines of a terminal. */

import type { Definition, List, ListItem, Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { isFlow } from '../common/flow.js';
import { htmlText, type InlineContext, inlineSpans } from './inline.js';
import { type Line, lineWidth, prefixed, span } from './span.js';
import { tableLines } from './table.js';
import { wrap } from './wrap.js';

/** Characters. A longer text is shown as it is written: the parser needs up to 2 s for 20,000 hostile characters, and more than in proportion. */
const MARKDOWN_LIMIT = 30_000;

/** Levels of lists and quotes; what lies deeper is shown as plain text. */
const MAX_DEPTH = 12;

/** Columns left for text however deep the indent. */
const MIN_WIDTH = 16;

const MAX_RULE = 40;

/** @param width columns; `Infinity` never wraps. */
export function markdownLines(markdown: string, width: number, colour: boolean): readonly Line[] {
  if (markdown.length > MARKDOWN_LIMIT) return wrap([span(markdown)], width);
  try {
    const root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    const definitions = new Map(definitionsIn(root).map((node) => [node.identifier, node]));
    return blocks(root.children, width, { definitions, colour }, 0);
  } catch {
    // Thousands of nested quotes overflow the parser's stack. The reader still gets the words.
    return wrap([span(markdown)], width);
  }
}

function definitionsIn(node: Nodes): readonly Definition[] {
  if (node.type === 'definition') return [node];
  return 'children' in node ? node.children.flatMap(definitionsIn) : [];
}

function blocks(
  nodes: readonly RootContent[],
  width: number,
  context: InlineContext,
  depth: number,
  tight = false,
): readonly Line[] {
  const shown = nodes
    .map((node) => block(node, Math.max(width, MIN_WIDTH), context, depth))
    .filter((lines) => lines.length > 0);
  return shown.flatMap((lines, index) => (index === 0 || tight ? lines : [[], ...lines]));
}

function block(node: RootContent, width: number, context: InlineContext, depth: number): readonly Line[] {
  if (depth > MAX_DEPTH || !isFlow(node)) return visible(wrap([span(toString(node))], width));
  switch (node.type) {
    case 'paragraph':
      return visible(wrap(inlineSpans(node.children, context), width));
    case 'heading':
      return visible(wrap(inlineSpans(node.children, context, ['bold']), width));
    case 'code':
      // Indented and never wrapped: what is copied from here must be what was written.
      return span(node.value)
        .text.split('\n')
        .map((text) => [span('    '), span(text, ['cyan'])]);
    case 'blockquote':
      return blocks(node.children, width - 2, context, depth + 1).map((line) =>
        prefixed('│ ', line, ['dim']),
      );
    case 'list':
      return list(node, width, context, depth);
    case 'table':
      return tableLines(node, width, context);
    case 'thematicBreak':
      return [[span('─'.repeat(Math.min(width, MAX_RULE)), ['dim'])]];
    case 'html':
      return visible(wrap([span(htmlText(node.value).trim())], width));
    case 'footnoteDefinition':
      return hung(
        `[${node.label ?? node.identifier}] `,
        blocks(node.children, width - 4, context, depth + 1),
      );
    case 'definition':
    case 'yaml':
      break;
  }
  return [];
}

function list(node: List, width: number, context: InlineContext, depth: number): readonly Line[] {
  const first = node.start ?? 1;
  const loose = node.spread === true || node.children.some((item) => item.spread === true);
  const items = node.children.map((item, index) => {
    const mark = `${node.ordered === true ? `${first + index}.` : '-'} ${checkbox(item)}`;
    const lines = blocks(item.children, width - mark.length, context, depth + 1, !loose);
    return hung(mark, lines.length === 0 ? [[]] : lines);
  });
  return items.flatMap((lines, index) => (index === 0 || !loose ? lines : [[], ...lines]));
}

function checkbox(item: ListItem): string {
  if (item.checked === null || item.checked === undefined) return '';
  return item.checked ? '[x] ' : '[ ] ';
}

/** The mark before the first line, room of its width before the others. */
function hung(mark: string, lines: readonly Line[]): readonly Line[] {
  return lines.map((line, index) => prefixed(index === 0 ? mark : ' '.repeat(mark.length), line));
}

/** No lines at all for a paragraph without a visible character. */
function visible(lines: readonly Line[]): readonly Line[] {
  return lines.some((line) => lineWidth(line) > 0) ? lines : [];
}
