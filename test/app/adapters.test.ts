import { describe, expect, it } from 'vitest';
import { loadedAtStart } from '../../adapters/common/at-start.js';
import { makeReply, fakeHost } from '../../src/testing/fakes.js';
import { builtInAdapters, chooseAdapters, settingsOf } from '../../src/app/adapters.js';

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
    const environment = { WEBHOOK_PORT: '1', WEBHOOK_HOST: '', QABOT_LANGUAGE: 'zh', SLACK_BOT_TOKEN: 'x' };
    expect(settingsOf({ name: 'webhook' }, environment)).toEqual({ WEBHOOK_PORT: '1', QABOT_LANGUAGE: 'zh' });
  });

  it('are refused in words when they are unknown or no adapter', async () => {
    await expect(chosen(['irc'])).rejects.toThrow('QABOT_ADAPTERS takes repl, discord, slack');
    await expect(chosen(['./no-such-module.mjs'])).rejects.toThrow('could not be loaded');
    await expect(chosen(['./src/errors.ts'])).rejects.toThrow('exports no adapter');
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
});
