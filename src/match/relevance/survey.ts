/** What the relevance must know of the knowledge as a whole, from a sample of its questions. */

import type { Language } from '../../contract.js';
import { detectLanguage } from '../../text/language.js';
import type { Entry } from '../../knowledge/model.js';
import { wordTokens } from '../../text/tokenise.js';
import type { Lexicon } from '../analyse/lexicon.js';

export interface Survey {
  /** Share of the questions in each language, 0..1. */
  readonly languages: Readonly<Record<Language, number>>;
  /** Share of their words that stand in no other entry, 0..1: how little the entries have in common. */
  readonly scatter: number;
}

/** Questions that are looked at, spread evenly: shares of so many are good to five hundredths, at 10 ms. */
const SAMPLE = 100;

interface Sampled {
  readonly language: Language;
  /** Its words, each once. */
  readonly words: readonly string[];
}

/** What was read of an entry, so that a survey after each change costs little. */
export type SurveyCache = WeakMap<Entry, Sampled>;

function read(entry: Entry, cache: SurveyCache): Sampled {
  const known = cache.get(entry);
  if (known !== undefined) return known;
  const words = [...new Set(wordTokens(entry.question).map((token) => token.term))];
  const sampled = { language: detectLanguage(entry.question), words };
  cache.set(entry, sampled);
  return sampled;
}

export function surveyOf(
  entries: readonly Entry[],
  lexicon: Pick<Lexicon, 'idOf' | 'documentFrequency'>,
  cache: SurveyCache,
): Survey {
  const count = Math.min(entries.length, SAMPLE);
  const languages = { zh: 0, en: 0 };
  let [words, alone] = [0, 0];
  for (let place = 0; place < count; place += 1) {
    const entry = entries[Math.floor((place * entries.length) / count)];
    if (entry === undefined) continue;
    const sampled = read(entry, cache);
    languages[sampled.language] += 1 / count;
    for (const term of sampled.words) {
      words += 1;
      if (lexicon.documentFrequency('word', lexicon.idOf('word', term)) <= 1) alone += 1;
    }
  }
  return { languages, scatter: words === 0 ? 0 : alone / words };
}
