/** Slack. Its libraries are loaded when it starts. */

import type { AdapterCommand, AdapterFactory } from '../../src/contract.js';
import { loadedAtStart } from '../common/at-start.js';
import { en } from './texts.en.js';
import { zh } from './texts.zh.js';

const manifest: AdapterCommand = {
  name: 'manifest',
  description: 'print the app’s manifest: for socket mode, or with --url for HTTP',
  options: [
    { flags: '--url <address>', description: 'where Slack reaches the bot, https://...' },
    {
      flags: '--user-groups',
      description: 'with the scope that QABOT_MAINTAINERS needs to name a user group',
    },
  ],
  examples: ['', '--url https://qabot.example.org'],
  async run({ url, userGroups }) {
    const { manifestFor } = await import('./set-up/manifest.js');
    const address = url === undefined ? undefined : String(url);
    return JSON.stringify(manifestFor(address, userGroups === true), undefined, 2);
  },
};

const slack: AdapterFactory = () => ({
  ...loadedAtStart(async () => (await import('./slack.js')).createSlack()),
  name: 'slack',
  texts: { zh, en },
  isConfigured: ({ SLACK_BOT_TOKEN, SLACK_CLIENT_ID }) =>
    SLACK_BOT_TOKEN !== undefined || SLACK_CLIENT_ID !== undefined,
  async doctor(setUp) {
    const { examine } = await import('./set-up/doctor.js');
    return await examine(setUp);
  },
  async records() {
    return (await import('./transport/records.js')).RECORDS;
  },
  commands: [manifest],
});

export default slack;
