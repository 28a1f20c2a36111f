/** The matcher: the index finds candidates, the ranker orders them, the confidence says how sure the first one is. */

import { loggedFailure, spokenText } from '../text/question-text.js';
import { normaliseScript } from '../text/script.js';
import type { PreparedEntry } from './analyse/entry.js';
import { saysSomething } from './analyse/follow-up.js';
import type { PreparedQuestion, QuestionTerm } from './analyse/question.js';
import type { Spoken } from './classifier/classifier.js';
import type { EntryClassifier } from './classifier/entry-classifier.js';
import type { LearnedRanking, Lift } from './confirmed/ranking.js';
import type { LiveMatcher, Match, Matchable, Matching, MatchQuery } from './contract.js';
import { createLiveState, type StateOptions, type MatcherState } from './live-state.js';
import { findCandidates, type Found } from './rank/candidates.js';
import { NEAR } from './rank/other-wordings.js';
import { holds } from './rank/compare.js';
import { confidenceOf } from './rank/confidence.js';
import { evidenceFor } from './rank/evidence.js';
import { FEATURES } from './rank/features.js';
import { RANKER_WEIGHTS } from './rank/model.js';
import { exactFirst, rankBy } from './rank/rank.js';
import { askingOf } from './asking/asking.js';
import { type OverheardInput, overheardConfidence, shareOfAnswer } from './relevance/overheard.js';
import { relevanceOf } from './relevance/relevance.js';
import type { SubjectInput } from './relevance/subject.js';

export interface MatcherOptions extends StateOptions {
  /** Told of what {@link Matching.relevance} and {@link Matching.overheard} go by, for the fit. */
  readonly heard?: (subject: SubjectInput, overheard: OverheardInput) => void;
}

const NOTHING: Matching = {
  matches: [],
  asks: 0,
  relevance: 0,
  relevanceParts: [],
  overheard: 0,
  missing: [],
};

/** From this confidence on nobody asks whether the question was typed as it was meant. */
const SURE_ENOUGH = 0.5;

/** Below this nothing in the knowledge is near, however it was typed. */
const HOPELESS = 0.02;

/** What a guess at homophones must gain to be believed. */
const CLEARLY_SURER = 0.1;

/**
 * From this confidence on a pasted log speaks in place of the words beside it. Where an entry is about the very failure it is 0.96 and more;
 * a log that had nothing to do with the question came to 0.73 at most (47 questions with seven kinds of log).
 */
const LOG_IS_SURE = 0.8;

/** Words for what a log shows; how to mend "this error" depends on which one it is. */
const TELLS_OF_FAILURE =
  /报错|错误|异常|失败|\b(?:errors?|exceptions?|fail(?:s|ed|ing|ure)?|crash(?:es|ed)?)\b/iu;

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

/** Words that spoke for an entry and against it, each; further down they whisper. */
const LOUDEST = 3;

function soundsOf(id: string, { text }: PreparedQuestion, classifier?: EntryClassifier): Match['sounds'] {
  const heard = classifier?.explain(text, id, LOUDEST);
  return heard && { for: heard.for.map(writtenOf), against: heard.against.map(writtenOf) };
}

function writtenOf({ written }: Spoken): string {
  return written;
}

function asMatch(place: number, ranking: MatchRanking, { question }: Found): Match | undefined {
  const own = ranking.ranked[place];
  if (own === undefined) return undefined;
  const { prepared, wording, features, other, differences } = own.candidate;
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
    // Members who confirmed a wording knew what the entry answers.
    differs: lift === undefined ? differences().plain : undefined,
    confirmed: lift?.near.wording.text,
    drafted: other.nearest?.isDrafted === true && other.otherBest >= NEAR ? other.nearest.text : undefined,
  };
}

function holdsTerm(entry: PreparedEntry, term: QuestionTerm, lift: Lift | undefined): boolean {
  return holds(entry, 'word', term.id) || (lift?.near.wording.terms.word.has(term.term) ?? false);
}

/** Terms that the best match does not hold, the most telling first. */
function missingTerms({ ranked: [best], lift }: MatchRanking, { question }: Found): readonly string[] {
  const prepared = best?.candidate.prepared;
  return question.word.terms
    .filter((term) => prepared === undefined || !holdsTerm(prepared, term, lift))
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ term }) => term);
}

/** A matcher whose index can be kept for the next start. */
export interface IndexedMatcher extends LiveMatcher {
  /** What `options.snapshot` takes back: of the knowledge that the matcher was made of, whatever has changed since. */
  snapshot(): string;
}

