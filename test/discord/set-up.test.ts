/** The commands, their registration, the invitation, and how the program ends on a bad token. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscord } from '../../adapters/discord/discord.js';
import { COMMANDS } from '../../adapters/discord/set-up/commands.js';
import { examine } from '../../adapters/discord/set-up/doctor.js';
import { invite, register, unregister } from '../../adapters/discord/set-up/set-up.js';
import { type Double, discordDouble } from '../support/discord/double.js';
import { faultsOf, record } from '../support/discord/rules.js';
import { until } from '../support/discord/platform.js';
import * as world from '../support/discord/world.js';
import { fakeHost } from '../../src/testing/fakes.js';

let discord: Double;
let variables: Readonly<Record<string, string>>;
beforeEach(async () => {
  discord = await discordDouble();
  variables = { DISCORD_TOKEN: world.TOKEN, DISCORD_API_URL: discord.url };
});
afterEach(async () => {
  expect(discord.faults).toEqual([]);
  await discord.close();
});

const writes = (): readonly string[] =>
  discord.calls.filter(({ method }) => method === 'PUT').map(({ path }) => path);

describe('the commands', () => {
  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    '%s is as Discord takes it',
    (_, command) => {
      expect(faultsOf('command', command)).toEqual([]);
    },
  );

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    '%s speaks all three languages',
    (_, command) => {
      const check = (one: Readonly<Record<string, unknown>>): void => {
        for (const key of ['name_localizations', 'description_localizations']) {
          if (key === 'description_localizations' && one['description'] === undefined) continue;
          expect(Object.keys(record(one[key])).toSorted()).toEqual(['en-GB', 'en-US', 'zh-CN']);
        }
        const options = one['options'];
        if (Array.isArray(options)) for (const option of options) check(record(option));
      };
      check({ ...command });
    },
  );

  it('are there in servers, in direct messages and as a member’s own app, but for the maintainers’', () => {
    const ofMaintainers: Readonly<Record<string, readonly number[]>> = {
      'ask-admin': [0],
      'Save as answer': [0],
      review: [0, 1],
    };
    for (const command of COMMANDS) {
      const contexts = ofMaintainers[command.name];
      expect(command.contexts).toEqual(contexts ?? [0, 1, 2]);
      expect(command.integration_types).toEqual(contexts === undefined ? [0, 1] : [0]);
      expect(command.default_member_permissions).toBe(
        contexts === undefined ? undefined : world.MANAGE_GUILD,
      );
    }
  });
});

describe('registration', () => {
  it('writes once, and not again while nothing differs', async () => {
    expect(await register(variables)).toBe(true);
    expect(await register(variables)).toBe(false);
    expect(writes()).toEqual([`/applications/${world.APPLICATION}/commands`]);
  });

  it('writes again when a command was changed by hand', async () => {
    await register(variables);
    discord.register(
      discord.commands.map((one, index) => (index === 0 ? { ...one, description: 'other' } : one)),
    );
    expect(await register(variables)).toBe(true);
  });

  it('registers in one server', async () => {
    await register({ ...variables, DISCORD_GUILD_ID: world.GUILD });
    expect(writes()).toEqual([`/applications/${world.APPLICATION}/guilds/${world.GUILD}/commands`]);
  });

  it('says so when the bot is not in that server', async () => {
    discord.refuse(/guilds/, { status: 403, body: { code: 50_001, message: 'Missing Access' } });
    await expect(register({ ...variables, DISCORD_GUILD_ID: world.GUILD })).rejects.toThrow(
      'invite it first',
    );
  });

  it('says so when the token is wrong', async () => {
    await expect(register({ ...variables, DISCORD_TOKEN: 'wrong' })).rejects.toThrow('DISCORD_TOKEN');
  });
});

const started = async (settings: Readonly<Record<string, string>> = {}): Promise<readonly string[]> => {
  const host = fakeHost({ ...variables, ...settings });
  const adapter = createDiscord();
  await adapter.start(host);
  await adapter.stop();
  return host.logged.filter(({ level }) => level === 'error').map(({ message }) => message);
};

describe('the start', () => {
  it('registers the commands, and not again while nothing differs', async () => {
    expect(await started()).toEqual([]);
    expect(await started()).toEqual([]);
    expect(writes()).toEqual([`/applications/${world.APPLICATION}/commands`]);
  });

  it('says in one line that the bot is not in the server, and goes on', async () => {
    discord.refuse(/guilds/, { status: 403, body: { code: 50_001, message: 'Missing Access' } });
    expect(await started({ DISCORD_GUILD_ID: world.GUILD })).toEqual([
      `the commands could not be registered: The bot is not in the server ${world.GUILD}: invite it first`,
    ]);
  });
});

const look = (settings = variables, listening: readonly string[] = []) => examine({ settings, listening });
const wrong = async (settings = variables, listening: readonly string[] = []): Promise<readonly string[]> =>
  (await look(settings, listening)).filter(({ level }) => level !== 'ok').map(({ text }) => text);
const levels = async (settings = variables): Promise<readonly string[]> =>
  (await look(settings)).map(({ level }) => level);

describe('the doctor', () => {
  it('finds nothing to say but that the commands are not there yet', async () => {
    expect(await levels()).toEqual(['ok', 'ok', 'warning', 'ok']);
    await register(variables);
    expect(await levels()).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it('names what is wrong, and never the token', async () => {
    const found = await look({ ...variables, DISCORD_TOKEN: 'wrong-token' });
    expect(found.map(({ level }) => level)).toEqual(['error']);
    expect(JSON.stringify(found)).not.toContain('wrong-token');
    expect(await levels({ DISCORD_SHARDS: '0' })).toEqual(['error', 'error']);
  });
});

describe('the doctor of channels that are switched on', () => {
  beforeEach(async () => {
    await register(variables);
    discord.allowContent(true);
  });

  it('says in one line that all is well', async () => {
    expect(await wrong(variables, [world.CHANNEL, world.FORUM])).toEqual([]);
    const all = (await look(variables, [world.CHANNEL, world.FORUM])).map(({ text }) => text);
    expect(all).toContain('The bot may read and post in all 2 channels that are switched on');
  });

  it('names each channel and each permission that the bot lacks there', async () => {
    // Without "Send Messages" and "Read Message History".
    const overwrites = [{ id: world.GUILD, type: 0, allow: '0', deny: String(2n ** 11n + 2n ** 16n) }];
    const body = {
      id: world.CHANNEL,
      type: 0,
      name: 'help',
      guild_id: world.GUILD,
      permission_overwrites: overwrites,
    };
    discord.refuse(new RegExp(`${world.CHANNEL}$`), { status: 200, body });
    discord.refuse(new RegExp(`${world.FORUM}$`), {
      status: 403,
      body: { code: 50_001, message: 'Missing Access' },
    });
    expect(await wrong(variables, [world.CHANNEL, world.FORUM, '399999999999999999'])).toEqual([
      `In #help (${world.CHANNEL}), which is switched on, the bot lacks "Send Messages", "Read Message History": give it to its role there`,
      `The channel ${world.FORUM}, which is switched on, cannot be looked at: give the bot "View Channel" there`,
      'The channel 399999999999999999, which is switched on, cannot be looked at: the channel is gone',
    ]);
  });

  it('says so where the portal has the privileged intent off', async () => {
    expect(await wrong(variables, [])).toEqual([]);
    discord.allowContent(false);
    expect(await wrong(variables, [])).toEqual([]);
    expect(await wrong(variables, [world.CHANNEL])).toEqual([
      expect.stringContaining('"Message Content Intent"'),
    ]);
  });
});

describe('commands that are there twice', () => {
  it.each([
    ['after DISCORD_GUILD_ID was taken out', () => variables],
    ['while it is set', () => ({ ...variables, DISCORD_GUILD_ID: world.GUILD })],
  ])('are found %s, and removed as it says', async (_, settings) => {
    await register(variables);
    expect(await wrong()).toEqual([]);
    await register({ ...variables, DISCORD_GUILD_ID: world.GUILD });
    const [found = ''] = await wrong(settings());
    expect(found).toContain(`qabot discord unregister --guild ${world.GUILD}`);
    await unregister(variables, world.GUILD);
    expect(await wrong()).toEqual([]);
  });

  it('are found by their global ones too', async () => {
    await register(variables);
    const local = { ...variables, DISCORD_GUILD_ID: world.GUILD };
    await register(local);
    expect(await wrong(local)).toHaveLength(1);
    await unregister(variables, undefined);
    expect(discord.commands).toEqual([]);
    expect(await wrong(local)).toEqual([]);
  });
});

const CHANNEL = `/channels/${world.MAINTAINERS}`;

const found = async (channel = world.MAINTAINERS): Promise<string> =>
  (await look({ ...variables, DISCORD_MAINTAINERS_CHANNEL: channel })).at(-1)?.text ?? '';
const shown = (overwrite: object): void =>
  discord.refuse(new RegExp(`^${CHANNEL}$`), {
    status: 200,
    body: world.maintainersChannel({ ...overwrite }),
  });

describe('the maintainers’ channel', () => {
  it('is fine where the bot may post', async () => {
    expect(await found()).toContain('can post');
  });

  it.each([
    ['may not write', { allow: '1024', deny: '2048' }],
    ['may not see', { allow: '2048', deny: '1024' }],
  ])('says so where the bot %s', async (_, overwrite) => {
    shown(overwrite);
    expect(await found()).toContain('give it "View Channel" and "Send Messages"');
  });

  it('says so where there is no such channel, none that takes messages, and none that the bot sees', async () => {
    expect(await found('399999999999999999')).toContain('copy its number again');
    expect(await found(world.FORUM)).toContain('name a text channel');
    discord.refuse(/^.channels/, { status: 403, body: { code: 50_001, message: 'Missing Access' } });
    expect(await found()).toContain('invite it to that server');
    expect(await found('garden')).toContain('must be the number of a channel');
  });

  it('is looked at when the bot is started', async () => {
    shown({ allow: '1024', deny: '2048' });
    const host = fakeHost({ ...variables, DISCORD_MAINTAINERS_CHANNEL: world.MAINTAINERS });
    const adapter = createDiscord();
    await adapter.start(host);
    await until(() => host.logged.some(({ level }) => level === 'error'));
    expect(host.logged.find(({ level }) => level === 'error')?.message).toContain('"Send Messages"');
    await adapter.stop();
  });
});

it('invites with the least permissions', async () => {
  const address = new URL(await invite(variables, false));
  expect(address.searchParams.get('client_id')).toBe(world.APPLICATION);
  expect(address.searchParams.get('scope')).toBe('bot applications.commands');
  // View channels, send messages, here and in threads, open threads, read history, add reactions.
  expect(address.searchParams.get('permissions')).toBe(
    String(2n ** 6n + 2n ** 10n + 2n ** 11n + 2n ** 16n + 2n ** 35n + 2n ** 38n),
  );
  expect(new URL(await invite(variables, true)).searchParams.get('permissions')).toBe(
    String(2n ** 6n + 2n ** 10n + 2n ** 11n + 2n ** 16n + 2n ** 34n + 2n ** 35n + 2n ** 38n),
  );
});

const run = async (
  words: readonly string[],
  token: string,
): Promise<{ readonly status: number; readonly output: string; readonly error: string }> => {
  const child = spawn(process.execPath, ['dist/src/main.js', ...words], {
    env: {
      ...process.env,
      ...variables,
      DISCORD_TOKEN: token,
      STORE_URL: ':memory:',
      QABOT_ADAPTERS: 'discord',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  let error = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    error += chunk;
  });
  const [status]: readonly number[] = await once(child, 'exit');
  return { status: status ?? -1, output, error };
};

describe('the program', () => {
  it('registers and invites from the command line', { timeout: 20_000 }, async () => {
    expect((await run(['discord', 'invite', '--forum'], world.TOKEN)).output).toMatch(
      /^https:\/\/discord\.com\/oauth2\/authorize\?\S+\n$/,
    );
    const { status, output } = await run(['discord', 'register', '--guild', world.GUILD], world.TOKEN);
    expect([status, output]).toEqual([0, 'The commands were registered.\n']);
    expect(writes()).toEqual([`/applications/${world.APPLICATION}/guilds/${world.GUILD}/commands`]);
  });

  it('ends with one line and status 1 on a bad token', { timeout: 20_000 }, async () => {
    const { status, error } = await run(['start'], 'wrong');
    expect(status).toBe(1);
    const lines = error.split('\n').filter((line) => line.startsWith('qabot:'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('DISCORD_TOKEN');
    expect(error).not.toMatch(/^\s+at /m);
  });
});
