/**
 * Whether an overheard message is a question for this knowledge at all: it asks something, and about what the
 * knowledge is about. Two logistic models, multiplied; fitted together by `npm run fit:relevance`.
 */

import { logistic } from '../../logistic.js';
import type { ScorePart } from '../contract.js';
import { ASKING_MARKS, askingMarks } from './asking.js';
import model from './model.json' with { type: 'json' };
import { SUBJECT_SIGNS, type SubjectInput, subjectFeatures } from './subject.js';

export interface RelevanceInput extends SubjectInput {
  /** The message as written, with its opening. */
  readonly text: string;
}

export interface Relevance {
  /** 0..1. */
  readonly value: number;
  /** `asks` and `subject` (0..1, their product is the value), then what each feature adds to their log-odds. */
  readonly parts: readonly ScorePart[];
}

/** A feature and the sign of its weight; 0 where it is free. */
export interface RelevanceFeature {
  readonly name: string;
  readonly side: 'asks' | 'subject';
  readonly sign: 1 | -1 | 0;
}

export const RELEVANCE_FEATURES: readonly RelevanceFeature[] = [
  ...Object.entries(ASKING_MARKS).map(([name, { sign }]) => ({ name, side: 'asks', sign }) as const),
  ...Object.entries(SUBJECT_SIGNS).map(([name, sign]) => ({ name, side: 'subject', sign }) as const),
];

/** Weights by feature name, and the two log-odds where every feature is 0. */
export interface RelevanceModel {
  readonly asks: number;
  readonly subject: number;
  readonly weights: Readonly<Record<string, number>>;
}

export function relevanceFeatures(input: RelevanceInput): Readonly<Record<string, number>> {
  return { ...askingMarks(input.text), ...subjectFeatures(input) };
}

export function relevanceBy(
  { asks, subject, weights }: RelevanceModel,
  values: Readonly<Record<string, number>>,
): Relevance {
  const odds = { asks, subject };
  const parts: ScorePart[] = [];
  for (const { name, side } of RELEVANCE_FEATURES) {
    const value = (weights[name] ?? 0) * (values[name] ?? 0);
    odds[side] += value;
    if (value !== 0) parts.push({ name, value });
  }
  const sides = { asks: logistic(odds.asks), subject: logistic(odds.subject) };
  return {
    value: sides.asks * sides.subject,
    parts: [{ name: 'asks', value: sides.asks }, { name: 'subject', value: sides.subject }, ...parts],
  };
}

export function relevanceOf(input: RelevanceInput): Relevance {
  return relevanceBy(model, relevanceFeatures(input));
}
