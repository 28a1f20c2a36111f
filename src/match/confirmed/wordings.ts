/**
 * The wordings that members confirmed for entries. They are kept apart from the knowledge: no rarity, length or likelihood of it
 * knows of them.
 */

import { isFunctionWord } from '../../text/function-words.js';
import { lettersOf } from '../../text/script.js';
import { wordingText } from '../../text/question-text.js';
import { wordTokens } from '../../text/tokenise.js';
import { byView, inverseFrequency, type Lexicon, VIEWS, type View } from '../analyse/lexicon.js';
import { termsOf } from '../analyse/entry.js';
import type { PreparedQuestion } from '../analyse/question.js';
import type { IndexedEntries } from '../index/indexed-entries.js';
import { backgroundRate, UNLISTED_RATE } from '../relevance/background.js';

export interface ConfirmedWording {
  readonly entry: string;
  /** As it was confirmed. */
  readonly text: string;
  /** Without what stands in front of the question, with slips corrected. */
  readonly plain: string;
  /** As they were typed. */
  readonly letters: string;
  /** The catalogue's projects that it names. */
  readonly projects: ReadonlySet<string>;
  /** Without the names of projects. */
  readonly terms: Readonly<Record<View, ReadonlySet<string>>>;
}

/** An entry's wordings, and the terms of all of them. */
export interface ConfirmedEntry {
  readonly id: string;
  readonly wordings: readonly ConfirmedWording[];
  readonly terms: ConfirmedWording['terms'];
}

export interface Confirmed {
  /** The wordings of an entry from now on; none takes them away. */
  set(id: string, wordings: readonly string[]): void;
  readonly size: number;
  /** The wordings of each of the entries that share most with a question, at most {@link MOST_ENTRIES}. */
  near(question: PreparedQuestion): readonly ConfirmedEntry[];
  /** How telling a term is here, 0..1. */
  weigh(view: View, term: string): number;
  sumsOf(wording: ConfirmedWording): Sums;
}

/** Of a wording's terms, by their weights. */
export interface Sums {
  /** Roots of the sums of squares. */
  readonly lengths: Readonly<Record<View, number>>;
  /** Sum over the words. */
  readonly words: number;
}

/** Entries that are looked at closely. */
const MOST_ENTRIES = 8;

/** Wordings that the terms of a question may bring up together, the rarest terms first: about 0.2 ms. */
const MOST_FOUND = 600;

/** However common they are, so many terms are looked up. */
const FEWEST_TERMS = 2;

type WordingTools = Pick<IndexedEntries, 'lexicon' | 'concepts' | 'projects' | 'spelling'>;

export function createConfirmed(knowledge: WordingTools): Confirmed {
  const byEntry = new Map<string, ConfirmedEntry>();
  /** For each term the entries whose wordings hold it. */
  const postings = byView(() => new Map<string, Set<string>>());
  const weights = createWeights(knowledge.lexicon, (view, term) => postings[view].get(term)?.size ?? 0);

  return {
    set(id, wordings) {
      weights.forget();
      const before = byEntry.get(id);
      byEntry.delete(id);
      if (before !== undefined) removePostings(postings, before);
      if (wordings.length === 0) return;
      const read = [...new Set(wordings)].toSorted().map((text) => wordingOf(id, text, knowledge));
      const terms = byView((view) => new Set(read.flatMap((wording) => [...wording.terms[view]])));
      const entry = { id, wordings: read, terms };
      byEntry.set(id, entry);
      addPostings(postings, entry);
    },
    get size() {
      return byEntry.size;
    },
    near(question) {
      const shared = VIEWS.flatMap((view) =>
        question[view].terms.flatMap(({ term }) => {
          const holders = postings[view].get(term);
          return holders === undefined ? [] : [{ view, term, holders }];
        }),
      ).toSorted((a, b) => a.holders.size - b.holders.size);
      const totals = new Map<string, number>();
      let found = 0;
      for (const [place, { view, term, holders }] of shared.entries()) {
        found += holders.size;
        if (place >= FEWEST_TERMS && found > MOST_FOUND) break;
        const weight = weights.weigh(view, term);
        if (weight > 0) for (const id of holders) totals.set(id, (totals.get(id) ?? 0) + weight);
      }
      // Numbers sort many times faster than pairs.
      const least = Float64Array.from(totals.values()).toSorted().at(-MOST_ENTRIES) ?? 0;
      return [...totals]
        .filter(([, total]) => total >= least)
        .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
        .slice(0, MOST_ENTRIES)
        .map(([id]) => byEntry.get(id))
        .filter((entry) => entry !== undefined);
    },
    weigh: weights.weigh,
    sumsOf: weights.sumsOf,
  };
}

