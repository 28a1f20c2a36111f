import { EventEmitter, once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type Connected, connectedAtStart, loadedAtStart } from '../../adapters/common/at-start.js';
import type { Host } from '../../src/contract.js';
import { makeReply, fakeHost } from '../../src/testing/fakes.js';
import { builtInAdapters, chooseAdapters, settingsOf } from '../../src/app/adapters.js';

/** The path of a module whose adapter has this name. */
async function moduleOf(name: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'qabot-adapter-')), 'adapter.mjs');
  const adapter = `{ name: ${JSON.stringify(name)}, start: async () => {}, stop: async () => {} }`;
  await writeFile(path, `export default () => (${adapter});`);
  return path;
}

const chosen = async (
  named: readonly string[] | undefined,
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> =>
  (await chooseAdapters(named, environment, process.cwd())).map(({ name }) => name);

describe('the adapters that start', () => {
  it.each([
    ['none is configured', undefined, {}, ['repl']],
    ['a setting is empty', undefined, { SLACK_BOT_TOKEN: '' }, ['repl']],
    ['a setting is there that is not enough', undefined, { SLACK_APP_TOKEN: 'x' }, ['repl']],
    ['one is configured', undefined, { SLACK_BOT_TOKEN: 'x' }, ['slack']],
    ['one is configured in another way', undefined, { SLACK_CLIENT_ID: 'x' }, ['slack']],
    ['two are configured', undefined, { SLACK_CLIENT_ID: 'x', DISCORD_TOKEN: 'x' }, ['discord', 'slack']],
    ['one is named twice', ['Slack', 'SLACK'], {}, ['slack']],
    ['others are named', ['REPL'], { DISCORD_TOKEN: 'x' }, ['repl']],
    ['a module is named', ['./adapters/example/webhook.ts', 'slack'], {}, ['webhook', 'slack']],
  ] as const)('where %s', async (_, named, environment, expected) => {
    expect(await chosen(named, environment)).toEqual(expected);
  });

  it('see their own settings alone, and the language', () => {
    const environment = { WEBHOOK_PORT: '1', WEBHOOK_HOST: '', QABOT_LANGUAGE: ' ZH', SLACK_BOT_TOKEN: 'x' };
    expect(settingsOf({ name: 'webhook' }, environment)).toEqual({ WEBHOOK_PORT: '1', QABOT_LANGUAGE: 'zh' });
  });

  it('are refused in words when they are unknown or no adapter', async () => {
    await expect(chosen(['irc'])).rejects.toThrow('QABOT_ADAPTERS takes repl, discord, slack');
    await expect(chosen(['./no-such-module.mjs'])).rejects.toThrow('could not be loaded');
    await expect(chosen(['./src/errors.ts'])).rejects.toThrow('exports no adapter');
  });

  it.each([
    'store',
    'qabot',
    'chat',
    'learning',
    'core',
    'doctor',
    'terminal',
    'Pigeon',
    'a_b',
    '1',
    '',
    'pi geon',
  ])('are refused when they call themselves "%s"', async (name) => {
    await expect(chosen([await moduleOf(name)])).rejects.toThrow(`calls itself "${name}"`);
  });

  it('may have digits and dashes in their names', async () => {
    expect(await chosen([await moduleOf('pigeon-2')])).toEqual(['pigeon-2']);
    const environment = { PIGEON_2_WING: '1', PIGEON_WING: '2', STORE_KEY: 'x' };
    expect(settingsOf({ name: 'pigeon-2' }, environment)).toEqual({ PIGEON_2_WING: '1' });
  });
});

describe('an adapter of the project', () => {
  it('stops before it was started, and has nothing to deliver to', async () => {
    for (const adapter of await builtInAdapters()) {
      await adapter.stop();
      await expect(adapter.tellMaintainers?.(makeReply())).rejects.toThrow('was not started');
      await expect(adapter.deliver?.({ place: 'p', asker: 'a' }, makeReply())).rejects.toThrow(
        'was not started',
      );
    }
  });

  it('is loaded once, when it starts, and carries its calls out', async () => {
    const calls: string[] = [];
    const parts = loadedAtStart(async () => {
      calls.push('load');
      return {
        name: 'pigeon',
        start: async () => void calls.push('start'),
        stop: async () => void calls.push('stop'),
        deliver: async ({ place }) => void calls.push(place),
      };
    });
    expect(calls).toEqual([]);
    await parts.start(fakeHost());
    await parts.deliver({ place: 'roof', asker: 'a' }, makeReply());
    expect(await parts.tellMaintainers(makeReply())).toBe(false);
    await parts.stop();
    expect(calls).toEqual(['load', 'start', 'roof', 'stop']);
  });

  it('closes once what it opened while it was stopped, and starts no second time', async () => {
    const calls: string[] = [];
    const wind = new EventEmitter();
    const adapter = connectedAtStart('pigeon', async (_host, stopped) => {
      await once(wind, 'rises');
      calls.push(stopped.aborted ? 'open too late' : 'open');
      return {
        stop: async () => void calls.push('close'),
        deliver: async () => undefined,
        tellMaintainers: async () => true,
      };
    });
    await adapter.stop();
    const starting = adapter.start(fakeHost());
    await expect(adapter.start(fakeHost())).rejects.toThrow('already running');
    const stopping = Promise.all([adapter.stop(), adapter.stop()]);
    wind.emit('rises');
    await Promise.all([starting, stopping]);
    expect(calls).toEqual(['open too late', 'close']);
  });

  it('has nothing to close when it gave up, and may start again after a failure', async () => {
    const connect = vi.fn(async (_host: Host, stopped: AbortSignal): Promise<Connected> => {
      if (connect.mock.calls.length === 1) throw new Error('no wind');
      return await new Promise((_resolve, reject) => {
        stopped.addEventListener('abort', () => reject(stopped.reason));
      });
    });
    const adapter = connectedAtStart('pigeon', connect);
    await expect(adapter.start(fakeHost())).rejects.toThrow('no wind');
    const starting = expect(adapter.start(fakeHost())).rejects.toThrow('stopped while it was starting');
    await adapter.stop();
    await starting;
    await expect(adapter.deliver?.({ place: 'p', asker: 'a' }, makeReply())).rejects.toThrow('not connected');
  });
});
