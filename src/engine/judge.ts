/** Where a question is decided: matched, put in a better order where something helps, and held against the thresholds. */

import type { Attention } from '../contract.js';
import type { Match, Matcher, Matching, MatchQuery, Refine } from '../match/contract.js';
import type { Verdict } from '../second-reader/contract.js';
import { type ThresholdTable, thresholdsFor } from './thresholds.js';

export type Decision = 'answer' | 'suggest' | 'none';

interface JudgedQuestion extends MatchQuery {
  readonly attention: Attention;
  /** The precision for this question alone, 0..1. */
  readonly precision?: number;
}

export interface Judgement {
  /** About the first match. */
  readonly decision: Decision;
  /** At most as many matches as were asked for. */
  readonly matching: Matching;
  /** What it was decided by. */
  readonly thresholds: ThresholdTable;
  /** Where a second reader was asked. Its choice is the first match. */
  readonly second?: SecondOpinion;
}

export interface SecondOpinion {
  /** Absent: it was away, and the local decision holds. */
  readonly verdict?: Verdict;
  /** What is decided without it. */
  readonly local: Decision;
  /** How long the request took; 0 where the verdict was kept from before. */
  readonly milliseconds: number;
}

/**
 * Rejects where the matcher does.
 * @throws {RangeError} when the precision is not within 0..1
 */
export type Judge = (question: JudgedQuestion) => Promise<Judgement>;

interface JudgeOptions {
  readonly matcher: Matcher;
  readonly thresholds: ThresholdTable;
  readonly refine?: Refine;
}

/** Matches that are put in a new order: one further down has no chance to come to the front. */
const REFINED_MATCHES = 20;

export function createJudge({ matcher, thresholds, refine }: JudgeOptions): Judge {
  return async ({ attention, precision, ...query }) => {
    const table =
      precision === undefined ? thresholds : thresholdsFor({ addressed: precision, overheard: precision });
    const limit = refine === undefined ? query.limit : Math.max(query.limit, REFINED_MATCHES);
    const matched = await matcher.match({ ...query, limit });
    // Chatter that was overheard is left alone whatever the order: it stays within the process.
    const isLeftAlone = matched.relevance < table[attention].relevance;
    const refined =
      refine === undefined || isLeftAlone ? matched : await refine(matched, textOf(query, matched));
    const matching = { ...refined, matches: refined.matches.slice(0, query.limit) };
    return { decision: decide(matching, attention, table), matching, thresholds: table };
  };
}

/** What was asked, with the question before it where it leans on that. */
function textOf({ text, previous }: MatchQuery, { usedPrevious }: Matching): string {
  return usedPrevious === true ? `${previous ?? ''}\n${text}` : text;
}

/** What a decision goes by. */
interface Judged {
  /** Best first. */
  readonly matches: readonly Pick<Match, 'confidence'>[];
  readonly relevance: number;
}

/** Pure: numbers in, a decision out. */
export function decide(
  { matches, relevance }: Judged,
  attention: Attention,
  table: ThresholdTable,
): Decision {
  const thresholds = table[attention];
  const confidence = matches[0]?.confidence ?? 0;
  if (relevance < thresholds.relevance) return 'none';
  if (confidence >= thresholds.answer) return 'answer';
  return confidence >= thresholds.suggest ? 'suggest' : 'none';
}
