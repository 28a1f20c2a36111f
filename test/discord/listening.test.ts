/** Channels and forums that are switched on, and the command that does it. */

import { afterEach, describe, expect, it } from 'vitest';
import {
  actions,
  answered,
  GOOD,
  notice,
  type Stage,
  stage,
  type StageOptions,
} from '../support/discord/stage.js';
import { ADMIN_ON, readableText, until } from '../support/discord/platform.js';
import { componentsIn } from '../support/discord/rules.js';
import * as world from '../support/discord/world.js';

let on: Stage;
afterEach(() => on.end());

const CONTENT = 1 << 15;
const { POST } = world;
const last = () => on.platform.discord.messages.at(-1);
const text = (): string => readableText(last()?.body ?? {});
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const begin = async (options: StageOptions = {}): Promise<void> => {
  on = await stage({
    wait: 0,
    prepare: async (_, host) => {
      await host.channels.change(world.CHANNEL, { listening: true });
      await host.channels.change(world.FORUM, { listening: true, precision: 0.97 });
    },
    ...options,
  });
  on.host.bot.onAsk('How?', () => GOOD);
};

const openPost = (content: string): void => {
  on.platform.discord.open(world.post());
  on.platform.write(content, { channel: POST, id: POST });
};

describe('a channel that is switched on', () => {
  it('connects with the privileged intent, and only then', async () => {
    await begin();
    expect(on.platform.discord.gateway.sessions.map(({ intents }) => (intents & CONTENT) !== 0)).toEqual([
      true,
    ]);
    await on.end();
    on = await stage();
    expect(on.platform.discord.gateway.sessions.map(({ intents }) => (intents & CONTENT) !== 0)).toEqual([
      false,
    ]);
  });

  it('answers a question as one that was overheard, and offers to stay out', async () => {
    await begin();
    on.platform.write('How?');
    await answered(on);
    expect(on.host.bot.asked[0]).toMatchObject({ attention: 'overheard' });
    const ids = componentsIn(last()?.body['components']).map((one) => one['custom_id']);
    expect(ids).toContain('quiet');
    on.platform.press((one) => one['custom_id'] === 'quiet');
    await answered(on, 2);
    expect(text()).toContain('discord.quieted');
  });

  it('leaves a question alone that somebody has answered while it waited', async () => {
    await begin({ wait: 150 });
    const first = on.platform.write('How?');
    on.platform.write('like this', {
      author: world.BEN,
      replyTo: { id: first, author: world.ANN, pings: false },
    });
    await pause(300);
    on.platform.write('How?', { author: world.BEN });
    await pause(50);
    on.platform.write(`<@${world.BEN}> try this`);
    await pause(300);
    expect(on.host.bot.asked).toEqual([]);
    on.platform.write('How?', { author: world.MAINTAINER });
    await answered(on);
  });

  it('leaves words to somebody else alone', async () => {
    await begin();
    on.platform.write(`<@${world.BEN}> How?`);
    await on.platform.say('one');
    await answered(on);
    expect(on.host.bot.asked.map(({ text: asked }) => asked)).toEqual(['one']);
  });
});

const isSolved = (one: Readonly<Record<string, unknown>>): boolean => one['custom_id'] === 'solved';

