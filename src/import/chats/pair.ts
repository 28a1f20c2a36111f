/** Makes a question with its answer of a conversation in a chat, where no platform marks the answer. */

import type { ImportedPair } from '../../learning/imported/model.js';
import { afterAnswer } from '../../text/after-answer.js';
import { isSummons } from '../../text/courtesy.js';
import { pointsElsewhere } from '../../text/pointing.js';
import { hasQuestionForm } from '../../text/question-form.js';
import { remarkOf } from '../../text/remark.js';
import { isWithdrawn } from '../../text/withdrawn.js';
import type { ImportedMessage, ImportedThread, PairOptions, Reason, Source } from '../model.js';
import { pairOf, roleOf } from '../pair.js';

/** What says that an answer answers, and how sure that makes it, 0..1. Read by hand over 60 pairs of two public channels. */
export const SURENESS = {
  /** The asker says that it worked. */
  worked: 0.9,
  /** The asker or a maintainer ticked it. */
  ticked: 0.9,
  /** The asker says thanks, and no more. */
  thanked: 0.75,
  /** The asker says thanks, and goes on. */
  'thanked first': 0.65,
  /** A maintainer wrote it. */
  maintainer: 0.6,
} as const;
export type Evidence = keyof typeof SURENESS;

/** Characters of an answer that says little: "yes, with --force". */
const SHORT = 40;
const TOO_SHORT_COSTS = 0.2;
/** Where messages were put together by their times, not by the platform. */
const GROUPED_COSTS = 0.1;

/** Names of reactions that say "this is it", in Slack's words and as Discord shows them. */
const TICKS = new Set(
  'white_check_mark heavy_check_mark ballot_box_with_check ballot_box_with_check_mark check checkmark check_mark tick solved resolved answered done ✅ ✔ ☑'.split(
    ' ',
  ),
);

/** Who says so after thanks did not get what they asked for. */
const BUT = /\b(?:but|however|still|though|unfortunately|except)\b|但|不过|可是|还是|仍然|依然|就是说/iu;

/** Pictures and files alone are no words. */
const ATTACHED = /\[(?:picture|file|图片|文件)[^[\]\n]*\](?:\([^()\s]*\))?/g;

/** Characters of a question that only asks back. */
const LONGEST_COUNTER = 240;

export interface ChatThread extends ImportedThread {
  /** Whether the platform says that its messages belong together. */
  readonly isThread?: boolean;
}

interface Marked {
  readonly messages: readonly ImportedMessage[];
  readonly evidence: Evidence;
}

/** The pair, or why the conversation is none. */
export function chatPairOf(
  thread: ChatThread,
  source: Pick<Source, 'isMarked' | 'confidence' | 'platform'>,
  options: PairOptions,
): ImportedPair | Reason {
  const [first, ...rest] = asked(thread.messages);
  if (first === undefined || !rest.some(({ author }) => author !== first.author)) return 'no-answer';
  const asks = options.asks ?? hasQuestionForm;
  const questions = thread.title === undefined ? [first.text] : [thread.title, first.text];
  if (!questions.some((text) => saysSomething(text) && asks(text))) return 'no-question';
  const marked = answerIn(first, rest, options);
  if (marked === undefined) return 'unmarked';
  const chosen = new Set(marked.messages);
  const messages = [first, ...rest.map((message) => ({ ...message, isAnswer: chosen.has(message) }))];
  return pairOf(
    { ...thread, messages },
    { ...source, confidence: surenessOf(marked, thread.isThread !== false) },
    options,
  );
}

/** What the asker writes in a row is one question, without the greeting before it. */
function asked(messages: readonly ImportedMessage[]): readonly ImportedMessage[] {
  const [first] = messages;
  if (first === undefined) return [];
  const other = messages.findIndex(({ author }) => author !== first.author);
  const row = other < 0 ? messages : messages.slice(0, other);
  const telling = row.filter(({ text }) => !isSummons(text) && saysSomething(text));
  const text = (telling.length === 0 ? row : telling).map((message) => message.text).join('\n');
  return [{ ...first, text, isAnswer: false }, ...messages.slice(row.length)];
}

