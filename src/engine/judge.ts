/** Where a question is decided: matched, and held against the thresholds. */

import type { Attention } from '../contract.js';
import type { Match, Matcher, Matching, MatchQuery } from '../match/contract.js';
import type { ReadContext, SecondReader, Verdict } from '../second-reader/contract.js';
import { quotedLines } from '../text/question-text.js';
import { type ThresholdTable, thresholdsFor } from './thresholds.js';

export type Decision = 'answer' | 'suggest' | 'none';

interface JudgedQuestion extends MatchQuery {
  readonly attention: Attention;
  /** The precision for this question alone, 0..1. */
  readonly precision?: number;
  /** Looks up what it stands in; called where a second reader is asked. */
  readonly context?: () => Promise<ReadContext>;
  /** `false`: nothing of it is sent to a second reader. */
  readonly secondReader?: boolean;
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
  /** Matches that it chose among. */
  readonly candidates: number;
  /** With a verdict, the confidence that an answer takes, 0..1. */
  readonly needed?: number;
}

/** What is sent to a second reader, and what its verdict counts for. Pure. */
export interface SecondRules {
  /** Matches that it may choose among. */
  readonly mostCandidates: number;
  isWorthAsking(matching: Matching, attention: Attention): boolean;
  /** @param precision that of this question, 0..1; absent: the community's */
  weigh(verdict: Verdict, matching: Matching, attention: Attention, precision?: number): Weighed;
}

export interface Weighed {
  readonly decision: Decision;
  /** The chosen match first, its confidence by both. */
  readonly matching: Matching;
  /** The confidence that an answer takes, 0..1. */
  readonly needed: number;
}

/**
 * Rejects where the matcher does.
 * @throws {RangeError} when the precision is not within 0..1
 */
export type Judge = (question: JudgedQuestion) => Promise<Judgement>;

interface JudgeOptions {
  readonly matcher: Matcher;
  readonly thresholds: ThresholdTable;
  readonly second?: SecondJudge;
}

export interface SecondJudge {
  readonly read: SecondReader;
  readonly rules: SecondRules;
}

export function createJudge({ matcher, thresholds, second }: JudgeOptions): Judge {
  return async ({ attention, precision, context, secondReader, ...query }) => {
    const table =
      precision === undefined ? thresholds : thresholdsFor({ addressed: precision, overheard: precision });
    const limit = Math.max(query.limit, second?.rules.mostCandidates ?? 0);
    const matched = await matcher.match({ ...query, limit });
    const local = decide(matched, attention, table);
    const decided = (decision: Decision, matching: Matching, opinion?: SecondOpinion): Judgement => ({
      decision,
      matching: { ...matching, matches: matching.matches.slice(0, query.limit) },
      thresholds: table,
      second: opinion,
    });
    // It speaks to the one whom it quotes, or quotes and says nothing.
    if (attention === 'overheard' && quotedLines(query.text) !== '') return decided('none', matched);
    if (second === undefined || secondReader === false || !second.rules.isWorthAsking(matched, attention))
      return decided(local, matched);

    const begun = performance.now();
    const verdict = await second.read({
      text: query.text,
      context: contextOf(query, matched, await context?.()),
      attention,
      candidates: matched.matches,
    });
    const opinion = {
      verdict,
      local,
      milliseconds: verdict?.isKept === true ? 0 : Math.round(performance.now() - begun),
      candidates: Math.min(matched.matches.length, second.rules.mostCandidates),
    };
    if (verdict === undefined) return decided(local, matched, opinion);
    const { decision, matching, needed } = second.rules.weigh(verdict, matched, attention, precision);
    return decided(decision, matching, { ...opinion, needed });
  };
}

/** A message that leans on the question before it points at that. */
function contextOf(
  { previous }: MatchQuery,
  { usedPrevious }: Matching,
  context: ReadContext | undefined,
): ReadContext | undefined {
  return usedPrevious === true ? { ...context, pointedAt: context?.pointedAt ?? previous } : context;
}

/** Whether the first match is kept from being an answer at any threshold: it differs, or a second reader says so. */
export function isWithheld({ decision, matching, second }: Judgement): boolean {
  return (
    decision !== 'answer' && (second?.verdict !== undefined || matching.matches[0]?.differs !== undefined)
  );
}

/** What a decision goes by. */
interface Judged {
  /** Best first. */
  readonly matches: readonly Pick<Match, 'confidence' | 'differs'>[];
  readonly overheard: number;
}

/** How sure the bot must be of the first match to say it, 0..1. */
export function sureness({ matches, overheard }: Judged, attention: Attention): number {
  return attention === 'overheard' ? overheard : (matches[0]?.confidence ?? 0);
}

/** Pure: numbers in, a decision out. */
export function decide(judged: Judged, attention: Attention, table: ThresholdTable): Decision {
  const { answer, suggest } = table[attention];
  const sure = sureness(judged, attention);
  if (sure >= answer && judged.matches[0]?.differs === undefined) return 'answer';
  return sure >= suggest ? 'suggest' : 'none';
}
