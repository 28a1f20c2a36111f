/** The matcher: the index finds candidates, the ranker orders them, the confidence says how sure the first one is. */

import type { CandidateOptions, Found, Matchable } from './rank/candidates.js';
import { holds } from './rank/compare.js';
import { confidenceOf } from './rank/confidence.js';
import type { LiveMatcher, Match, Matching, MatchQuery } from './contract.js';
import { evidenceFor } from './rank/evidence.js';
import { exactFirst } from './rank/same-question.js';
import { FEATURES } from './rank/features.js';
import { saysSomething } from './analyse/follow-up.js';
import type { LearnedRanking, Lift } from './confirmed/ranking.js';
import { createLive } from './live-matcher.js';
import { normaliseScript } from '../text/script.js';
import { RANKER_WEIGHTS } from './rank/model.js';
import type { LiftFunction } from './confirmed/nearness.js';
import type { PreparedEntry } from './analyse/entry.js';
import type { PreparedQuestion, QuestionTerm } from './analyse/question.js';
import { rankBy } from './rank/rank.js';
import { type Relevance, type RelevanceInput, relevanceOf } from './relevance/relevance.js';

export interface MatcherOptions extends CandidateOptions {
  /** What says whether a message is a question for this knowledge; the fitted model when absent. */
  readonly relevance?: (input: RelevanceInput) => Relevance;
  /** How far a confirmed wording lifts its entry; by the fitted model when absent. */
  readonly lift?: LiftFunction;
}

const NOTHING: Matching = { matches: [], relevance: 0, relevanceParts: [], missing: [] };

/** From this confidence on nobody asks whether the question was typed as it was meant. */
const SURE_ENOUGH = 0.5;

/** Below this nothing in the knowledge is near, however it was typed. */
const HOPELESS = 0.02;

/** What a guess at homophones must gain to be believed. */
const CLEARLY_SURER = 0.1;

function sureness({ matches }: Matching): number {
  return matches[0]?.confidence ?? 0;
}

const WEIGHTS = FEATURES.map((name) => RANKER_WEIGHTS[name]);

/** What is left of the confidence where only the question before speaks for the entry, and the message does not. */
const BORROWED = 0.5;

/** Whether a follow-up names another project, or has words of its own of which the entry holds none. */
function isBorrowed(entry: PreparedEntry, { previous, projects, word, concept }: PreparedQuestion): boolean {
  if (previous === '') return false;
  const { project = '' } = entry.entry;
  if (projects.size > 0) return !projects.has(project);
  const own = word.terms.filter(({ term, share }) => share === 1 && saysSomething(term));
  const groups = concept.terms.filter(
    ({ surface, share }) => share === 1 && own.some(({ term }) => surface.includes(term)),
  );
  return (
    own.length > 0 &&
    !own.some(({ id }) => holds(entry, 'word', id)) &&
    !groups.some(({ id }) => holds(entry, 'concept', id))
  );
}

function asMatch(place: number, ranking: Ranking, { question }: Found): Match | undefined {
  const own = ranking.ranked[place];
  if (own === undefined) return undefined;
  const { prepared, wording, features } = own.candidate;
  const lift = place === 0 ? ranking.lift : undefined;
  return {
    entry: prepared.entry,
    wording,
    score: own.score,
    confidence: ranking.confidenceAt(place) * (isBorrowed(prepared, question) ? BORROWED : 1),
    terms: question.word.terms.filter((term) => holdsTerm(prepared, term, lift)).map(({ term }) => term),
    parts: [
      ...FEATURES.map((name) => ({ name, value: RANKER_WEIGHTS[name] * features[name] })),
      ...(lift === undefined ? [] : [{ name: 'confirmed', value: lift.value }]),
    ],
    confirmed: lift?.near.wording.text,
  };
}

function holdsTerm(entry: PreparedEntry, term: QuestionTerm, lift: Lift | undefined): boolean {
  return holds(entry, 'word', term.id) || (lift?.near.wording.terms.word.has(term.term) ?? false);
}

/** Terms that the best match does not hold, the most telling first. */
function missingTerms({ ranked: [best], lift }: Ranking, { question }: Found): readonly string[] {
  const prepared = best?.candidate.prepared;
  return question.word.terms
    .filter((term) => prepared === undefined || !holdsTerm(prepared, term, lift))
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ term }) => term);
}

/** A matcher whose index can be kept for the next start. */
export interface SavableMatcher extends LiveMatcher {
  /** What `options.saved` takes back: of the knowledge that the matcher was made of, whatever has changed since. */
  save(): string;
}

/** A ranking, with or without what was learned. */
type Ranking = Omit<LearnedRanking, 'lift'> & Partial<Pick<LearnedRanking, 'lift'>>;

export function createMatcher(knowledge: Matchable, options: MatcherOptions = {}): SavableMatcher {
  const live = createLive(knowledge, options);

  function rankingOf(
    query: MatchQuery,
    found: Found,
  ): { readonly base: Ranking; readonly learned?: Ranking } {
    const ranked = rankBy(found.candidates, WEIGHTS);
    const base: Ranking = {
      ranked,
      confidenceAt: (place) => confidenceOf(evidenceFor(place, ranked, found.question)),
    };
    const learned = live.learner.rank({
      found,
      ranked,
      project: query.project,
      rankFurther: (candidates) => rankBy(candidates, WEIGHTS),
    });
    return { base, learned };
  }

  function tried(query: MatchQuery): Matching {
    const { finder } = live;
    const found = finder.find(query);
    const { base, learned } = rankingOf(query, found);
    const ranking = learned ?? base;
    const missing = missingTerms(ranking, found);
    const ordered = ranking.ranked
      .slice(0, query.limit)
      .map((_, place) => asMatch(place, ranking, found))
      .filter((one) => one !== undefined);
    const matches = exactFirst(query.text, ordered);
    const [best] = matches;
    if (best === undefined) return { ...NOTHING, missing };
    // Whether a message is for the bot at all is for the knowledge to say: learning does not make it speak up more.
    const prepared = base.ranked[0]?.candidate.prepared;
    const relevance = (options.relevance ?? relevanceOf)({
      text: query.text,
      language: found.question.language,
      words: found.question.word.terms,
      concepts: found.question.concept.terms,
      lexicon: finder.lexicon,
      holdsWord: (id) => prepared !== undefined && holds(prepared, 'word', id),
      holdsConcept: (id) => prepared !== undefined && holds(prepared, 'concept', id),
      survey: finder.survey,
    });
    return {
      matches,
      relevance: relevance.value,
      relevanceParts: relevance.parts,
      missing,
      usedPrevious: found.question.previous !== '',
    };
  }

  function match(query: MatchQuery): Matching {
    const first = tried(query);
    if (sureness(first) >= SURE_ENOUGH || sureness(first) < HOPELESS) return first;
    const text = live.homophones.correct(normaliseScript(query.text));
    if (text === undefined) return first;
    const second = tried({ ...query, text });
    return sureness(second) > sureness(first) + CLEARLY_SURER ? second : first;
  }

  return {
    match,
    put: (entry) => live.put(entry),
    remove: (id) => live.remove(id),
    learn: (id, wordings) => live.learn(id, wordings),
    save: () => live.save(),
    complete: (text, limit) =>
      rankBy(live.finder.find({ text, limit }).candidates, WEIGHTS)
        .slice(0, limit)
        .map(({ candidate }) => candidate.prepared.entry),
  };
}
