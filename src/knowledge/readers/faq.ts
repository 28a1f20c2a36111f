/** The reader of plain FAQ pages: a heading is a question, the text under it the answer. */

import type { Link } from '../../contract.js';
import { isWebAddress } from '../address.js';
import type { Document, Finding, Thread } from '../model.js';
import { listOf, textOf, type Front } from './front-matter.js';
import type { Line } from './markdown/lines.js';
import { normalForm } from '../text.js';
import { EMPTY, warning, type ReadFile } from './reader.js';
import { sourceOf } from './source.js';
import { afterAnswerMark } from './weekly/marks.js';
import { ALTERNATES_BY, alternatesBy, checkAlternatesBy } from '../wordings/author.js';

interface Part {
  readonly depth: number;
  readonly question: string;
  /** 1-based lines of the file: the heading's first, its text's first, and the last before the next heading. */
  readonly line: number;
  readonly from: number;
  to: number;
}

const ASKS =
  /[?？]\s*$|^(?:how|what|why|when|where|which|who|can|could|does|do|did|is|are|should|will|may|must)\b|吗|么[？?]?$|怎么|如何|为什么|为何|什么|哪|能否|是否|可以.*不/i;

/** @param lines the body's printed lines */
export function readFaq(file: ReadFile, front: Front, lines: readonly Line[]): Document {
  const source = sourceOf(file, front.data);
  const rows = front.body.split('\n');
  const linked = lines.filter(({ links }) => links.length > 0);
  const textOfPart = (part: Part): string =>
    rows
      .slice(part.from - 1 - front.above, part.to - front.above)
      .join('\n')
      .trim();
  const parts = questions(divide(lines, front.above + rows.length), textOfPart);
  const definitions = rows.filter((row) => DEFINITION.test(row));
  const alternates = readAlternates(front.data['alternates'], parts, file);
  const by = textOf(front.data, ALTERNATES_BY);
  const project = textOf(front.data, 'project');
  const tags = listOf(front.data['tags']);
  const threads = parts.map((part, index): Thread => {
    const text = textOfPart(part);
    const answer = withDefinitions(afterAnswerMark(text) ?? text, definitions);
    return {
      id: `${file.post}#${index + 1}`,
      n: index + 1,
      printedProject: project,
      tags,
      turns: [
        {
          question: part.question,
          ...alternatesBy(alternates.of.get(part) ?? [], by),
          answer: answer || undefined,
          links: linksBetween(linked, part.from, part.to),
          line: part.line,
        },
      ],
      source: { ...source, line: part.line },
    };
  });
  const findings = [...alternates.findings, ...checkAlternatesBy(file.path, 1, by)];
  return { ...EMPTY, threads, findings };
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

/** @param last last line of the file */
function divide(lines: readonly Line[], last: number): readonly Part[] {
  const headings = lines.filter(
    ({ kind, quoted, marker, plain }) => kind === 'heading' && quoted === 0 && marker === '' && plain !== '',
  );
  return headings.map((heading, index) => ({
    depth: heading.depth,
    question: plainQuestion(heading.plain),
    line: heading.line,
    from: heading.end + 1,
    to: (headings[index + 1]?.line ?? last + 1) - 1,
  }));
}

/** `3. Q: How ...? {#anchor}` asks "How ...?". */
function plainQuestion(text: string): string {
  return text
    .replace(/\s*\{#[^}]*\}\s*$/, '')
    .replace(/^\s*\d+(?:\.\d+)*\s*[.、)）]\s*/, '')
    .replace(/^\s*(?:[QＱ]\s*\d*|问|问题\s*\d*)\s*[:：.、]\s*/, '')
    .trim();
}

/**
 * Which headings ask. The only heading of the first depth is the page's title when deeper ones follow; a heading with
 * nothing of its own above deeper ones names a group; below a question, headings that do not ask are parts of its answer.
 */
function questions(parts: readonly Part[], textOfPart: (part: Part) => string): readonly Part[] {
  const tops = parts.filter(({ depth }) => depth === 1);
  const titled = tops.length === 1 && parts[0] === tops[0] && parts.length > 1;
  const asked: Part[] = [];
  for (const [index, part] of parts.entries()) {
    if ((titled && index === 0) || part.question === '') continue;
    const over = asked.at(-1);
    const inside = over !== undefined && over.to === part.line - 1 && part.depth > over.depth;
    if (inside && ASKS.test(over.question) && !ASKS.test(part.question)) {
      over.to = part.to;
      continue;
    }
    const next = parts[index + 1];
    const groups = next !== undefined && next.depth > part.depth && textOfPart(part) === '';
    if (groups && (!ASKS.test(part.question) || ASKS.test(next.question))) continue;
    asked.push(part);
  }
  return asked;
}

/** Web addresses of the lines from `first` to `last`, each once. */
export function linksBetween(lines: readonly Line[], first: number, last: number): readonly Link[] {
  const unique = new Map<string, Link>();
  for (const { line, links } of lines) {
    if (line < first || line > last) continue;
    for (const link of links) if (isWebAddress(link.url) && !unique.has(link.url)) unique.set(link.url, link);
  }
  return [...unique.values()];
}

/** `alternates` is a list where the page asks one question, else a map from a question to its list. */
function readAlternates(
  given: unknown,
  parts: readonly Part[],
  file: ReadFile,
): { readonly of: ReadonlyMap<Part, readonly string[]>; readonly findings: readonly Finding[] } {
  const of = new Map<Part, readonly string[]>();
  const findings: Finding[] = [];
  const [only, more] = parts;
  if (given === undefined || given === null) return { of, findings };
  if (typeof given === 'object' && !Array.isArray(given)) {
    const asked = new Map(parts.toReversed().map((part) => [questionKey(part.question), part]));
    for (const [question, value] of Object.entries(given)) {
      const part = asked.get(questionKey(plainQuestion(question)));
      if (part) of.set(part, listOf(value));
      else findings.push(warning(file.path, 1, 'alternates-unknown', `no heading asks "${question}"`));
    }
  } else if (only && !more) of.set(only, listOf(given));
  else
    findings.push(
      warning(
        file.path,
        1,
        'alternates-shape',
        'a list of alternates serves a page of one question; a page of several takes a map, "alternates: {question: [alternate, ...]}", with each question as its heading has it',
      ),
    );
  return { of, findings };
}

function questionKey(question: string): string {
  return normalForm(question).toLowerCase();
}
