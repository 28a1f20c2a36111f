/** What all formats of rows share: tables, JSON lines, and lists in JSON and YAML. */

import type { Link } from '../../../contract.js';
import { isRecord } from '../../../record.js';
import { isMalformedAddress, isWebAddress } from '../../address.js';
import { LIMITS } from '../../files/limits.js';
import type { Document, Finding, Thread } from '../../model.js';
import { readDateCell } from '../dates.js';
import { EMPTY, fault, warning, type ReadFile } from '../reader.js';
import { sourceOf } from '../source.js';
import { alternatesBy, checkAlternatesBy } from '../../wordings/author.js';
import { type Columns, columnsOf, type Field } from './names.js';
import { spoken } from './spoken.js';

export interface Row {
  /** 1-based line where the row begins; in a workbook the row's number. */
  readonly line: number;
  /** Cells by the names that the file gives them. */
  readonly cells: Readonly<Record<string, unknown>>;
  /** Names of the sections that hold the row. */
  readonly sections?: readonly string[];
}

/** A finding that a table is left out from this line on. */
export function tooManyRows(path: string, line: number): Finding {
  return fault(
    path,
    line,
    'row-count',
    `more than ${LIMITS.rows} rows; the rest is left out, split the file`,
  );
}

/** Rows whose texts say what their columns hold. */
const SAMPLE = 100;

/** Which of the rows' names serve which field: see {@link columnsOf}. */
export function columnsOfRows(rows: readonly Row[]): Columns {
  const names = new Set(rows.flatMap(({ cells }) => Object.keys(spoken(cells))));
  return columnsOf([...names], (name) => {
    const texts = rows.slice(0, SAMPLE).map(({ cells }) => textCell(cells[name]));
    const given = texts.filter((text) => text !== '');
    return given.length > 0 && given.filter((text) => ASKS.test(text)).length * 2 >= given.length;
  });
}

const ASKS = /[?？]$/;

/**
 * Turns rows into threads of one turn each. A row without a question is reported and skipped.
 * @param columns absent: as the rows name them
 */
export function readRows(
  file: ReadFile,
  rows: readonly Row[],
  findings: readonly Finding[],
  columns: Columns = columnsOfRows(rows),
): Document {
  const found: Finding[] = [...findings];
  const threads = rows.flatMap((row, index): readonly Thread[] => {
    const { thread, findings: faults } = readRow(file, row, columns, index + 1);
    found.push(...faults);
    return thread === undefined ? [] : [thread];
  });
  return { ...EMPTY, threads, findings: found };
}

function readRow(
  file: ReadFile,
  row: Row,
  columns: Columns,
  n: number,
): { readonly thread?: Thread; readonly findings: readonly Finding[] } {
  const { line } = row;
  const cells = spoken(row.cells);
  const all = (field: Field): readonly unknown[] => columns[field].map((name) => cells[name]);
  const text = (field: Field): string => all(field).map(textCell).find(Boolean) ?? '';
  const question = questionOf(text('question'), text('input'), columns.question);
  const answer = text('answer');
  const refusal = rowFault(question, answer);
  if (refusal !== undefined) return { findings: [fault(file.path, line, ...refusal)] };
  const author = text('alternates_by') || undefined;
  const alternates = columns.alternates.flatMap((name) => alternateCell(cells[name], name));
  const { links, refused } = linkCells(all('links').find((cell) => cell !== undefined));
  const base = sourceOf(file, {});
  const given = text('source');
  const written = text('date');
  const { date, fault: dateFault } = written === '' ? {} : readDateCell(written);
  const title = text('title') || (isWebAddress(given) ? '' : given) || base.title;
  const thread: Thread = {
    id: text('id') || `${file.path}#${n}`,
    n,
    printedProject: text('project') || undefined,
    section: row.sections?.join(' ') || undefined,
    tags: [...new Set(all('tags').flatMap(listCell))],
    turns: [
      {
        question,
        ...alternatesBy(
          [...new Set(alternates)].filter((one) => one !== question),
          author,
        ),
        answer: answer || undefined,
        links,
        line,
      },
    ],
    source: {
      path: file.path,
      line,
      title: title || undefined,
      date: date ?? base.date,
      url: isWebAddress(given) ? given : base.url,
    },
  };
  return {
    thread,
    findings: [
      ...checkAlternatesBy(file.path, line, author),
      ...(dateFault === undefined ? [] : [warning(file.path, line, 'date-unreadable', dateFault)]),
      ...refused.map(({ url, title: shown }) =>
        warning(
          file.path,
          line,
          'address-malformed',
          `"${url}" is no web address${shown === '' ? '' : ` (${shown})`}`,
        ),
      ),
    ],
  };
}

/** Instruction sets say in `input` what the instruction is about. */
function questionOf(question: string, input: string, names: readonly string[]): string {
  const isInstruction = names[0]?.toLowerCase() === 'instruction';
  return isInstruction && input !== '' ? `${question}\n\n${input}` : question;
}

function rowFault(question: string, answer: string): readonly [rule: string, message: string] | undefined {
  if (question === '') return ['question-missing', 'the row has no question and is skipped'];
  if (Math.max(question.length, answer.length) <= LIMITS.lineCharacters) return undefined;
  return ['line-length', `a cell is longer than ${LIMITS.lineCharacters} characters; the row is skipped`];
}

function textCell(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, DAY);
  if (Array.isArray(value)) return value.map(plainCell).filter(Boolean).join('\n\n');
  return plainCell(value);
}

const DAY = 'YYYY-MM-DD'.length;

/** The text of a cell, or of a record that holds it, such as `{"@type": "Answer", "text": ...}`; nothing of what is nested deeper. */
function plainCell(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isRecord(value)) return '';
  const text = ['text', 'answer', 'value', 'content', 'body'].map((name) => value[name]);
  return text.find((one): one is string => typeof one === 'string')?.trim() ?? '';
}

/** An array, or a text with its items parted by `|` or line ends, each once. */
function listCell(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : textCell(value).split(/[|\n]/);
  return [...new Set(items.map(plainCell).filter((item) => item !== ''))];
}

/** The same; a text without these marks may be parted by `；` or `;`, and one of keywords by commas. */
function alternateCell(value: unknown, name: string): readonly string[] {
  const items = listCell(value);
  if (items.length > 1 || Array.isArray(value)) return items;
  return listCell(items.join().split(/keyword|关键词|關鍵詞/i.test(name) ? /[;；,，、]/ : /[;；]/));
}

/** Links: addresses, `[title](address)`, or `{title, url}` records. */
function linkCells(value: unknown): { readonly links: readonly Link[]; readonly refused: readonly Link[] } {
  const items: readonly unknown[] = Array.isArray(value) ? value : listCell(value);
  const all = items.flatMap((item): readonly Link[] => {
    if (typeof item === 'object' && item !== null && 'url' in item) {
      const url = textCell(item.url);
      return [{ title: ('title' in item ? textCell(item.title) : '') || url, url }];
    }
    const text = textCell(item);
    const written = /^\[(.*)\]\((\S+)\)$/s.exec(text);
    return text === '' ? [] : [{ title: written?.[1] || text, url: written?.[2] ?? text }];
  });
  const unique = [...new Map(all.map((link) => [link.url, link])).values()];
  return {
    links: unique.filter(({ url }) => isWebAddress(url)),
    refused: unique.filter(
      ({ url }) => !isWebAddress(url) && (isMalformedAddress(url) || !url.startsWith('/')),
    ),
  };
}
