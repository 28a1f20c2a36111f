/** The maintainers' channel, and "Save as answer": over the real client. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ActionKind, type Press, TOKENS } from '../../src/contract.js';
import { readableText, until } from '../support/discord/platform.js';
import { record, textOf } from '../support/discord/rules.js';
import { actions, answered, FORM, notice, type Stage, stage } from '../support/discord/stage.js';
import * as world from '../support/discord/world.js';
import { makeReply } from '../../src/testing/fakes.js';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(() => on.end());

const MAINTAINER = { user: world.MAINTAINER };
const last = () => on.platform.discord.messages.at(-1);
const text = (): string => readableText(last()?.body ?? {});
const forms = () => on.platform.discord.forms;
const act = (kind: ActionKind, acting: world.Acting = {}, standing = last()): void =>
  on.platform.press(
    (one) => textOf(one['custom_id']).startsWith(`act:${kind}:`),
    acting,
    undefined,
    standing,
  );

const QUESTION = makeReply({
  lead: 'Somebody asks',
  question: 'How?',
  actions: actions('answer', 'merge', 'reject'),
});
const told = async (): Promise<boolean | undefined> => await on.platform.adapter.tellMaintainers?.(QUESTION);

describe('the maintainers’ channel', () => {
  beforeEach(async () => {
    await on.end();
    on = await stage({ settings: { DISCORD_MAINTAINERS_CHANNEL: world.MAINTAINERS } });
  });

  it('is told, once, and its buttons work', async () => {
    on.platform.discord.refuse(/messages$/, { status: 502, isDone: true });
    expect(await told()).toBe(true);
    await told();
    expect(on.platform.discord.messages.map(({ channel }) => channel)).toEqual([world.MAINTAINERS]);
    on.host.bot.onPress('do-answer-1', () => notice('', { form: FORM }));
    act('answer', MAINTAINER);
    await until(() => forms().length === 1);
    expect(on.host.bot.pressed[0]).toMatchObject({ maintainer: true, place: world.MAINTAINERS });
    on.host.bot.onPress('do-asked-1', () => notice('Saved.'));
    on.platform.submit({}, MAINTAINER);
    await answered(on, 2);
    expect(last()?.isPrivate).toBe(true);
  });

  it.each([
    ['asker', true],
    ['everyone', false],
  ] as const)('shows a decision for %s accordingly', async (audience, isPrivate) => {
    await told();
    on.host.bot.onPress('do-reject-1', () => notice('Rejected.', { audience }));
    act('reject', MAINTAINER);
    await answered(on, 2);
    expect(last()?.isPrivate).toBe(isPrivate);
  });

  it.each([
    [404, 10_003, 'copy its number again'],
    [403, 50_001, 'invite it to that server'],
    [403, 50_013, '"Send Messages"'],
  ])('that answers %i %i is told of in one line', async (status, code, words) => {
    on.platform.discord.refuse(/messages$/, { status, body: { code, message: 'no' } });
    await expect(told()).rejects.toThrow(words);
  });

  it('is not told where none is named', async () => {
    await on.end();
    on = await stage();
    expect(await told()).toBe(false);
    expect(on.platform.discord.calls).toEqual([]);
  });
});

const save = async (
  target: Readonly<Record<string, unknown>>,
  acting: world.Acting = MAINTAINER,
): Promise<Press> => {
  on.host.bot.onPress(TOKENS.save, ({ maintainer }) =>
    notice('', maintainer === true ? { form: FORM } : { text: 'Only maintainers may.' }),
  );
  on.platform.menu('Save as answer', target, acting);
  await until(() => on.host.bot.pressed.length > 0);
  return on.host.bot.pressed[0] ?? { token: '', asker: '', place: '' };
};

describe('"Save as answer"', () => {
  it('opens the form with the message, what it replies to, and its address', async () => {
    const question = world.message('How do seeds grow?', { author: world.ANN });
    on.platform.discord.say(question);
    const id = textOf(question['id']);
    const target = world.message('With water.', { author: world.BEN, replyTo: { id, author: world.ANN } });
    const press = await save(target);
    expect(press).toMatchObject({
      token: TOKENS.save,
      maintainer: true,
      fields: {
        answer: 'With water.',
        question: 'How do seeds grow?',
        link: `https://discord.com/channels/${world.GUILD}/${world.CHANNEL}/${textOf(target['id'])}`,
      },
    });
    await until(() => forms().length === 1);
    on.host.bot.onPress('do-asked-1', () => notice('Saved.'));
    on.platform.submit({}, MAINTAINER);
    await answered(on);
    expect(text()).toContain('Saved.');
    expect(last()?.isPrivate).toBe(true);
  });

  it('takes the title and the first message of a forum post for the question', async () => {
    on.platform.discord.open(world.post());
    on.platform.write('They do not come up.', { channel: world.POST, id: world.POST });
    const press = await save(world.message('With water.', { author: world.BEN, channel: world.POST }));
    expect(press.fields?.['question']).toBe('A question\nThey do not come up.');
    await until(() => forms().length === 1);
  });

  it('leaves the question to the maintainer where it cannot be read', async () => {
    const target = world.message('With water.', { replyTo: { id: '1', author: world.ANN } });
    expect((await save(target)).fields?.['question']).toBe('');
    await until(() => forms().length === 1);
  });

  it('does not wait for a question that does not come', async () => {
    on.platform.discord.refuse(/messages\/\d+$/, {
      status: 429,
      body: { message: 'slow down', retry_after: 2.5, global: false },
      headers: { 'retry-after': '2.5', 'x-ratelimit-scope': 'user' },
    });
    expect(
      (await save(world.message('So.', { replyTo: { id: '1', author: world.ANN } }))).fields?.['question'],
    ).toBe('');
    await until(() => forms().length === 1, 1500);
  });

  it('is checked at the press', async () => {
    const press = await save(world.message('With water.'), { user: world.ANN });
    expect(press.maintainer).toBe(false);
    await answered(on);
    expect(text()).toContain('Only maintainers may.');
    expect(last()?.isPrivate).toBe(true);
    expect(record(forms()[0])).toEqual({});
  });
});
