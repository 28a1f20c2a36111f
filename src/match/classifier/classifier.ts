/**
 * A linear classifier of entries: for each entry a weight for every feature, trained on all its wordings against all those of the
 * others. It says how much a question sounds like an entry, whichever of its wordings is nearest.
 */

import { INTERCEPT, Solver } from './solver.js';
import { type Counted, type FeatureOptions, rowsOf, Vocabulary } from './vectors.js';

/** What an entry is asked with: its question, other wordings, and the question with the answer's beginning. */
export interface ClassTexts {
  readonly id: string;
  readonly texts: readonly string[];
}

export interface TrainingOptions extends FeatureOptions {
  /** What an error costs against large weights (liblinear's `-c`). */
  readonly cost: number;
  /** How near to the optimum training stops (liblinear's `-e`). */
  readonly tolerance: number;
  /** Weights below this share of their class's largest are left out. */
  readonly pruned: number;
  /**
   * Classes times texts, above which a class is trained against the 400 texts nearest to it alone, in one round. Below, those that it
   * gets wrong are added until there are none.
   */
  readonly bound: number;
}

/** Chosen by cross-validation (`npm run eval:classifier`). */
export const TRAINING: TrainingOptions = {
  families: { word: 1, pair: 1, piece: 0.5 },
  pieces: { shortest: 3, longest: 4 },
  cost: 1,
  tolerance: 0.1,
  pruned: 0.02,
  bound: 16_000_000,
};

/** A class's weights in 255 steps: `weights[i] * step` is the weight of the feature `columns[i]`. */
export interface Learned {
  readonly columns: Int32Array;
  readonly weights: Int8Array;
  readonly step: number;
}

/** A class and what was learned of it. */
interface Known extends ClassTexts {
  readonly learned: Learned;
}

/** How much the words of a question spoke for an entry, and against it (negative), the loudest first. */
export interface Explanation {
  readonly for: readonly Spoken[];
  readonly against: readonly Spoken[];
}

export interface Spoken {
  /** A word, two neighbours, or a Han character, in lower case. */
  readonly written: string;
  readonly share: number;
}

/** The weights of all classes by feature: those of feature `f` from `starts[f]` to `starts[f + 1]`. */
interface Postings {
  readonly starts: Int32Array;
  readonly classes: Int32Array;
  readonly weights: Float32Array;
}

const LARGEST_STEP = 127;

/** The classes in order of their ids, each with its texts in order and once, so that the order of learning does not matter. */
export function inOrder(classes: readonly ClassTexts[]): readonly ClassTexts[] {
  const byId = new Map(classes.map((each) => [each.id, each]));
  return [...byId.values()]
    .toSorted(({ id: one }, { id: other }) => (one < other ? -1 : 1))
    .map(({ id, texts }) => ({ id, texts: [...new Set(texts)].toSorted() }));
}

/** Trains every class against all others. The same classes and options give the same classifier. */
export function trainClassifier(
  classes: readonly ClassTexts[],
  options: Partial<TrainingOptions> = {},
): Classifier {
  const all = { ...TRAINING, ...options };
  const known = inOrder(classes).map((each) => ({ ...each, learned: NOTHING }));
  const classifier = new Classifier(all, new Vocabulary(all), known);
  classifier.train();
  return classifier;
}

export class Classifier {
  readonly #options: TrainingOptions;
  readonly #vocabulary: Vocabulary;
  #known: readonly Known[];
  /** The texts' features by class; counted when a class is first trained. */
  #counted: ReadonlyMap<string, readonly Counted[]> | undefined;
  #postings: Postings | undefined;

  /** Use {@link trainClassifier} or `readClassifier`. */
  constructor(options: TrainingOptions, vocabulary: Vocabulary, known: readonly Known[]) {
    this.#options = options;
    this.#vocabulary = vocabulary;
    this.#known = known;
  }

  /** In the order of the margins. */
  get ids(): readonly string[] {
    return this.#known.map(({ id }) => id);
  }

  get options(): TrainingOptions {
    return this.#options;
  }

  get vocabulary(): Vocabulary {
    return this.#vocabulary;
  }

  get known(): readonly Known[] {
    return this.#known;
  }

  /** How much a text sounds like each class: above 0 for those it would be put into; mostly between -1 and 1. */
  margins(text: string): Float32Array {
    const { starts, classes, weights } = (this.#postings ??= postingsOf(this.#known, this.#vocabulary));
    const margins = new Float32Array(this.#known.length).fill(INTERCEPT);
    const counted = this.#vocabulary.find(this.#vocabulary.read(text));
    const values = this.#vocabulary.values(counted);
    for (const [place, column] of counted.features.entries()) {
      if (column < 0) continue;
      const value = values[place] ?? 0;
      const end = starts[column + 1] ?? 0;
      for (let at = starts[column] ?? 0; at < end; at += 1) {
        const which = classes[at] ?? 0;
        margins[which] = (margins[which] ?? 0) + value * (weights[at] ?? 0);
      }
    }
    return margins;
  }

  /** Which words of a text spoke for and against a class: at most `limit` of each. Nothing for an unknown class. */
  explain(text: string, id: string, limit: number): Explanation {
    const learned = this.#known.find((each) => each.id === id)?.learned;
    const weights = new Map<number, number>();
    learned?.columns.forEach((column, at) => weights.set(column, (learned.weights[at] ?? 0) * learned.step));
    const found = new Map<number, string[]>();
    const counted = this.#vocabulary.read(text, (hash, written) => {
      const words = found.get(hash);
      if (words === undefined) found.set(hash, [written]);
      else words.push(written);
    });
    const columns = this.#vocabulary.find(counted);
    const values = this.#vocabulary.values(columns);
    const shares = new Map<string, number>();
    for (const [place, hash] of counted.features.entries()) {
      const words = found.get(hash) ?? [];
      const share = (weights.get(columns.features[place] ?? -1) ?? 0) * (values[place] ?? 0);
      for (const word of words) shares.set(word, (shares.get(word) ?? 0) + share / words.length);
    }
    const spoken = [...shares].map(([written, share]) => ({ written, share }));
    const loudest = spoken.toSorted((one, other) => Math.abs(other.share) - Math.abs(one.share));
    return {
      for: loudest.filter(({ share }) => share > 0).slice(0, limit),
      against: loudest.filter(({ share }) => share < 0).slice(0, limit),
    };
  }

