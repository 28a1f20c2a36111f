/** What the bot asks of the matching room. */

import type { Entry } from '../knowledge/model.js';

export interface MatchQuery {
  readonly text: string;
  /** The question before it in the same conversation, where `text` alone is a follow-up. */
  readonly previous?: string;
  /** Name of the catalogue's project to stay within. */
  readonly project?: string;
  /** Matches to return, best first. */
  readonly limit: number;
}

/** One named part of a score, for `/why`. */
export interface ScorePart {
  readonly name: string;
  readonly value: number;
}

export interface Match {
  readonly entry: Entry;
  /** The wording that matched best: the question or one of the alternates. */
  readonly wording: string;
  /** What the order is by; comparable within one answer only. */
  readonly score: number;
  /** How likely this entry answers the question, 0..1, calibrated. */
  readonly confidence: number;
  readonly terms: readonly string[];
  readonly parts: readonly ScorePart[];
}

export interface Matching {
  /** One match a thread turn, best first. */
  readonly matches: readonly Match[];
  /** How likely the text is a question for this knowledge at all, 0..1: used for overheard messages only. */
  readonly relevance: number;
  /** The parts of `relevance`, for `/why`. */
  readonly relevanceParts: readonly ScorePart[];
  /** Terms of the question that the best match does not hold. */
  readonly missing: readonly string[];
  /** Whether the text was a follow-up, understood with the question before it. */
  readonly usedPrevious?: boolean;
}

export interface Matcher {
  match(query: MatchQuery): Matching;
  /** Entries whose question fits what is being typed, best first. */
  complete(text: string, limit: number): readonly Entry[];
}
