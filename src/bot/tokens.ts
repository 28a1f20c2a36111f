import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** What a token stands for. */
export type Meaning =
  | { readonly kind: 'entry'; readonly id: string }
  | { readonly kind: 'explanation'; readonly text: string; readonly language: 'zh' | 'en' };

/** An explanation's button works this long; after that the question is asked again. */
export const EXPLANATION_MILLISECONDS = 24 * 60 * 60 * 1000;
/** Explanations kept at once; the oldest goes first. */
export const EXPLANATIONS = 5000;

/** 96 bits: no two of a million entries share a token (birthday bound below 1e-16), and none can be guessed. */
const TOKEN_BYTES = 12;

export interface Tokens {
  forEntry(id: string): string;
  forExplanation(text: string, language: 'zh' | 'en'): string;
  /** What the token stands for; `undefined` when it is unknown or expired. */
  meaning(token: string): Meaning | undefined;
}

export interface TokenOptions {
  readonly entryIds: Iterable<string>;
  /** Milliseconds. */
  readonly now: () => number;
  readonly random?: (bytes: number) => Uint8Array;
}

/**
 * Mints the short tokens that adapters carry. An entry's token is a hash of its id, so that a button under an old
 * message still works after a restart; an explanation's is random and lives in memory.
 */
export function createTokens({ entryIds, now, random = randomBytes }: TokenOptions): Tokens {
  const entries = new Map<string, string>();
  for (const id of entryIds) entries.set(entryToken(id), id);
  const explanations = new LRUCache<string, Meaning>({
    max: EXPLANATIONS,
    ttl: EXPLANATION_MILLISECONDS,
    ttlResolution: 0,
    perf: { now },
  });
  return {
    forEntry: entryToken,
    forExplanation: (text, language) => {
      const token = `w${Buffer.from(random(TOKEN_BYTES)).toString('base64url')}`;
      explanations.set(token, { kind: 'explanation', text, language });
      return token;
    },
    meaning: (token) => {
      const id = entries.get(token);
      return id === undefined ? explanations.get(token) : { kind: 'entry', id };
    },
  };
}

function entryToken(id: string): string {
  const digest = createHash('sha256').update(id).digest();
  return `e${digest.subarray(0, TOKEN_BYTES).toString('base64url')}`;
}
