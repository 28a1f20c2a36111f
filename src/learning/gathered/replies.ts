/** Which messages of a thread are one answer. Pure. */

import type { Utterance } from '../../contract.js';
import { remarkOf } from '../../text/remark.js';

/** Milliseconds between two messages that are still one answer: somebody goes on writing. A choice, as nothing is known of how people write. */
const GOES_ON_MILLISECONDS = 10 * 60 * 1000;

/** The messages in a row by the author of this one, with nobody else's between them. */
export function repliesInARow(messages: readonly Utterance[], id: string): readonly Utterance[] {
  const at = messages.findIndex((one) => one.id === id);
  const own = messages[at];
  if (own === undefined) return [];
  const follows = (before: Utterance | undefined, after: Utterance | undefined): boolean =>
    before?.author === own.author &&
    after?.author === own.author &&
    after.at - before.at <= GOES_ON_MILLISECONDS;
  let from = at;
  let to = at;
  while (follows(messages[from - 1], messages[from])) from -= 1;
  while (follows(messages[to], messages[to + 1])) to += 1;
  return messages.slice(from, to + 1);
}

/** A sentence that asks, by its end: "how" and "which" stand in answers too. */
const ASKS = /(?:[?？]|[吗嗎呢])[\s"'”’)）~～]*$/u;
const SENTENCES = /(?<=[.!?。！？])\s+|(?<=[。！？])|\n+/u;

/** Whether a text says something: "which version?", "you're welcome" and a picture do not. */
export function isAnswerLike(text: string): boolean {
  const said = text.split(SENTENCES).filter((sentence) => !ASKS.test(sentence));
  return /[\p{L}\p{N}]/u.test(said.join('')) && remarkOf(said.join('\n'))?.isWhole !== true;
}
