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

/** Characters of a message that may be a mere beginning; a longer one, or one of several lines, is whole. */
const LONGEST_BEGINNING = 80;

/** Whether a message asks nothing yet and may go on in the next one: a greeting, a bare subject; an empty one too. */
export function asksNothingYet(message: string): boolean {
  if (message.length > LONGEST_BEGINNING || message.trim().includes('\n')) return false;
  return !hasQuestionForm(questionText(message));
}
