/** The request: few tokens, bounded in length, and each text in quotes, so that none of them can pose as another part. */

import { createHash } from 'node:crypto';
import { MAX_QUESTION_LENGTH } from '../contract.js';
import type { Match } from '../match/contract.js';
import { detectLanguage } from '../text/language.js';
import { SECOND_READER_TEXTS } from '../texts/second-reader.js';
import { MOST_CANDIDATES, type Reading } from './contract.js';
import { mask } from './mask.js';

export interface SecondReaderRequest {
  /** The prompt. */
  readonly system: string;
  /** What it is asked about. */
  readonly user: string;
}

/** Characters of the message; more is a pasted log, and its beginning says enough. */
const MOST_MESSAGE = 1_000;
/** Characters of each message that it stands in. */
const MOST_CONTEXT = 400;
/** Characters of an entry's question and of its answer: nine answers in ten of the community's history have 204 at most. */
const MOST_QUESTION = 400;
const MOST_ANSWER = 600;
/** Characters of a project's name; of the community's, the longest has 26. */
const MOST_PROJECT = 60;
/** Characters of each earlier question of the thread, and how many of them, the last ones. */
const MOST_EARLIER = 160;
const EARLIER_TURNS = 2;

/** @param redact takes out the secrets that the process knows itself */
export function renderRequest(reading: Reading, redact: (text: string) => string): SecondReaderRequest {
  const { text, context = {}, attention } = reading;
  const candidates = reading.candidates.slice(0, MOST_CANDIDATES);
  const { system, labels } = SECOND_READER_TEXTS[detectLanguage(text)];
  const known = candidates.map(({ entry }) => `${entry.question}\n${entry.answer}`).join('\n');
  // What is cut in half would not be recognised any more: it is masked first.
  const quoted = (written: string, most: number): string =>
    quote(
      mask(written.slice(0, MAX_QUESTION_LENGTH), redact, (word) => known.includes(word)),
      most,
    );
  const { pointedAt, threadStart } = context;
  const isTold = threadStart === undefined || threadStart === text || threadStart === pointedAt;
  const lines = [
    `${labels.said}: ${labels[attention]}`,
    `${labels.message}: ${quoted(text, MOST_MESSAGE)}`,
    ...(pointedAt === undefined ? [] : [`${labels.pointedAt}: ${quoted(pointedAt, MOST_CONTEXT)}`]),
    ...(isTold ? [] : [`${labels.threadStart}: ${quoted(threadStart, MOST_CONTEXT)}`]),
  ];
  const entries = candidates.map(({ entry }, at) => {
    const { thread, turn, project } = entry;
    const name = project?.replace(/\s+/g, ' ').slice(0, MOST_PROJECT);
    const facts = [name, thread.source.date].filter((fact) => fact !== undefined).join(', ');
    const earlier = thread.turns.slice(Math.max(0, turn - EARLIER_TURNS), turn);
    return [
      `${labels.entry} ${at + 1}${facts === '' ? '' : ` (${facts})`}`,
      ...earlier.map(({ question }) => `${labels.earlier}: ${quoted(question, MOST_EARLIER)}`),
      `${labels.question}: ${quoted(entry.question, MOST_QUESTION)}`,
      `${labels.answer}: ${quoted(withoutAddresses(entry.answer), MOST_ANSWER)}`,
    ].join('\n');
  });
  return { system, user: [lines.join('\n'), ...entries].join('\n\n') };
}

/** What a request's verdict is kept under, in memory and in files: 16 hex digits of the part that differs between requests. */
export function requestHash({ user }: SecondReaderRequest): string {
  return createHash('sha256').update(user).digest('hex').slice(0, HASH_DIGITS);
}

const HASH_DIGITS = 16;

/** The texts of an entry that a verdict may take a term from. */
export function textsOf({ entry }: Match): readonly string[] {
  const { thread, turn, question, answer, project = '' } = entry;
  return [...thread.turns.slice(0, turn).map((earlier) => earlier.question), question, answer, project];
}

/** Pictures and the addresses behind titles take many tokens and say nothing. */
function withoutAddresses(markdown: string): string {
  return markdown.replace(/!\[[^\]]*\]\([^)]*\)/g, '').replace(/\[([^[\]]+)\]\([^)]*\)/g, '$1');
}

function quote(text: string, most: number): string {
  const line = text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
  // No half of a surrogate pair is sent.
  const beginning = line.length <= most ? line : `${line.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`;
  return JSON.stringify(beginning);
}