/** The answer that the asker or a maintainer marks, else what maintainers reply. */
function answerIn(
  first: ImportedMessage,
  rest: readonly ImportedMessage[],
  options: PairOptions,
): Marked | undefined {
  const role = (message: ImportedMessage) => roleOf(message, first, options);
  return (
    thankedIn(first, rest) ??
    tickedIn(first, rest, options) ??
    byMaintainers(rest.filter((message) => role(message) === 'maintainer'))
  );
}

function byMaintainers(replies: readonly ImportedMessage[]): Marked | undefined {
  const messages = replies.filter(answers);
  return messages.length === 0 ? undefined : { messages, evidence: 'maintainer' };
}

function tickedIn(
  first: ImportedMessage,
  rest: readonly ImportedMessage[],
  { maintainers }: PairOptions,
): Marked | undefined {
  const counts = (author: string): boolean =>
    author === first.author || maintainers.has(author.toLowerCase());
  const messages = rest.filter(
    (message) =>
      message.author !== first.author &&
      saysSomething(message.text) &&
      message.reactions?.some(
        ({ name, authors }) => TICKS.has(name.replace('\uFE0F', '').toLowerCase()) && authors.some(counts),
      ) === true,
  );
  return messages.length === 0 ? undefined : { messages, evidence: 'ticked' };
}

/** The last thanks of the asker that hold, with what they are for. */
function thankedIn(first: ImportedMessage, rest: readonly ImportedMessage[]): Marked | undefined {
  for (const [at, message] of [...rest.entries()].toReversed()) {
    if (message.author !== first.author) continue;
    // What was thanked for before did not do.
    if (afterAnswer(message.text)?.kind === 'unhelpful' || isWithdrawn(message.text)) return undefined;
    const evidence = thanksOf(message.text);
    const messages = evidence && thankedFor(message, rest.slice(0, at), first);
    if (evidence !== undefined && messages !== undefined && messages.length > 0)
      return { messages, evidence };
  }
  return undefined;
}

function thanksOf(text: string): Evidence | undefined {
  if (afterAnswer(text)?.kind === 'helpful') return 'worked';
  const remark = remarkOf(text);
  if (remark?.kind !== 'thanks') return undefined;
  if (remark.isWhole) return 'thanked';
  return BUT.test(text) || hasQuestionForm(text) ? undefined : 'thanked first';
}

/**
 * The message that it replies to; else what the last other one wrote since the asker's words before, and more of the same one before
 * that where it is short.
 */
function thankedFor(
  thanks: ImportedMessage,
  before: readonly ImportedMessage[],
  first: ImportedMessage,
): readonly ImportedMessage[] {
  const replied = before.find(({ id, author }) => id === thanks.replyTo && author !== first.author);
  if (replied !== undefined && answers(replied)) return [replied];
  const last = before.findLast((message) => message.author !== first.author && answers(message));
  const found: ImportedMessage[] = [];
  for (const message of before.toReversed()) {
    const length = found.reduce((sum, { text }) => sum + text.length, 0);
    if (message.author === first.author && length >= SHORT) break;
    if (message.author === last?.author && answers(message)) found.unshift(message);
  }
  return found;
}

/** Whether a reply says something that may be of an answer: no small talk, no question back. */
function answers({ text }: ImportedMessage): boolean {
  return (
    saysSomething(text) &&
    remarkOf(text)?.isWhole !== true &&
    !isSummons(text) &&
    !pointsElsewhere(text) &&
    !asksBack(text)
  );
}

/** "Which version?" Code and addresses make an answer of a question: "have you tried `--force`?". */
const asksBack = (text: string): boolean =>
  text.length <= LONGEST_COUNTER && /[?？]\s*$/u.test(text) && !/`|https?:/.test(text);

const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text.replace(ATTACHED, ''));

function surenessOf({ messages, evidence }: Marked, isThread: boolean): number {
  const length = messages.reduce((sum, { text }) => sum + text.length, 0);
  const costs = (length < SHORT ? TOO_SHORT_COSTS : 0) + (isThread ? 0 : GROUPED_COSTS);
  return Math.round((SURENESS[evidence] - costs) * 100) / 100;
}
