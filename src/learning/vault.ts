/** What keeps people's ids out of the store: keyed hashes, and encryption for what must be read again. */

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export interface Vault {
  /** The same person on the same platform, always the same and good for nothing else; 22 characters of `A-Za-z0-9_-`. */
  person(platform: string, id: string): string;
  seal(text: string): string;
  /** `undefined` where it was sealed with another key, or is damaged. */
  open(sealed: string): string | undefined;
  /** Tells this key from others without giving it away. */
  readonly fingerprint: string;
}

/** AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D, 8.2.2: good for 2^32 texts under one key). */
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** 128 bits of a hash: no two people share one. */
const HASH_BYTES = 16;

/** @param secret any text of enough chance; the keys are derived from it (HKDF, RFC 5869) */
export function createVault(secret: string): Vault {
  const derive = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'community-qa-bot', use, KEY_BYTES));
  const hashKey = derive('hash');
  const sealKey = derive('seal');
  const hash = (text: string): string =>
    createHmac('sha256', hashKey).update(text).digest().subarray(0, HASH_BYTES).toString('base64url');
  return {
    fingerprint: hash('fingerprint'),
    person: (platform, id) => hash(JSON.stringify([platform, id])),
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, sealKey, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv(CIPHER, sealKey, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8');
        return text + decipher.final('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
