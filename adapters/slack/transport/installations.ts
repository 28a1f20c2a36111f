/** Workspaces that installed the app over OAuth, on the store; what is secret in them is encrypted. */

import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import type { Store } from '../../../src/contract.js';

/** AES-256-GCM: 32 bytes of key, 12 of nonce, 16 of tag (NIST SP 800-38D, section 8.2.1). */
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The key comes from the environment and is long; the salt only keeps it apart from other uses of the same words. */
const SALT = 'qabot slack installations';

export interface Box {
  readonly seal: (text: string) => string;
  /** `undefined` when the text was sealed with another key, or changed. */
  readonly open: (sealed: string) => string | undefined;
}

export function createBox(secret: string): Box {
  const key = scryptSync(secret, SALT, KEY_BYTES);
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        return (
          decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch {
        return undefined;
      }
    },
  };
}

export interface Installations extends InstallationStore {
  readonly installerOf: (team: string) => Promise<string | undefined>;
  readonly remove: (team: string) => Promise<void>;
}

/** @param own the workspace whose token is in the settings, which need not install the app */
export function createInstallations(store: Store, box: Box, own?: Installation): Installations {
  const read = async (key: string): Promise<Installation | undefined> => {
    const sealed = await store.get(key);
    const text = sealed === undefined ? undefined : box.open(sealed);
    return text === undefined ? undefined : JSON.parse(text);
  };

  return {
    async storeInstallation(installation) {
      const id = installation.isEnterpriseInstall ? installation.enterprise?.id : installation.team?.id;
      if (id === undefined) throw new Error('Slack named no workspace');
      await store.set(`installation/${id}`, box.seal(JSON.stringify(installation)));
    },
    async fetchInstallation(query) {
      const isOwn = own?.team?.id !== undefined && own.team.id === query.teamId;
      const found = (await read(keyOf(query))) ?? (isOwn ? own : undefined);
      if (found === undefined) {
        throw new Error('This workspace has not installed the app, or SLACK_ENCRYPTION_KEY has changed');
      }
      return JSON.parse(JSON.stringify(found));
    },
    deleteInstallation: (query) => store.delete(keyOf(query)),
    installerOf: async (team) => (await read(`installation/${team}`))?.user.id,
    remove: (team) => store.delete(`installation/${team}`),
  };
}

function keyOf(query: InstallationQuery<boolean>): string {
  return `installation/${query.isEnterpriseInstall ? (query.enterpriseId ?? '') : (query.teamId ?? '')}`;
}
