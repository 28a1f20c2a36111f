/**
 * Markdown as Slack's rich text. Unlike mrkdwn it needs no escapes, cannot hold a mention that nobody meant, and shows bold
 * words between Chinese characters, where mrkdwn wants spaces (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block).
 */

import type { RichTextBlockElement, RichTextSection } from '@slack/types';
import type { Definition, List, ListItem, Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { isFlow } from '../../common/flow.js';
import { code, type Definitions, htmlText, type Inline, inline, text, weigh } from './inline.js';
import { LIMITS } from './limits.js';
import { asWritten } from './bare.js';
import { tableText } from './table.js';

/** One element of a rich text block: a paragraph, a list, a quote, a block of code. */
export type Piece = RichTextBlockElement;

/** Characters. A longer text is shown as it is written: the parser needs more than proportional time on hostile ones. */
const MARKDOWN_LIMIT = 30_000;
/** Levels of quotes and lists in quotes that are followed. */
const MAX_DEPTH = 12;
/** Nobody quotes fifty levels deep, and the parser takes a second over a thousand of them. */
const DEEP_QUOTE = /(?:>[ \t]*){50}/;
const RULE = '─'.repeat(20);

export function pieces(markdown: string): readonly Piece[] {
  if (markdown.length > MARKDOWN_LIMIT || DEEP_QUOTE.test(markdown)) return unparsed(markdown);
  try {
    const root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    const definitions = new Map(definitionsIn(root).map((node) => [node.identifier, node]));
    return root.children.flatMap((node) => block(node, definitions)).filter((piece) => !isEmpty(piece));
  } catch {
    // Thousands of nested quotes overflow the parser's stack. The reader still gets the words.
    return unparsed(markdown);
  }
}

function unparsed(markdown: string): readonly Piece[] {
  return asWritten(markdown)
    .map(section)
    .filter((piece) => !isEmpty(piece));
}

function definitionsIn(node: Nodes): readonly Definition[] {
  if (node.type === 'definition') return [node];
  return 'children' in node ? node.children.flatMap(definitionsIn) : [];
}

function block(node: RootContent, definitions: Definitions): readonly Piece[] {
  if (!isFlow(node)) return [section(text(toString(node)))];
  switch (node.type) {
    case 'paragraph':
      return [section([...inline(node.children, definitions), ...text('\n')])];
    case 'heading':
      return [section([...inline(node.children, definitions, { bold: true }), ...text('\n')])];
    case 'code':
      return [preformatted(node.value)];
    case 'blockquote':
      return [{ type: 'rich_text_quote', elements: trimmed(flatten(node.children, definitions, 0)) }];
    case 'list':
      return list(node, definitions, 0);
    case 'table': {
      const table = tableText(node, definitions);
      return [preformatted(table.text), section(table.links.flatMap((one) => [...text('\n'), ...one]))];
    }
    case 'thematicBreak':
      return [section(text(`${RULE}\n`))];
    case 'html':
      return [section(text(`${htmlText(node.value)}\n`))];
    case 'footnoteDefinition': {
      const note = flatten(node.children, definitions, 0);
      return [section([...text(`[${node.label ?? node.identifier}] `), ...note])];
    }
    case 'definition':
    case 'yaml':
      break;
  }
  return [];
}

function preformatted(value: string): Piece {
  return {
    type: 'rich_text_preformatted',
    elements: code(value).map((element) => ({ type: 'text', text: element.text })),
  };
}

/** Everything inside of a quote or a note as one run of text, which is all that Slack's quote can hold. */
function flatten(nodes: readonly RootContent[], definitions: Definitions, depth: number): readonly Inline[] {
  return nodes.flatMap((node): readonly Inline[] => {
    if (depth > MAX_DEPTH || !isFlow(node)) return text(`${toString(node)}\n`);
    switch (node.type) {
      case 'paragraph':
      case 'heading':
        return [...inline(node.children, definitions), ...text('\n')];
      case 'code':
        return [...code(node.value), ...text('\n')];
      case 'blockquote':
      case 'footnoteDefinition':
        return flatten(node.children, definitions, depth + 1);
      case 'list':
        return node.children.flatMap((item, index) => [
          ...text(mark(node, item, index)),
          ...flatten(item.children, definitions, depth + 1),
        ]);
      case 'table': {
        const table = tableText(node, definitions);
        return [...code(table.text), ...text('\n'), ...table.links.flatMap((one) => [...one, ...text('\n')])];
      }
      case 'html':
        return text(`${htmlText(node.value)}\n`);
      case 'thematicBreak':
        return text(`${RULE}\n`);
      case 'definition':
      case 'yaml':
        break;
    }
    return [];
  });
}

function mark(node: List, item: ListItem, index: number): string {
  const box = item.checked === true ? '☑ ' : item.checked === false ? '☐ ' : '';
  return node.ordered === true ? `${(node.start ?? 1) + index}. ${box}` : `• ${box}`;
}

/**
 * A list. Slack counts an ordered one from 1 again after anything that interrupts it, so a list whose numbers would come out
 * wrong is printed with its numbers as text.
 */
function list(node: List, definitions: Definitions, indent: number): readonly Piece[] {
  const simple = node.children.every(({ children }) => children.every(({ type }) => type === 'paragraph'));
  const numbered = node.ordered === true && (!simple || (node.start ?? 1) !== 1);
  return joined(
    node.children.flatMap((item, index) => itemPieces(node, item, index, numbered, definitions, indent)),
  );
}

function itemPieces(
  node: List,
  item: ListItem,
  index: number,
  numbered: boolean,
  definitions: Definitions,
  indent: number,
): readonly Piece[] {
  const style = node.ordered === true ? 'ordered' : 'bullet';
  const own = item.children.filter(({ type }) => type === 'paragraph' || type === 'heading');
  const box =
    item.checked === undefined || item.checked === null
      ? ''
      : mark({ ...node, ordered: false }, item, index).slice(2);
  const words = [...text(box), ...trimmed(flatten(own, definitions, 0))];
  const room = '    '.repeat(Math.min(indent, LIMITS.listIndent));
  const first: Piece = numbered
    ? section([...text(`${room}${mark(node, { ...item, checked: null }, index)}`), ...words, ...text('\n')])
    : {
        type: 'rich_text_list',
        style,
        indent: Math.min(indent, LIMITS.listIndent),
        elements: [section(words.length === 0 ? text(' ') : words)],
      };
  const below = item.children
    .filter((child) => !own.includes(child))
    .flatMap((child) =>
      child.type === 'list' && indent < MAX_DEPTH
        ? list(child, definitions, indent + 1)
        : block(child, definitions),
    );
  return [first, ...below];
}

/** Neighbouring lists of one kind and level are one list. */
function joined(all: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of all) {
    const before = result.at(-1);
    if (
      piece.type === 'rich_text_list' &&
      before?.type === 'rich_text_list' &&
      before.style === piece.style &&
      before.indent === piece.indent
    ) {
      result[result.length - 1] = { ...before, elements: [...before.elements, ...piece.elements] };
    } else {
      result.push(piece);
    }
  }
  return result;
}

export function section(elements: readonly Inline[]): RichTextSection {
  return { type: 'rich_text_section', elements: [...elements] };
}

/** Without the line feeds at the end. */
export function trimmed(elements: readonly Inline[]): Inline[] {
  const last = elements.at(-1);
  if (last?.type !== 'text' || !last.text.endsWith('\n')) return [...elements];
  const rest = last.text.replace(/\n+$/, '');
  return trimmed([...elements.slice(0, -1), ...(rest === '' ? [] : [{ ...last, text: rest }])]);
}

function isEmpty(piece: Piece): boolean {
  if (piece.type === 'rich_text_list') return piece.elements.length === 0;
  const words = piece.elements.filter((element) => element.type !== 'text' || element.text.trim() !== '');
  return weigh(words) === 0;
}
