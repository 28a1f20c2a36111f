/** Forms, votes, the maintainers' decisions, and the review: over the real client. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ActionKind, type Press, type Reply, TOKENS } from '../../src/contract.js';
import { readableText, until } from '../support/discord/platform.js';
import { componentsIn, textOf } from '../support/discord/rules.js';
import {
  actions,
  answered,
  FORM,
  GOOD,
  IMPATIENT,
  notice,
  type Stage,
  stage,
} from '../support/discord/stage.js';
import * as world from '../support/discord/world.js';
import { makeReply, gate } from '../../src/testing/fakes.js';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(() => on.end());
/** On a stage where what comes late is announced soon. */
const inHaste = async (): Promise<void> => {
  await on.end();
  on = await stage({ patience: IMPATIENT });
};

const MAINTAINER = { user: world.MAINTAINER };
const last = () => on.platform.discord.messages.at(-1);
const text = (): string => readableText(last()?.body ?? {});
const ids = (): readonly string[] =>
  componentsIn(last()?.body['components']).map((one) => textOf(one['custom_id'] ?? ''));
const callbacks = () => on.platform.discord.calls.filter(({ path }) => path.endsWith('/callback'));
const forms = () => on.platform.discord.forms;
const ask = async (reply: Reply): Promise<void> => {
  on.host.bot.onAsk('How?', () => reply);
  await on.platform.say('How?');
  await answered(on);
};
const act = (kind: ActionKind, acting: world.Acting = {}, standing = last()): void =>
  on.platform.press(
    (one) => textOf(one['custom_id']).startsWith(`act:${kind}:`),
    acting,
    undefined,
    standing,
  );

const offer = () =>
  ask(makeReply({ kind: 'none', lead: 'No.', actions: actions('ask-maintainers', 'unhelpful') }));

describe('a form', () => {
  beforeEach(offer);

  it('is opened with every field, and comes back with every field by its name', async () => {
    on.host.bot.onPress('do-ask-maintainers-1', () => notice('Fill this in.', { form: FORM }));
    const standing = last();
    act('ask-maintainers');
    await until(() => forms().length === 1);
    expect(callbacks()).toHaveLength(1);
    const inputs = componentsIn(forms()[0]?.form['components']).filter(({ type }) => type === 4);
    expect(forms()[0]?.form['custom_id']).toBe('form:do-asked-1');
    expect(inputs).toEqual([
      { type: 4, custom_id: 'question', style: 2, required: true, max_length: 3000, value: 'Why?' },
      { type: 4, custom_id: 'project', style: 1, required: false, max_length: 100 },
    ]);
    on.host.bot.onPress('do-asked-1', () => makeReply({ text: 'It is on its way.' }));
    on.platform.submit({ question: 'Who knows?' });
    await answered(on, 2);
    expect(on.host.bot.pressed[1]).toEqual({
      language: 'en',
      token: 'do-asked-1',
      asker: world.ANN,
      place: on.host.bot.asked[0]?.place,
      maintainer: false,
      link: `https://discord.com/channels/${world.GUILD}/${world.CHANNEL}/${standing?.id}`,
      fields: { question: 'Who knows?', project: '' },
    });
    expect(text()).toContain('It is on its way.');
    expect(last()?.isPrivate).toBe(true);
  });

  it('is the first answer even when the core takes more than the time of an announcement', async () => {
    await inHaste();
    await offer();
    const slow = gate<Reply>();
    on.host.bot.onPress('do-unhelpful-1', () => slow.promise);
    act('unhelpful');
    await new Promise((resolve) => setTimeout(resolve, IMPATIENT.answer * 2));
    expect(callbacks()).toEqual([]);
    slow.open(notice('Why not?', { form: FORM }));
    await until(() => forms().length === 1);
  });

  it('that comes too late is replaced by a word on what to do, in time', async () => {
    await inHaste();
    await offer();
    const slow = gate<Reply>();
    on.host.bot.onPress('do-unhelpful-1', () => slow.promise);
    act('unhelpful');
    await until(() => callbacks().length === 1);
    expect(callbacks()[0]?.body).toEqual({ type: 5, data: { flags: 64 } });
    slow.open(notice('Why not?', { form: FORM }));
    await answered(on, 2);
    expect(text()).toContain('discord.again');
    expect(forms()).toEqual([]);
    act('unhelpful', {}, on.platform.discord.messages[0]);
    await until(() => forms().length === 1);
  });

  it('is not what every press brings', async () => {
    on.host.bot.onPress('do-unhelpful-1', () => notice('Noted.'));
    act('unhelpful');
    await answered(on, 2);
    expect(text()).toContain('Noted.');
    expect(last()?.isPrivate).toBe(true);
  });

  it('gives way to words where there can be none', async () => {
    on.host.bot.onPress('do-ask-maintainers-1', () => notice('', { form: FORM }));
    on.host.bot.onPress('do-asked-1', () => notice('Something is missing: ask again.', { form: FORM }));
    act('ask-maintainers');
    await until(() => forms().length === 1);
    on.platform.submit();
    await answered(on, 2);
    expect(text()).toContain('ask again');
  });

  it('that Discord refuses is told of', async () => {
    on.host.bot.onPress('do-ask-maintainers-1', () => notice('', { form: FORM }));
    on.platform.discord.refuse(/callback$/, {
      status: 400,
      body: { code: 50_035, message: 'Invalid Form Body' },
    });
    act('ask-maintainers');
    await answered(on, 2);
    expect(text()).toContain(' fault');
  });
});

