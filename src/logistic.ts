/** Between odds and probabilities. */

/** From a logarithm of odds to a probability, 0..1. */
export function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** The way back; infinite at 0 and 1. */
export function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}
