/**
 * How likely an overheard message asks the room for what its first match answers: a logistic model over how sure the match is, whether
 * the message asks, and what it is about. Fitted by `npm run fit:relevance`.
 */

import { logistic } from '../../logistic.js';
import { keysOf } from '../../record.js';
import type { QuestionTerms } from '../analyse/question.js';
import { ANSWER, countIn, type PreparedEntry } from '../analyse/entry.js';
import { OVERHEARD_BIAS, OVERHEARD_WEIGHTS } from './overheard-model.js';

/** Each with the sign that its weight must have. */
export const OVERHEARD_SIGNS = {
  /** Log-odds of the match's confidence, of asking and of the subject. */
  confidence: 1,
  asking: 1,
  /** How far the log-odds of asking are below none: however sure the match, who does not ask is not answered. */
  notAsking: -1,
  subject: 1,
  /** Where both are high or both are low. */
  confidenceAndAsking: 0,
  /** See {@link shareOfAnswer}. */
  answerShare: -1,
} as const;

export type OverheardName = keyof typeof OVERHEARD_SIGNS;
export type OverheardEvidence = Readonly<Record<OverheardName, number>>;

export const OVERHEARD = keysOf(OVERHEARD_SIGNS);

/** Keeps log-odds finite. */
const LEAST_CHANCE = 1e-4;

function logOdds(probability: number): number {
  const chance = Math.min(1 - LEAST_CHANCE, Math.max(LEAST_CHANCE, probability));
  return Math.log(chance / (1 - chance));
}

export interface OverheardInput {
  /** 0..1 */
  readonly confidence: number;
  /** Log-odds. */
  readonly asking: number;
  /** 0..1 */
  readonly subject: number;
  /** 0..1 */
  readonly answerShare: number;
}

export function overheardEvidence({
  confidence,
  asking,
  subject,
  answerShare,
}: OverheardInput): OverheardEvidence {
  const sure = logOdds(confidence);
  return {
    confidence: sure,
    asking,
    notAsking: Math.max(0, -asking),
    subject: logOdds(subject),
    confidenceAndAsking: sure * asking,
    answerShare,
  };
}

export function overheardConfidence(input: OverheardInput): number {
  const evidence = overheardEvidence(input);
  return logistic(
    OVERHEARD.reduce((sum, name) => sum + OVERHEARD_WEIGHTS[name] * evidence[name], OVERHEARD_BIAS),
  );
}

/** Weighted share of a message's words, 0..1, that the entry's answer holds and none of its questions: who answers says what the answer says. */
export function shareOfAnswer({ terms, total }: QuestionTerms, { counts, postings }: PreparedEntry): number {
  let sum = 0;
  for (const { id, weight } of terms) {
    if (countIn(counts.word.get(id) ?? 0, ANSWER) > 0 && !postings.word.has(id)) sum += weight;
  }
  return total === 0 ? 0 : sum / total;
}
