/** Dispatches that have not Discord's shape: each is dropped, and the bot answers afterwards on the same connection. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { command, DISPATCHES, message } from '../support/discord/dispatches.js';
import { until } from '../support/discord/platform.js';
import { type Stage, stage } from '../support/discord/stage.js';
import * as world from '../support/discord/world.js';
import { wronged } from '../support/wronged.js';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(async () => {
  await on.end().catch(() => undefined);
});

const WHOLE = [undefined, null, 5, 'text', [], [null], {}];
const answersStill = async (): Promise<void> => {
  const { discord } = on.platform;
  // What a test has changed of the server is told anew, as after an outage.
  discord.gateway.frame('GUILD_CREATE', world.guild());
  const asked = (): number => on.host.bot.asked.filter(({ text }) => text === 'still there?').length;
  const before = asked();
  await on.platform.say('still there?');
  await until(() => asked() > before);
  expect(discord.gateway.counts).toEqual({ identified: 1, resumed: 0 });
};

const logged = (): readonly string[] => on.host.logged.map(({ message: line }) => line);

describe('a malformed dispatch', () => {
  it.each(DISPATCHES)('%s is dropped, whichever field is wrong', async (type, data) => {
    const { gateway } = on.platform.discord;
    for (const wrong of WHOLE) gateway.frame(type, wrong);
    for (const wrong of wronged(data)) gateway.frame(type, wrong);
    await answersStill();
  });

  it.each([
    ['MESSAGE_CREATE', { ...message, id: undefined }],
    ['MESSAGE_CREATE', { ...message, id: 'text' }],
    ['MESSAGE_CREATE', { ...message, channel_id: 5 }],
    ['INTERACTION_CREATE', { ...command, id: 'text' }],
  ])('%s without the ids that it is answered by is not answered', async (type, data) => {
    on.platform.discord.gateway.frame(type, data);
    await answersStill();
    expect(on.host.bot.asked.map(({ text }) => text)).toEqual(['still there?']);
    expect(on.platform.discord.faults).toEqual([]);
  });

  it('of no kind at all is dropped', async () => {
    for (const type of [...WHOLE, 'error', '__proto__', 'constructor', 'NOBODY_KNOWS'])
      on.platform.discord.gateway.frame(type, { id: '1' });
    await answersStill();
  });

  it('is dropped before the servers are there', async () => {
    await on.end();
    on = await stage({
      prepare({ discord }) {
        discord.gateway.early = [
          ['MESSAGE_CREATE', { ...message, author: null }],
          ['INTERACTION_CREATE', { ...command, data: null }],
          ['MESSAGE_CREATE', null],
        ];
      },
    });
    await answersStill();
  });

  it('leaves nothing behind that keeps a gap from being read', { timeout: 15_000 }, async () => {
    const { gateway } = on.platform.discord;
    gateway.frame('MESSAGE_CREATE', { ...message, id: 'text' });
    gateway.invalidate(false);
    await until(() => gateway.counts.identified === 2, 12_000);
    await on.platform.say('and now?');
    await until(() => on.host.bot.asked.some(({ text }) => text === 'and now?'));
    expect(logged()).not.toContain('an event could not be handled');
  });

  it('has one line in the log, without the words of a member', async () => {
    on.platform.discord.gateway.frame('MESSAGE_CREATE', { ...message, author: null, content: 'my secret' });
    await answersStill();
    expect(logged().filter((line) => line.includes('was dropped'))).toHaveLength(1);
    expect(JSON.stringify(on.host.logged)).not.toContain('my secret');
  });
});
