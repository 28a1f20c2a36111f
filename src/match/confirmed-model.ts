/**
 * How far a confirmed wording lifts its entry. Written by `npm run eval:learning -- --fit`; do not edit.
 */

import type { NearnessName } from './nearness.js';

/** Units of the ranker's score for each part of the nearness. */
export const NEARNESS_WEIGHTS: Readonly<Record<NearnessName, number>> = {
  grams: 0.96,
  concepts: 0.03,
  newConcepts: 3.99,
  ahead: 3.89,
  otherProject: -3.61,
  leaderOnly: -2.35,
  reverse: 3.36,
};

/** What a wording must reach before it counts, and the most that it lifts, in units of the ranker's score. */
export const LEAST_NEARNESS = 0.3;
export const MOST_LIFT = 7.83;

/** The power of the doubt about the best match that a lift is multiplied by: where the bot is sure, learning changes little. */
export const DOUBT_POWER = 0.61;
