/**
 * Whether a message asks the room something, by its form alone: a logistic model over marks, tokens and pairs of tokens, fitted by
 * `npm run fit:asking`.
 */

import { logistic } from '../../logistic.js';
import { formGrams, formOf, plainWords } from './form.js';
import { marksOf, type QuietKind, quietKind } from './marks.js';
import fitted from './model.json' with { type: 'json' };

/** Weights by the names of marks and by grams; all others weigh nothing. */
export interface AskingModel {
  readonly bias: number;
  /** Words that are no terms of a subject, beside the everyday ones, with spaces between. */
  readonly words: string;
  readonly marks: Readonly<Record<string, number>>;
  readonly grams: Readonly<Record<string, number>>;
}

export interface Asking {
  /** Log-odds that it asks the room, where half of the messages do. */
  readonly odds: number;
  /** The same as a probability, 0..1. */
  readonly value: number;
  /** What else it looks like, where it more likely asks nothing. */
  readonly looksLike?: QuietKind;
}

/** The features of a message: its marks by name, its grams with a value of 1. */
export interface AskingFeatures {
  readonly marks: ReadonlyMap<string, number>;
  readonly grams: ReadonlySet<string>;
}

/** @param plain the words that are not masked */
export function askingFeatures(message: string, plain: ReadonlySet<string>): AskingFeatures {
  const form = formOf(message);
  return { marks: marksOf(form), grams: formGrams(form, plain) };
}

/** What tells by a model whether a message, as written and at most as long as a question, asks the room. */
export function createAsking(model: AskingModel): (message: string) => Asking {
  const gramWeights = new Map(Object.entries(model.grams));
  const markWeights = new Map(Object.entries(model.marks));
  const weightOfMark = (name: string): number => markWeights.get(name) ?? 0;
  /** Made for the first message. */
  let plain: ReadonlySet<string> | undefined;
  return (message) => {
    plain ??= plainWords(model.words);
    const { marks, grams } = askingFeatures(message, plain);
    let odds = model.bias;
    for (const [name, value] of marks) odds += value * weightOfMark(name);
    for (const gram of grams) odds += gramWeights.get(gram) ?? 0;
    return { odds, value: logistic(odds), looksLike: odds < 0 ? quietKind(marks, weightOfMark) : undefined };
  };
}

/** By the fitted model. */
export const askingOf = createAsking(fitted);
