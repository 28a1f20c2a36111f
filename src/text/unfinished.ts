/** Whether a message is the beginning of a question that its writer has not finished. */

import { hasQuestionForm } from './question-form.js';
import { questionText } from './question-text.js';

/**
 * Words of a text that may be a mere subject, two Han characters counting as one. Of 307 questions in test/data/queries-*.jsonl
 * without the form of one, 136 are so short and nearly all of them bare subjects; the longer ones are statements that ask.
 */
const MOST_WORDS = 5;

/** Whether a message asks nothing yet and may go on in the next one: a greeting, a bare subject; an empty one too. */
export function asksNothingYet(message: string): boolean {
  const text = questionText(message);
  const words = (text.match(/\p{Script=Han}/gu)?.length ?? 0) / 2 + (text.match(LATIN_WORD)?.length ?? 0);
  return words <= MOST_WORDS && !message.trim().includes('\n') && !hasQuestionForm(text);
}

const LATIN_WORD = /[\p{Script=Latin}\p{Nd}](?:[^\s\p{Script=Han}]*[\p{Script=Latin}\p{Nd}])?/gu;
