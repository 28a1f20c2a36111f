/** The reader of pages of questions, in whatever dialect: tidied, divided, and each question with its whole answer. */

import type { Document, Finding, Thread } from '../../model.js';
import { ALTERNATES_BY, alternatesBy, checkAlternatesBy } from '../../wordings/author.js';
import { type Front, listOf, textOf } from '../front-matter.js';
import type { htmlToMarkdown } from '../html/to-markdown.js';
import { excessOf } from '../markdown/bounds.js';
import { linksBetween, readLines } from '../markdown/lines.js';
import type { Parse } from '../markdown/parse.js';
import { EMPTY, fault, information, type ReadFile, warning } from '../reader.js';
import { type SourceRow, textOfRows } from '../rows.js';
import { sourceOf } from '../source.js';
import { readAlternates } from './alternates.js';
import { type Pair, pairsOf } from './answers.js';
import { type Chosen, choose } from './choose.js';
import type { Lead } from './lead.js';
import { leadsOf } from './leads.js';
import { type DeadLink, resolveLinks, resolverOf } from './links.js';
import { plainQuestion } from './question-text.js';
import type { PageRow } from './row.js';
import { type Section, sectionsOf, withDescendants } from './sections.js';
import { tidy } from './tidy/tidy.js';
import { asks, namesQuestions, onlyCovers } from './words.js';

export interface Parsers {
  readonly parse: Parse;
  readonly toMarkdown: typeof htmlToMarkdown | undefined;
}

/** @param rows the body's rows */
export function readPage(
  file: ReadFile,
  front: Front,
  rows: readonly SourceRow[],
  { parse, toMarkdown }: Parsers,
): Document {
  const tidied = tidy(rows, { parse, toMarkdown, isComponents: /\.mdx$/i.test(file.path) });
  const excess = excessOf(textOfRows(tidied));
  if (excess !== undefined) {
    const line = tidied[excess.line - 1]?.line ?? 1;
    return { ...EMPTY, findings: [fault(file.path, line, excess.rule, excess.message)] };
  }
  const source = sourceOf(file, front.data);
  const base =
    textOf(front.data, 'source', 'url') === undefined
      ? (textOf(front.data, 'sourceBase') ?? file.sourceBase)
      : undefined;
  const { rows: linked, dead } = resolveLinks(tidied, resolverOf(source.url, base), parse);
  const divided = divide(file, front, { rows: linked, isContents: contentsRows(tidied), parse });
  const kept = divided.pairs.filter((pair) => !isUndivided(pair, rows, linked));
  const lineOf = (row: number): number => linked[row]?.line ?? 1;
  const alternates = readAlternates(
    front.data,
    kept.map(({ lead }) => lead.question),
    file,
  );
  const by = textOf(front.data, ALTERNATES_BY);
  const definitions = linked.filter(({ text }) => DEFINITION.test(text)).map(({ text }) => text);
  const lines = readLines(textOfRows(linked), 0, parse).filter(({ links }) => links.length > 0);
  const threads = kept.map((pair, index): Thread => {
    const { lead, section, from, to } = pair;
    const line = pair.line ?? lineOf(lead.row);
    return {
      id: `${file.post}#${index + 1}`,
      n: index + 1,
      printedProject: textOf(front.data, 'project'),
      ...(section === undefined ? {} : { section }),
      tags: listOf(front.data['tags']),
      turns: [
        {
          question: lead.question,
          ...alternatesBy(alternates.of[index] ?? [], by),
          answer: withDefinitions(pair.answer, definitions) || undefined,
          links: linksBetween(lines, from + 1, to),
          line,
        },
      ],
      source: { ...source, line },
    };
  });
  const findings = [
    ...divided.findings,
    ...divided.pairs
      .filter((pair) => !kept.includes(pair))
      .map((pair) => undivided(file, lineOf(pair.lead.row), pair)),
    ...deadLinks(file, dead, lineOf),
    ...alternates.findings,
    ...checkAlternatesBy(file.path, 1, by),
  ];
  return { ...EMPTY, threads, findings };
}

