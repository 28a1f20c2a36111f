/** What needs no answer: thanks and closing words, and what goes on a conversation without asking anything. */

import type { Question } from '../contract.js';
import type { Matching } from '../match/contract.js';
import { hasQuestionForm } from '../text/question-form.js';
import type { Remark } from '../text/courtesy.js';
import { remarkOf } from '../text/remark.js';

/** Half of what is said to go on a conversation asks something, as half of the messages did that {@link Matching.asks} is fitted on. */
const ASKING = 0.5;
/** A short message that leans on what was said says little by itself: with the form of a question (那 windows 呢: 0.10) so much is enough. */
const ASKING_BY_FORM = 0.1;

/** Whether a message that goes on a conversation asks something; one that nothing is known about does not. */
export function goesOnAsking({ asks }: Matching, text: string): boolean {
  return asks >= (hasQuestionForm(text) ? ASKING_BY_FORM : ASKING);
}

/**
 * Of 2,018 questions of the evaluation, in both languages, 12 lie below that without the form of a question; of 1,280 messages that ask nothing
 * and are for nobody by name, 297 do.
 */
const ASKING_NOTHING = 0.06;

/** Whether a message surely asks nothing, though it is for the bot. */
export function asksNothing({ asks, looksLike }: Matching, text: string): boolean {
  return looksLike !== undefined && asks < ASKING_NOTHING && !hasQuestionForm(text);
}

/**
 * The remark that a message makes or begins with, where the bot is to show that it has understood. Among several people only
 * thanks may be meant for it.
 */
export function remarkToBot({ text, attention, followUp }: Question): Remark | undefined {
  if (attention === 'overheard' && followUp !== true) return undefined;
  const remark = remarkOf(text);
  return remark?.kind === 'thanks' || attention === 'addressed' ? remark : undefined;
}
