/** Keeps people's ids out of the store: keyed hashes, and encryption of what must be read again. */

import { createHmac, hkdfSync } from 'node:crypto';
import type { Sealer } from '../contract.js';
import { createSealer, KEY_BYTES } from '../sealing.js';

export interface Vault extends Sealer {
  /** A name for this person on this platform that does not tell who it is: always the same 22 characters of `A-Za-z0-9_-`. */
  person(platform: string, id: string): string;
  /** Tells this key from others without giving it away. */
  readonly fingerprint: string;
}

/** 128 bits of a hash: no two people share one. */
const HASH_BYTES = 16;

/** @param secret any text that is hard to guess; the keys are derived from it (HKDF, RFC 5869) */
export function createVault(secret: string): Vault {
  const derive = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'community-qa-bot', use, KEY_BYTES));
  const hashKey = derive('hash');
  const hash = (text: string): string =>
    createHmac('sha256', hashKey).update(text).digest().subarray(0, HASH_BYTES).toString('base64url');
  return {
    ...createSealer(derive('seal')),
    fingerprint: hash('fingerprint'),
    person: (platform, id) => hash(JSON.stringify([platform, id])),
  };
}
