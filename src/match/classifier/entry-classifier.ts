/** The classifier as the matcher uses it, while entries come and go. */

import type { Entry } from '../../knowledge/model.js';
import { otherWordings } from '../analyse/entry.js';
import { type Classifier, type ClassTexts, type Explanation, inOrder, standardised } from './classifier.js';
import { trainInWorker } from './train-in-worker.js';

/** Characters of the answer that are learned with the question: further on answers turn to other things. */
const ANSWER_LENGTH = 200;

/** Log2 of the number of wordings of which the classifier counts as the fit weighs it: most of the fit's have about so many. */
const MANY = 3;
/** What more wordings than that add ends at about 130 an entry: banking77, 1,027 questions: 86.4 first without, 89.9 with it. */
const MOST_TAUGHT = 2.4;

/** Milliseconds. */
export interface LearningTimes {
  /** Before each entry that is learned: that takes about 50, in which nothing is answered. */
  readonly pause: number;
  /** After the last change, until all is trained anew in the background. */
  readonly quiet: number;
}

const TIMES: LearningTimes = { pause: 250, quiet: 60_000 };

/** The texts that an entry is known by. */
export function textsOf(entry: Entry, confirmed: readonly string[] = []): ClassTexts {
  const { id, question, answer } = entry;
  const begun = `${question}\n${answer.slice(0, ANSWER_LENGTH)}`;
  return { id, texts: [question, begun, ...otherWordings(entry), ...confirmed] };
}

/** How much a question sounds like an entry, in standard deviations over the base; `undefined` for what is not learned yet. */
export type SoundOf = (id: string) => number | undefined;

/** What is the same for all questions, until something changes. */
interface Base {
  /** How many other wordings the base has, 0..{@link MOST_TAUGHT}. */
  readonly taught: number;
  /** Of the margins, by entry. */
  readonly places: ReadonlyMap<string, number>;
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

  /**
   * Times how many other wordings the base has: with one wording an entry the classifier says little that the comparison
   * of words does not (cross-validated, a full weight cost five points there).
   */
  soundOf(text: string): SoundOf {
    const margins = standardised(this.#classifier.margins(text));
    const { taught, places } = (this.#base ??= this.#survey());
    return (id) => {
      const place = this.#waiting.has(id) ? undefined : places.get(id);
      return place === undefined ? undefined : (margins[place] ?? 0) * taught;
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
    for (const { texts } of this.#classes.values()) sum += Math.log2(texts.length - 1);
    return {
      taught: Math.min(MOST_TAUGHT, sum / Math.max(1, this.#classes.size) / MANY),
      places: new Map(this.#classifier.ids.map((id, place) => [id, place])),
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
    const trained = await trainInWorker(classes).promise.catch(() => undefined);
    const isCurrent = this.#waiting.size === 0 && classes.length === this.#classes.size;
    if (trained === undefined || !isCurrent || !classes.every((one) => this.#classes.get(one.id) === one))
      return;
    this.#classifier = trained;
    this.#base = undefined;
  }
}
