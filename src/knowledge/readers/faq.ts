/** The reader of plain FAQ pages: a heading is a question, the text under it the answer. */

import type { Heading, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Link } from '../../contract.js';
import { isWebAddress } from '../address.js';
import type { Document, Finding, Thread } from '../model.js';
import { listOf, textOf, type Front } from './front-matter.js';
import { parse, type Line } from './lines.js';
import { EMPTY, warning, type ReadFile } from './reader.js';
import { sourceOf } from './source.js';

interface Part {
  readonly heading: Heading;
  readonly question: string;
  /** Offsets of the text under the heading, up to the next heading of any depth. */
  readonly from: number;
  to: number;
  readonly line: number;
}

const ASKS =
  /[?？]\s*$|^(?:how|what|why|when|where|which|who|can|could|does|do|did|is|are|should|will|may|must)\b|吗|么[？?]?$|怎么|如何|为什么|为何|什么|哪|能否|是否|可以.*不/i;

/** @param lines the body's printed lines, for the links of an answer */
export function readFaq(file: ReadFile, front: Front, lines: readonly Line[]): Document {
  const source = sourceOf(file, front.data);
  const parts = questions(divide(front.body, parse(front.body).children), front.body);
  const alternates = readAlternates(front.data['alternates'], parts, file);
  const project = textOf(front.data, 'project');
  const tags = listOf(front.data['tags']);
  const threads = parts.map((part, index): Thread => {
    const answer = front.body.slice(part.from, part.to).trim();
    const line = front.above + part.line;
    const end = front.above + lineAt(front.body, part.to);
    return {
      id: `${file.post}#${index + 1}`,
      n: index + 1,
      ...(project === undefined ? {} : { printedProject: project }),
      tags,
      turns: [
        {
          question: part.question,
          alternates: alternates.of.get(part) ?? [],
          ...(answer === '' ? {} : { answer }),
          links: linksBetween(lines, line, end),
          line,
        },
      ],
      source: { ...source, line },
    };
  });
  return { ...EMPTY, threads, findings: alternates.findings };
}

function divide(body: string, nodes: readonly RootContent[]): readonly Part[] {
  const parts: Part[] = [];
  for (const node of nodes) {
    if (node.type !== 'heading') continue;
    const start = node.position?.start.offset ?? 0;
    const last = parts.at(-1);
    if (last) last.to = start;
    parts.push({
      heading: node,
      question: plainQuestion(plainText(node)),
      from: node.position?.end.offset ?? start,
      to: body.length,
      line: node.position?.start.line ?? 1,
    });
  }
  return parts;
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
function questions(parts: readonly Part[], body: string): readonly Part[] {
  const [first] = parts;
  const tops = parts.filter(({ heading }) => heading.depth === 1);
  const titled = first !== undefined && tops.length === 1 && first === tops[0] && parts.length > 1;
  const asked: Part[] = [];
  for (const [index, part] of parts.entries()) {
    if ((titled && index === 0) || part.question === '') continue;
    const over = asked.at(-1);
    const inside =
      over !== undefined && contiguous(parts, over, index) && part.heading.depth > over.heading.depth;
    if (inside && ASKS.test(over.question) && !ASKS.test(part.question)) {
      over.to = part.to;
      continue;
    }
    const next = parts[index + 1];
    const groups = next !== undefined && next.heading.depth > part.heading.depth;
    const empty = body.slice(part.from, part.to).trim() === '';
    if (groups && empty && !(ASKS.test(part.question) && !ASKS.test(next.question))) continue;
    asked.push(part);
  }
  return asked;
}

/** Whether the heading at `index` follows the answer of `over` without another question or group between them. */
function contiguous(parts: readonly Part[], over: Part, index: number): boolean {
  return parts[index] !== undefined && over.to === (parts[index].heading.position?.start.offset ?? -1);
}

function lineAt(body: string, offset: number): number {
  return body.slice(0, offset).trimEnd().split('\n').length;
}

function linksBetween(lines: readonly Line[], after: number, last: number): readonly Link[] {
  const unique = new Map<string, Link>();
  for (const line of lines) {
    if (line.line <= after || line.line > last) continue;
    for (const link of line.links)
      if (isWebAddress(link.url) && !unique.has(link.url)) unique.set(link.url, link);
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
    for (const [question, value] of Object.entries(given)) {
      const part = parts.find((each) => key(each.question) === key(plainQuestion(question)));
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
        'a page of several questions needs a map from each question to its list',
      ),
    );
  return { of, findings };
}

function key(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
