/**
 * Whether an overheard message is a question for this knowledge at all: it asks the room something, and about what the knowledge is
 * about. What it is about is a logistic model, fitted by `npm run fit:relevance`.
 */

import { logistic } from '../../logistic.js';
import { keysOf } from '../../record.js';
import type { Asking } from '../asking/asking.js';
import type { ScorePart } from '../contract.js';
import model from './model.json' with { type: 'json' };
import { SUBJECT_SIGNS, type SubjectFeature, type SubjectInput, subjectFeatures } from './subject.js';

export interface Relevance {
  /** The product of the two sides, 0..1. */
  readonly value: number;
  /** How much it is about what the knowledge is about, 0..1. */
  readonly subject: number;
  /** `asks` and `subject`, 0..1, then what each feature adds to their log-odds. */
  readonly parts: readonly ScorePart[];
}

export const SUBJECT_FEATURES = keysOf(SUBJECT_SIGNS);

/** The log-odds where every feature is 0, and a weight for each. */
export interface SubjectModel {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}

export type SubjectValues = Readonly<Record<SubjectFeature, number>>;

export function subjectBy({ bias, weights }: SubjectModel, values: SubjectValues): number {
  return logistic(SUBJECT_FEATURES.reduce((sum, name) => sum + (weights[name] ?? 0) * values[name], bias));
}

export function relevanceOf(input: SubjectInput, asking: Asking): Relevance {
  const values = subjectFeatures(input);
  const subject = subjectBy(model, values);
  return {
    value: asking.value * subject,
    subject,
    parts: [
      { name: 'asks', value: asking.value },
      { name: 'subject', value: subject },
      ...SUBJECT_FEATURES.map((name) => ({ name, value: (model.weights[name] ?? 0) * values[name] })).filter(
        ({ value }) => value !== 0,
      ),
    ],
  };
}
