/** Encryption of what the store keeps and the program must read again. */

import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import type { Sealer } from './contract.js';

/** AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D, 8.2.2: good for 2^32 texts under one key). */
const CIPHER = 'aes-256-gcm';
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What it seals is base64url of the nonce, the tag and the encrypted text; it opens the same bytes in plain base64 too.
 * @param key of {@link KEY_BYTES} bytes
 */
export function createSealer(key: Uint8Array): Sealer {
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      if (tag.length < TAG_BYTES) return undefined;
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(tag);
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8');
        return text + decipher.final('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/**
 * A sealer whose key is derived from a secret of the settings (scrypt, RFC 7914).
 * @param use a fixed text that keeps this key apart from other keys of the same secret
 */
export function sealerFrom(secret: string, use: string): Sealer {
  return createSealer(scryptSync(secret, use, KEY_BYTES));
}
