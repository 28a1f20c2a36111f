/** Finds everything on a page that could be a question, whatever dialect it is written in. */

import type { Blockquote, List, ListItem, Paragraph, RootContent, Table, TableCell } from 'mdast';
import { inlineLines } from '../markdown/inline.js';
import { type Chunk, chunksOf, hideBreaks, type Parse } from '../markdown/parse.js';
import { textOfRows } from '../rows.js';
import type { Lead, LeadKind } from './lead.js';
import { boldOf, plainOf, plainText, restored } from './lead-text.js';
import { afterAnswer, afterQuestionNumber, numbersOf, plainQuestion } from './question-text.js';
import type { PageRow } from './row.js';
import { asks, endsAsking, isPartAsking, isTemplate } from './words.js';

interface Place {
  readonly lists: number;
  readonly indent: number;
  /** Of the innermost item of a list: whether more stands in it, and the index of the row behind it. */
  readonly item?: { readonly isFull: boolean; readonly end: number; readonly marker: string };
}

/** The leads of tidied rows, in their order. */
export function leadsOf(rows: readonly PageRow[], parsePage: Parse): readonly Lead[] {
  const finder = new LeadFinder(rows);
  for (const chunk of chunksOf(hideBreaks(textOfRows(rows)))) finder.read(chunk, parsePage(chunk.text));
  return finder.finish();
}

class LeadFinder {
  readonly #rows: readonly PageRow[];
  readonly #leads: Lead[] = [];
  /** By the row where a titled block begins. */
  readonly #blocks: ReadonlyMap<number, Block>;
  #text = '';
  #above = 0;

  constructor(rows: readonly PageRow[]) {
    this.#rows = rows;
    this.#blocks = titledBlocks(rows);
  }

  read({ text, above }: Chunk, nodes: readonly RootContent[]): void {
    this.#text = text;
    this.#above = above;
    this.#visit(nodes, { lists: 0, indent: 0 });
  }

  /** With their numbers taken off, by what the headings of the page are numbered with. */
  finish(): readonly Lead[] {
    const numbers = numbersOf(this.#leads.map(({ question }) => question));
    return this.#leads
      .map((lead) => ({ ...lead, question: plainQuestion(lead.question, numbers) }))
      .filter(({ kind, question }) => question !== '' && (kind === 'heading' || !isTemplate(question)))
      .map((lead) => ({ ...lead, asks: isAsking(lead) }));
  }

  #visit(nodes: readonly RootContent[], place: Place): void {
    for (const [index, node] of nodes.entries()) {
      if (node.type === 'heading') {
        if (!isUnderlinedParagraph(node, this.#slice(node))) this.#heading(node, place);
      } else if (node.type === 'paragraph') this.#paragraph(node, place, index === 0);
      else if (node.type === 'blockquote') this.#quote(node);
      else if (node.type === 'list') this.#list(node, place);
      else if (node.type === 'table') this.#table(node);
    }
  }

  #list(list: List, place: Place): void {
    for (const item of list.children) {
      const marker = /^\s*(?:[-*+]|\d+[.)])\s*/.exec(this.#slice(item))?.[0] ?? '- ';
      const [first] = item.children;
      const indent = (first?.position?.start.column ?? item.position?.start.column ?? 1) - 1;
      this.#visit(item.children, {
        lists: place.lists + 1,
        indent,
        item: { isFull: item.children.length > 1, end: this.#rowBehind(item), marker },
      });
    }
  }

  /** `> Q: Is it free?`: a quote of nothing but a question. */
  #quote({ children: [only, ...more] }: Blockquote): void {
    if (only?.type !== 'paragraph' || more.length > 0) return;
    const text = this.#slice(only).replace(/\n\s*>\s?/g, ' ');
    const asked = afterQuestionNumber(text);
    const question = plainText(asked ?? text);
    if (asked === undefined && !endsAsking(question)) return;
    const [row, from] = [this.#rowOf(only), this.#rowBehind(only)];
    this.#add({ kind: 'quote', depth: 0, question, declared: asked !== undefined, row, from, indent: 0 });
  }

