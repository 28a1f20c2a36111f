/** Latin words and identifiers: kept whole, and split where writers of code put the seams. */

/**
 * A run of letters, digits and the marks that hold identifiers together: `undo_log`, `com.alipay.sofa`, `-m`-less
 * `store.mode=db`, `@GlobalTransactional`, `C++`, `node.js`, `1.4.2`. A lone `_` of code is none.
 */
export const LATIN_RUN =
  /(?<!_)_*[\p{Script=Latin}\p{Nd}][\p{Script=Latin}\p{Nd}_]*(?:[.\-/:#$][\p{Script=Latin}\p{Nd}_]+)*(?:\+\+|#)?/gu;

/** A part of an identifier: a capitalised or plain word, a run of capitals, a number. */
export const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Nd}+|[\p{Script=Latin}]+/gu;

/** A run longer than this is pasted data (a token, a hash, an address): its parts say enough. */
const LONGEST_WHOLE = 64;

interface Identifier {
  /** The run as a whole, lower case. */
  readonly whole: string;
  /** Its parts in order, lower case; empty where the run has but one. */
  readonly parts: readonly string[];
}

/** Splits a run of Latin letters and digits at camelCase, digits and punctuation. `raw` is as written, case kept. */
export function splitIdentifier(raw: string): Identifier {
  const whole = raw.length > LONGEST_WHOLE ? '' : raw.toLowerCase();
  const parts = (raw.match(PART) ?? []).map((part) => part.toLowerCase());
  return { whole, parts: parts.length > 1 || whole === '' ? parts : [] };
}