interface PagePair extends Pair {
  /** 1-based, where the question does not stand in the page's body. */
  readonly line?: number;
}

const README = /(?:^|\/)readme(?:[._-][\w-]+)?\.\w+$/i;

interface Divided {
  readonly pairs: readonly PagePair[];
  readonly findings: readonly Finding[];
}

/** A page made ready to be divided. */
interface Readied {
  readonly rows: readonly PageRow[];
  /** For each row whether it is of a table of contents. */
  readonly isContents: readonly boolean[];
  readonly parse: Parse;
}

function divide(file: ReadFile, front: Front, { rows, isContents, parse }: Readied): Divided {
  const leads = leadsOf(rows, parse).filter(
    ({ kind, row }) => kind === 'heading' || isContents[row] !== true,
  );
  const hasText = (from: number, to: number): boolean => {
    const texts = rows
      .slice(from, to)
      .filter(({ text }, index) => WORDED.test(text) && isContents[from + index] !== true);
    return texts.length > 0 && !onlyCovers(textOfRows(texts).trim());
  };
  const page = sectionsOf(leads, rows.length, hasText);
  const name = nameOf(file, front);
  const isForced = textOf(front.data, 'format')?.toLowerCase() === 'faq';
  const chosen = choose(page, {
    isNamed: namesQuestions(name),
    isForced,
    hasText: ({ from, own }) => hasText(from, own),
  });
  // A README describes something else than questions, unless it says so.
  if (README.test(file.path) && !chosen.isQuestionPage) return { pairs: [], findings: [] };
  const single = singleQuestion(file, front, chosen, namesQuestions(name));
  if (single !== undefined) return { pairs: [wholeOf(single, rows, leads)], findings: [] };
  const pairs = pairsOf(rows, chosen).filter(
    ({ lead, answer }) => answer !== '' || (lead.asks && (lead.kind === 'heading' || lead.declared)),
  );
  return { pairs, findings: shapeFindings(file, page, chosen, pairs, rows) };
}

const WORDED = /[\p{L}\p{N}]/u;

/** Rows of a list that only leads to anchors. */
function contentsRows(rows: readonly PageRow[]): readonly boolean[] {
  return rows.map(
    ({ text }) =>
      /^\s*(?:[-*+]|\d+[.)])\s+(?:\*\*)?\[[^\n]*\]\([^()\s]*#[^\n]*\)[\s*.]*$/.test(text) ||
      /^\s*(?:[-*+]|\d+[.)])\s+\[[^\]]*\]\[[^\]]*\]\s*$/.test(text),
  );
}

/** What the page is called: its path, its title. */
export function nameOf(file: ReadFile, front: Front): string {
  const path = file.path.replace(/\.\w+$/, '').replace(/[/_.-]+/g, ' ');
  const named = /(?:^|\s)(?:questions?|qa)$/i.test(path) ? `${path} FAQ` : path;
  return `${named}\n${textOf(front.data, 'title') ?? ''}`;
}

interface Single {
  readonly question: string;
  readonly line: number;
}

/** The one question of a page whose front matter has it. */
function singleQuestion(
  file: ReadFile,
  front: Front,
  { choices }: Chosen,
  isNamed: boolean,
): Single | undefined {
  const given = textOf(front.data, 'question');
  const title = textOf(front.data, 'title');
  const isTitle =
    title !== undefined &&
    !namesQuestions(title) &&
    ((asks(title) && choices.filter(({ lead }) => lead.asks).length < 2) ||
      (isNamed && choices.length === 0));
  const question = given ?? (isTitle ? title : undefined);
  if (question === undefined) return undefined;
  const key = given === undefined ? /^title\s*:/ : /^question\s*:/;
  const line = file.text.split('\n').findIndex((row) => key.test(row)) + 1;
  return { question: plainQuestion(question), line: Math.max(1, line) };
}

