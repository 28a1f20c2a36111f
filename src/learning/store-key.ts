/** The secret behind the vault: STORE_KEY, or one that the store makes for itself and keeps in a file beside it. */

import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Store } from '../contract.js';
import { hasCode, QabotError, reasonOf } from '../errors.js';
import { isPostgres, sqlitePath } from '../store/address.js';
import { createVault, type Vault } from './vault.js';

const SECRET_BYTES = 32;
/** The file of the key of a database that is no file itself. */
const DEFAULT_PATH = 'data/qabot.key';
const FINGERPRINT = 'key';

/** The file of a store's own key; `undefined` for a store that ends with the process. */
function keyPath(address: string): string | undefined {
  if (address === ':memory:') return undefined;
  return isPostgres(address) ? DEFAULT_PATH : `${sqlitePath(address)}.key`;
}

interface VaultOptions {
  /** STORE_URL. */
  readonly address: string;
  /** STORE_KEY. */
  readonly secret?: string;
  /** Remembers which key the store was begun with. */
  readonly store: Store;
}

/**
 * The vault, opened at its first use; a failure is tried again at the next one.
 * Rejects with `store-key` where the store was begun with another key, with `store-key-file` where the key's file cannot be
 * read or written, and with the store's own error.
 */
export function vaultOpener({ address, secret, store }: VaultOptions): () => Promise<Vault> {
  const path = keyPath(address);
  const open = async (): Promise<Vault> => {
    const found = secret ?? (path === undefined ? randomSecret() : await ownSecret(path));
    const vault = createVault(found);
    await store.swap(FINGERPRINT, undefined, vault.fingerprint);
    if ((await store.get(FINGERPRINT)) !== vault.fingerprint) {
      throw new QabotError('store-key', { path: path ?? '' });
    }
    return vault;
  };
  let opening: Promise<Vault> | undefined;
  return () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
}

const randomSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Reads the key's file, and makes it where there is none. Two processes that make it at once both read the one made first. */
async function ownSecret(path: string): Promise<string> {
  try {
    await mkdir(dirname(path), { recursive: true });
    if (!(await isThere(path))) await makeSecret(path);
    const secret = (await readFile(path, 'utf8')).trim();
    if (secret.length >= SECRET_BYTES) return secret;
    throw new Error('the file holds no key');
  } catch (cause) {
    throw new QabotError('store-key-file', { path, reason: reasonOf(cause) }, { cause });
  }
}

/** Makes the whole file or none: it writes a draft, and links it to the path unless another process was quicker. */
async function makeSecret(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    // Only the owner may read it.
    await writeFile(draft, randomSecret(), { flag: 'wx', mode: 0o600 });
    await link(draft, path).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}