/** A ranking, with or without what was learned. */
type MatchRanking = Omit<LearnedRanking, 'lift'> & Partial<Pick<LearnedRanking, 'lift'>>;

/** What is found becomes a matching in one go, with no pause in which the knowledge could change. */
function matchingOf(
  { entries, confirmed, classifier }: MatcherState,
  { text, project, limit }: MatchQuery,
  found: Found,
  heard: MatcherOptions['heard'],
): Matching {
  const { question, candidates } = found;
  const ranked = rankBy(candidates, WEIGHTS);
  const ranking: MatchRanking = confirmed.rank({
    found,
    ranked,
    project,
    rankFurther: (further) => rankBy(further, WEIGHTS),
  }) ?? { ranked, confidenceAt: (place) => confidenceOf(evidenceFor(place, ranked, question)) };
  const missing = missingTerms(ranking, found);
  const ordered = ranking.ranked
    .slice(0, limit)
    .map((_, place) => asMatch(place, ranking, found))
    .filter((one) => one !== undefined);
  const [first, ...others] = exactFirst(text, ordered);
  const asking = askingOf(text);
  const { value: asks, looksLike } = asking;
  if (first === undefined) return { ...NOTHING, asks, looksLike, missing };
  // Whether a message is for the bot at all is for the knowledge to say: learning does not make it speak up more.
  const best = ranked[0]?.candidate.prepared;
  const subject: SubjectInput = {
    language: question.language,
    words: question.word.terms,
    concepts: question.concept.terms,
    lexicon: entries.lexicon,
    holdsWord: (id) => best !== undefined && holds(best, 'word', id),
    holdsConcept: (id) => best !== undefined && holds(best, 'concept', id),
    survey: entries.survey,
  };
  const relevance = relevanceOf(subject, asking);
  const overheard: OverheardInput = {
    confidence: first.confidence,
    asking: asking.odds,
    subject: relevance.subject,
    answerShare: best === undefined ? 0 : shareOfAnswer(question.word, best),
  };
  heard?.(subject, overheard);
  return {
    matches: [{ ...first, sounds: soundsOf(first.entry.id, question, classifier) }, ...others],
    asks,
    looksLike,
    relevance: relevance.value,
    relevanceParts: relevance.parts,
    overheard: overheardConfidence(overheard),
    missing,
    usedPrevious: question.previous !== '',
  };
}

/** @param knowledge matched against at once; `put` and `remove` change it later. */
export function createMatcher(knowledge: Matchable, options: MatcherOptions = {}): IndexedMatcher {
  const { heard, ...liveOptions } = options;
  const live = createLiveState(knowledge, liveOptions);

  const tried = (query: MatchQuery): Promise<Matching> =>
    findCandidates(live.now, query, (found, state) => matchingOf(state, query, found, heard));

  /**
   * Words that tell of a failure are read together with what failed by the log below them, and words that lean on something lean on it.
   * What failed is looked up by itself too.
   */
  const triedWithLog = async (query: MatchQuery, failure: string): Promise<Matching> => {
    const words = spokenText(query.text);
    const text = TELLS_OF_FAILURE.test(words) ? `${words}\n${failure}` : query.text;
    const spoken = { ...(await tried({ ...query, text, previous: failure })), usedPrevious: false };
    const logged = await tried({ ...query, text: failure, previous: undefined });
    if (sureness(logged) < Math.max(LOG_IS_SURE, sureness(spoken) + CLEARLY_SURER)) return spoken;
    // Whether the room is asked, the words say.
    const { asks, looksLike, relevance, relevanceParts, overheard } = spoken;
    return { ...logged, asks, looksLike, relevance, relevanceParts, overheard };
  };

  return {
    async match(query) {
      const failure = loggedFailure(query.text);
      const first = failure === '' ? await tried(query) : await triedWithLog(query, failure);
      if (sureness(first) >= SURE_ENOUGH || sureness(first) < HOPELESS) return first;
      const text = live.now().homophones.correct(normaliseScript(query.text));
      if (text === undefined) return first;
      const second = await tried({ ...query, text });
      return sureness(second) > sureness(first) + CLEARLY_SURER ? second : first;
    },
    complete: (text, limit) =>
      findCandidates(live.now, { text, limit }, ({ candidates }) =>
        rankBy(candidates, WEIGHTS)
          .slice(0, limit)
          .map(({ candidate }) => candidate.prepared.entry),
      ),
    put: (entry) => live.put(entry),
    remove: (id) => live.remove(id),
    learn: (id, wordings) => live.learn(id, wordings),
    teach: (classifier) => live.teach(classifier),
    snapshot: () => live.snapshot(),
  };
}