/** All of the page as the answer, without a heading that only repeats the question. */
function wholeOf({ question, line }: Single, rows: readonly PageRow[], leads: readonly Lead[]): PagePair {
  const [first] = leads;
  const from = first?.kind === 'heading' && first.question === question ? first.from : 0;
  const lead: Lead = {
    kind: 'heading',
    depth: 1,
    question,
    asks: true,
    declared: true,
    row: 0,
    from,
    rest: '',
    indent: 0,
  };
  const [pair] = pairsOf(rows, { choices: [{ lead }], borders: [], isQuestionPage: true });
  return { lead, answer: pair?.answer ?? '', from, to: rows.length, line };
}

/** Says of a page what of it was not taken for questions. */
function shapeFindings(
  file: ReadFile,
  page: Section,
  { isQuestionPage }: Chosen,
  pairs: readonly Pair[],
  rows: readonly PageRow[],
): readonly Finding[] {
  const headings = withDescendants(page).flatMap(({ heading }) => heading ?? []);
  const asking = headings.filter((heading) => heading.asks).length;
  if (!isQuestionPage && headings.length > asking)
    return [
      information(
        file.path,
        'page-headings',
        `${asking} of ${headings.length} headings ask; only these are read. With "format: faq" in the front matter each heading is a question`,
      ),
    ];
  const isWorded = rows.some(({ text }) => WORDED.test(text));
  if (pairs.length > 0 || !isWorded) return [];
  return [
    warning(file.path, 1, 'faq-undivided', 'no question was found on this page: write each as a heading'),
  ];
}

/** Characters of an answer from on which it may be a page that was not divided. */
const MOST_ANSWER = 5_000;
/** Characters from on which it is one whatever it holds: nobody wants them in a chat. The longest of 240 answers of 15 FAQ pages has 3,296. */
const MOST_WHOLE_ANSWER = 20_000;
/** Questions or anchors in such an answer that make it one. */
const FEWEST_INSIDE = 5;

function insideOf({ answer }: Pair): number {
  return answer.split('\n').filter((row) => /[?？]\W*$/.test(row)).length;
}

/** An answer that is a whole page which nobody divided. */
function isUndivided(pair: Pair, source: readonly SourceRow[], rows: readonly PageRow[]): boolean {
  if (pair.answer.length <= MOST_ANSWER) return false;
  if (pair.answer.length > MOST_WHOLE_ANSWER) return true;
  const first = rows[pair.from]?.line ?? 1;
  const last = rows[pair.to - 1]?.line ?? first;
  const anchors = source.filter(
    ({ text, line }) => line >= first && line <= last && /<a\s+(?:name|id)=|\]\(#|\sid="/.test(text),
  ).length;
  return anchors + insideOf(pair) >= FEWEST_INSIDE;
}

function undivided({ path }: ReadFile, line: number, { answer, lead }: Pair): Finding {
  return fault(
    path,
    line,
    'faq-undivided',
    answer.length > MOST_WHOLE_ANSWER
      ? `what stands below "${lead.question}" has ${answer.length} characters, more than an answer may have; it is left out: divide it`
      : `what stands below "${lead.question}" has ${answer.length} characters and questions or anchors in it; it is left out: give each question a heading`,
  );
}

function deadLinks(
  { path }: ReadFile,
  dead: readonly DeadLink[],
  lineOf: (row: number) => number,
): readonly Finding[] {
  const [first] = dead;
  if (first === undefined) return [];
  const message = `${dead.length} ${dead.length === 1 ? 'link leads' : 'links lead'} nowhere without the page's address (the first is "${first.url}"); the text is kept. Give "source" in the front matter or "sourceBase" in knowledge.yaml`;
  return [warning(path, lineOf(first.row), 'link-relative', message)];
}

const DEFINITION = /^ {0,3}\[([^\]]+)\]:\s*\S/;

/** Adds the `[label]: address` lines that a text refers to and that stand elsewhere on the page. */
function withDefinitions(text: string, definitions: readonly string[]): string {
  const wanted = definitions.filter((row) => {
    const label = DEFINITION.exec(row)?.[1] ?? '';
    return text.includes(`[${label}]`) && !text.includes(`[${label}]:`);
  });
  return wanted.length === 0 ? text : `${text}\n\n${wanted.join('\n')}`;
}
