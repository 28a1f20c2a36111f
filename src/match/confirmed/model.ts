/**
 * How far a confirmed wording lifts its entry. Found by differential evolution over the worth that
 * scripts/eval-learning/fit.ts computes; `npm run eval:learning -- --fit` searches on from here and writes this file anew.
 */

/** Units of the ranker's score for each part of the nearness. */
export const NEARNESS_WEIGHTS = {
  grams: 5.7,
  concepts: 0.62,
  newConcepts: 4.26,
  ahead: 4.27,
  otherProject: -2.27,
  leaderOnly: -1.61,
  reverse: 0.13,
};

/** What a wording must reach before it counts, and the most that it lifts, in units of the ranker's score. */
export const LEAST_NEARNESS = 0.04;
export const MOST_LIFT = 5.11;

/** The power of the doubt about the best match that a lift is multiplied by: where the bot is sure, learning changes little. */
export const DOUBT_POWER = 0.26;
