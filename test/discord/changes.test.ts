/** Questions that are edited, deleted or taken back, and posts that are solved. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../src/contract.js';
import { namingOwners } from '../../src/store/contract.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { gate, makeReply } from '../../src/testing/fakes.js';
import { readableText, until } from '../support/discord/platform.js';
import { componentsIn } from '../support/discord/rules.js';
import { actions, answered, GOOD, type Stage, stage, type StageOptions } from '../support/discord/stage.js';
import * as world from '../support/discord/world.js';

let on: Stage;
afterEach(() => on.end());

const { ANN, BEN, BOT, CHANNEL, DIRECT, FORUM, POST } = world;
const pause = (milliseconds = 80) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const answerOf = (text: string): Reply => makeReply({ kind: 'answer', text, entry: 'e1' });
const mention = (text: string): string => `<@${BOT}> ${text}`;
const standing = () => on.platform.discord.messages;
const shown = (): string =>
  standing()
    .map(({ body }) => readableText(body))
    .join('\n');
const asked = () => on.host.bot.asked.map(({ text }) => text);
const stored = async (prefix: string) => await on.host.store.list(prefix);
const begin = async (options: StageOptions = {}): Promise<void> => {
  on = await stage(options);
  on.host.bot.onAsk('one', () => answerOf('first'));
  on.host.bot.onAsk('two', () => answerOf('second'));
};
const listening: StageOptions = {
  wait: 150,
  prepare: async (_, host) => void (await host.channels.change(CHANNEL, { listening: true })),
};
/** A question that was answered, and whose answer is remembered. */
const answeredOne = async (text = mention('one')): Promise<string> => {
  const id = on.platform.write(text);
  await answered(on);
  await until(() => on.host.logged.some(({ message }) => message === 'answered'));
  return id;
};
/** A mention whose answer is under way until the gate opens. */
const underWay = async (written: world.Written = {}) => {
  await begin();
  const reply = gate<Reply>();
  on.host.bot.onAsk('one', () => reply.promise);
  const id = on.platform.write(written.channel === DIRECT ? 'one' : mention('one'), written);
  await until(() => on.host.bot.asked.length === 1);
  return { id, reply };
};

it('every record is tagged with the member whom it concerns', async () => {
  const database = memoryDatabase();
  const store = namingOwners(database.store('discord'), async (id) => `hash of ${id}`);
  await begin({ ...listening, store });
  on.host.bot.onAsk('long', () => answerOf(`${'A long answer. '.repeat(80)}\n\n`.repeat(12)));
  await answeredOne(mention('long'));
  on.platform.write('one');
  await answered(on, 2);
  await pause(300);
  const rows = await database.store('discord').list('');
  const kinds = new Set(rows.map(([key]) => key.split('/')[0]));
  for (const kind of ['sent', 'replyTo', 'kept', 'seen', 'place']) expect(kinds).toContain(kind);
  await database.forget(`hash of ${ANN}`);
  const left = (await database.store('discord').list('')).map(([key]) => key);
  expect(left.filter((key) => !/^(?:alive\/|ended$)/.test(key))).toEqual([`channel/${CHANNEL}`]);
});

const NVM = ['nvm, found it myself', '自己解决了，谢谢'];

describe('an overheard question that waits', () => {
  it('is left alone when it is deleted, alone or with others', async () => {
    await begin(listening);
    const [one, two, three] = ['one', 'two', 'three'].map((text) => on.platform.write(text));
    await pause(30);
    on.platform.discord.remove(one ?? '');
    on.platform.discord.remove(two ?? '', three ?? '');
    await pause(250);
    expect(asked()).toEqual([]);
  });

  it.each(NVM)('is left alone when it is edited to %s, or its asker says so', async (text) => {
    await begin(listening);
    on.host.bot.onAsk(text, () => undefined);
    const edited = on.platform.write('one?', { author: BEN });
    on.platform.write('two?');
    await pause(30);
    on.platform.discord.edit(edited, text);
    on.platform.write(text);
    await pause(250);
    expect(asked()).toEqual([text]);
    expect(standing()).toEqual([]);
  });

  it('is answered as it was edited', async () => {
    await begin(listening);
    const id = on.platform.write('one');
    await pause(30);
    on.platform.discord.edit(id, 'two');
    await answered(on);
    expect(asked()).toEqual(['two']);
    expect(on.host.bot.asked[0]).toMatchObject({ attention: 'overheard' });
  });
});

