/** Discord. Its library is loaded when it starts. */

import type { AdapterCommand, AdapterFactory } from '../../src/contract.js';
import { loadedAtStart } from '../common/at-start.js';
import { en } from './texts.en.js';
import { zh } from './texts.zh.js';

const register: AdapterCommand = {
  name: 'register',
  description: 'register the commands where they differ from what is registered; needs DISCORD_TOKEN',
  options: [{ flags: '--guild <id>', description: 'in this server alone, where they appear at once' }],
  examples: ['', '--guild 123456789012345678'],
  async run({ guild }, settings) {
    const setUp = await import('./set-up/set-up.js');
    const chosen = guild === undefined ? settings : { ...settings, DISCORD_GUILD_ID: String(guild) };
    return (await setUp.register(chosen))
      ? 'The commands were registered.'
      : 'The commands are registered already.';
  },
};

const unregister: AdapterCommand = {
  name: 'unregister',
  description: 'remove the commands that stand in all servers; needs DISCORD_TOKEN',
  options: [
    { flags: '--guild <id>', description: 'those of this server alone, as DISCORD_GUILD_ID left them' },
  ],
  examples: ['', '--guild 123456789012345678'],
  async run({ guild }, settings) {
    const setUp = await import('./set-up/set-up.js');
    await setUp.unregister(settings, guild === undefined ? undefined : String(guild));
    return 'The commands were removed. The next start registers those that are set up.';
  },
};

const invite: AdapterCommand = {
  name: 'invite',
  description: 'print the address that invites the bot, with the least permissions; needs DISCORD_TOKEN',
  options: [{ flags: '--forum', description: 'with the permission to mark forum posts as solved' }],
  examples: ['', '--forum'],
  async run({ forum }, settings) {
    const setUp = await import('./set-up/set-up.js');
    return await setUp.invite(settings, forum === true);
  },
};

const discord: AdapterFactory = () => ({
  ...loadedAtStart(async () => (await import('./discord.js')).createDiscord()),
  name: 'discord',
  texts: { zh, en },
  isConfigured: ({ DISCORD_TOKEN }) => DISCORD_TOKEN !== undefined,
  async doctor(setUp) {
    const { examine } = await import('./set-up/doctor.js');
    return await examine(setUp);
  },
  records: async () => (await import('./inbound/records.js')).RECORDS,
  commands: [register, unregister, invite],
});

export default discord;