function wordingOf(
  entry: string,
  text: string,
  { concepts, projects, spelling }: WordingTools,
): ConfirmedWording {
  // As a question is read: what is corrected there, a name that the history does not know, has to be found here.
  const typed = wordingText(text);
  const plain = spelling.correct(typed);
  const terms = termsOf(plain, concepts);
  const named = projects.find(plain);
  const names = new Set(named.words.flatMap((word) => wordTokens(word)).map(({ term }) => term));
  return {
    entry,
    text,
    plain,
    letters: lettersOf(typed),
    projects: named.names,
    terms: byView((view) => new Set(terms[view].filter((term) => view === 'concept' || !names.has(term)))),
  };
}

type Postings = Readonly<Record<View, Map<string, Set<string>>>>;

function addPostings(postings: Postings, { id, terms }: ConfirmedEntry): void {
  for (const view of VIEWS) {
    for (const term of terms[view]) {
      const holders = postings[view].get(term) ?? new Set();
      postings[view].set(term, holders.add(id));
    }
  }
}

function removePostings(postings: Postings, { id, terms }: ConfirmedEntry): void {
  for (const view of VIEWS) {
    for (const term of terms[view]) {
      const holders = postings[view].get(term);
      holders?.delete(id);
      if (holders?.size === 0) postings[view].delete(term);
    }
  }
}

/** The weights of terms and the sums over wordings, kept until something changes: the same are asked for with every question. */
interface Weights extends Pick<Confirmed, 'weigh' | 'sumsOf'> {
  /** To be called when wordings change; that the lexicon changed is seen by itself. */
  forget(): void;
}

/** @param holdersOf entries whose wordings hold a term */
function createWeights(lexicon: Lexicon, holdersOf: (view: View, term: string) => number): Weights {
  let known = byView(() => new Map<string, number>());
  let sums = new WeakMap<ConfirmedWording, Sums>();
  let { version } = lexicon;

  function forget(): void {
    known = byView(() => new Map());
    sums = new WeakMap();
    ({ version } = lexicon);
  }

  /**
   * As rare as the knowledge and the wordings of other entries have it, and as the talk of any group does: English words are all
   * rare in a Chinese history, and tell nothing by that.
   */
  function weightOf(view: View, term: string): number {
    if (view !== 'concept' && isFunctionWord(term)) return 0;
    const { entries } = lexicon;
    const frequency = Math.max(
      lexicon.documentFrequency(view, lexicon.idOf(view, term)),
      holdersOf(view, term),
    );
    const rarity = inverseFrequency(entries, Math.min(entries, frequency)) / inverseFrequency(entries, 0);
    const rate = view === 'concept' ? undefined : backgroundRate(term);
    return rate === undefined ? rarity : Math.min(rarity, Math.log(rate) / Math.log(UNLISTED_RATE));
  }

  function weigh(view: View, term: string): number {
    if (version !== lexicon.version) forget();
    const weight = known[view].get(term) ?? weightOf(view, term);
    known[view].set(term, weight);
    return weight;
  }

  function sumUp({ terms }: ConfirmedWording): Sums {
    const sum = (view: View, power: 1 | 2): number => {
      let all = 0;
      for (const term of terms[view]) all += weigh(view, term) ** power;
      return all;
    };
    return { lengths: byView((view) => Math.sqrt(sum(view, 2))), words: sum('word', 1) };
  }

  return {
    forget,
    weigh,
    sumsOf(wording) {
      if (version !== lexicon.version) forget();
      const found = sums.get(wording) ?? sumUp(wording);
      sums.set(wording, found);
      return found;
    },
  };
}
