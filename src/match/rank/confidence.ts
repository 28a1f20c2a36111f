/** From evidence to a probability: a logistic model (Platt, "Probabilistic Outputs for Support Vector Machines", 1999). */

import { logistic } from '../../logistic.js';
import { EVIDENCE, type Evidence } from './evidence.js';
import { CONFIDENCE_BIAS, CONFIDENCE_WEIGHTS } from './model.js';

/** How likely the match answers the question, 0..1. */
export function confidenceOf(evidence: Evidence): number {
  let score = CONFIDENCE_BIAS;
  for (const name of EVIDENCE) score += CONFIDENCE_WEIGHTS[name] * evidence[name];
  return logistic(score);
}
