/** From a query to the entries worth ranking, each with its features. */

import type { EntryClassifier, Sound } from '../classifier/entry-classifier.js';
import type { PreparedEntry } from '../analyse/entry.js';
import { type PreparedQuestion, prepareQuestion } from '../analyse/question.js';
import type { MatchQuery } from '../contract.js';
import type { Differences } from '../differences/differences.js';
import type { IndexedEntries } from '../index/indexed-entries.js';
import { NEAR, type OtherWordings, otherWordingsOf } from './other-wordings.js';
import { type Agreement, withRelativeFeatures, type Features, features } from './features.js';

export interface Candidate {
  readonly prepared: PreparedEntry;
  readonly wording: string;
  readonly other: OtherWordings;
  /** By the classifier; `undefined` where it has not learned the entry yet. */
  readonly sound: Sound | undefined;
  readonly features: Features;
  readonly differences: () => Differences;
}

/** What a question is asked of. */
interface Searched {
  readonly entries: IndexedEntries;
  readonly classifier?: EntryClassifier;
}

export interface Found {
  readonly question: PreparedQuestion;
  readonly candidates: readonly Candidate[];
  /** An entry that the index did not bring up, compared as if it had. */
  readonly further: (entry: PreparedEntry) => Candidate | undefined;
}

/** Entries that are compared in full: the right one is among them in all but a few questions in a thousand. */
const CANDIDATES = 30;

/** Where no classifier is trained. */
const SILENCE: Sound = { distance: 0, margin: 0, weight: 0 };

/** Searches for one question where the knowledge changes during each. */
const MOST_SEARCHES = 3;

/**
 * Finds the candidates and hands them to `read`, at once: what is counted of the knowledge is then still what the candidates were
 * compared by. Where the knowledge changes during the search, it is searched again; where it never stands still, entries that came
 * during the last search are not among the candidates, and those that went are left out.
 * @param now what is known at the moment
 */
export async function findCandidates<State extends Searched, T>(
  now: () => State,
  query: MatchQuery,
  read: (found: Found, state: State) => T,
): Promise<T> {
  for (let searches = 1; ; searches += 1) {
    const { entries } = now();
    const { version } = entries.lexicon;
    const question = prepareQuestion(query, entries);
    const ids = await entries.search(question, { limit: CANDIDATES, project: query.project });
    const state = now();
    const isSame = state.entries === entries && entries.lexicon.version === version;
    if (isSame) return read(compare(state, question, ids), state);
    if (searches === MOST_SEARCHES) {
      return read(compare(state, prepareQuestion(query, state.entries), ids), state);
    }
  }
}

function compare(
  { entries, classifier }: Searched,
  question: PreparedQuestion,
  ids: readonly string[],
): Found {
  const soundOf = classifier?.soundOf(
    question.previous === '' ? question.text : `${question.previous}\n${question.text}`,
  );
  const named = question.projects;
  const agreement = ({ entry }: PreparedEntry): Agreement =>
    named.size === 0 ? 0 : entry.project !== undefined && named.has(entry.project) ? 1 : -1;
  const compared = (entry: PreparedEntry): Candidate => {
    const [own] = entry.wordings;
    if (own === undefined) throw new Error(`The entry ${entry.entry.id} has no wording.`);
    const other = otherWordingsOf(question, entry, entries.lexicon);
    const isByOther = other.nearest !== undefined && other.otherBest >= NEAR;
    let differences: Differences | undefined;
    return {
      prepared: entry,
      wording: isByOther && !other.nearest.isDrafted ? other.nearest.text : own.text,
      other,
      // Only the first few are asked for them.
      differences: () =>
        (differences ??= entries.differences.between(
          question.text,
          entry.entry,
          isByOther ? other.nearest.text : own.text,
        )),
      features: features(question, entry, own, entries.lexicon, agreement(entry), other),
      sound: soundOf === undefined ? SILENCE : soundOf(entry.entry.id),
    };
  };
  const found = ids
    .map((id) => entries.preparedOf(id))
    .filter((entry) => entry !== undefined)
    .map(compared);
  return {
    question,
    candidates: withRelativeFeatures(found, classifier?.taught),
    // Compared with the others without changing their features.
    further: (entry) => withRelativeFeatures([...found, compared(entry)], classifier?.taught).at(-1),
  };
}
