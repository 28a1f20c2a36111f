/** The adapter on the real client, over loopback: every kind of interaction and message. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answered, GOOD, IMPATIENT, type Stage, stage } from '../support/discord/stage.js';
import { readableText, until } from '../support/discord/platform.js';
import { componentsIn, record, textOf } from '../support/discord/rules.js';
import * as world from '../support/discord/world.js';
import { makeReply, gate } from '../../src/testing/fakes.js';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(() => on.end());

const option = (name: string, value: unknown, more = {}) => ({ type: 3, name, value, ...more });
const last = () => on.platform.discord.messages.at(-1);
const text = (): string => readableText(last()?.body ?? {});
const bodies = (path: RegExp) => on.platform.discord.calls.filter((call) => path.test(call.path));

describe('/ask', () => {
  it('answers in the channel, once, and offers to remove the answer', async () => {
    on.host.bot.onAsk('How?', () => GOOD);
    on.platform.command('ask', [option('question', 'How?')]);
    await answered(on);
    expect(text()).toContain('Water it.');
    expect(last()?.isPrivate).toBe(false);
    expect(componentsIn(last()?.body['components']).map((one) => one['custom_id'])).toContain('remove');
    expect(on.host.bot.asked[0]).toMatchObject({
      asker: world.ANN,
      place: `${world.CHANNEL}/@${world.ANN}`,
      attention: 'addressed',
    });
  });

  it('answers the one who asked alone when told so, or when there is no answer', async () => {
    on.host.bot.onAsk('How?', () => GOOD);
    on.platform.command('ask', [option('question', 'How?'), { type: 5, name: 'private', value: true }]);
    await answered(on);
    expect(last()?.isPrivate).toBe(true);
    on.platform.command('ask', [option('question', 'What?')]);
    await answered(on, 2);
    expect(last()?.isPrivate).toBe(true);
  });

  it('restricts the answer to a project', async () => {
    on.platform.command('ask', [option('question', 'How?'), option('project', 'Greenhouse')]);
    await answered(on);
    expect(on.host.bot.asked[0]?.project).toBe('Greenhouse');
  });

  it('suggests questions while one is typed, and answers exactly the one that is picked', async () => {
    const long = 'x'.repeat(300);
    on.host.bot.suggest([
      { kind: 'project', label: 'Greenhouse', text: 'Greenhouse' },
      { kind: 'question', label: 'How do I grow a seed?', text: long, token: 'eSeed' },
      { kind: 'question', label: 'An old index?', text: 'An old index?' },
      { kind: 'question', label: 'too long', text: long },
    ]);
    on.platform.discord.interact(
      world.interaction(4, {
        id: '1',
        name: 'ask',
        type: 1,
        options: [option('question', 'how', { focused: true })],
      }),
    );
    await until(() => bodies(/callback$/).length > 0);
    expect(record(bodies(/callback$/)[0]?.body['data'])['choices']).toEqual([
      { name: 'How do I grow a seed?', value: 'pick:eSeed' },
      { name: 'An old index?', value: 'An old index?' },
    ]);
    on.host.bot.onPress('eSeed', () => GOOD);
    on.platform.command('ask', [option('question', 'pick:eSeed')]);
    await answered(on);
    expect(text()).toContain('Water it.');
    expect(on.host.bot.asked).toEqual([]);
  });

  it('suggests projects in their option', async () => {
    on.host.bot.suggest([{ kind: 'project', label: 'Greenhouse', text: '/project Greenhouse' }]);
    on.platform.discord.interact(
      world.interaction(4, {
        id: '1',
        name: 'tasks',
        type: 1,
        options: [option('project', 'gre', { focused: true })],
      }),
    );
    await until(() => bodies(/callback$/).length > 0);
    expect(on.host.bot.completed).toEqual(['/project gre']);
    expect(record(bodies(/callback$/)[0]?.body['data'])['choices']).toEqual([
      { name: 'Greenhouse', value: 'Greenhouse' },
    ]);
  });

  it.each([
    ['an answer', GOOD, 'Water it.'],
    ['no answer', makeReply({ kind: 'none', lead: 'Nothing.' }), 'Nothing.'],
  ])(
    'announces %s that takes its time to the asker alone, and gives it once in that place',
    async (_, reply, words) => {
      await on.end();
      on = await stage({ patience: IMPATIENT });
      const slow = gate<typeof GOOD>();
      on.host.bot.onAsk('slow', () => slow.promise);
      on.platform.command('ask', [option('question', 'slow')]);
      await until(() => bodies(/callback$/).length > 0, 2500);
      expect(bodies(/callback$/)[0]?.body).toEqual({ type: 5, data: { flags: 64 } });
      // Filling is done again after a lost answer, and does not double.
      on.platform.discord.refuse(/@original$/, { status: 502, isDone: true });
      slow.open(reply);
      await until(() => bodies(/@original$/).length === 2);
      await answered(on);
      expect(on.platform.discord.messages.map(({ isPrivate }) => isPrivate)).toEqual([true]);
      expect(text()).toContain(words);
    },
  );

  it('says so privately when something goes wrong', async () => {
    on.host.bot.onAsk('broken', () => Promise.reject(new Error('no index')));
    on.platform.command('ask', [option('question', 'broken')]);
    await answered(on);
    expect(text()).toContain(' fault');
    expect(last()?.isPrivate).toBe(true);
    expect(on.host.logged.some(({ level }) => level === 'error')).toBe(true);
  });

  it('works in a direct message, where everything may be seen', async () => {
    on.platform.command('ask', [option('question', 'What?')], { channel: world.DIRECT });
    await answered(on);
    expect(last()?.isPrivate).toBe(false);
    expect(on.host.bot.asked[0]?.place).toBe(world.DIRECT);
  });
});

describe('a member’s own app, where the bot is no member', () => {
  const acting = { channel: world.FOREIGN_CHANNEL, isForeign: true };

  it('answers /ask, and removes the answer again', async () => {
    on.host.bot.onAsk('How?', () => GOOD);
    on.platform.command('ask', [option('question', 'How?')], acting);
    await answered(on);
    expect(text()).toContain('Water it.');
    on.platform.press((one) => one['custom_id'] === 'remove', acting);
    await until(() => on.platform.discord.messages.length === 0);
  });

  it('answers a message from the menu', async () => {
    const target = world.message('How?', { author: world.BEN, channel: world.FOREIGN_CHANNEL });
    const id = textOf(target['id']);
    on.host.bot.onAsk('How?', () => GOOD);
    on.platform.command('Answer this', [], acting, {
      type: 3,
      target_id: id,
      resolved: { messages: { [id]: target } },
    });
    await answered(on);
    expect(text()).toContain('Water it.');
  });
});

describe('other commands', () => {
  it.each([
    ['tasks', [option('project', 'Greenhouse'), option('difficulty', 'easy')], '/tasks Greenhouse easy'],
    ['releases', [], '/releases'],
    ['project', [option('project', 'Greenhouse')], '/project Greenhouse'],
    ['reading', [], '/reading'],
  ])('/%s asks the core, in the member’s language', async (name, options, asked) => {
    on.platform.command(name, options, { locale: 'zh-CN' });
    await answered(on);
    expect(on.host.bot.asked[0]).toMatchObject({ text: asked, language: 'zh' });
  });

  it('/about tells what the bot knows', async () => {
    on.platform.command('about');
    await answered(on);
    expect(text()).toContain('entries=3');
    expect(last()?.isPrivate).toBe(true);
  });
});

const answerThis = (content: string): void => {
  const target = world.message(content, { author: world.BEN });
  const id = textOf(target['id']);
  on.platform.command(
    'Answer this',
    [],
    {},
    { type: 3, target_id: id, resolved: { messages: { [id]: target } } },
  );
};

describe('the message menu', () => {
  it('answers somebody’s message, which both may remove', async () => {
    on.host.bot.onAsk('How?', () => GOOD);
    answerThis('How?');
    await answered(on);
    expect(text()).toContain('Water it.');
    on.platform.press((one) => one['custom_id'] === 'remove', { user: world.BEN });
    await until(() => on.platform.discord.messages.length === 0);
  });

  it('says so when there are no words', async () => {
    answerThis('');
    await answered(on);
    expect(text()).toContain('message.nothing');
  });
});

const ask = async (reply = GOOD): Promise<void> => {
  on.host.bot.onAsk('How?', () => reply);
  await on.platform.say('How?');
  await answered(on);
};

const isRemove = (one: Readonly<Record<string, unknown>>): boolean => one['custom_id'] === 'remove';

describe('buttons and menus', () => {
  it('shows the explanation to the one who wants it', async () => {
    await ask();
    on.host.bot.onPress('tWhy', () => makeReply({ text: 'Because.', audience: 'asker' }));
    await on.platform.act('why');
    await answered(on, 2);
    expect(text()).toContain('Because.');
    expect(last()?.isPrivate).toBe(true);
  });

  it('answers whoever did not ask privately', async () => {
    await ask();
    on.host.bot.onPress('tOther', () => GOOD);
    on.platform.press((one) => one['custom_id'] === 'alternatives', { user: world.BEN }, ['tOther']);
    await answered(on, 2);
    expect(last()?.isPrivate).toBe(true);
    // What he hands over from there is answered to him, not in the place of the one who asked.
    on.platform.press((one) => textOf(one['custom_id']).startsWith('act:why:'), { user: world.BEN });
    await until(() => on.host.bot.pressed.length === 2);
    expect(on.host.bot.pressed.map(({ place }) => place)).toEqual([
      on.host.bot.asked[0]?.place,
      `${world.CHANNEL}/@${world.BEN}`,
    ]);
    await answered(on, 3);
  });

  it('removes an answer for the asker and for maintainers, and for nobody else', async () => {
    await ask();
    const standing = last();
    on.platform.press(isRemove, { user: world.BEN });
    await answered(on, 2);
    expect(text()).toContain('reply.notYours');
    on.platform.press(isRemove, { user: world.MAINTAINER }, undefined, standing);
    await until(() => !on.platform.discord.messages.some(({ id }) => id === standing?.id));
  });

  it('reads a long answer to its end', async () => {
    const lines = Array.from({ length: 300 }, (_, index) => `- step ${index} of the way`);
    await ask(makeReply({ kind: 'answer', text: lines.join('\n') }));
    let all = text();
    for (
      let page = 2;
      componentsIn(last()?.body['components']).some((one) => textOf(one['custom_id']).startsWith('more:'));
      page += 1
    ) {
      on.platform.press((one) => textOf(one['custom_id']).startsWith('more:'));
      await answered(on, page);
      expect(last()?.isPrivate).toBe(true);
      all += text();
    }
    for (const line of lines) expect(all).toContain(`${line}\n`.trim());
  });

  it('says so when a button is older than what is remembered', async () => {
    await ask();
    const old = { ...world.message('', { author: world.BOT }), components: last()?.body['components'] };
    on.platform.discord.interact(
      world.interaction(3, { custom_id: 'remove', component_type: 2 }, {}, { message: old }),
    );
    await answered(on, 2);
    expect(text()).toContain('press.expired');
  });
});

describe('messages', () => {
  it('answers a mention as a reply, and goes on in the same place', async () => {
    const first = on.platform.write(`<@${world.BOT}> one`);
    await answered(on);
    expect(bodies(/messages$/)[0]?.body).toMatchObject({ message_reference: { message_id: first } });
    on.platform.write('two', { replyTo: { id: last()?.id ?? '', author: world.BOT } });
    await answered(on, 2);
    expect(on.host.bot.asked.map(({ place }) => place)).toEqual([
      `${world.CHANNEL}/${first}`,
      `${world.CHANNEL}/${first}`,
    ]);
  });

  it('takes a long exchange into a thread', async () => {
    on.host.bot.onAsk('three', () => GOOD);
    on.platform.write(`<@${world.BOT}> one`);
    await answered(on);
    for (const [index, word] of ['two', 'three'].entries()) {
      on.platform.write(word, { replyTo: { id: last()?.id ?? '', author: world.BOT } });
      await answered(on, index + 2);
    }
    const opened = bodies(/threads$/);
    expect(opened).toHaveLength(1);
    expect(opened[0]?.body['name']).toBe('three');
    expect(last()?.channel).toBe(opened[0]?.path.split('/')[4]);
  });

  it('opens no thread to say that there is nothing more', async () => {
    on.host.bot.onAsk('one', () => GOOD);
    on.platform.write(`<@${world.BOT}> one`);
    await answered(on);
    for (const [index, word] of ['two', 'three', 'four'].entries()) {
      on.platform.write(word, { replyTo: { id: last()?.id ?? '', author: world.BOT } });
      await answered(on, index + 2);
    }
    expect(bodies(/threads$/)).toEqual([]);
    expect(last()?.channel).toBe(world.CHANNEL);
  });

  it('answers a bare mention with the guide', async () => {
    on.platform.write(`<@${world.BOT}>`);
    await answered(on);
    expect(on.host.bot.asked[0]?.text).toBe('');
  });

  it('says that it reads no pictures', async () => {
    on.platform.write(`<@${world.BOT}>`, {
      attachments: [
        {
          id: '1',
          filename: 'a.png',
          size: 1,
          url: 'https://example.org/a',
          proxy_url: 'https://example.org/a',
        },
      ],
    });
    await answered(on);
    expect(text()).toContain('message.picture');
  });

  it('answers direct messages without a mention', async () => {
    on.platform.write('one', { channel: world.DIRECT });
    await answered(on);
    expect(on.host.bot.asked[0]).toMatchObject({ text: 'one', place: world.DIRECT, attention: 'addressed' });
  });

  it('names people and channels as they read', async () => {
    on.platform.write(`<@${world.BOT}> ask <@${world.BEN}> in <#${world.OTHER_CHANNEL}> <:leaf:123>`);
    await answered(on);
    expect(on.host.bot.asked[0]?.text).toBe('ask @ben in #chat :leaf:');
  });

  it('ignores bots, itself, and what it is not meant to hear', async () => {
    on.platform.write(`<@${world.BOT}> one`, { author: world.BEN, isBot: true });
    on.platform.write(`<@${world.BOT}> two`, { author: world.BOT });
    on.platform.write('three');
    await on.platform.say('four');
    await answered(on);
    expect(on.host.bot.asked.map(({ text: asked }) => asked)).toEqual(['four']);
  });

  it('answers a message that is told twice once', async () => {
    const told = world.message(`<@${world.BOT}> one`);
    on.platform.discord.gateway.dispatch('MESSAGE_CREATE', told);
    on.platform.discord.gateway.dispatch('MESSAGE_CREATE', told);
    await on.platform.say('two');
    await answered(on, 2);
    expect(on.host.bot.asked).toHaveLength(2);
  });
});
