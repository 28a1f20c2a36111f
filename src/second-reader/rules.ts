/** What is sent, and what a verdict makes of the local evidence. */

import type { Attention } from '../contract.js';
import type { SecondRules, Weighed } from '../engine/judge.js';
import type { Precision } from '../engine/thresholds.js';
import { logistic } from '../logistic.js';
import type { Match, Matching } from '../match/contract.js';
import { MOST_CANDIDATES, type Verdict } from './contract.js';
import { PICK_BIAS, PICK_WEIGHTS } from './model.js';
import { PICK_EVIDENCE, pickEvidence } from './pick-evidence.js';

interface Floor {
  /** Of the best match, 0..1. */
  readonly confidence: number;
  /** 0..1; see {@link Matching.relevance}. */
  readonly relevance: number;
}

/**
 * Below them nothing is sent. `npm run eval -- --second-reader FILE` prints the shares: over the community's posts without drafted
 * wordings, all 182 answerable questions with the right entry among the first five lie above the floor where the bot is addressed.
 * Overheard, it is 8.0 % of what other groups talk about, and 27 of 29 such questions of a channel.
 */
const FLOORS: Readonly<Record<Attention, Floor>> = {
  addressed: { confidence: 0.03, relevance: 0 },
  overheard: { confidence: 0.05, relevance: 0.5 },
};

/**
 * Local confidence below which a choice is only suggested. Right ones further down than the first have 0.015 at least on questions
 * that the ranker has seen, and may have less on others.
 */
const LEAST_PICKED = 0.005;

/** @param precision the share of right answers that the community wants, 0..1 */
export function createRules(precision: Precision): SecondRules {
  return {
    mostCandidates: MOST_CANDIDATES,
    isWorthAsking({ matches, relevance }, attention) {
      const floor = FLOORS[attention];
      return (matches[0]?.confidence ?? 0) >= floor.confidence && relevance >= floor.relevance;
    },
    // The choices are right so often that no curve could be fitted: each of them must be as likely right as all together are to be.
    weigh: (verdict, matching, attention, own = precision[attention]) =>
      weigh(verdict, matching, attention, own),
  };
}

/** How likely the chosen entry answers the question, 0..1. */
export function pickConfidence(verdict: Verdict, chosen: Match, attention: Attention): number {
  const evidence = pickEvidence(verdict, chosen, attention);
  const score = PICK_EVIDENCE.reduce((sum, name) => sum + PICK_WEIGHTS[name] * evidence[name], PICK_BIAS);
  return logistic(score);
}

function weigh(verdict: Verdict, matching: Matching, attention: Attention, needed: number): Weighed {
  const { asks, pick, sure, differs } = verdict;
  const chosen = matching.matches[pick - 1];
  const isHeard = attention === 'addressed';
  // A member who addressed the bot wants something of it, however it is said.
  if (chosen === undefined || (!asks && !isHeard)) return { decision: 'none', matching, needed };
  const confidence = pickConfidence(verdict, chosen, attention);
  const isAnswer = sure && differs === undefined && chosen.confidence >= LEAST_PICKED && confidence >= needed;
  const decision = isAnswer ? 'answer' : isHeard ? 'suggest' : 'none';
  return { decision, matching: withFirst(matching, chosen, confidence), needed };
}

function withFirst({ matches, missing, ...matching }: Matching, chosen: Match, confidence: number): Matching {
  const terms = [...(matches[0]?.terms ?? []), ...missing];
  const isBest = chosen === matches[0];
  return {
    ...matching,
    matches: [{ ...chosen, confidence }, ...matches.filter((match) => match !== chosen)],
    missing: isBest ? missing : terms.filter((term) => !chosen.terms.includes(term)),
  };
}
