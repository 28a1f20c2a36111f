/** What a second reader is asked, and what it may say: it chooses among entries that people wrote, or says no. */

import type { Attention } from '../contract.js';
import type { Difference, Match } from '../match/contract.js';

export interface Verdict {
  /** Whether the message asks the room for something. */
  readonly asks: boolean;
  /** The chosen candidate, counted from 1; 0: none answers. */
  readonly pick: number;
  readonly sure: boolean;
  /** Why the chosen entry answers a part of it only. */
  readonly differs?: Difference;
  /** The same request had it before, and nothing was sent. */
  readonly isKept?: boolean;
}

/** The words of other messages of the conversation, as plain text or Markdown. */
export interface ReadContext {
  readonly pointedAt?: string;
  readonly threadStart?: string;
}

export interface Reading {
  readonly text: string;
  readonly context?: ReadContext;
  readonly attention: Attention;
  /** Best first; at most {@link MOST_CANDIDATES} are read. */
  readonly candidates: readonly Match[];
}

export const MOST_CANDIDATES = 5;

/** `undefined`: away, and the local decision holds. Never rejects. */
export type SecondReader = (reading: Reading) => Promise<Verdict | undefined>;
