import { createHash, randomBytes } from 'node:crypto';
import type { Language, Logger } from '../contract.js';
import type { ListIntent } from './intent/model.js';
import { createSharedCache, type Member, type SharedMemory } from './shared-cache.js';
import { readMeaning } from './stored-shapes.js';

/** What a token stands for. */
type Meaning =
  | { readonly kind: 'entry'; readonly id: string }
  | { readonly kind: 'explanation'; readonly text: string; readonly language: Language }
  | {
      readonly kind: 'more';
      readonly intent: ListIntent;
      readonly offset: number;
      readonly language: Language;
    };

/** The button of an explanation or of a list's rest works this long; after that the question is asked again. */
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;
/** Explanations and lists kept at once; the oldest goes first. */
const KEPT = 5000;

/** 96 bits: no two of a million entries share a token (birthday bound below 1e-16), and none can be guessed. */
const TOKEN_BYTES = 12;

export interface Tokens {
  forEntry(id: string): string;
  /** @param who asked what is explained */
  forExplanation(text: string, language: Language, who: Member): string;
  /** The rest of a list, from its item `offset` on. */
  forMore(intent: ListIntent, offset: number, language: Language, who: Member): string;
  /** What the token stands for; `undefined` when it is unknown or expired. */
  meaning(token: string): Promise<Meaning | undefined>;
}

interface TokenOptions extends SharedMemory {
  /** The ids of all entries, as they are now. */
  readonly entryIds: () => Iterable<string>;
  /** Milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
  readonly random?: (bytes: number) => Uint8Array;
}

/**
 * Mints the short tokens that adapters carry. An entry's token is a hash of its id, so that a button under an old
 * message still works after a restart; that of an explanation or of a list's rest is random and kept for a day.
 */
export function createTokens({
  entryIds,
  now,
  logger,
  store,
  ownerOf,
  random = randomBytes,
}: TokenOptions): Tokens {
  const entries = new Map<string, string>();
  const entryOf = (token: string): string | undefined => {
    if (!token.startsWith(ENTRY)) return undefined;
    const known = entries.get(token);
    if (known !== undefined) return known;
    // Entries come while the bot runs; looking through all of them costs a millisecond, once each.
    for (const id of entryIds()) entries.set(entryToken(id), id);
    return entries.get(token);
  };
  const kept = createSharedCache<Meaning>({
    most: KEPT,
    time: KEPT_MILLISECONDS,
    now,
    logger,
    store,
    ownerOf,
    prefix: 'token/',
    read: readMeaning,
  });
  const keep = (prefix: string, meaning: Meaning, who: Member): string => {
    const token = `${prefix}${Buffer.from(random(TOKEN_BYTES)).toString('base64url')}`;
    kept.set(token, meaning, who);
    return token;
  };
  return {
    forEntry: entryToken,
    forExplanation: (text, language, who) => keep('w', { kind: 'explanation', text, language }, who),
    forMore: (intent, offset, language, who) => keep('m', { kind: 'more', intent, offset, language }, who),
    async meaning(token) {
      const id = entryOf(token);
      return id === undefined ? (kept.get(token) ?? (await kept.find(token))) : { kind: 'entry', id };
    },
  };
}

const ENTRY = 'e';

function entryToken(id: string): string {
  const digest = createHash('sha256').update(id).digest();
  return `${ENTRY}${digest.subarray(0, TOKEN_BYTES).toString('base64url')}`;
}