describe('a change that comes while the answer is under way', () => {
  it('leaves nothing to be said when the question is deleted', async () => {
    const { id, reply } = await underWay();
    on.platform.discord.remove(id);
    await pause();
    reply.open(answerOf('first'));
    await pause();
    expect(standing()).toEqual([]);
    expect(await stored('change/')).toEqual([]);
  });

  it('counts when the question is edited', async () => {
    const { id, reply } = await underWay();
    on.platform.discord.edit(id, mention('two'));
    await pause();
    reply.open(answerOf('first'));
    await answered(on);
    expect(shown()).toContain('second');
    expect(standing()).toHaveLength(1);
  });

  it('is passed over when the question cannot be read again', async () => {
    const { id, reply } = await underWay();
    on.platform.discord.refuse(new RegExp(`messages/${id}$`), {
      status: 403,
      body: { code: 50_001, message: 'Missing Access' },
    });
    on.platform.discord.edit(id, mention('two'));
    await pause();
    reply.open(answerOf('first'));
    await answered(on);
    expect(shown()).toContain('first');
  });

  it.each(NVM)('leaves nothing to be said when it says now %s', async (text) => {
    const { id, reply } = await underWay();
    on.host.bot.onAsk(text, () => makeReply({ kind: 'acknowledgement' }));
    on.platform.discord.edit(id, mention(text));
    await pause();
    reply.open(answerOf('first'));
    await pause();
    expect(standing()).toEqual([]);
  });

  it.each([
    ['beside it', 'nvm, found it', () => ({})],
    ['as a reply to it', '自己解决了，谢谢', (id: string) => ({ replyTo: { id, author: ANN } })],
    ['to the bot', mention('nvm'), () => ({})],
  ])('leaves nothing to be said when the asker takes it back %s', async (_, text, where) => {
    // Without the intent only mentions have words.
    const { id, reply } = await underWay({});
    await on.host.channels.change(CHANNEL, { listening: true });
    on.platform.command(
      'ask-admin',
      [{ type: 1, name: 'channel', options: [{ type: 3, name: 'state', value: 'on' }] }],
      { user: world.MAINTAINER },
    );
    await answered(on);
    on.platform.discord.clear();
    on.platform.write(text, where(id));
    await pause();
    reply.open(answerOf('first'));
    await pause();
    expect(standing()).toEqual([]);
  });

  it('is followed by a reaction where the asker takes it back to the bot', async () => {
    await begin();
    on.host.bot.onAsk('nvm', () => makeReply({ kind: 'acknowledgement', text: 'All right.' }));
    const id = on.platform.write(mention('nvm'));
    await until(() => on.platform.discord.calls.some(({ path }) => path.includes(`${id}/reactions/`)));
    await pause();
    expect(standing()).toEqual([]);
  });

  it('leaves nothing to be said when the asker takes it back in direct messages', async () => {
    const { reply } = await underWay({ channel: DIRECT });
    on.platform.write('nvm, found it', { channel: DIRECT });
    await pause();
    reply.open(answerOf('first'));
    await pause();
    expect(standing()).toEqual([]);
  });
});

