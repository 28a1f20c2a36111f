/** A question made ready for comparison: its terms with their weights, in three views. */

import type { Language } from '../../contract.js';
import { detectLanguage } from '../../text/language.js';
import { isFunctionWord } from '../../text/function-words.js';
import { questionText } from '../../text/question-text.js';
import { stem } from '../../text/stem.js';
import { gramTokens, type Token, wordTokens } from '../../text/tokenise.js';
import type { MatchQuery } from '../contract.js';
import type { DifferenceFinder } from '../differences/differences.js';
import { isFollowUp } from './follow-up.js';
import { UNKNOWN, type View } from './lexicon.js';
import { longestRunWith } from './longest-run.js';
import { lettersOf } from '../../text/script.js';
import type { Analyser } from './entry.js';
import type { ProjectFinder } from './projects.js';
import type { Spelling } from './spelling.js';

export interface QuestionTerm {
  readonly term: string;
  /** Number in the lexicon, or UNKNOWN. */
  readonly id: number;
  /** Rarity (0..1) times what kind of term it is. */
  readonly weight: number;
  readonly latin: boolean;
  /** What kind of token it is written as. */
  readonly role: Token['role'];
  /** 1, or less for a term of the question before. */
  readonly share: number;
  /** Written as names are, and no function word. */
  readonly name: boolean;
  /** Says something of the subject: neither a function word nor the name of a project. */
  readonly content: boolean;
  /** Share of the entries that hold the term, never 0. */
  readonly rate: number;
}

/** A group of the glossary that the question mentions, and the grams that it is written with. */
export interface QuestionConcept extends QuestionTerm {
  readonly grams: readonly number[];
  /** As it stands in the question: stems with spaces between, or Han characters. */
  readonly surface: string;
}

/** The terms of a question in one view. */
export interface QuestionTerms<T extends QuestionTerm = QuestionTerm> {
  readonly terms: readonly T[];
  readonly ids: ReadonlySet<number>;
  /** Sum of the weights. */
  readonly total: number;
}

export interface PreparedQuestion {
  /** What was asked, by {@link questionText}, with slips corrected, but for names of like things (`consul` is no slip for `console`); empty where nothing was. */
  readonly text: string;
  /** The question before it, where this one leans on it; else empty. */
  readonly previous: string;
  readonly language: Language;
  readonly word: QuestionTerms;
  readonly gram: QuestionTerms;
  readonly concept: QuestionTerms<QuestionConcept>;
  /** Word numbers in order, for pairs of neighbours. */
  readonly sequence: readonly number[];
  readonly letters: string;
  /** The same before slips were corrected. */
  readonly typedLetters: string;
  /** Length of the longest run of letters that it shares with a text's. */
  readonly longestRun: (letters: string) => number;
  /** The catalogue's projects that it names. */
  readonly projects: ReadonlySet<string>;
}

/** Identifiers tell more than words of the same rarity. Between 1 and 1.7 the fit's figures hardly change. */
export const IDENTIFIER_WEIGHT = 1.3;

/** The part of the weight that the question before keeps in a follow-up. */
const PREVIOUS_WEIGHT = 0.5;

export function questionTerms<T extends QuestionTerm>(terms: readonly T[]): QuestionTerms<T> {
  return {
    terms,
    ids: new Set(terms.map(({ id }) => id)),
    total: terms.reduce((sum, { weight }) => sum + weight, 0),
  };
}

function weigh(
  tokens: readonly Token[],
  view: View,
  { lexicon }: Analyser,
  share: number,
  projectTerms: ReadonlySet<string>,
): Map<string, QuestionTerm> {
  const terms = new Map<string, QuestionTerm>();
  for (const { term, kind, name, role } of tokens) {
    if (terms.has(term)) continue;
    const id = lexicon.idOf(view, term);
    const latin = kind === 'latin';
    const weight = lexicon.rarity(view, id) * (latin ? IDENTIFIER_WEIGHT : 1) * share;
    const says = !isFunctionWord(term);
    terms.set(term, {
      term,
      id,
      latin,
      share,
      weight,
      role,
      name: name && says,
      content: says && !projectTerms.has(term),
      rate: lexicon.rate(view, id),
    });
  }
  return terms;
}

function merge<T extends QuestionTerm>(
  first: ReadonlyMap<string, T>,
  second: ReadonlyMap<string, T>,
): QuestionTerms<T> {
  return questionTerms([...first.values(), ...[...second.values()].filter(({ term }) => !first.has(term))]);
}

function weighConcepts(
  text: string,
  { lexicon, concepts }: Analyser,
  share: number,
): Map<string, QuestionConcept> {
  const found = new Map<string, QuestionConcept>();
  for (const { group, surface } of concepts.find(text)) {
    const term = String(group);
    if (found.has(term)) continue;
    const id = lexicon.idOf('concept', term);
    found.set(term, {
      term,
      id,
      surface,
      grams: gramTokens(surface).map((token) => lexicon.idOf('gram', token.term)),
      weight: lexicon.rarity('concept', id) * share,
      latin: false,
      role: 'word',
      share,
      name: false,
      content: true,
      rate: lexicon.rate('concept', id),
    });
  }
  return found;
}

/** What a question is made ready with. */
export interface QuestionTools extends Analyser {
  readonly spelling: Spelling;
  readonly projects: ProjectFinder;
  readonly differences: Pick<DifferenceFinder, 'nameWords'>;
}

export function prepareQuestion(query: MatchQuery, tools: QuestionTools): PreparedQuestion {
  const { spelling, projects, lexicon } = tools;
  const isTerm = (name: string): boolean => lexicon.idOf('word', stem(name.toLowerCase())) !== UNKNOWN;
  const typed = questionText(query.text, isTerm);
  const text = spelling.correct(typed, tools.differences.nameWords);
  const letters = lettersOf(text);
  const named = projects.find(text);
  const projectTerms = new Set(named.words.flatMap((word) => wordTokens(word)).map(({ term }) => term));
  const tokens = wordTokens(text);
  const own = weigh(tokens, 'word', tools, 1, projectTerms);
  const previous =
    query.previous !== undefined && isFollowUp(text, tokens, projectTerms)
      ? spelling.correct(questionText(query.previous, isTerm))
      : '';
  const before = (view: 'word' | 'gram'): Map<string, QuestionTerm> =>
    weigh(
      view === 'word' ? wordTokens(previous) : gramTokens(previous),
      view,
      tools,
      PREVIOUS_WEIGHT,
      projectTerms,
    );
  return {
    text,
    previous,
    language: detectLanguage(text),
    word: merge(own, before('word')),
    gram: merge(weigh(gramTokens(text), 'gram', tools, 1, projectTerms), before('gram')),
    concept: merge(weighConcepts(text, tools, 1), weighConcepts(previous, tools, PREVIOUS_WEIGHT)),
    sequence: tokens.map((token) => lexicon.idOf('word', token.term)),
    letters,
    typedLetters: lettersOf(typed),
    longestRun: longestRunWith(letters),
    projects: named.names,
  };
}
