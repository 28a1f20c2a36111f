/** The classifier as the matcher uses it, while entries come and go. */

import type { Entry } from '../../knowledge/model.js';
import { wordingText } from '../../text/question-text.js';
import { otherWordings } from '../analyse/entry.js';
import { type Classifier, type ClassTexts, type Explanation, inOrder } from './classifier.js';
import { standardised } from './standardised.js';
import { trainInWorker } from './train-in-worker.js';

/** Characters of the answer that are learned with the question: further on answers turn to other things. */
const ANSWER_LENGTH = 200;

/** Log2 of the number of texts an entry, from which on the classifier counts in full: about as many as drafting gives. */
const MANY = 3;

/** Milliseconds. */
export interface LearningTimes {
  /** Before each entry that is learned: that takes about 50, in which nothing is answered. */
  readonly pause: number;
  /** After the last change, until all is trained anew in the background. */
  readonly quiet: number;
}

const TIMES: LearningTimes = { pause: 250, quiet: 60_000 };

/** Texts of an entry that are no other wordings: see {@link textsOf}. */
const OWN_TEXTS = 2;

/** A start asks for all of them more than once, and reading them takes most of its time. */
const ownTexts = new WeakMap<Entry, readonly string[]>();

/** What {@link textsOf} gave of the entry in an earlier start. */
export function keepTexts(entry: Entry, texts: readonly string[]): void {
  ownTexts.set(entry, texts);
}

/** The texts that an entry is known by. */
export function textsOf(entry: Entry, confirmed: readonly string[] = []): ClassTexts {
  let own = ownTexts.get(entry);
  if (own === undefined) {
    const question = wordingText(entry.question);
    const begun = `${question}\n${entry.answer.slice(0, ANSWER_LENGTH)}`;
    own = [question, begun, ...otherWordings(entry).map(wordingText)];
    ownTexts.set(entry, own);
  }
  return { id: entry.id, texts: [...own, ...confirmed.map(wordingText)] };
}

/** How much a question sounds like an entry. Both are less where the base has few wordings, see {@link EntryClassifier.soundOf}. */
export interface Sound {
  /** The margin's distance from the mean, in standard deviations. */
  readonly distance: number;
  /** The margin itself: above 0 where the classifier would put the question to the entry; mostly -1 to 1. */
  readonly margin: number;
  /** What both are multiplied by, 0..1. */
  readonly weight: number;
}

/** `undefined` for what is not learned yet. */
export type SoundOf = (id: string) => Sound | undefined;

/** What is the same for all questions, until something changes. */
interface Base {
  readonly taught: number;
  /** Of the margins, by entry. */
  readonly places: ReadonlyMap<string, number>;
  /** Whether the entry has other wordings, by its margin's place. */
  readonly isTaught: readonly boolean[];
}

export class EntryClassifier {
  #base: Base | undefined;
  #classifier: Classifier;
  readonly #classes = new Map<string, ClassTexts>();
  /** Entries that have changed and are not learned yet. */
  readonly #waiting = new Set<string>();
  readonly #times: LearningTimes;
  #timer: NodeJS.Timeout | undefined;

  /** @param classes as they are now; those that have changed since the classifier was trained are learned like others that change. */
  constructor(
    classifier: Classifier,
    classes: readonly ClassTexts[],
    { pause = TIMES.pause, quiet = TIMES.quiet }: Partial<LearningTimes> = {},
  ) {
    this.#classifier = classifier;
    this.#times = { pause, quiet };
    const trained = new Map(classifier.known.map(({ id, texts }) => [id, JSON.stringify(texts)]));
    for (const one of classes) this.#classes.set(one.id, one);
    for (const { id, texts } of inOrder(classes))
      if (trained.get(id) !== JSON.stringify(texts)) this.#changed(id);
    for (const id of trained.keys()) if (!this.#classes.has(id)) this.#changed(id);
  }

  /** How many other wordings the base has: 0 where it has none, 1 at seven an entry, 2.3 at 130. */
  get taught(): number {
    return (this.#base ??= this.#survey()).taught;
  }

  /**
   * Times how many other wordings the base has, up to 1: with one wording an entry the classifier says little that the comparison
   * of words does not (cross-validated, a full weight cost five points there). Entries with other wordings and those without stand
   * out against their own kind: the margins of what was learned from one text spread less.
   */
  soundOf(text: string): SoundOf {
    const margins = this.#classifier.margins(text);
    const { taught, places, isTaught } = (this.#base ??= this.#survey());
    const distances = standardised(margins, isTaught);
    const weight = Math.min(1, taught);
    return (id) => {
      const place = this.#waiting.has(id) ? undefined : places.get(id);
      if (place === undefined) return undefined;
      return { distance: (distances[place] ?? 0) * weight, margin: (margins[place] ?? 0) * weight, weight };
    };
  }

  /** `undefined` for what is not learned yet. */
  explain(text: string, id: string, limit: number): Explanation | undefined {
    if (this.#waiting.has(id) || !this.#classes.has(id)) return undefined;
    return this.#classifier.explain(text, id, limit);
  }

  /** From now on the entry is known by these texts; until they are learned its margin is not known. */
  put(one: ClassTexts): void {
    if (JSON.stringify(this.#classes.get(one.id)) === JSON.stringify(one)) return;
    this.#classes.set(one.id, one);
    this.#changed(one.id);
  }

  remove(id: string): void {
    if (this.#classes.delete(id)) this.#changed(id);
  }

  #changed(id: string): void {
    this.#base = undefined;
    // Where others wait, their turn comes: changes that come one by one must not make it come sooner, nor later.
    if (this.#waiting.size === 0) this.#schedule(this.#times.pause);
    this.#waiting.add(id);
  }

  #survey(): Base {
    let sum = 0;
    for (const { texts } of this.#classes.values()) sum += Math.log2(texts.length - OWN_TEXTS + 1);
    const { ids } = this.#classifier;
    return {
      taught: sum / Math.max(1, this.#classes.size) / MANY,
      places: new Map(ids.map((id, place) => [id, place])),
      isTaught: ids.map((id) => (this.#classes.get(id)?.texts.length ?? 0) > OWN_TEXTS),
    };
  }

  #schedule(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#learnNext(), pause);
    this.#timer.unref();
  }

  #learnNext(): void {
    const [id] = this.#waiting;
    if (id === undefined) return void this.#trainAnew();
    const texts = this.#classes.get(id);
    if (texts === undefined) this.#classifier.remove(id);
    else this.#classifier.update(texts);
    this.#waiting.delete(id);
    this.#base = undefined;
    this.#schedule(this.#waiting.size > 0 ? this.#times.pause : this.#times.quiet);
  }

  /** After it the order of learning does not matter. What changes meanwhile is learned on top. */
  async #trainAnew(): Promise<void> {
    const classes = [...this.#classes.values()];
    // A failed training leaves what was learned one by one in force.
    const trained = (await trainInWorker(classes).promise.catch(() => undefined))?.classifier;
    const isCurrent = this.#waiting.size === 0 && classes.length === this.#classes.size;
    if (trained === undefined || !isCurrent || !classes.every((one) => this.#classes.get(one.id) === one))
      return;
    this.#classifier = trained;
    this.#base = undefined;
  }
}