  #heading(node: Extract<RootContent, { type: 'heading' }>, { indent, item }: Place): void {
    this.#add({
      kind: 'heading',
      depth: node.depth,
      question: plainOf(node.children),
      row: this.#rowOf(node),
      from: this.#rowBehind(node),
      to: item?.isFull === true ? item.end : undefined,
      indent,
    });
  }

  #paragraph(node: Paragraph, place: Place, isFirst: boolean): void {
    const row = this.#rowOf(node);
    const title = this.#rows[row]?.opens;
    if (title !== undefined) {
      this.#add({
        kind: 'title',
        depth: this.#blocks.get(row)?.depth ?? 0,
        question: plainOf(node.children),
        declared: title.declared,
        row,
        from: this.#rowBehind(node),
        to: this.#blocks.get(row)?.end,
        indent: place.indent,
      });
      return;
    }
    if (this.#marks(node, place)) return;
    if (place.item === undefined || isFirst) this.#opening(node, place);
  }

  /** `Q: ...` and `A: ...`, several in one paragraph. Whether there were any. */
  #marks(node: Paragraph, { lists, indent, item }: Place): boolean {
    const lines = this.#slice(node).split('\n');
    const first = this.#rowOf(node);
    let found = false;
    for (const [index, line] of lines.entries()) {
      const asked = afterQuestionNumber(line);
      if (asked === undefined) continue;
      found = true;
      const stop = lines.findIndex((other, at) => at > index && afterAnswer(other) !== undefined);
      const next = lines.findIndex((other, at) => at > index && afterQuestionNumber(other) !== undefined);
      const end =
        stop >= 0 && (next < 0 || stop < next)
          ? stop
          : asked.trim().match(/[?？]\W*$/)
            ? index + 1
            : next < 0
              ? lines.length
              : next;
      const [beside, rest] = splitAnswer(lines.slice(index, end).join(' '));
      this.#add({
        kind: 'mark',
        depth: lists,
        question: plainText(beside),
        declared: true,
        row: first + index,
        from: first + end,
        to: item?.isFull === true || end < lines.length ? item?.end : undefined,
        rest,
        indent,
      });
    }
    return found;
  }

  /** What begins in bold, with a link, or asks in an item of a list. */
  #opening(node: Paragraph, place: Place): void {
    const [first, ...others] = node.children.filter(
      (child) => !(child.type === 'text' && child.value.trim() === ''),
    );
    if (first === undefined) return;
    const lines = this.#slice(node).split('\n');
    const bold = boldOf(first);
    const lead = bold ?? (first.type === 'link' || first.type === 'linkReference' ? first : undefined);
    if (lead !== undefined && first.position?.end.offset !== undefined) {
      const question = plainOf([lead]);
      const isAlone = others.length === 0;
      if (isAlone || endsAsking(question) || /^\s*[?？]/.test(plainOf(others))) {
        const rest = this.#text
          .slice(first.position.end.offset, node.position?.end.offset)
          .replace(/^\s*[?？:：]/, '');
        this.#open(node, place, bold === undefined ? 'link' : 'bold', question, rest, this.#rowBehind(node));
        return;
      }
    }
    const numbered = /^\s*\d{1,3}\s*[.、．)）]/.test(lines[0] ?? '');
    if (place.item === undefined && !numbered) return;
    const end = lines.findIndex((line) => endsAsking(plainText(line)));
    if (end < 0 || end > MOST_QUESTION_ROWS) {
      // In a list of which most items ask, one that does not states a problem.
      if (place.item?.isFull === true && lines.length === 1)
        this.#open(node, place, 'item', plainOf(node.children), '', this.#rowBehind(node));
      return;
    }
    const question = plainText(lines.slice(0, end + 1).join(' '));
    this.#open(node, place, 'item', question, '', this.#rowOf(node) + end + 1);
  }

  #open(node: Paragraph, place: Place, kind: LeadKind, question: string, rest: string, from: number): void {
    const { item, lists, indent } = place;
    const isFull = item?.isFull === true || rest.trim() !== '' || from < this.#rowBehind(node);
    this.#add({
      kind,
      depth: lists,
      question,
      row: this.#rowOf(node),
      from,
      to: isFull ? item?.end : undefined,
      rest,
      indent,
    });
  }

  #table({ children: [head, ...body] }: Table): void {
    if (head === undefined) return;
    const names = head.children.map((cell) => plainOf(cell.children).toLowerCase());
    const asked = names.findIndex((name) => ASKED_COLUMN.test(name));
    const answered = names.findIndex((name) => ANSWERED_COLUMN.test(name));
    if (asked < 0 || answered < 0 || asked === answered) return;
    for (const { children: cells, position } of body) {
      const [question, answer] = [cells[asked], cells[answered]];
      if (question === undefined || answer === undefined || position === undefined) continue;
      const row = this.#above + position.start.line - 1;
      const rest = this.#cell(answer);
      this.#add({
        kind: 'row',
        depth: 0,
        question: plainOf(question.children),
        declared: true,
        row,
        from: row + 1,
        to: row + 1,
        rest,
        indent: 0,
      });
    }
  }

  #cell({ children }: TableCell): string {
    const start = children[0]?.position?.start.offset;
    const end = children.at(-1)?.position?.end.offset;
    if (start === undefined || end === undefined) return '';
    return restored(this.#text.slice(start, end))
      .replaceAll('\\|', '|')
      .replace(/<br\/?>/g, '\n\n');
  }

  #add(lead: Omit<Lead, 'asks' | 'declared' | 'rest'> & Partial<Lead>): void {
    this.#leads.push({ asks: false, declared: false, ...lead, rest: restored(lead.rest ?? '').trim() });
  }

  #slice(node: RootContent | ListItem): string {
    return this.#text.slice(node.position?.start.offset, node.position?.end.offset);
  }

  #rowOf(node: RootContent | ListItem): number {
    return this.#above + (node.position?.start.line ?? 1) - 1;
  }

  #rowBehind(node: RootContent | ListItem): number {
    return this.#above + (node.position?.end.line ?? 1);
  }
}