  /** Trains all classes anew, as if they had come together. Seconds, in which nothing else runs. */
  train(): void {
    this.#learn(() => true);
  }

  /**
   * Adds a class, or takes it in the place of the one with its id, and trains it against the others as they are. They keep their
   * weights until all are trained anew. About 75 ms at 6,000 texts.
   */
  update({ id, texts }: ClassTexts): void {
    this.#countAll();
    this.#forget(id);
    const [changed] = inOrder([{ id, texts }]);
    if (changed === undefined) return;
    this.#known = [...this.#known, { ...changed, learned: NOTHING }].toSorted((one, other) =>
      one.id < other.id ? -1 : 1,
    );
    this.#learn((each) => each === id);
  }

  /** Takes a class out. The others keep their weights. */
  remove(id: string): void {
    this.#countAll();
    this.#forget(id);
  }

  #forget(id: string): void {
    const counted = new Map(this.#counted);
    for (const text of counted.get(id) ?? []) this.#vocabulary.count(text, -1);
    counted.delete(id);
    this.#counted = counted;
    this.#known = this.#known.filter((each) => each.id !== id);
    this.#postings = undefined;
  }

  /** Counts the texts of the classes that are not counted yet. */
  #countAll(): ReadonlyMap<string, readonly Counted[]> {
    // After reading from a file, the vocabulary counts texts whose features are not at hand.
    const isRead = this.#counted === undefined && this.#vocabulary.texts > 0;
    const counted = new Map(this.#counted);
    for (const { id, texts } of this.#known) {
      if (counted.has(id)) continue;
      const own = texts.map((text) => this.#vocabulary.intern(this.#vocabulary.read(text)));
      if (!isRead) for (const text of own) this.#vocabulary.count(text, 1);
      counted.set(id, own);
    }
    this.#counted = counted;
    return counted;
  }

  #learn(wanted: (id: string) => boolean): void {
    const counted = this.#countAll();
    const rows = rowsOf(
      this.#known.flatMap(({ id }) => counted.get(id) ?? []),
      this.#vocabulary,
    );
    const solver = new Solver(rows, this.#options);
    const size = this.#known.length * (rows.starts.length - 1);
    const rounds = size > this.#options.bound ? 1 : Infinity;
    let from = 0;
    this.#known = this.#known.map((each) => {
      const start = from;
      from += each.texts.length;
      if (!wanted(each.id)) return each;
      let learned = NOTHING;
      solver.solve(start, from, rounds, (weights, columns) => {
        learned = learnedOf(weights, columns, this.#options.pruned);
      });
      return { ...each, learned };
    });
    this.#postings = undefined;
  }
}

const NOTHING: Learned = { columns: new Int32Array(), weights: new Int8Array(), step: 1 };

/** Rounds the weights to steps of a 127th of the largest, and leaves the smallest out. */
function learnedOf(weights: Float64Array, columns: readonly number[], pruned: number): Learned {
  const size = (column: number): number => Math.abs(weights[column] ?? 0);
  const largest = columns.reduce((most, column) => Math.max(most, size(column)), 0);
  const step = Math.fround(largest / LARGEST_STEP);
  const least = Math.max(largest * pruned, step / 2);
  const kept = columns.filter((column) => size(column) > least);
  return {
    columns: Int32Array.from(kept),
    weights: Int8Array.from(kept, (column) => Math.round((weights[column] ?? 0) / step)),
    step,
  };
}

function postingsOf(known: readonly Known[], vocabulary: Vocabulary): Postings {
  const starts = new Int32Array(vocabulary.columns.size + 1);
  for (const { learned } of known) {
    for (const column of learned.columns) starts[column + 1] = (starts[column + 1] ?? 0) + 1;
  }
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const next = starts.slice();
  const size = starts[vocabulary.columns.size] ?? 0;
  const postings = { starts, classes: new Int32Array(size), weights: new Float32Array(size) };
  for (const [which, { learned }] of known.entries()) {
    for (let at = 0; at < learned.columns.length; at += 1) {
      const column = learned.columns[at] ?? 0;
      const place = next[column] ?? 0;
      postings.classes[place] = which;
      postings.weights[place] = (learned.weights[at] ?? 0) * learned.step;
      next[column] = place + 1;
    }
  }
  return postings;
}
