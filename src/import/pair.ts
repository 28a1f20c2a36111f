/** Makes a question with its answer of a thread in which a message is the answer. */

import { clean as cleanText } from '../../adapters/common/text.js';
import { isWebAddress } from '../knowledge/address.js';
import { MOST_ANSWER, MOST_QUESTION, type ImportedPair, type Role } from '../learning/imported/model.js';
import { dayOf } from './fields.js';
import type { ImportedMessage, ImportedThread, PairOptions, Reason, Source } from './model.js';
import { outsideCode, withoutPeople } from './people.js';

/** Messages around the answer that the review shows, and characters of one of them. */
export const MOST_AROUND = 12;
const MOST_MESSAGE = 800;

/** What askers put before or behind a title when they have their answer. */
const SOLVED =
  /^\s*[[(【](?:re)?solved[\])】]|^\s*[[(【]已解决[\])】]|[[(【](?:(?:re)?solved|已解决)[\])】]\s*$/i;

/** Words of a title that may be a question by itself; a shorter one ("Help needed") takes the text below it along. */
const LEAST_WORDS = 3;

/** The pair, or why the thread is none. */
export function pairOf(
  thread: ImportedThread,
  source: Pick<Source, 'isMarked' | 'confidence' | 'platform'>,
  options: PairOptions,
): ImportedPair | Reason {
  const [first, ...rest] = thread.messages;
  const answers = rest.filter(({ isAnswer }) => isAnswer);
  if (first === undefined || rest.length === 0) return 'no-answer';
  if (answers.length === 0) return 'unmarked';
  const names = new Set(thread.messages.flatMap(({ author }) => author?.toLowerCase() ?? []));
  const clean = (text: string): string =>
    outsideCode(withoutPeople(withoutControls(text), names), unfolded).trim();
  const question = questionOf(clean((thread.title ?? '').replace(SOLVED, '')), clean(first.text));
  const answer = answers
    .map(({ text }) => clean(text))
    .filter((text) => text !== '')
    .join('\n\n');
  if (!hasWords(question) || !hasWords(answer)) return 'no-words';
  if (question.length > MOST_QUESTION || answer.length > MOST_ANSWER) return 'long';
  const around = thread.messages.filter((message) => !answers.includes(message)).slice(0, MOST_AROUND);
  const [answered] = answers;
  const member = ({ author }: ImportedMessage): ImportedPair['askedBy'] =>
    author === undefined || source.platform === undefined
      ? undefined
      : { platform: source.platform, asker: author };
  return {
    id: thread.id,
    question,
    answer,
    wordings: thread.wordings?.map(clean).filter(hasWords),
    links: answers.flatMap(({ links = [] }) => links),
    tags: thread.tags.map(withoutControls),
    url: thread.url !== undefined && isWebAddress(thread.url) ? thread.url : undefined,
    date: dayOf(answered?.at) ?? thread.date,
    project: options.project ?? (thread.project && options.projectOf?.(thread.project)),
    votes: answers.reduce((sum, { votes = 0 }) => sum + votes, 0),
    confidence: source.confidence,
    isMarked: source.isMarked,
    thread: around
      .map((message) => ({
        who: roleOf(message, first, options),
        text: shortened(clean(message.text)),
      }))
      .filter(({ text }) => text !== ''),
    askedBy: member(first),
    answeredBy: answered && member(answered),
  };
}

/** Without escape sequences and control characters; code is indented with tabs. */
const withoutControls = (text: string): string =>
  text
    .split('\t')
    .map((part) => cleanText(part))
    .join('\t');

/** Who wrote a message, without a name. */
export function roleOf(
  { author, isMaintainer }: ImportedMessage,
  first: ImportedMessage,
  { maintainers }: PairOptions,
): Role {
  if (author !== undefined && author === first.author) return 'asker';
  const isTheirs = isMaintainer === true || (author !== undefined && maintainers.has(author.toLowerCase()));
  return isTheirs ? 'maintainer' : 'another';
}

/** A chat folds nothing: what is folded stands there, under its heading. */
function unfolded(text: string): string {
  return text
    .replace(/<summary>([^<>\n]*)<\/summary>\n*/gi, '\n**$1**\n')
    .replace(/<\/?details(?: open)?>/gi, '')
    .replace(/\n{3,}/g, '\n\n');
}

/** A title is what is matched best. One that says nothing takes the first paragraph along. */
function questionOf(title: string, text: string): string {
  const [paragraph = ''] = text.split(/\n\s*\n/, 1);
  if (title === '') return text.length <= MOST_QUESTION ? text : paragraph;
  const isEnough = wordsIn(title) >= LEAST_WORDS || paragraph === '' || paragraph.length > MOST_QUESTION;
  return isEnough ? title : `${title}\n\n${paragraph}`;
}

const wordsIn = (text: string): number =>
  (text.match(/[\p{L}\p{N}_.-]+/gu) ?? []).reduce(
    (sum, word) => sum + (/\p{Script=Han}/u.test(word) ? word.length / 2 : 1),
    0,
  );

/** Pictures and marks alone are no words. */
const hasWords = (text: string): boolean =>
  /[\p{L}\p{N}]/u.test(text.replace(/\[(?:picture|图片)[^[\]\n]*\]\([^()\s]*\)/g, ''));

function shortened(text: string): string {
  // An emoji may be cut in its middle.
  return text.length <= MOST_MESSAGE ? text : `${withoutControls(text.slice(0, MOST_MESSAGE)).trimEnd()}…`;
}
