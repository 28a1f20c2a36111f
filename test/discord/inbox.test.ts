/** What was begun before the process was killed: it is answered, and once. */

import { expect, it, onTestFinished, vi } from 'vitest';
import type { Reply, Store } from '../../src/contract.js';
import { memoryStore } from '../../src/store/memory.js';
import { fakeHost, gate } from '../../src/testing/fakes.js';
import { createDiscord } from '../../adapters/discord/discord.js';
import { discordDouble } from '../support/discord/double.js';
import { discordPlatform, readableText, until } from '../support/discord/platform.js';
import { GOOD, IMPATIENT } from '../support/discord/stage.js';
import { away, mortal } from '../support/mortal.js';

const LEASE = 200;
const unanswered = () => new Promise<Reply>(() => undefined);

async function scene() {
  const discord = await discordDouble();
  const kept = memoryStore();
  onTestFinished(async () => {
    await discord.close();
    expect(discord.faults).toEqual([]);
  });
  /** A process on the store. */
  const begin = async (store: Store) => {
    const adapter = createDiscord({ patience: IMPATIENT, identifyThrottler: unpaced });
    const platform = await discordPlatform({ discord, adapter });
    const host = fakeHost(platform.settings, undefined, { store, lease: LEASE });
    await adapter.start(host);
    onTestFinished(() => adapter.stop());
    return { platform, host };
  };
  const left = async () => (await kept.list('inbox/')).map(([key]) => key);
  return { discord, kept, begin, left };
}
const unpaced = () => ({ waitForIdentify: async () => undefined });

it('every message that was being answered is answered by the next start, once', async () => {
  const { discord, kept, begin, left } = await scene();
  const dying = mortal(kept);
  const first = await begin(dying.store);
  first.host.bot.onAsk('How?', unanswered);
  for (let count = 0; count < 3; count += 1) await first.platform.say('How?');
  await until(() => first.host.bot.asked.length === 3);
  dying.kill();
  const next = await begin(kept);
  next.host.bot.onAsk('How?', () => GOOD);
  await until(() => discord.messages.length === 3);
  await vi.waitFor(async () => expect(await left()).toEqual([]));
  expect(discord.messages).toHaveLength(3);
});

it('a message whose answer stood is not answered again', async () => {
  const { discord, kept, begin, left } = await scene();
  const dying = mortal({ ...kept, deleteAll: away });
  const first = await begin(dying.store);
  first.host.bot.onAsk('How?', () => GOOD);
  await first.platform.say('How?');
  await until(() => discord.messages.length === 1);
  dying.kill();
  const next = await begin(kept);
  next.host.bot.onAsk('How?', () => GOOD);
  await vi.waitFor(async () => expect(await left()).toEqual([]), 3000);
  expect(discord.messages).toHaveLength(1);
});

it('a command that was announced is answered with its token', async () => {
  const { discord, kept, begin, left } = await scene();
  const dying = mortal(kept);
  const first = await begin(dying.store);
  first.host.bot.onAsk('How?', unanswered);
  first.platform.command('ask', [{ type: 3, name: 'question', value: 'How?' }]);
  await until(() => discord.calls.some(({ path }) => path.startsWith('/interactions/')));
  expect(JSON.stringify(await kept.list('inbox/'))).not.toContain('How?');
  dying.kill();
  const next = await begin(kept);
  next.host.bot.onAsk('How?', () => GOOD);
  await until(() => discord.messages.some(({ body }) => readableText(body).includes('Water it.')));
  await vi.waitFor(async () => expect(await left()).toEqual([]));
});

it('an interaction that a shared store does not keep is answered with "try again"', async () => {
  const { discord, kept, begin } = await scene();
  const one = await begin({ ...kept, isShared: true, claimAll: away });
  one.platform.command('ask', [{ type: 3, name: 'question', value: 'How?' }]);
  await until(() => discord.messages.some(({ body }) => readableText(body).includes(' fault>')));
  expect(one.host.bot.asked).toEqual([]);
});

it('a message that a shared store does not keep is read again until it does', async () => {
  const { discord, kept, begin } = await scene();
  let refusals = 1;
  const claimAll: Store['claimAll'] = (...given) => {
    refusals -= 1;
    return refusals < 0 ? kept.claimAll(...given) : away();
  };
  const one = await begin({ ...kept, isShared: true, claimAll });
  one.host.bot.onAsk('How?', () => GOOD);
  await one.platform.say('How?');
  await until(() => one.host.logged.some(({ level }) => level === 'error'));
  expect(one.host.bot.asked).toEqual([]);
  await until(() => discord.messages.length === 1, 10_000);
}, 15_000);

it('an interaction is announced only after it is stored: another replica may have it', async () => {
  const { discord, kept, begin } = await scene();
  const turn = gate<undefined>();
  const claimAll: Store['claimAll'] = async (...given) => {
    await turn.promise;
    return await kept.claimAll(...given);
  };
  const one = await begin({ ...kept, isShared: true, claimAll });
  one.host.bot.onAsk('How?', unanswered);
  const acknowledged = () => discord.calls.filter(({ path }) => path.startsWith('/interactions/'));
  one.platform.command('ask', [{ type: 3, name: 'question', value: 'How?' }]);
  await new Promise((resolve) => setTimeout(resolve, 3 * IMPATIENT.answer));
  expect(acknowledged()).toEqual([]);
  turn.open(undefined);
  await until(() => acknowledged().length === 1);
});