const pressed = async (acting: world.Acting): Promise<Press | undefined> => {
  const before = on.host.bot.pressed.length;
  act('why', acting);
  await until(() => on.host.bot.pressed.length > before);
  return on.host.bot.pressed.at(-1);
};

describe('a press', () => {
  it('tells at every time whether a maintainer presses', async () => {
    await ask(GOOD);
    expect(await pressed({})).toMatchObject({ maintainer: false });
    await answered(on, 2);
    const [first] = on.platform.discord.messages;
    const why = (acting: world.Acting): void => act('why', acting, first);
    why(MAINTAINER);
    await until(() => on.host.bot.pressed.length === 2);
    expect(on.host.bot.pressed[1]).toMatchObject({ maintainer: true });
    // The same person without the role, as the event tells it now.
    why({ ...MAINTAINER, roles: [] });
    await until(() => on.host.bot.pressed.length === 3);
    expect(on.host.bot.pressed[2]).toMatchObject({ maintainer: false });
    await answered(on, 4);
  });

  it('tells the channel where the message is for one pair of eyes, and @me in direct messages', async () => {
    on.host.bot.onAsk('What?', () => makeReply({ kind: 'none', lead: 'No.', actions: actions('why') }));
    on.platform.command('ask', [{ type: 3, name: 'question', value: 'What?' }]);
    await answered(on);
    expect(await pressed({})).toMatchObject({
      link: `https://discord.com/channels/${world.GUILD}/${world.CHANNEL}`,
    });
    await answered(on, 2);
    on.platform.discord.clear();
    on.platform.write('What?', { channel: world.DIRECT });
    await answered(on);
    const standing = last();
    expect(await pressed({ channel: world.DIRECT })).toMatchObject({
      link: `https://discord.com/channels/@me/${world.DIRECT}/${standing?.id}`,
    });
    await answered(on, 2);
  });
});

const ITEM = (words: string): Reply =>
  makeReply({
    lead: '**An answer waits**',
    text: words,
    question: 'How?',
    actions: actions('accept', 'edit', 'merge', 'reject'),
  });

