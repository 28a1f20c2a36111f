/** A question made ready for comparison: its terms with their weights, in three views. */

import type { Language } from '../contract.js';
import { detectLanguage } from '../text/language.js';
import { withoutOpening } from '../text/opening.js';
import { gramTokens, type Token, wordTokens } from '../text/tokenise.js';
import type { MatchQuery } from './contract.js';
import { UNKNOWN, type View } from './lexicon.js';
import { type Analyser, lettersOf } from './prepared.js';

export interface QuestionTerm {
  readonly term: string;
  /** Number in the lexicon, or UNKNOWN. */
  readonly id: number;
  /** Rarity (0..1) times what kind of term it is. */
  readonly weight: number;
  readonly latin: boolean;
  /** `whole` for an identifier whose parts are terms of their own. */
  readonly role: Token['role'];
}

/** A group of the glossary that the question mentions, and the grams that it is written with. */
export interface QuestionConcept extends QuestionTerm {
  readonly grams: readonly number[];
}

export interface PreparedQuestion {
  readonly text: string;
  readonly language: Language;
  readonly words: readonly QuestionTerm[];
  readonly grams: readonly QuestionTerm[];
  readonly concepts: readonly QuestionConcept[];
  /** Word numbers in order, for pairs of neighbours. */
  readonly sequence: readonly number[];
  readonly letters: string;
}

/** Identifiers tell more than words of the same rarity (measured by the first matcher of this community: 1.3). */
const IDENTIFIER_WEIGHT = 1.3;

/** The part of the weight that the question before keeps in a follow-up. */
const PREVIOUS_WEIGHT = 0.3;

/** A question whose terms weigh less than this together is short on content, and leans on the one before it. */
const SHORT_CONTENT = 2.5;

function weigh(
  tokens: readonly Token[],
  view: View,
  analyser: Analyser,
  share: number,
): Map<string, QuestionTerm> {
  const terms = new Map<string, QuestionTerm>();
  for (const { term, kind, role } of tokens) {
    if (terms.has(term)) continue;
    const id = analyser.lexicon.idOf(view, term);
    const latin = kind === 'latin';
    const rarity = id === UNKNOWN ? 1 : analyser.lexicon.rarity(view, id);
    terms.set(term, { term, id, latin, role, weight: rarity * (latin ? IDENTIFIER_WEIGHT : 1) * share });
  }
  return terms;
}

function merge(first: Map<string, QuestionTerm>, second: Map<string, QuestionTerm>): readonly QuestionTerm[] {
  return [...first.values(), ...[...second.values()].filter(({ term }) => !first.has(term))];
}

function conceptsOf(text: string, analyser: Analyser): readonly QuestionConcept[] {
  const found = new Map<number, QuestionConcept>();
  for (const { group, surface } of analyser.concepts.find(text)) {
    if (found.has(group)) continue;
    const term = String(group);
    const id = analyser.lexicon.idOf('concept', term);
    const grams = gramTokens(surface).map((token) => analyser.lexicon.idOf('gram', token.term));
    found.set(group, {
      term,
      id,
      grams,
      weight: id === UNKNOWN ? 1 : analyser.lexicon.rarity('concept', id),
      latin: false,
      role: 'word',
    });
  }
  return [...found.values()];
}

export function prepareQuestion(query: MatchQuery, analyser: Analyser): PreparedQuestion {
  const text = withoutOpening(query.text);
  const tokens = wordTokens(text);
  const own = weigh(tokens, 'word', analyser, 1);
  const content = [...own.values()].reduce((sum, { weight }) => sum + weight, 0);
  const previous =
    query.previous !== undefined && content < SHORT_CONTENT ? withoutOpening(query.previous) : '';
  const before = (view: View): Map<string, QuestionTerm> =>
    weigh(view === 'word' ? wordTokens(previous) : gramTokens(previous), view, analyser, PREVIOUS_WEIGHT);
  return {
    text,
    language: detectLanguage(text),
    words: merge(own, before('word')),
    grams: merge(weigh(gramTokens(text), 'gram', analyser, 1), before('gram')),
    concepts: conceptsOf(`${text}\n${previous}`, analyser),
    sequence: tokens.map((token) => analyser.lexicon.idOf('word', token.term)),
    letters: lettersOf(text),
  };
}
