import { basename, extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { reasonOf } from '../../errors.js';
import { groupBy } from '../../group-by.js';
import { isWebAddress } from '../../knowledge/address.js';
import { LIMITS } from '../../knowledge/files/limits.js';
import { readBytes, readText } from '../../knowledge/files/decode.js';
import { fault } from '../../knowledge/readers/reader.js';
import { isHtml } from '../../knowledge/readers/tables/html-cells.js';
import type { Line, TableLines } from '../../knowledge/readers/tables/table.js';
import { xlsxLines } from '../../knowledge/readers/tables/xlsx.js';
import { digestOf, fieldOf, idOf, recordsOf, textOf } from '../fields.js';
import { markdownOf } from '../html.js';
import type { Found, Source, SourceOptions } from '../model.js';

/** One way to ask a question of the export, with its answer. Rows of one id ask the same. */
interface Row {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly source: string;
  readonly tags: readonly string[];
  readonly isContextOnly: boolean;
}

/** Small talk that the service brings along. */
const CHITCHAT = /qna_chitchat/i;

/**
 * Azure custom question answering, and QnA Maker before it: TSV and Excel with the columns Question, Answer, Source, Metadata, IsContextOnly
 * and QnaId, or JSON. Somebody wrote each answer for its question. Questions that the service only suggests (SuggestedQuestions) are nobody's
 * decision yet and stay behind.
 */
export const azureCqa: Source = {
  kind: 'azure-cqa',
  title: 'Azure custom question answering',
  isMarked: true,
  confidence: 1,
  accepts: (name) => /\.(?:tsv|xlsx|json)$/i.test(name),
  async *threads(path, options) {
    const { rows, faults } = await rowsOf(path, options);
    yield* faults;
    for (const alike of groupBy(rows, ({ id }) => id).values())
      yield await threadOf(alike, basename(options.name, extname(options.name)));
  },
};

interface Rows {
  readonly rows: readonly Row[];
  readonly faults: readonly Found[];
}

async function rowsOf(path: string, options: SourceOptions): Promise<Rows> {
  const { name, read } = options;
  const file = { path: name, post: name, text: '' };
  const isWorkbook = /\.xlsx$/i.test(name);
  const bytes = isWorkbook ? await readBytes(path, name) : undefined;
  const text = isWorkbook ? undefined : await readText(path, name);
  const found = [...(bytes?.findings ?? []), ...(text?.findings ?? [])];
  read(bytes?.content?.length ?? Buffer.byteLength(text?.content ?? ''));
  const faultsOf = (findings: TableLines['findings']): readonly Found[] =>
    [...found, ...findings].map((finding) => ({ kind: 'fault', finding }));
  if (bytes?.content === undefined && text?.content === undefined) return { rows: [], faults: faultsOf([]) };
  if (/\.json$/i.test(name)) {
    const rows = rowsOfJson(text?.content ?? '');
    const foreign = fault(name, 1, 'kind', 'no export with a list of questions and answers');
    return { rows, faults: faultsOf(rows.length > 0 ? [] : [foreign]) };
  }
  const { lines, findings } = isWorkbook
    ? await xlsxLines({ ...file, bytes: bytes?.content })
    : tsvLines(name, text?.content ?? '');
  const rows = rowsOfTable(lines);
  if (rows !== undefined) return { rows, faults: faultsOf(findings) };
  const foreign = fault(name, 1, 'csv-columns', 'the first row names no columns Question and Answer');
  return { rows: [], faults: faultsOf(findings.length > 0 ? findings : [foreign]) };
}

/**
 * The service writes cells as they are, with quotation marks in the middle of them, and `\\n` for the end of a line; Excel writes cells
 * in quotation marks.
 */
function tsvLines(name: string, text: string): TableLines {
  const lines: Line[] = [];
  try {
    parse(text, {
      delimiter: '\t',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LIMITS.lineCharacters,
      on_record: (cells: readonly string[], { lines: line }) => {
        lines.push({ cells: cells.map(withLineEnds), line });
      },
    });
    return { lines, findings: [] };
  } catch (error) {
    return { lines, findings: [fault(name, (lines.at(-1)?.line ?? 0) + 1, 'csv-syntax', reasonOf(error))] };
  }
}

/** `C:\\new` is a path. */
const withLineEnds = (cell: string): string => cell.replace(/(?<!\b[A-Za-z]:)(?:\\r)?\\n/g, '\n');

/** `undefined` where the first row names no question and answer. */
function rowsOfTable([head, ...below]: readonly Line[]): readonly Row[] | undefined {
  const names = (head?.cells ?? []).map((cell) =>
    typeof cell === 'string' ? cell.trim().toLowerCase() : '',
  );
  if (!names.includes('question') || !names.includes('answer')) return undefined;
  return below.map(({ cells }) => {
    const cell = (name: string): string => {
      const value = cells[names.indexOf(name)];
      return typeof value === 'boolean' ? String(value) : (idOf(value) ?? '').trim();
    };
    const [question, answer] = [cell('question'), cell('answer')];
    return {
      id: cell('qnaid') || digestOf(question, answer),
      question,
      answer,
      source: cell('source'),
      tags: cell('metadata')
        .split('|')
        .map((pair) => pair.trim())
        .filter((pair) => /^[^:[\]]+:./.test(pair)),
      isContextOnly: /^true$/i.test(cell('iscontextonly')),
    };
  });
}

/** Levels of an export in which its list may stand: `Assets.Qnas`, `qnaDocuments`. */
const LISTS = [['assets', 'qnas'], ['qnas'], ['qnadocuments'], ['qnalist']] as const;

function rowsOfJson(text: string): readonly Row[] {
  const top = parsed(text);
  const lists = [...LISTS.map((names) => fieldOf(top, ...names)), top];
  const list = lists.find((one) => Array.isArray(one) && one.length > 0);
  return recordsOf(list).flatMap((record) => {
    const questions = record['questions'];
    const answer = textOf(record['answer']) ?? '';
    if (!Array.isArray(questions)) return [];
    const tags = metadataTags(record['metadata']);
    return questions.flatMap((one: unknown): readonly Row[] => {
      const question = textOf(one);
      if (question === undefined) return [];
      return [
        {
          id: idOf(record['id']) ?? digestOf(questions, answer),
          question,
          answer,
          source: textOf(record['source']) ?? '',
          tags,
          isContextOnly:
            (fieldOf(record, 'dialog', 'iscontextonly') ?? fieldOf(record, 'context', 'iscontextonly')) ===
            true,
        },
      ];
    });
  });
}

/** Names of fields in lower case: each version of the service writes them otherwise. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), inner]))
        : value,
    );
  } catch {
    return undefined;
  }
}

/** `{key: value}`, or `[{name, value}]`. */
function metadataTags(metadata: unknown): readonly string[] {
  const pairs: readonly (readonly [unknown, unknown])[] = Array.isArray(metadata)
    ? recordsOf(metadata).map(({ name, value }) => [name, value] as const)
    : Object.entries(typeof metadata === 'object' && metadata !== null ? metadata : {});
  return pairs.flatMap(([name, value]) =>
    typeof name === 'string' && typeof value === 'string' ? [`${name}:${value}`] : [],
  );
}

async function threadOf(rows: readonly Row[], file: string): Promise<Found> {
  const first = rows.find(({ answer }) => answer !== '') ?? rows[0];
  if (first === undefined || first.isContextOnly || CHITCHAT.test(first.source))
    return { kind: 'left-out', reason: 'other' };
  const [question = '', ...wordings] = new Set(rows.map((row) => row.question));
  const answer = isHtml(first.answer) ? ((await markdownOf(first.answer)) ?? '') : first.answer;
  return {
    kind: 'thread',
    thread: {
      id: `azure-cqa:${file}/${first.id}`,
      title: question,
      url: isWebAddress(first.source) ? first.source : undefined,
      tags: first.tags,
      wordings,
      messages: [
        { id: 'question', text: '', isAnswer: false },
        { id: 'answer', text: answer, isAnswer: true },
      ],
    },
  };
}
