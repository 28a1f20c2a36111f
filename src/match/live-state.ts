/** What a matcher knows, and how it changes while it answers. */

import type { Entry } from '../knowledge/model.js';
import { countLanguages, type LanguageCount } from '../text/language.js';
import { createHomophones, type Homophones } from './analyse/homophones.js';
import type { LiftFunction } from './confirmed/nearness.js';
import { EntryClassifier, type LearningTimes, textsOf } from './classifier/entry-classifier.js';
import { type ConfirmedRanker, createConfirmedRanker } from './confirmed/ranking.js';
import type { LiveMatcher, Matchable } from './contract.js';
import { createIndexedEntries, type IndexedEntries, type IndexOptions } from './index/indexed-entries.js';

export interface MatcherState {
  readonly entries: IndexedEntries;
  readonly homophones: Homophones;
  readonly confirmed: ConfirmedRanker;
  /** Absent until it is trained. */
  readonly classifier?: EntryClassifier;
}

export interface LiveState extends Pick<LiveMatcher, 'put' | 'remove' | 'learn' | 'teach'> {
  /** As it is at the moment. */
  readonly now: () => MatcherState;
  /** Of the knowledge that it was made of. */
  snapshot(): string;
}

export interface StateOptions extends IndexOptions {
  /** How far a confirmed wording lifts its entry; by the fitted model when absent. */
  readonly lift?: LiftFunction;
  /** When the classifier learns what has changed; as it is fit for a bot that serves when absent. */
  readonly learning?: Partial<LearningTimes>;
}

function stateOf(knowledge: Matchable, { lift, ...options }: StateOptions): MatcherState {
  const entries = createIndexedEntries(knowledge, options);
  return {
    entries,
    homophones: createHomophones(entries.lexicon),
    confirmed: createConfirmedRanker(entries, lift),
  };
}

export function createLiveState(knowledge: Matchable, options: StateOptions): LiveState {
  let state = stateOf(knowledge, options);
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  /** Wordings of every id that was named, whether there is such an entry or not: the two may come in any order. */
  const wordings = new Map<string, readonly string[]>();
  let classifier: EntryClassifier | undefined;
  const learn = (id: string): void => {
    const entry = entries.get(id);
    if (entry !== undefined) classifier?.put(textsOf(entry, wordings.get(id)));
  };
  /** Languages of the questions; counted at the first change. */
  let languages: LanguageCount | undefined;
  /** Whether the history was mostly English when `state` was made. */
  let wasEnglish = false;

  function setEntry(id: string, entry: Entry | undefined): void {
    if (languages === undefined) {
      languages = countLanguages(Array.from(entries.values(), ({ question }) => question));
      wasEnglish = languages.isMostlyEnglish;
    }
    const before = entries.get(id);
    if (before !== undefined) languages.remove(before.question);
    if (entry === undefined) {
      entries.delete(id);
    } else {
      entries.set(id, entry);
      languages.add(entry.question);
    }
  }

  return {
    /**
     * Everyday English belongs to the glossary of an English history alone: where that has turned, all is built anew. Not before
     * somebody asks, since many changes in a row may turn it back and forth.
     */
    now: () => {
      const isEnglish = languages?.isMostlyEnglish ?? wasEnglish;
      if (isEnglish !== wasEnglish) {
        wasEnglish = isEnglish;
        state = stateOf(
          { ...knowledge, entries: [...entries.values()] },
          { ...options, snapshot: undefined },
        );
        for (const [id, texts] of wordings) if (entries.has(id)) state.confirmed.set(id, texts);
      }
      return { ...state, classifier };
    },
    put(entry) {
      const isNew = !entries.has(entry.id);
      setEntry(entry.id, entry);
      state.entries.put(entry);
      if (isNew) state.confirmed.set(entry.id, wordings.get(entry.id) ?? []);
      learn(entry.id);
    },
    remove(id) {
      if (!entries.has(id)) return;
      setEntry(id, undefined);
      state.entries.remove(id);
      state.confirmed.set(id, []);
      classifier?.remove(id);
    },
    learn(id, texts) {
      if (texts.length === 0) wordings.delete(id);
      else wordings.set(id, texts);
      if (entries.has(id)) state.confirmed.set(id, texts);
      learn(id);
    },
    teach(trained) {
      classifier = new EntryClassifier(
        trained,
        Array.from(entries.values(), (entry) => textsOf(entry, wordings.get(entry.id))),
        options.learning,
      );
    },
    snapshot: () =>
      (languages === undefined
        ? state.entries
        : createIndexedEntries(knowledge, { createIndex: options.createIndex })
      ).snapshot(),
  };
}
