/** What a choice is weighed by. */

import type { Attention } from '../contract.js';
import { logit } from '../logistic.js';
import type { Match } from '../match/contract.js';
import type { Verdict } from './contract.js';

export const PICK_EVIDENCE = ['odds', 'first', 'sure', 'differs', 'overheard'] as const;

export type PickEvidenceName = (typeof PICK_EVIDENCE)[number];
/** The signs of their weights; 0 where it is free. */
export const PICK_SIGNS: Readonly<Record<PickEvidenceName, 1 | -1 | 0>> = {
  odds: 1,
  first: 1,
  sure: 1,
  differs: -1,
  overheard: 0,
};

export type PickEvidence = Readonly<Record<PickEvidenceName, number>>;

/** How far the local odds count: beyond, one match is as hopeless, or as sure, as the next. */
const ODDS_RANGE = { least: 0.01, most: 0.99 } as const;

/** @param verdict one that chooses; @param chosen what it chooses, with its local confidence */
export function pickEvidence(verdict: Verdict, chosen: Match, attention: Attention): PickEvidence {
  const { least, most } = ODDS_RANGE;
  const confidence = Math.min(most, Math.max(least, chosen.confidence));
  return {
    odds: logit(confidence),
    first: verdict.pick === 1 ? 1 : 0,
    sure: verdict.sure ? 1 : 0,
    differs: verdict.differs === undefined ? 0 : 1,
    overheard: attention === 'overheard' ? 1 : 0,
  };
}