/** Rows that one question in a list may take, beyond its first. */
const MOST_QUESTION_ROWS = 2;
const ASKED_COLUMN =
  /^(?:questions?|q|faq|problems?|issues?|symptoms?|errors?|问题|问|提问|现象|问题描述|错误)$/i;
const ANSWERED_COLUMN =
  /^(?:answers?|a|solutions?|fix(?:es)?|resolutions?|responses?|repl(?:y|ies)|work-?arounds?|回答|答案|答|解答|解决方案|解决方法|解决办法|处理方法)$/i;

function isAsking({ kind, question, declared }: Lead): boolean {
  // "**Why?**" below a problem is a part of its answer.
  if (kind === 'bold' && isPartAsking(question)) return false;
  return (
    declared ||
    (kind === 'heading' || kind === 'title' || kind === 'bold' ? asks(question) : endsAsking(question))
  );
}

/** A closing line with a rule right under it parses as a heading of the whole paragraph. */
function isUnderlinedParagraph(node: Extract<RootContent, { type: 'heading' }>, source: string): boolean {
  return !/^\s*#/.test(source) && inlineLines(node.children).length > 1;
}

/** `Is it free? **A:** Yes.` on one row. */
function splitAnswer(text: string): readonly [string, string] {
  const at = text.search(/\s(?:\*\*)?\s?(?:A|Answer|答)\s*\d{0,3}\s*(?:\*\*)?[:：]/);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
}

/** A block with a title: the row where it ends, and how many it stands in. */
interface Block {
  readonly end: number;
  readonly depth: number;
}

function titledBlocks(rows: readonly PageRow[]): ReadonlyMap<number, Block> {
  const blocks = new Map<number, Block>();
  const open: number[] = [];
  for (const [index, { opens, closes }] of rows.entries()) {
    if (opens !== undefined) open.push(index);
    const start = closes === true ? open.pop() : undefined;
    if (start !== undefined) blocks.set(start, { end: index, depth: open.length });
  }
  return blocks;
}