describe('a forum that is switched on', () => {
  it('answers a new post once, with its title read too, and marks it as solved', async () => {
    await begin();
    on.host.bot.onAsk('A question\nHow?', () => GOOD);
    openPost('How?');
    await answered(on);
    expect(on.host.bot.asked[0]).toMatchObject({ attention: 'overheard', precision: 0.97, place: POST });
    expect(last()?.channel).toBe(POST);
    const standing = last();
    on.platform.press(isSolved, { user: world.BEN }, undefined, standing);
    await answered(on, 2);
    expect(text()).toContain('discord.notYourPost');
    on.platform.press(isSolved, { user: world.ANN }, undefined, standing);
    await answered(on, 3);
    expect(text()).toContain('discord.solvedDone');
    const tagged = on.platform.discord.calls.find(
      ({ method, path }) => method === 'PATCH' && path === `/channels/${POST}`,
    );
    expect(tagged?.body).toEqual({ applied_tags: [world.SOLVED_TAG] });
    on.platform.write('and another thing', { channel: POST, author: world.BEN });
    await pause(50);
    expect(on.host.bot.asked).toHaveLength(1);
  });

  it('takes what the author goes on with for a question to the bot', async () => {
    await begin();
    on.host.bot.onAsk('A question\nHow?', () => GOOD);
    openPost('How?');
    await answered(on);
    on.platform.write('and in winter', { channel: POST, author: world.ANN });
    await answered(on, 2);
    expect(on.host.bot.asked[1]).toMatchObject({
      text: 'and in winter',
      attention: 'addressed',
      place: POST,
    });
  });

  it.each([
    ['the one who asked', world.ANN, 1],
    ['somebody else', world.BEN, 0],
  ])('counts "helpful" of %s as confirmed: %o sets the tag %i times', async (_, user, times) => {
    await begin();
    on.host.bot.onAsk('A question\nHow?', () => ({ ...GOOD, actions: actions('helpful', 'unhelpful') }));
    openPost('How?');
    await answered(on);
    const standing = last();
    const press = (kind: string) =>
      on.platform.press(
        (one) => one['custom_id'] === `act:${kind}:do-${kind}-1`,
        { user },
        undefined,
        standing,
      );
    press('unhelpful');
    await answered(on, 2);
    press('helpful');
    await answered(on, 3);
    const tagged = on.platform.discord.calls.filter(
      ({ method, path }) => method === 'PATCH' && path === `/channels/${POST}`,
    );
    expect(tagged.map(({ body }) => body)).toEqual(
      Array.from({ length: times }, () => ({ applied_tags: [world.SOLVED_TAG] })),
    );
  });

  it('takes a vote all the same where it may not set the tag', async () => {
    await begin();
    on.host.bot.onAsk('A question\nHow?', () => ({ ...GOOD, actions: actions('helpful') }));
    on.host.bot.onPress('do-helpful-1', () => notice('Thank you.'));
    openPost('How?');
    await answered(on);
    on.platform.discord.refuse(new RegExp(`^/channels/${POST}$`), {
      status: 403,
      body: { code: 50_013, message: 'Missing Permissions' },
    });
    on.platform.press((one) => one['custom_id'] === 'act:helpful:do-helpful-1');
    await answered(on, 2);
    expect(text()).toContain('Thank you.');
  });

  it('says which permission is missing', async () => {
    await begin();
    on.host.bot.onAsk('A question\nHow?', () => GOOD);
    openPost('How?');
    await answered(on);
    on.platform.discord.refuse(new RegExp(`^/channels/${POST}$`), {
      status: 403,
      body: { code: 50_013, message: 'Missing Permissions' },
    });
    on.platform.press((one) => one['custom_id'] === 'solved', { user: world.ANN });
    await answered(on, 2);
    expect(text()).toContain('discord.noTagRight');
  });
});

const admin = (options: readonly object[], acting: world.Acting = { user: world.MAINTAINER }): void =>
  on.platform.command(
    'ask-admin',
    options.map((option) => ({ ...option })),
    acting,
  );

describe('/ask-admin', () => {
  it('is for maintainers, by role or by permission', async () => {
    on = await stage();
    admin(
      ADMIN_ON.map((option) => option),
      { user: world.ANN },
    );
    await answered(on);
    expect(text()).toContain('channel.denied');
    admin(ADMIN_ON.map((option) => option));
    await answered(on, 2);
    expect(text()).toContain('channel.on');
    expect(last()?.isPrivate).toBe(true);
    expect(await on.host.channels.settings(world.CHANNEL)).toMatchObject({ listening: true });
  });

  it('connects again with the intent, and misses nothing', async () => {
    on = await stage();
    on.host.bot.onAsk('How?', () => GOOD);
    admin(ADMIN_ON.map((option) => option));
    const meanwhile = Array.from({ length: 12 }, (_, index) => `number ${index}`);
    for (const word of meanwhile) {
      await on.platform.say(word);
      await pause(15);
    }
    await answered(on, 13);
    on.platform.write('How?');
    await answered(on, 14);
    await until(() => on.platform.discord.gateway.sessions.length === 1);
    expect(on.host.bot.asked.map(({ text: asked }) => asked).toSorted()).toEqual(
      ['How?', ...meanwhile].toSorted(),
    );
    expect(on.host.exits).toEqual([]);
  });

  it('says so where the portal has the intent off', async () => {
    on = await stage({ prepare: ({ discord }) => discord.allowContent(false) });
    admin(ADMIN_ON.map((option) => option));
    await answered(on);
    expect(text()).toContain('discord.admin.noIntent');
  });

  it.each([
    [{ type: 1, name: 'precision', options: [{ type: 10, name: 'value', value: 0.8 }] }, 'precision=0.8'],
    [{ type: 1, name: 'precision', options: [{ type: 10, name: 'value', value: 2 }] }, 'channel.range'],
    [
      { type: 1, name: 'forum', options: [{ type: 3, name: 'state', value: 'on' }] },
      'discord.admin.notForum',
    ],
    [{ type: 1, name: 'status', options: [] }, 'channel.off'],
  ])('carries out %o', async (option, expected) => {
    on = await stage();
    admin([option]);
    await answered(on);
    expect(text()).toContain(expected);
  });
});
