/**
 * The reader of saved answers: Markdown pages of one entry each, as `qabot knowledge export --learned` writes them. What stands
 * below the first heading is the answer, whatever it looks like, so that any text comes back as it was.
 */

import type { Link } from '../../contract.js';
import { isMalformedAddress, isWebAddress } from '../address.js';
import { evenedBody } from '../learned/record.js';
import type { Document, Finding, Thread } from '../model.js';
import { linksBetween } from './faq.js';
import { type Front, listOf, textOf } from './front-matter.js';
import { excessOf } from './markdown/bounds.js';
import { readLines } from './markdown/lines.js';
import { EMPTY, fault, type ReadFile, warning } from './reader.js';
import { readDate } from './source.js';
import { ALTERNATES_BY, alternatesBy, checkAlternatesBy } from '../wordings/author.js';

/** Key of the front matter that makes a page one of these: the id that the entry keeps. */
export const SAVED = 'saved';

export function pageIdOf(front: Front): string | undefined {
  return textOf(front.data, SAVED);
}

/** A question, an answer or links that the front matter names win over those of the body. */
export function readSaved(file: ReadFile, front: Front, id: string): Document {
  const body = divide(front);
  const question = textOf(front.data, 'question') ?? body.question;
  if (question === '') {
    const message = 'a saved answer needs its question: "# the question" above the answer';
    return {
      ...EMPTY,
      findings: [...front.findings, fault(file.path, body.line, 'question-missing', message)],
    };
  }
  const given = front.data['answer'];
  const answer = evenedBody(typeof given === 'string' ? given : body.answer);
  const links = readLinks(file, front.data['links']);
  const project = textOf(front.data, 'project');
  const date = readDate(textOf(front.data, 'date'));
  const url = textOf(front.data, 'url');
  const by = textOf(front.data, ALTERNATES_BY);
  const thread: Thread = {
    id,
    n: 1,
    saved: true,
    printedProject: project,
    tags: listOf(front.data['tags']),
    turns: [
      {
        question,
        ...alternatesBy(listOf(front.data['alternates']), by),
        answer: answer || undefined,
        links: links.given ?? linksOf(answer),
        line: body.line,
      },
    ],
    source: {
      path: file.path,
      line: body.line,
      date,
      url: url !== undefined && isWebAddress(url) ? url : undefined,
    },
  };
  const findings = [...front.findings, ...links.findings, ...checkAlternatesBy(file.path, 1, by)];
  return { ...EMPTY, threads: [thread], findings };
}

/** What every web address holds as it is written; a colon may be an entity. Texts without any need not be parsed. */
const ADDRESS_SIGN = /[:&]|www\./i;

/** The web addresses that an answer leads to, each once. */
function linksOf(answer: string): readonly Link[] {
  // An answer in the front matter may be written in escapes, so that the page itself does not show how much it holds.
  if (!ADDRESS_SIGN.test(answer) || excessOf(answer) !== undefined) return [];
  const lines = readLines(answer, 0).filter(({ links }) => links.length > 0);
  return linksBetween(lines, 1, Number.POSITIVE_INFINITY);
}

const HEADING = /^#(?:[^\S\n]+(.*))?$/s;

/** The heading's text as it is written, and all below it. */
function divide({ body, above }: Front): {
  readonly question: string;
  readonly answer: string;
  /** 1-based line of the heading. */
  readonly line: number;
} {
  const rows = body.split('\n');
  const first = Math.max(
    0,
    rows.findIndex((row) => row.trim() !== ''),
  );
  const line = above + first + 1;
  const heading = HEADING.exec(rows[first] ?? '');
  if (heading === null) return { question: '', answer: body, line };
  return { question: heading[1]?.trim() ?? '', answer: rows.slice(first + 1).join('\n'), line };
}

function readLinks(
  file: ReadFile,
  value: unknown,
): { readonly given?: readonly Link[]; readonly findings: readonly Finding[] } {
  if (!Array.isArray(value)) return { findings: [] };
  const items: readonly unknown[] = value;
  const all = items.flatMap((item): readonly Link[] => {
    if (typeof item === 'string') return [{ title: item, url: item }];
    if (typeof item !== 'object' || item === null) return [];
    const url = textOf({ ...item }, 'url') ?? '';
    return [{ title: textOf({ ...item }, 'title') ?? url, url }];
  });
  return {
    given: all.filter(({ url }) => isWebAddress(url)),
    findings: all
      .filter(({ url }) => !isWebAddress(url))
      .map(({ url }) => {
        const message = isMalformedAddress(url) ? `"${url}" is no web address` : `"${url}" leads nowhere`;
        return warning(file.path, 1, 'address-malformed', message);
      }),
  };
}