describe('an answered question', () => {
  it('that is edited changes its reply in place, as often as it is edited', async () => {
    await begin();
    const id = await answeredOne();
    const [reply] = standing();
    on.platform.discord.edit(id, mention('two'));
    await until(() => shown().includes('second'));
    expect(standing().map((one) => one.id)).toEqual([reply?.id]);
    on.platform.discord.edit(id, mention('one'));
    await until(() => shown().includes('first'));
    const ids = componentsIn(standing()[0]?.body['components']).map((one) => one['custom_id']);
    expect(ids).toContain('remove');
  });

  it.each([
    ['deleted', (id: string) => on.platform.discord.remove(id)],
    ['edited', (id: string) => on.platform.discord.edit(id, mention('two'))],
  ])('that is %s leaves no answer to point to', async (_, changes) => {
    await begin();
    on.host.bot.onAsk('one', () => ({ ...answerOf('first'), question: 'How?' }));
    const id = await answeredOne();
    await vi.waitFor(async () => expect(await stored('posted/')).toHaveLength(1));
    changes(id);
    await vi.waitFor(async () => expect(await stored('posted/')).toEqual([]));
  });

  it('that only unfolds, or says the same, changes nothing', async () => {
    await begin();
    const id = await answeredOne();
    on.platform.discord.edit(id, undefined);
    on.platform.discord.edit(id, mention('one '));
    await pause();
    expect(asked()).toEqual(['one']);
  });

  it.each([
    ['pressed', () => on.platform.press((one) => one['custom_id'] === 'act:why:do-why-1')],
    ['marked', (reply: string) => void on.platform.discord.reactions.set(reply, [{ count: 1 }])],
  ])('that is edited leaves a reply as it is that somebody has %s', async (_, reacts) => {
    await begin();
    on.host.bot.onAsk('one', () => ({ ...GOOD, actions: actions('why') }));
    const id = await answeredOne();
    reacts(standing()[0]?.id ?? '');
    await pause();
    on.platform.discord.edit(id, mention('two'));
    await pause();
    expect(asked()).toEqual(['one']);
  });

  it.each(NVM)('that is edited to %s takes its reply with it', async (text) => {
    await begin();
    on.host.bot.onAsk(text, () => makeReply({ kind: 'acknowledgement' }));
    const id = await answeredOne();
    on.platform.discord.edit(id, mention(text));
    await until(() => standing().length === 0);
  });

  it('that does not mention the bot any more keeps its reply, where nobody lets the bot read it', async () => {
    await begin({ prepare: ({ discord }) => discord.allowContent(false) });
    const id = await answeredOne();
    on.platform.discord.edit(id, 'nobody in particular');
    await pause();
    expect(asked()).toEqual(['one']);
    expect(shown()).toContain('first');
  });

  it('that is deleted takes its reply with it, and nothing is kept', async () => {
    await begin();
    const id = await answeredOne();
    const [reply] = standing();
    on.platform.discord.remove(id);
    await until(() => standing().length === 0);
    await pause();
    expect(await stored(`sent/${reply?.id}`)).toEqual([]);
    expect(await stored('replyTo/')).toEqual([]);
  });

  it('leaves no word of its own in the store', async () => {
    await begin();
    const id = await answeredOne(mention('my secret'));
    on.platform.discord.edit(id, mention('my other secret'));
    await until(() => on.host.bot.asked.length === 2);
    await pause();
    expect(JSON.stringify(await stored(''))).not.toContain('secret');
  });
});

const solved = () =>
  componentsIn(standing()[0]?.body['components']).find((one) => one['custom_id'] === 'solved');
const isShown = () => solved()?.['disabled'] === true;
const press = (fits: (id: string) => boolean) =>
  on.platform.press((one) => fits(String(one['custom_id'])), { user: ANN }, undefined, standing()[0]);
const tagged = () =>
  on.platform.discord.calls.filter(({ method, path }) => method === 'PATCH' && path === `/channels/${POST}`);
const said = (words: string): number => shown().split(words).length - 1;

const ask = async (): Promise<void> => {
  on.platform.write('one', { channel: POST, id: POST });
  await answered(on);
  await until(() => on.host.logged.some(({ message }) => message === 'answered'));
  await pause(20);
};

describe('a forum post', () => {
  const inForum: StageOptions = {
    wait: 0,
    prepare: async (_, host) => void (await host.channels.change(FORUM, { listening: true })),
  };
  const open = async (tags: readonly string[] = []): Promise<void> => {
    await begin(inForum);
    on.host.bot.onAsk('A question\none', () => ({ ...GOOD, actions: actions('helpful') }));
    on.platform.discord.open({ ...world.post(), applied_tags: tags });
  };

  it('that is tagged as solved is left alone, but for a mention, whose reply shows it', async () => {
    await open([world.SOLVED_TAG]);
    on.platform.write('one', { channel: POST, id: POST });
    on.platform.write('and one', { channel: POST, author: BEN });
    await pause();
    expect(asked()).toEqual([]);
    on.platform.write(mention('one'), { channel: POST, author: BEN });
    await answered(on);
    expect(isShown()).toBe(true);
  });

  it('that becomes solved while its question waits is left alone', async () => {
    await begin({ ...inForum, wait: 120 });
    on.platform.discord.open(world.post());
    on.platform.write('one', { channel: POST, id: POST });
    await pause(30);
    on.platform.discord.tag(POST, [world.SOLVED_TAG]);
    await pause(200);
    expect(standing()).toEqual([]);
  });

  it('shows it in its replies after the button, and says it once', async () => {
    await open();
    await ask();
    expect(isShown()).toBe(false);
    const button = solved();
    press((id) => id === 'solved');
    await until(isShown);
    await answered(on, 2);
    expect(button?.['style']).not.toBe(solved()?.['style']);
    // Somebody else's client still has the green button.
    press((id) => id === 'solved');
    press((id) => id === 'act:helpful:do-helpful-1');
    await answered(on, 3);
    await pause();
    expect(tagged()).toHaveLength(1);
    expect(said('discord.solvedDone')).toBe(1);
  });

  it('shows it after a tag that was set by hand, or by "helpful", and no longer when it is taken away', async () => {
    await open();
    await ask();
    on.platform.discord.tag(POST, [world.SOLVED_TAG]);
    await until(isShown);
    on.platform.discord.tag(POST, []);
    await until(() => !isShown());
    press((id) => id === 'act:helpful:do-helpful-1');
    await until(isShown);
    await answered(on, 2);
    expect(said('discord.solvedDone')).toBe(0);
  });

  it('has the button under what a command says in it too', async () => {
    await open();
    on.host.bot.onAsk('one', () => GOOD);
    on.platform.command('ask', [{ type: 3, name: 'question', value: 'one' }], { channel: POST });
    await answered(on);
    expect(solved()).toMatchObject({ style: 3 });
    await until(() => on.platform.discord.calls.length > 0);
    await pause();
    on.platform.discord.tag(POST, [world.SOLVED_TAG]);
    await until(isShown);
  });
});

