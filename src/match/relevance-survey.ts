/** What the relevance must know of the knowledge as a whole, from a sample of its questions. */

import type { Language } from '../contract.js';
import { detectLanguage } from '../text/language.js';
import { wordTokens } from '../text/tokenise.js';
import type { Lexicon } from './lexicon.js';

export interface Survey {
  /** Share of the questions in each language, 0..1. */
  readonly languages: Readonly<Record<Language, number>>;
  /** Share of their words that stand in no other entry, 0..1: how little the entries have in common. */
  readonly scatter: number;
}

/** Questions that are looked at, spread evenly: shares of so many are good to five hundredths, at 10 ms. */
const SAMPLE = 100;

export function surveyOf(
  questions: readonly string[],
  lexicon: Pick<Lexicon, 'idOf' | 'documentFrequency'>,
): Survey {
  const count = Math.min(questions.length, SAMPLE);
  const languages = { zh: 0, en: 0 };
  let [words, alone] = [0, 0];
  for (let place = 0; place < count; place += 1) {
    const question = questions[Math.floor((place * questions.length) / count)] ?? '';
    languages[detectLanguage(question)] += 1 / count;
    for (const term of new Set(wordTokens(question).map((token) => token.term))) {
      words += 1;
      if (lexicon.documentFrequency('word', lexicon.idOf('word', term)) <= 1) alone += 1;
    }
  }
  return { languages, scatter: words === 0 ? 0 : alone / words };
}
