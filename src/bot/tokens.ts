import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Language } from '../contract.js';
import type { ListIntent } from './intent.js';

/** What a token stands for. */
export type Meaning =
  | { readonly kind: 'entry'; readonly id: string }
  | { readonly kind: 'explanation'; readonly text: string; readonly language: Language }
  | {
      readonly kind: 'more';
      readonly intent: ListIntent;
      readonly offset: number;
      readonly language: Language;
    };

/** The button of an explanation or of a list's rest works this long; after that the question is asked again. */
export const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;
/** Explanations and lists kept at once; the oldest goes first. */
export const KEPT = 5000;

/** 96 bits: no two of a million entries share a token (birthday bound below 1e-16), and none can be guessed. */
const TOKEN_BYTES = 12;

export interface Tokens {
  forEntry(id: string): string;
  forExplanation(text: string, language: Language): string;
  /** The rest of a list, from its item `offset` on. */
  forMore(intent: ListIntent, offset: number, language: Language): string;
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
 * message still works after a restart; that of an explanation or of a list's rest is random and lives in memory.
 */
export function createTokens({ entryIds, now, random = randomBytes }: TokenOptions): Tokens {
  const entries = new Map<string, string>();
  for (const id of entryIds) entries.set(entryToken(id), id);
  const kept = new LRUCache<string, Meaning>({
    max: KEPT,
    ttl: KEPT_MILLISECONDS,
    ttlResolution: 0,
    perf: { now },
  });
  const keep = (prefix: string, meaning: Meaning): string => {
    const token = `${prefix}${Buffer.from(random(TOKEN_BYTES)).toString('base64url')}`;
    kept.set(token, meaning);
    return token;
  };
  return {
    forEntry: entryToken,
    forExplanation: (text, language) => keep('w', { kind: 'explanation', text, language }),
    forMore: (intent, offset, language) => keep('m', { kind: 'more', intent, offset, language }),
    meaning: (token) => {
      const id = entries.get(token);
      return id === undefined ? kept.get(token) : { kind: 'entry', id };
    },
  };
}

function entryToken(id: string): string {
  const digest = createHash('sha256').update(id).digest();
  return `e${digest.subarray(0, TOKEN_BYTES).toString('base64url')}`;
}
