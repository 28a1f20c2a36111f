/**
 * Whether a message asks the room something, by its form alone: a logistic model over marks, tokens and pairs of tokens, fitted by
 * `npm run fit:asking`.
 */

import { logistic } from '../../logistic.js';
import { formGrams, formOf } from './form.js';
import { marksOf, type QuietKind, quietKind } from './marks.js';
import model from './model.json' with { type: 'json' };

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

/** @param plain the words that are not masked; those of the fitted model when absent */
export function askingFeatures(message: string, plain?: ReadonlySet<string>): AskingFeatures {
  return { marks: marksOf(formOf(message)), grams: formGrams(message, plain) };
}

const gramWeights: ReadonlyMap<string, number> = new Map(Object.entries(model.grams));
const markWeights: ReadonlyMap<string, number> = new Map(Object.entries(model.marks));

const weightOfMark = (name: string): number => markWeights.get(name) ?? 0;

/** @param message as written, at most as long as a question */
export function askingOf(message: string): Asking {
  const { marks, grams } = askingFeatures(message);
  let odds = model.bias;
  for (const [name, value] of marks) odds += value * weightOfMark(name);
  for (const gram of grams) odds += gramWeights.get(gram) ?? 0;
  return { odds, value: logistic(odds), looksLike: odds < 0 ? quietKind(marks, weightOfMark) : undefined };
}
