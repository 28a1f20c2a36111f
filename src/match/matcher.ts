/** The matcher: the index finds candidates, the ranker orders them, the confidence says how sure the first one is. */

import type { Entry, GlossaryGroup, Project } from '../knowledge/model.js';
import type { SearchIndex } from '../index/contract.js';
import { createMiniSearchIndex } from '../index/minisearch.js';
import { createConceptFinder } from './concepts.js';
import { confidenceOf } from './confidence.js';
import type { Match, Matcher, Matching, MatchQuery } from './contract.js';
import { bestWording, FEATURES, type Features, features } from './features.js';
import { createLexicon, UNKNOWN } from './lexicon.js';
import { RANKER_WEIGHTS } from './model.js';
import { type Analyser, fieldTexts, type PreparedEntry, prepareEntry } from './prepared.js';
import { createProjectFinder } from './projects.js';
import { type PreparedQuestion, prepareQuestion } from './question.js';
import { surveyOf } from './relevance-survey.js';
import { type Relevance, type RelevanceInput, relevanceOf } from './relevance.js';

/** What is matched against: with neither catalogue nor glossary it works, less well across languages. */
export interface Matchable {
  readonly entries: readonly Entry[];
  readonly projects?: readonly Project[];
  readonly glossary?: readonly GlossaryGroup[];
}

export interface MatcherOptions {
  /** The engine that finds candidates; MiniSearch when absent. */
  readonly index?: SearchIndex;
  /** What says whether a message is a question for this knowledge; the fitted model when absent. */
  readonly relevance?: (input: RelevanceInput) => Relevance;
}

/** Candidates that the ranker looks at: the right entry is among them in all but a few questions in a thousand. */
const CANDIDATES = 50;

const INDEX_FIELDS = { question: 3, answer: 2, subject: 1, context: 0.5, concepts: 1 } as const;

const NOTHING: Matching = { matches: [], relevance: 0, relevanceParts: [], missing: [] };

interface Ranked {
  readonly prepared: PreparedEntry;
  readonly wording: string;
  readonly features: Features;
  readonly score: number;
}

/** A term of the index that stands for a group of the glossary; no text is tokenised to it. */
function conceptTerms(text: string, { concepts }: Analyser): string {
  return concepts
    .find(text)
    .map(({ group }) => `concept${group}`)
    .join(' ');
}

export function score(values: Features): number {
  let sum = 0;
  for (const name of FEATURES) sum += RANKER_WEIGHTS[name] * values[name];
  return sum;
}

function missing(question: PreparedQuestion, entry: PreparedEntry): readonly string[] {
  return question.words
    .filter(({ id }) => id === UNKNOWN || !entry.counts.word.has(id))
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ term }) => term);
}

function confidences(question: PreparedQuestion, ranked: readonly Ranked[]): readonly number[] {
  const greatest = ranked[0]?.score ?? 0;
  const powers = ranked.map(({ score: value }) => Math.exp(value - greatest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return ranked.map(({ prepared: entry }, place) => {
    let all = 0;
    let uncovered = 0;
    let uncoveredName = 0;
    for (const { id, weight, latin } of question.words) {
      all += weight;
      if (id !== UNKNOWN && entry.counts.word.has(id)) continue;
      uncovered += weight;
      if (latin) uncoveredName = Math.max(uncoveredName, weight);
    }
    return confidenceOf({
      share: (powers[place] ?? 0) / sum,
      uncovered: all === 0 ? 1 : uncovered / all,
      uncoveredName,
    });
  });
}

export function createMatcher(knowledge: Matchable, options: MatcherOptions = {}): Matcher {
  const { entries } = knowledge;
  const analyser: Analyser = {
    lexicon: createLexicon(),
    concepts: createConceptFinder(knowledge.glossary ?? []),
  };
  const { lexicon } = analyser;
  const projects = createProjectFinder(knowledge.projects ?? []);
  const prepared = new Map(entries.map((entry) => [entry.id, prepareEntry(entry, analyser, true)]));
  const survey = surveyOf(
    entries.map(({ question }) => question),
    lexicon,
  );
  const index = options.index ?? createMiniSearchIndex({ fields: INDEX_FIELDS });
  index.build(
    entries.map((entry) => {
      const texts = fieldTexts(entry);
      const concepts = conceptTerms(`${texts.question}\n${texts.answer}`, analyser);
      return { id: entry.id, fields: { ...texts, concepts } };
    }),
  );

  function candidates(query: MatchQuery, question: PreparedQuestion): readonly PreparedEntry[] {
    const text = [question.text, query.previous ?? '', conceptTerms(question.text, analyser)].join('\n');
    return index
      .search(text, query.project === undefined ? CANDIDATES : entries.length)
      .map((hit) => prepared.get(hit.id))
      .filter((entry) => entry !== undefined)
      .filter(({ entry }) => query.project === undefined || entry.project === query.project)
      .slice(0, CANDIDATES);
  }

  function rank(query: MatchQuery, question: PreparedQuestion): readonly Ranked[] {
    const named = projects.find(question.text);
    return candidates(query, question)
      .map((entry) => {
        const wording = bestWording(question, entry, lexicon);
        const agrees = entry.entry.project !== undefined && named.has(entry.entry.project);
        const project = named.size === 0 ? 0 : agrees ? 1 : -1;
        const values = features(question, entry, wording, lexicon, project);
        return { prepared: entry, wording: wording.text, features: values, score: score(values) };
      })
      .toSorted((a, b) => b.score - a.score || (a.prepared.entry.id < b.prepared.entry.id ? -1 : 1));
  }

  return {
    match(query) {
      const question = prepareQuestion(query, analyser);
      if (question.words.length === 0) return NOTHING;
      const ranked = rank(query, question);
      const [first] = ranked;
      if (first === undefined) return { ...NOTHING, missing: question.words.map(({ term }) => term) };
      const sure = confidences(question, ranked);
      const matches = ranked.slice(0, query.limit).map(
        (one, place): Match => ({
          entry: one.prepared.entry,
          wording: one.wording,
          score: one.score,
          confidence: sure[place] ?? 0,
          terms: question.words.filter(({ id }) => one.prepared.counts.word.has(id)).map(({ term }) => term),
          parts: FEATURES.map((name) => ({ name, value: RANKER_WEIGHTS[name] * one.features[name] })),
        }),
      );
      const relevance = (options.relevance ?? relevanceOf)({
        text: query.text,
        language: question.language,
        words: question.words,
        concepts: question.concepts,
        lexicon,
        holdsWord: (id) => first.prepared.counts.word.has(id),
        holdsConcept: (id) => first.prepared.counts.concept.has(id),
        survey,
      });
      return {
        matches,
        relevance: relevance.value,
        relevanceParts: relevance.parts,
        missing: missing(question, first.prepared),
      };
    },
    complete(text, limit) {
      return rank({ text, limit }, prepareQuestion({ text, limit }, analyser))
        .slice(0, limit)
        .map((one) => one.prepared.entry);
    },
  };
}
