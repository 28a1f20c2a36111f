/** What JSONL and CSV files share: rows with the columns id, question, alternates, alternates_by, answer, project, links, date, source. */

import type { Link } from '../../../contract.js';
import { isMalformedAddress, isWebAddress } from '../../address.js';
import { LIMITS } from '../../files/limits.js';
import type { Document, Finding, Thread } from '../../model.js';
import { EMPTY, fault, warning, type ReadFile } from '../reader.js';
import { readDate, sourceOf } from '../source.js';
import { ALTERNATES_BY, alternatesBy, checkAlternatesBy } from '../../wordings/author.js';

export interface Row {
  /** 1-based line where the row begins. */
  readonly line: number;
  readonly cells: Readonly<Record<string, unknown>>;
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

/** Turns rows into threads of one turn each. A row without a question is reported and skipped. */
export function readRows(file: ReadFile, rows: readonly Row[], findings: readonly Finding[]): Document {
  const found: Finding[] = [...findings];
  const threads = rows.flatMap((row, index): readonly Thread[] => {
    const question = textCell(row.cells['question']);
    if (question === '') {
      found.push(fault(file.path, row.line, 'question-missing', 'the row has no question and is skipped'));
      return [];
    }
    const thread = readRow(file, row, question, index + 1);
    found.push(...checkAlternatesBy(file.path, row.line, writtenBy(row)));
    for (const { url, title } of linkCells(row.cells['links']).refused)
      found.push(
        warning(
          file.path,
          row.line,
          'address-malformed',
          `"${url}" is no web address${title === '' ? '' : ` (${title})`}`,
        ),
      );
    return [thread];
  });
  return { ...EMPTY, threads, findings: found };
}

function readRow(file: ReadFile, row: Row, question: string, n: number): Thread {
  const { cells, line } = row;
  const answer = textCell(cells['answer']);
  const project = textCell(cells['project']);
  const base = sourceOf(file, {});
  const given = textCell(cells['source']);
  const date = readDate(textCell(cells['date'])) ?? base.date;
  const title = textCell(cells['title']) || (isWebAddress(given) ? '' : given) || base.title;
  const url = isWebAddress(given) ? given : base.url;
  return {
    id: textCell(cells['id']) || `${file.path}#${n}`,
    n,
    printedProject: project || undefined,
    tags: listCell(cells['tags']),
    turns: [
      {
        question,
        ...alternatesBy(
          listCell(cells['alternates']).filter((alternate) => alternate !== question),
          writtenBy(row),
        ),
        answer: answer || undefined,
        links: linkCells(cells['links']).links,
        line,
      },
    ],
    source: { path: file.path, line, title: title || undefined, date, url },
  };
}

function writtenBy({ cells }: Row): string | undefined {
  return textCell(cells[ALTERNATES_BY]) || undefined;
}

function textCell(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** An array, or a text with its items parted by `|` or line ends, each once. */
function listCell(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : textCell(value).split(/[|\n]/);
  return [...new Set(items.map(textCell).filter((item) => item !== ''))];
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
