/** What a question carries for the second reader, and how a channel is left out. Over the real client. */

import { afterEach, describe, expect, it } from 'vitest';
import { contextWords } from '../support/context-words.js';
import { readableText, until } from '../support/discord/platform.js';
import { type Json, textOf } from '../support/discord/rules.js';
import { answered, type Stage, stage } from '../support/discord/stage.js';
import * as world from '../support/discord/world.js';

let on: Stage;
afterEach(() => on.end());

const begin = async (secondReader = true): Promise<void> => {
  on = await stage({ secondReader });
};
const last = () => on.host.bot.asked.at(-1);
const context = () => contextWords(last());
const asked = (count = 1) => until(() => on.host.bot.asked.length >= count);
/** What stands in the channel before. */
const stands = (message: Json): { readonly id: string; readonly author: string; readonly pings: false } => {
  on.platform.discord.say(message);
  return { id: textOf(message['id']), author: textOf(Object(message['author'])['id']), pings: false };
};
const mention = (words: string, written: world.Written = {}): void =>
  void on.platform.write(`<@${world.BOT}> ${words}`, written);
const complaints = () =>
  on.host.logged.filter(({ message }) => message === 'a message before this one could not be read');

describe('a question', () => {
  it('carries the message that it replies to', async () => {
    await begin();
    const replyTo = stands(world.message(`<@${world.BEN}> **nacos** on Windows`, { author: world.BEN }));
    mention('and on Linux?', { replyTo });
    await asked();
    expect(await context()).toEqual({ pointedAt: '@ben **nacos** on Windows', threadStart: undefined });
    expect(last()?.secondReader).toBeUndefined();
  });

  it('carries the bot’s own answer, whose text stands in components', async () => {
    await begin();
    const own = world.message('', { author: world.BOT });
    const text = { type: 17, components: [{ type: 10, content: 'Set it to 3.' }, { type: 14 }] };
    mention('and then?', { replyTo: stands({ ...own, components: [text], flags: 1 << 15 }) });
    await asked();
    expect((await context()).pointedAt).toBe('Set it to 3.');
  });

  it('carries how its forum post begins, once', async () => {
    await begin();
    on.platform.discord.open(world.post());
    const first = stands(world.message('They do not come up.', { channel: world.POST, id: world.POST }));
    mention('and beans?', { author: world.BEN, channel: world.POST });
    await asked();
    const start = 'A question\nThey do not come up.';
    expect(await context()).toEqual({ pointedAt: undefined, threadStart: start });
    mention('and peas?', { author: world.BEN, channel: world.POST, replyTo: first });
    await asked(2);
    expect(await context()).toEqual({ pointedAt: start, threadStart: undefined });
  });

  it.each([
    ['deleted', { status: 404, body: { code: 10_008, message: 'Unknown Message' } }],
    [
      'late',
      {
        status: 429,
        body: { message: 'slow down', retry_after: 2.5, global: false },
        headers: { 'retry-after': '2.5', 'x-ratelimit-scope': 'user' },
      },
    ],
  ])('is asked without what is %s', async (_, refusal) => {
    await begin();
    const replyTo = stands(world.message('nacos'));
    on.platform.discord.refuse(/messages\/\d+$/, refusal);
    mention('and on Linux?', { replyTo });
    await answered(on);
    expect(last()?.text).toBe('and on Linux?');
    expect((await context()).pointedAt).toBeUndefined();
    expect(complaints().map(({ level }) => level)).toEqual(['debug']);
  });

  it('looks nothing up before the core asks, with or without a second reader', async () => {
    await begin(false);
    mention('and on Linux?', { replyTo: stands(world.message('nacos')) });
    await asked();
    expect(on.platform.discord.calls.filter(({ path }) => /messages\/\d+$/.test(path))).toEqual([]);
    expect((await context()).pointedAt).toBe('nacos');
  });

  it('names people in one word, so that nothing of a name is left where it is taken out', async () => {
    await begin();
    const told = world.message(`<@${world.BOT}> <@${world.BEN}> how?`);
    const ben = { ...world.user(world.BEN), global_name: 'Ben de Boer', member: world.member(world.BEN) };
    on.platform.discord.say({ ...told, mentions: [world.user(world.BOT), ben] });
    await asked();
    expect(last()?.text).toBe('@Ben_de_Boer how?');
  });
});

const state = (value: string) => ({
  type: 1,
  name: 'second-reader',
  options: [{ type: 3, name: 'state', value }],
});
const admin = async (option: Json): Promise<string> => {
  const before = on.platform.discord.messages.length;
  on.platform.command('ask-admin', [option], { user: world.MAINTAINER, permissions: world.MANAGE_GUILD });
  await answered(on, before + 1);
  return readableText(on.platform.discord.messages.at(-1)?.body ?? {});
};

describe('a channel that is left out', () => {
  it('says so with every question, and looks nothing up', async () => {
    await begin();
    expect(await admin({ type: 1, name: 'status', options: [] })).toContain('channel.secondReaderOn');
    expect(await admin(state('off'))).toContain('channel.secondReaderOff');
    const replyTo = stands(world.message('nacos'));
    mention('and on Linux?', { replyTo });
    await asked();
    on.platform.command('ask', [{ type: 3, name: 'question', value: 'how?' }]);
    await asked(2);
    on.platform.menu('Answer this', world.message('how?', { author: world.BEN, replyTo }));
    await asked(3);
    expect(on.host.bot.asked.map(({ secondReader }) => secondReader)).toEqual([false, false, false]);
    expect(on.platform.discord.calls.filter(({ path }) => path.endsWith(replyTo.id))).toEqual([]);
    await answered(on, 5);
    expect(await admin(state('on'))).toContain('channel.secondReaderOn');
    mention('and now?', { replyTo });
    await asked(4);
    expect((await context()).pointedAt).toBe('nacos');
  });

  it('is a forum for all of its posts', async () => {
    await begin();
    await on.host.channels.change(world.FORUM, { secondReader: false });
    on.platform.discord.open(world.post());
    mention('and beans?', { author: world.BEN, channel: world.POST });
    await asked();
    on.platform.command('ask', [{ type: 3, name: 'question', value: 'how?' }], { channel: world.POST });
    await asked(2);
    expect(on.host.bot.asked.map(({ secondReader }) => secondReader)).toEqual([false, false]);
  });

  it('is named so where there is no second reader', async () => {
    await begin(false);
    expect(await admin({ type: 1, name: 'status', options: [] })).not.toContain('secondReader');
    expect(await admin(state('off'))).toContain('channel.secondReaderOff');
  });
});
