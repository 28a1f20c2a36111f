/** What the core is told of messages, reactions and changes, for answers to be gathered. Over the wire. */

import { afterEach, expect, it, vi } from 'vitest';
import type { Noticed } from '../../src/contract.js';
import { type Stage, stage, type StageOptions } from '../support/discord/stage.js';
import * as world from '../support/discord/world.js';

let on: Stage;
afterEach(() => on.end());

const { ANN, BEN, CHANNEL, MAINTAINER, POST } = world;
const REACTIONS = 1 << 10;
const pause = () => new Promise((resolve) => setTimeout(resolve, 80));
const begin = async (options: StageOptions = {}): Promise<void> => {
  on = await stage({
    prepare: async (_, host) => void (await host.channels.change(CHANNEL, { learning: true })),
    ...options,
  });
};
const last = async (kind: Noticed['kind']): Promise<Noticed> =>
  await vi.waitFor(() => {
    const found = on.host.noticed.findLast((one) => one.kind === kind);
    if (found === undefined) throw new Error(`nothing was ${kind}`);
    return found;
  });
const textsOf = async (noticed: Noticed, message = noticed.message) =>
  (await noticed.read(message))?.messages.map(({ text }) => text);
const write = (author: string, text: string, to?: string, channel = CHANNEL): string =>
  on.platform.write(text, {
    author,
    channel,
    ...(to === undefined ? {} : { replyTo: { id: to, author: ANN, pings: false } }),
  });

it('is only told reactions where a channel is switched on', async () => {
  await begin();
  const intents = () => on.platform.discord.gateway.sessions.map((one) => (one.intents & REACTIONS) !== 0);
  expect(intents()).toEqual([true]);
  await on.end();
  on = await stage();
  expect(intents()).toEqual([false]);
});

it('a maintainer’s reply brings what it replies to, up to the question, and what goes on below it', async () => {
  await begin();
  const question = write(ANN, 'how?');
  write(BEN, 'something else');
  const back = write(MAINTAINER, 'which version?', question);
  const version = write(ANN, '5.2', back);
  write(MAINTAINER, 'Set it.', version);
  const more = write(MAINTAINER, 'Then restart.');
  write(BEN, 'and something else');
  await vi.waitFor(() => expect(on.host.noticed).toHaveLength(3));
  const noticed = await last('written');
  expect(on.host.noticed.map(({ message }) => message)).toContain(more);
  const texts = ['how?', 'which version?', '5.2', 'Set it.', 'Then restart.'];
  for (const one of [back, more]) expect(await textsOf(noticed, one)).toEqual(texts);
  // As the import of an export names it.
  expect((await noticed.read(more))?.id).toBe(`${world.GUILD}/${CHANNEL}/${question}`);
  // Nobody has replied to it, and it replies to nothing.
  expect(await textsOf(noticed, question)).toBeUndefined();
  on.platform.discord.remove(question);
  expect(await textsOf(noticed)).toBeUndefined();
});

it('a post of a forum is a conversation, and its title is part of the question', async () => {
  await begin();
  on.platform.discord.open(world.post());
  write(ANN, 'how?', undefined, POST);
  on.platform.write('how?', { author: ANN, channel: POST, id: POST });
  write(MAINTAINER, 'Set it.', undefined, POST);
  const noticed = await last('written');
  expect(noticed).toMatchObject({ channel: world.FORUM, place: POST });
  const [first, ...others] = (await textsOf(noticed)) ?? [];
  expect(first).toBe('A question\nhow?');
  expect(others.at(-1)).toBe('Set it.');
  expect((await noticed.read(noticed.message))?.id).toBe(`${world.GUILD}/${POST}`);
});

it('reactions, edits and deletions are told, and messages of others than maintainers are not', async () => {
  await begin();
  const question = write(ANN, 'how?');
  const answer = write(BEN, 'Set it.', question);
  on.platform.discord.react(MAINTAINER, answer, '✅');
  const noticed = await last('reacted');
  expect(noticed).toMatchObject({ channel: CHANNEL, message: answer, reaction: '✅' });
  expect(await noticed.isMaintainer()).toBe(true);
  expect(await textsOf(noticed)).toEqual(['how?', 'Set it.']);
  on.platform.discord.react(ANN, answer, '✅');
  await vi.waitFor(async () => expect(await (await last('reacted')).isMaintainer()).toBe(false));
  on.platform.discord.edit(answer, 'Set the other.');
  expect(await last('edited')).toMatchObject({ message: answer });
  on.platform.discord.remove(answer);
  expect(await last('deleted')).toMatchObject({ message: answer });
  await pause();
  expect(on.host.noticed.filter(({ kind }) => kind === 'written')).toEqual([]);
});
