/** Whether a message leans on the question before it, by its form: never by how little the knowledge knows of it. */

import type { Token } from '../../text/tokenise.js';
import { isFunctionWord } from '../../text/function-words.js';
import { hasQuestionForm } from '../../text/question-form.js';
import { backgroundRate, EMPTY_RATE } from '../relevance/background.js';

/** A pronoun or a connective that points back. */
const POINTS_BACK =
  /^那|[它他她其此]|这[个样些种]?(?!里)|那[个样些种]|上[面述]|刚才|呢(?=[\s，,。?？!！~]*$)|\b(?:it|its|this|that|these|those|they|them|then)\b/iu;

/** A question that puts another name in the place of the one before: 那 X 呢, how about X. */
const SWAPS = /^那.*呢[\s，,。?？!！~]*$|^(?:and |but |so )?(?:how|what) about\b/iu;

/** A bare connective with a question word. */
const GOES_ON = /^(?:and|but|or|so)\s+(?:how|why|what|when|where|which|who|if)\b/iu;

/** A message with so many words that have a sense of their own can still lean on another: 那怎么配置, can it be disabled. */
const MOST_CONTENT = 1;

/** Whether a word has a sense of its own: those in every other message (问题, work) say no more than function words do. */
export function saysSomething(term: string): boolean {
  return !isFunctionWord(term) && (backgroundRate(term) ?? 0) < EMPTY_RATE;
}

/**
 * `text` is without its opening, `tokens` are its words and `projects` those of them that name a project.
 * A complete question, with a project and a word or with two words of its own, never leans on another. One with no such word does
 * if it asks something at all (为什么), one with a single word only where it points back as well.
 */
export function isFollowUp(text: string, tokens: readonly Token[], projects: ReadonlySet<string>): boolean {
  const content = new Set<string>();
  let names = 0;
  for (const { term, role, name } of tokens) {
    if (role === 'part' || isFunctionWord(term) || content.has(term)) continue;
    const isName = projects.has(term) || name;
    if (!isName && !saysSomething(term)) continue;
    if (isName) names += 1;
    content.add(term);
  }
  if (content.size > MOST_CONTENT) return false;
  if (names > 0) return SWAPS.test(text);
  if (SWAPS.test(text) || GOES_ON.test(text)) return true;
  // A mark alone asks nothing: `在？` is no follow-up.
  return hasQuestionForm(text.replace(/[?？]/gu, '')) && (content.size === 0 || POINTS_BACK.test(text));
}
