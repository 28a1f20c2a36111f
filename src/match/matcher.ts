/** The matcher: the index finds candidates, the ranker orders them, the confidence says how sure the first one is. */

import {
  type Candidate,
  type CandidateOptions,
  createCandidateFinder,
  type Found,
  type Matchable,
} from './candidates.js';
import { holds } from './compare.js';
import { confidenceOf } from './confidence.js';
import type { LiveMatcher, Match, Matching, MatchQuery } from './contract.js';
import { evidenceFor } from './evidence.js';
import { FEATURES } from './features.js';
import { saysSomething } from './follow-up.js';
import { createHomophones } from './homophones.js';
import { normaliseScript } from '../text/script.js';
import { RANKER_WEIGHTS } from './model.js';
import type { PreparedEntry } from './prepared.js';
import type { PreparedQuestion } from './question.js';
import { rankBy, type RankedCandidate } from './rank.js';
import { type Relevance, type RelevanceInput, relevanceOf } from './relevance.js';

export interface MatcherOptions extends CandidateOptions {
  /** What says whether a message is a question for this knowledge; the fitted model when absent. */
  readonly relevance?: (input: RelevanceInput) => Relevance;
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

function asMatch(place: number, ranked: readonly RankedCandidate[], { question }: Found): Match | undefined {
  const own = ranked[place];
  if (own === undefined) return undefined;
  const { prepared, wording, features } = own.candidate;
  return {
    entry: prepared.entry,
    wording,
    score: own.score,
    confidence:
      confidenceOf(evidenceFor(place, ranked, question)) * (isBorrowed(prepared, question) ? BORROWED : 1),
    terms: question.word.terms.filter(({ id }) => holds(prepared, 'word', id)).map(({ term }) => term),
    parts: FEATURES.map((name) => ({ name, value: RANKER_WEIGHTS[name] * features[name] })),
  };
}

/** Terms that the best match does not hold, the most telling first. */
function missingTerms(best: Candidate | undefined, { question }: Found): readonly string[] {
  return question.word.terms
    .filter(({ id }) => best === undefined || !holds(best.prepared, 'word', id))
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ term }) => term);
}

/** A matcher whose index can be kept for the next start. */
export interface SavableMatcher extends LiveMatcher {
  /** What `options.saved` takes back. */
  save(): string;
}

export function createMatcher(knowledge: Matchable, options: MatcherOptions = {}): SavableMatcher {
  let finder = createCandidateFinder(knowledge, options);

  let homophones = createHomophones(finder.lexicon);
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  const wordings = new Map<string, readonly string[]>();
  const rebuild = (): void => {
    const all = [...entries.values()].map((entry) => ({
      ...entry,
      alternates: [...entry.alternates, ...(wordings.get(entry.id) ?? [])],
    }));
    finder = createCandidateFinder({ ...knowledge, entries: all });
    homophones = createHomophones(finder.lexicon);
  };

  function tried(query: MatchQuery): Matching {
    const found = finder.find(query);
    const ranked = rankBy(found.candidates, WEIGHTS);
    const missing = missingTerms(ranked[0]?.candidate, found);
    const matches = ranked
      .slice(0, query.limit)
      .map((_, place) => asMatch(place, ranked, found))
      .filter((one) => one !== undefined);
    const [best] = matches;
    if (best === undefined) return { ...NOTHING, missing };
    const prepared = ranked[0]?.candidate.prepared;
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
    const text = homophones.correct(normaliseScript(query.text));
    if (text === undefined) return first;
    const second = tried({ ...query, text });
    return sureness(second) > sureness(first) + CLEARLY_SURER ? second : first;
  }

  return {
    match,
    save: () => finder.save(),
    put(entry) {
      entries.set(entry.id, entry);
      rebuild();
    },
    remove(id) {
      entries.delete(id);
      rebuild();
    },
    learn(id, list) {
      wordings.set(id, list);
      rebuild();
    },
    complete: (text, limit) =>
      rankBy(finder.find({ text, limit }).candidates, WEIGHTS)
        .slice(0, limit)
        .map(({ candidate }) => candidate.prepared.entry),
  };
}
