/** Whether a message has the form of a question, or is the beginning of one that its writer has not finished. */

import { questionText } from './question-text.js';

const ASKS_ZH =
  /[吗嗎]|[呢嘛](?=[\s,，。?？!！~～]|$)|(?<![什怎这那要多])么(?=[\s,，。?？!！~～]|$)|[不没](?=[\s?？!！~～]*$)|怎[么样]|如何|咋|什么|为啥|为何|啥|哪|谁|多少|几[个次种台]|(\p{Script=Han})不\1|有没有|有无|是否|能否|可否|请教|请问|求[助教解指推]|[想再]问|问[一]?下/u;
const ASKS_EN =
  /\b(?:what|which|where|when|who|whose|why|how|wonder(?:ing)?|any ideas?|any(?:one|body) (?:here )?(?:know|got|had|have|seen|tried|else|using)|not sure|no idea|stuck)\b/iu;
/** English asks also by the verb that a sentence begins with. */
const VERB_FIRST =
  /(?:^|[.!,:;\n]\s*|\b(?:and|but|so|or|then)\s+)(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|must|may|might|am)(?:n't)?\s/iu;

/** Whether a text holds a question mark, a question word or the order of words of a question. */
export function hasQuestionForm(text: string): boolean {
  return /[?？]/u.test(text) || ASKS_ZH.test(text) || ASKS_EN.test(text) || VERB_FIRST.test(text);
}

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
