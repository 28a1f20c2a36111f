/**
 * Markdown as Slack's rich text. Unlike mrkdwn it needs no escapes, cannot hold a mention that nobody meant, and shows bold
 * words between Chinese characters, where mrkdwn wants spaces (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block).
 */

import type { RichTextBlockElement, RichTextSection } from '@slack/types';
import { columnWidths, GAP, padding, ruler, textWidth } from '../../common/columns.js';
import {
  boxOf,
  markOf,
  type MarkdownBlock,
  type MarkdownList,
  type MarkdownTable,
  plainText,
} from '../../common/blocks.js';
import { readMarkdown } from '../../common/markdown.js';
import { code, type Inline, inline, text, weigh } from './inline.js';
import { LIMITS } from './limits.js';

/** One element of a rich text block: a paragraph, a list, a quote, a block of code. */
export type Piece = RichTextBlockElement;

const RULE = '─'.repeat(20);

export function pieces(markdown: string): readonly Piece[] {
  return readMarkdown(markdown)
    .flatMap((block) => painted(block, 0))
    .filter((piece) => !isEmpty(piece));
}

/** @param indent steps that a list is indented by */
function painted(block: MarkdownBlock, indent: number): readonly Piece[] {
  switch (block.kind) {
    case 'paragraph':
      return [section([...inline(block.content), ...text('\n')])];
    case 'heading':
      return [section([...inline(block.content, { bold: true }), ...text('\n')])];
    case 'code':
      return [preformatted(block.text)];
    case 'quote':
      return [{ type: 'rich_text_quote', elements: trimmed(block.blocks.flatMap(flattened)) }];
    case 'list':
      return list(block, indent);
    case 'table':
      return [
        preformatted(tableText(block)),
        section(tableLinks(block).flatMap((one) => [...text('\n'), one])),
      ];
    case 'rule':
    case 'note':
      return [section(flattened(block))];
  }
}

function preformatted(value: string): Piece {
  return {
    type: 'rich_text_preformatted',
    elements: code(value).map((element) => ({ type: 'text', text: element.text })),
  };
}

/** A block as one run of text, which is all that Slack's quote can hold. */
function flattened(block: MarkdownBlock): readonly Inline[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [...inline(block.content), ...text('\n')];
    case 'code':
      return [...code(block.text), ...text('\n')];
    case 'quote':
      return block.blocks.flatMap(flattened);
    case 'list':
      return block.items.flatMap((item, index) => [
        ...text(markOf(block, index, '•') + boxOf(item)),
        ...item.blocks.flatMap(flattened),
      ]);
    case 'table':
      return [
        ...code(tableText(block)),
        ...text('\n'),
        ...tableLinks(block).flatMap((one) => [one, ...text('\n')]),
      ];
    case 'rule':
      return text(`${RULE}\n`);
    case 'note':
      return [...text(`[${block.label}] `), ...block.blocks.flatMap(flattened)];
  }
}

/**
 * A list. Slack counts an ordered one from 1 again after anything that interrupts it, so a list whose numbers would come out
 * wrong is printed with its numbers as text.
 */
function list(block: MarkdownList, indent: number): readonly Piece[] {
  const isSimple = block.items.every(({ blocks }) => blocks.every(({ kind }) => kind === 'paragraph'));
  const isPrinted = block.start !== undefined && (!isSimple || block.start !== 1);
  const steps = Math.min(indent, LIMITS.listIndent);
  const all = block.items.flatMap((item, index) => {
    const own = [...text(boxOf(item)), ...trimmed(item.blocks.filter(isRunning).flatMap(flattened))];
    const first: Piece = isPrinted
      ? section([...text('    '.repeat(steps) + markOf(block, index, '•')), ...own, ...text('\n')])
      : {
          type: 'rich_text_list',
          style: block.start === undefined ? 'bullet' : 'ordered',
          indent: steps,
          elements: [section(own.length === 0 ? text(' ') : own)],
        };
    return [
      first,
      ...item.blocks.filter((one) => !isRunning(one)).flatMap((one) => painted(one, indent + 1)),
    ];
  });
  return joined(all);
}

/** Whether a block can stand in a list's item; Slack puts all others below it. */
function isRunning({ kind }: MarkdownBlock): boolean {
  return kind === 'paragraph' || kind === 'heading';
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
    )
      before.elements.push(...piece.elements);
    else result.push(piece);
  }
  return result;
}

/** Columns of a cell that others line up with; a longer one stands out. */
const MAX_COLUMN = 40;

/** A table as text in columns. A message may hold one table block only, so that is not used. */
function tableText({ rows, align }: MarkdownTable): string {
  const cells = rows.map((row) => row.map((cell) => plainText(cell).replace(/\s+/g, ' ').trim()));
  const widths = columnWidths(
    cells.map((row) => row.map((cell) => textWidth(cell))),
    MAX_COLUMN,
  );
  const [header = '', ...body] = cells.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        const [before, after] = padding(textWidth(cell), width, align[column]);
        return before + cell + after;
      })
      .join(GAP)
      .trimEnd(),
  );
  return [header, ruler(widths), ...body].join('\n');
}

/** The links of the cells, which text in columns cannot hold. */
function tableLinks({ rows }: MarkdownTable): readonly Inline[] {
  return rows.flatMap((row) => row.flatMap((cell) => inline(cell))).filter(({ type }) => type === 'link');
}

export function section(elements: readonly Inline[]): RichTextSection {
  return { type: 'rich_text_section', elements: [...elements] };
}

/** Without the line feeds at the end. */
export function trimmed(elements: readonly Inline[]): Inline[] {
  const last = elements.at(-1);
  if (last?.type !== 'text' || !last.text.endsWith('\n')) return [...elements];
  const rest = last.text.replace(/(?<!\n)\n+$/, '');
  return trimmed([...elements.slice(0, -1), ...(rest === '' ? [] : [{ ...last, text: rest }])]);
}

function isEmpty(piece: Piece): boolean {
  if (piece.type === 'rich_text_list') return piece.elements.length === 0;
  return weigh(piece.elements.filter((one) => one.type !== 'text' || one.text.trim() !== '')) === 0;
}

/** The words alone, without marks. */
export function words(all: readonly Piece[]): string {
  const runs = all.flatMap((piece) =>
    piece.type === 'rich_text_list' ? piece.elements.map(({ elements }) => elements) : [piece.elements],
  );
  return runs
    .map((elements) =>
      elements
        .map((one) => (one.type === 'text' ? one.text : one.type === 'link' ? (one.text ?? one.url) : ''))
        .join(''),
    )
    .join('\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}
