/** What a matcher knows, and how it changes while it answers. */

import type { Entry } from '../knowledge/model.js';
import { detectLanguage } from '../text/language.js';
import {
  type CandidateFinder,
  type CandidateOptions,
  createCandidateFinder,
  type Matchable,
} from './rank/candidates.js';
import type { LiveMatcher } from './contract.js';
import { createHomophones, type Homophones } from './analyse/homophones.js';
import { createLearner, type Learner } from './confirmed/ranking.js';
import type { LiftFunction } from './confirmed/nearness.js';

export interface Live extends Pick<LiveMatcher, 'put' | 'remove' | 'learn'> {
  readonly finder: CandidateFinder;
  readonly homophones: Homophones;
  readonly learner: Learner;
  /** Of the knowledge that it was made of. */
  save(): string;
}

interface State {
  readonly finder: CandidateFinder;
  readonly homophones: Homophones;
  readonly learner: Learner;
}

function stateOf(finder: CandidateFinder, lift: LiftFunction | undefined): State {
  return { finder, homophones: createHomophones(finder.lexicon), learner: createLearner(finder, lift) };
}

export interface LiveOptions extends CandidateOptions {
  readonly lift?: LiftFunction;
}

function languageOf(entry: Entry, into: Set<string>): void {
  if (detectLanguage(entry.question) === 'en') into.add(entry.id);
  else into.delete(entry.id);
}

export function createLive(knowledge: Matchable, options: LiveOptions): Live {
  let state = stateOf(createCandidateFinder(knowledge, options), options.lift);
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  /** Wordings of every id that was named, whether there is such an entry or not: the two may come in any order. */
  const wordings = new Map<string, readonly string[]>();
  /** Entries whose question is English; counted at the first change. */
  let english: Set<string> | undefined;
  let wasEnglish = false;
  let isChanged = false;

  function change(apply: (languages: Set<string>) => void): void {
    if (english === undefined) {
      english = new Set();
      for (const entry of entries.values()) languageOf(entry, english);
      wasEnglish = 2 * english.size > entries.size;
    }
    apply(english);
    isChanged = true;
  }

  /**
   * Everyday English belongs to the glossary of an English history alone: where that has turned, all is built anew. Not before
   * somebody asks, since many changes in a row may turn it back and forth.
   */
  function stateNow(): State {
    const now = english === undefined ? wasEnglish : 2 * english.size > entries.size;
    if (now === wasEnglish) return state;
    wasEnglish = now;
    const { saved: _, ...rest } = options;
    state = stateOf(
      createCandidateFinder({ ...knowledge, entries: [...entries.values()] }, rest),
      options.lift,
    );
    for (const [id, texts] of wordings) if (entries.has(id)) state.learner.set(id, texts);
    return state;
  }

  return {
    get finder() {
      return stateNow().finder;
    },
    get homophones() {
      return stateNow().homophones;
    },
    get learner() {
      return stateNow().learner;
    },
    put(entry) {
      change((languages) => {
        const isNew = !entries.has(entry.id);
        entries.set(entry.id, entry);
        languageOf(entry, languages);
        state.finder.put(entry);
        if (isNew) state.learner.set(entry.id, wordings.get(entry.id) ?? []);
      });
    },
    remove(id) {
      if (!entries.has(id)) return;
      change((languages) => {
        entries.delete(id);
        languages.delete(id);
        state.finder.remove(id);
        state.learner.set(id, []);
      });
    },
    learn(id, texts) {
      if (texts.length === 0) wordings.delete(id);
      else wordings.set(id, texts);
      if (entries.has(id)) state.learner.set(id, texts);
    },
    save: () => (isChanged ? createCandidateFinder(knowledge) : state.finder).save(),
  };
}
