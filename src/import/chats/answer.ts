/** Finds the answer in a conversation: what the asker or a maintainer marks, else what maintainers reply. */

import { afterAnswer } from '../../text/after-answer.js';
import { isSummons } from '../../text/courtesy.js';
import { pointsElsewhere } from '../../text/pointing.js';
import { hasQuestionForm } from '../../text/question-form.js';
import { remarkOf } from '../../text/remark.js';
import { isWithdrawn } from '../../text/withdrawn.js';
import type { ImportedMessage, PairOptions } from '../model.js';
import { roleOf } from '../pair.js';

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
type Evidence = keyof typeof SURENESS;

/** Characters of an answer that says little: "yes, with --force". */
export const SHORT = 40;
/** Characters of an answer from which on what its author wrote before the asker's last words is another one. */
const ENOUGH = 200;

/** Names of reactions that say "this is it", in Slack's words and as Discord shows them. */
const TICKS = new Set(
  'white_check_mark heavy_check_mark ballot_box_with_check ballot_box_with_check_mark check checkmark check_mark tick solved resolved answered done ✅ ✔ ☑'.split(
    ' ',
  ),
);

/** Who says so after thanks did not get what they asked for. */
const BUT = /\b(?:but|however|still|though|unfortunately|except)\b|但|不过|可是|还是|仍然|依然|就是说/iu;

/** Characters; what is longer is another report. */
const LONGEST_THANKS = 240;

/** Pictures and files alone are no words. */
const ATTACHED = /\[(?:picture|file|图片|文件)[^[\]\n]*\](?:\([^()\s]*\))?/g;

/** Characters of a question that only asks back. */
const LONGEST_COUNTER = 240;

export interface Marked {
  readonly messages: readonly ImportedMessage[];
  readonly evidence: Evidence;
}

/** The answer that the asker or a maintainer marks, else what maintainers reply. */
export function answerIn(
  first: ImportedMessage,
  rest: readonly ImportedMessage[],
  options: PairOptions,
): Marked | undefined {
  return thankedIn(first, rest) ?? tickedIn(first, rest, options) ?? byMaintainers(first, rest, options);
}

/** What maintainers reply until somebody asks something else. */
function byMaintainers(
  first: ImportedMessage,
  rest: readonly ImportedMessage[],
  options: PairOptions,
): Marked | undefined {
  const messages: ImportedMessage[] = [];
  for (const message of rest) {
    if (roleOf(message, first, options) === 'maintainer') {
      if (answers(message) || isYesOrNo(message)) messages.push(message);
    } else if (messages.length > 0 && asksOn(message.text)) break;
  }
  return messages.length === 0 ? undefined : { messages, evidence: 'maintainer' };
}

/** Whether a message in the middle of a conversation asks; its form is enough there. */
const asksOn = (text: string): boolean => /[?？]/u.test(text) && saysSomething(text);

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

/** The first thanks of the asker, with what they are for. */
function thankedIn(first: ImportedMessage, rest: readonly ImportedMessage[]): Marked | undefined {
  const own = rest.filter(({ author }) => author === first.author);
  for (const [at, message] of own.entries()) {
    const evidence = thanksOf(message.text);
    if (evidence === undefined) continue;
    const messages = thankedFor(message, rest.slice(0, rest.indexOf(message)), first);
    // What was thanked for before did not do.
    const isTakenBack =
      own[at + 1] !== undefined && afterAnswer(own[at + 1]?.text ?? '')?.kind === 'unhelpful';
    if (messages.length > 0 && !isTakenBack) return { messages, evidence };
  }
  return undefined;
}

const THANKS = /\b(?:thank(?:s| ?you|x)?|thx|tks|ty|tysm|cheers|appreciate(?:d| it)?)\b|谢|感谢/iu;
const CLAUSE_END = /[.!,;:。！，；、~…\n]+/u;

function thanksOf(text: string): Evidence | undefined {
  if (afterAnswer(text)?.kind === 'helpful') return 'worked';
  if (isWithdrawn(text)) return undefined;
  if (!THANKS.test(text) || BUT.test(text) || hasQuestionForm(text) || text.length > LONGEST_THANKS)
    return undefined;
  const remark = remarkOf(text);
  if (remark?.kind === 'thanks') return remark.isWhole ? 'thanked' : 'thanked first';
  const isThanks = (clause: string): boolean => THANKS.test(clause) && remarkOf(clause)?.isWhole === true;
  return text.split(CLAUSE_END).some(isThanks) ? 'thanked first' : undefined;
}

/**
 * The message that it replies to; else what the one whom it names, or the last other one, wrote since the asker's words before, and
 * more of the same one before that where it is short.
 */
function thankedFor(
  thanks: ImportedMessage,
  before: readonly ImportedMessage[],
  first: ImportedMessage,
): readonly ImportedMessage[] {
  const others = before.filter((message) => message.author !== first.author && answers(message));
  const replied = others.find(({ id }) => id === thanks.replyTo);
  if (replied !== undefined) return [replied];
  const named = others.filter(
    ({ author }) => author !== undefined && thanks.mentions?.includes(author) === true,
  );
  const meant = new Set((named.length > 0 ? named : others.slice(-1)).map(({ author }) => author));
  const found: ImportedMessage[] = [];
  for (const message of before.toReversed()) {
    if (message.author === first.author && lengthOf(found) >= ENOUGH) break;
    if (meant.has(message.author) && (answers(message) || (found.length > 0 && isYesOrNo(message))))
      found.unshift(message);
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

/** It begins an answer, and is none by itself. */
const isYesOrNo = ({ text }: ImportedMessage): boolean =>
  /^(?:yes|no|yep|yeah|nope|nah|是的?|不是|可以的?|不可以|不行|不能|能|没有)[\s.,!。，！]*$/iu.test(text);

/** "Which version?" An address or a proposal makes an answer of a question: "have you tried `--force`?". */
const asksBack = (text: string): boolean =>
  text.length <= LONGEST_COUNTER && /[?？]\s*$/u.test(text) && !PROPOSES.test(text);

const PROPOSES =
  /https?:|\b(?:(?:have|did) you (?:tried|try)|(?:are|were) you looking for|(?:how|what) about|why not|maybe|perhaps|(?<!do )you mean)\b|试试|试过|是不是/iu;

export const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text.replace(ATTACHED, ''));

/** Characters; a Han character says as much as two others. */
export const lengthOf = (messages: readonly ImportedMessage[]): number =>
  messages.reduce((sum, { text }) => sum + text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0), 0);