describe('/review', () => {
  const waiting: Reply[] = [];
  const script = (): void => {
    waiting.length = 0;
    waiting.push(ITEM('first'), ITEM('second'));
    on.host.bot.onPress(TOKENS.review, ({ maintainer }) =>
      maintainer === true ? (waiting[0] ?? notice('Nothing waits.')) : notice('Only maintainers may.'),
    );
    on.host.bot.onPress('do-accept-1', () => {
      waiting.shift();
      return notice('It is accepted.');
    });
  };
  beforeEach(script);

  it('shows the first item alone and privately, and the next one in its place', async () => {
    on.platform.command('review', [], MAINTAINER);
    await answered(on);
    expect(on.host.bot.pressed[0]).toMatchObject({ token: TOKENS.review, maintainer: true });
    expect(text()).toContain('first');
    expect(last()?.isPrivate).toBe(true);
    const buttons = componentsIn(last()?.body['components']).filter(({ type }) => type === 2);
    expect(buttons.map(({ label, style }) => [label, style])).toEqual([
      ['accept', 3],
      ['edit', 2],
      ['merge', 2],
      ['reject', 4],
    ]);
    act('accept', MAINTAINER);
    await until(() => text().includes('second'));
    expect(text()).toContain('It is accepted.');
    act('accept', MAINTAINER);
    await until(() => text().includes('Nothing waits.'));
    expect(ids().filter((id) => id !== '')).toEqual([]);
    expect(on.platform.discord.messages).toHaveLength(1);
    expect(last()?.isPrivate).toBe(true);
  });

  it('goes on after a form', async () => {
    on.platform.command('review', [], MAINTAINER);
    await answered(on);
    on.host.bot.onPress('do-edit-1', () => notice('', { form: { ...FORM, token: 'do-edited-1' } }));
    on.host.bot.onPress('do-edited-1', () => notice('It is changed.'));
    act('edit', MAINTAINER);
    await until(() => forms().length === 1);
    on.platform.submit({}, MAINTAINER);
    await until(() => text().includes('It is changed.'));
    expect(text()).toContain('first');
    expect(on.platform.discord.messages).toHaveLength(1);
  });

  it('lets a maintainer choose what an item is merged into, and look at an entry beside it', async () => {
    on.platform.command('review', [], MAINTAINER);
    await answered(on);
    on.host.bot.onPress('do-merge-1', () =>
      notice('Into which?', {
        alternatives: [
          { label: 'Seeds', token: 'into' },
          { label: 'Beans', token: 'entry' },
        ],
      }),
    );
    act('merge', MAINTAINER);
    await until(() => text().includes('Into which?'));
    expect(text()).not.toContain('first');
    const list = last();
    on.host.bot.onPress('entry', () => GOOD);
    on.platform.press((one) => one['custom_id'] === 'alternatives:review', MAINTAINER, ['entry'], list);
    await answered(on, 2);
    expect(text()).toContain('Water it.');
    on.host.bot.onPress('into', () => {
      waiting.shift();
      return notice('They are one.');
    });
    on.platform.press((one) => one['custom_id'] === 'alternatives:review', MAINTAINER, ['into'], list);
    const shown = (): string => readableText(on.platform.discord.messages[0]?.body ?? {});
    await until(() => shown().includes('second'));
    expect(shown()).toContain('They are one.');
  });

  it('shows a member what the core says, whatever the token, and in direct messages too', async () => {
    on.platform.command('review');
    await answered(on);
    expect(text()).toContain('Only maintainers may.');
    const forged = { ...world.message('', { author: world.BOT }), components: [], flags: 1 << 15 };
    on.host.bot.onPress('do-accept-9', ({ maintainer }) =>
      notice(maintainer === true ? 'Done.' : 'Only maintainers may.'),
    );
    on.platform.discord.interact(
      world.interaction(
        3,
        { custom_id: 'act:accept:do-accept-9:review', component_type: 2 },
        {},
        { message: forged },
      ),
    );
    await answered(on, 2);
    expect(text()).toContain('Only maintainers may.');
    expect(on.host.bot.pressed.map(({ maintainer }) => maintainer)).toEqual([false, false]);
    on.platform.command('review', [], { ...MAINTAINER, channel: world.DIRECT });
    await answered(on, 3);
    // There are no roles in direct messages.
    expect(text()).toContain('Only maintainers may.');
  });

  it('follows with what was decided when that takes its time', async () => {
    await inHaste();
    script();
    on.platform.command('review', [], MAINTAINER);
    await answered(on);
    const slow = gate<Reply>();
    on.host.bot.onPress('do-accept-1', () => slow.promise);
    act('accept', MAINTAINER);
    await until(() => callbacks().length === 2);
    waiting.shift();
    slow.open(notice('It is accepted.'));
    await answered(on, 2);
    expect(text()).toContain('second');
    expect(last()?.isPrivate).toBe(true);
  });
});
