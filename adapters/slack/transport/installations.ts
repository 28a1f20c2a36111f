/** Workspaces that installed the app over OAuth, on the store; what is secret in them is encrypted. */

import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import type { Host } from '../../../src/contract.js';

/** Names the use of SLACK_ENCRYPTION_KEY. A change would lose what is sealed already. */
const USE = 'qabot slack installations';

export interface Installations extends InstallationStore {
  readonly installerOf: (team: string) => Promise<string | undefined>;
  readonly remove: (team: string) => Promise<void>;
}

/**
 * @param key SLACK_ENCRYPTION_KEY
 * @param own the workspace whose token is in the settings, which need not install the app
 */
export function createInstallations(
  { store, sealer }: Pick<Host, 'store' | 'sealer'>,
  key: string,
  own?: Installation,
): Installations {
  const box = sealer(key, USE);
  const read = async (record: string): Promise<Installation | undefined> => {
    const sealed = await store.get(record);
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
