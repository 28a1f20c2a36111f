/** A saved answer as a Markdown page: its name, and its text. */

import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { dump } from 'js-yaml';
import { evenedRecord, type LearnedRecord } from './record.js';
import { readMarkdown } from '../readers/markdown.js';
import { SAVED } from '../readers/saved-answer.js';

/** Characters of the question in a file's name. With four bytes each they stay below the 255 bytes that file systems allow. */
const SLUG_LENGTH = 40;

/** Characters of an id that is a part of the name as it is. */
const SAFE_ID = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/** Digits of the digest that stands for any other id. */
const DIGEST_LENGTH = 12;

/**
 * Names that are devices on Windows, whatever their extension, and the one that the readers leave out.
 * https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|readme)$/;

/**
 * `<slug of the question>.<id>.md`: letters, digits and dashes in any script, all lower case, so that two names never differ in case
 * alone. Names of two ids are never the same, as neither part holds a dot.
 */
export function pageName({ id, question }: Pick<LearnedRecord, 'id' | 'question'>): string {
  const words = question
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  const slug = Array.from(words.replace(/^[-\p{M}]+/u, ''))
    .slice(0, SLUG_LENGTH)
    .join('')
    .replace(/-+$/, '');
  const named = slug === '' || RESERVED.test(slug) ? `q-${slug}`.replace(/-$/, '') : slug;
  const safeId = SAFE_ID.test(id)
    ? id
    : `_${createHash('sha256').update(id).digest('hex').slice(0, DIGEST_LENGTH)}`;
  return `${named}.${safeId}.md`;
}

/**
 * The text of a page that reads back to the record as {@link evenedRecord} has it. `undefined` where none does: there is no
 * answer or no question, or a text is larger than the readers take.
 */
export function pageText(given: LearnedRecord): string | undefined {
  const record = evenedRecord(given);
  // Reading what is tried takes most of the time, so the next is made only where the one before does not come back the same: links
  // other than those of the answer are named in the front matter, and what Markdown or the readers' limits would change is quoted.
  for (const page of [plainPage, linkedPage, quotedPage]) {
    const text = page(record);
    if (isDeepStrictEqual(readPage(text), record)) return text;
  }
  return undefined;
}

/** The page as one wants to read it: the question is the heading, the answer the text. */
function plainPage(record: LearnedRecord, more: Readonly<Record<string, unknown>> = {}): string {
  const { question, answer } = record;
  const [line = ''] = question.split('\n', 1);
  const front = { ...frontOf(record), question: line === question ? undefined : question, ...more };
  return `---\n${dump(front, { lineWidth: -1 })}---\n\n# ${line}\n\n${answer}\n`;
}

function linkedPage(record: LearnedRecord): string {
  return plainPage(record, { links: record.links });
}

/** Characters of a question that the heading of a quoted page shows. */
const HEADING_LENGTH = 80;

function quotedPage(record: LearnedRecord): string {
  const { question, answer, links } = record;
  const front = { ...frontOf(record), links, question, answer };
  const quoted = dump(front, { lineWidth: -1, forceQuotes: true, quoteStyle: 'double' });
  const heading = question.replace(/[^\p{L}\p{N}\p{P}]+/gu, ' ').slice(0, HEADING_LENGTH);
  return `---\n${quoted}---\n\n# ${heading.replace(/\p{Surrogate}/gu, '').trim()}\n`;
}

function frontOf({ id, date, project, url, alternates }: LearnedRecord): Readonly<Record<string, unknown>> {
  return {
    [SAVED]: id,
    date,
    project,
    url,
    alternates: alternates.length === 0 ? undefined : alternates,
  };
}

function readPage(text: string): LearnedRecord | undefined {
  const [thread] = readMarkdown({ path: 'page.md', post: 'page', text }).threads;
  const [turn] = thread?.turns ?? [];
  if (thread === undefined || turn?.answer === undefined) return undefined;
  const { printedProject: project, source } = thread;
  return {
    id: thread.id,
    question: turn.question,
    alternates: turn.alternates,
    answer: turn.answer,
    project,
    links: turn.links,
    date: source.date ?? '',
    url: source.url,
  };
}