const warnings = () => on.host.logged.filter(({ level }) => level === 'warn' || level === 'error');
const posts = () => on.platform.discord.calls.filter(({ path }) => path === `/channels/${CHANNEL}/messages`);
const marks = () => on.platform.discord.calls.filter(({ path }) => path.includes('/reactions/'));
describe('a channel in which Discord refuses a post', () => {
  it.each([
    [50_001, 'View Channel'],
    [50_013, 'Send Messages'],
    [160_002, 'Read Message History'],
    [160_005, 'locked'],
    [30_033, 'full'],
    [10_003, 'gone'],
  ])('%i: is posted in once, logged in one line, and the member gets a mark', async (code, word) => {
    await begin();
    on.platform.discord.refuse(/messages$/, { status: 403, body: { code, message: 'no' }, times: 9 });
    on.platform.write(mention('one'));
    await until(() => marks().length === 1);
    on.platform.write(mention('two'));
    await until(() => marks().length === 2);
    expect(posts()).toHaveLength(1);
    expect(warnings()).toHaveLength(1);
    expect(warnings()[0]?.message).toContain(word);
    expect(warnings()[0]?.message).toContain(CHANNEL);
    expect(warnings()[0]?.fields).toEqual({ channel: CHANNEL, code });
  });

  it('tells the member privately where it may not even leave a mark', async () => {
    await begin();
    const body = { code: 50_013, message: 'Missing Permissions' };
    on.platform.discord.refuse(new RegExp(`${CHANNEL}/messages$`), { status: 403, body });
    on.platform.discord.refuse(/reactions/, { status: 403, body });
    on.platform.write(mention('one'));
    await answered(on);
    expect(standing()[0]?.channel).toBe(DIRECT);
    expect(shown()).toContain('discord.refused');
    expect(warnings()).toHaveLength(1);
  });

  it('and nobody else either: then it rests', async () => {
    await begin();
    const body = { code: 50_013, message: 'Missing Permissions' };
    on.platform.discord.refuse(/reactions|CHANNEL/, { status: 403, body });
    on.platform.discord.refuse(new RegExp(`${CHANNEL}/messages$`), { status: 403, body });
    on.platform.discord.refuse(new RegExp(`${DIRECT}/messages$`), {
      status: 403,
      body: { code: 50_007, message: 'Cannot send messages to this user' },
    });
    on.platform.write(mention('one'));
    await until(() => on.host.logged.some(({ level }) => level === 'debug'));
    expect(warnings()).toHaveLength(1);
  });

  it('for its words (AutoMod) is open to other words', async () => {
    await begin();
    const body = { code: 200_000, message: 'Message was blocked by automatic moderation' };
    on.platform.discord.refuse(/messages$/, { status: 400, body });
    on.platform.write(mention('one'));
    await until(() => marks().length === 1);
    expect(posts()).toHaveLength(1);
    expect(warnings()[0]?.message).toContain('AutoMod');
    on.platform.write(mention('two'));
    await answered(on);
  });

  it('unasked is not troubled, and nobody is told', async () => {
    await begin({ ...listening, wait: 0 });
    on.platform.discord.refuse(/messages$/, { status: 403, body: { code: 50_013, message: 'no' } });
    on.platform.write('one');
    await until(() => warnings().length === 1);
    await pause();
    expect(marks()).toEqual([]);
  });
});
