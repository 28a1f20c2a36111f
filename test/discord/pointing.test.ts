/** What a message points at, and whose question "Answer this" answers. Over the real client. */

import { afterEach, describe, expect, it } from 'vitest';
import type { OtherMessage } from '../../src/contract.js';
import { makeReply } from '../../src/testing/fakes.js';
import { contextWords } from '../support/context-words.js';
import { readableText, until } from '../support/discord/platform.js';
import type { Json } from '../support/discord/rules.js';
import { answered, GOOD, type Stage, stage } from '../support/discord/stage.js';
import * as world from '../support/discord/world.js';

let on: Stage;
afterEach(() => on.end());

const last = () => on.host.bot.asked.at(-1);
const asked = (count = 1) => until(() => on.host.bot.asked.length >= count);
const pointedAt = async (): Promise<OtherMessage | undefined> => {
  const { context } = last() ?? {};
  return typeof context === 'function' ? (await context()).pointedAt : undefined;
};
/** A message in a direct conversation, or elsewhere, with more than words. */
const tell = (more: Json, content = '', channel = world.DIRECT): Json => {
  const told = { ...world.message(content, { channel }), ...more };
  on.platform.discord.say(told);
  return told;
};
const embed = { type: 'rich', title: 'How do I?', description: 'It does not start.' };
const poll = {
  question: { text: 'Which one is right?' },
  answers: [
    { answer_id: 1, poll_media: { text: 'This' } },
    { answer_id: 2, poll_media: { text: 'That' } },
  ],
  expiry: new Date(Date.now() + 60_000).toISOString(),
  allow_multiselect: false,
  layout_type: 1,
};
const forward = (inside: Json): Json => ({
  message_reference: { type: 1, message_id: '7', channel_id: world.OTHER_CHANNEL, guild_id: world.GUILD },
  message_snapshots: [
    {
      message: {
        type: 0,
        content: '',
        embeds: [],
        attachments: [],
        timestamp: new Date().toISOString(),
        edited_timestamp: null,
        flags: 0,
        mentions: [],
        mention_roles: [],
        ...inside,
      },
    },
  ],
});

describe('a message', () => {
  it.each([
    ['forwards another', forward({ content: 'How do I?' }), 'How do I?'],
    ['forwards an embed', forward({ embeds: [embed] }), 'How do I?\nIt does not start.'],
    ['is a poll', { poll }, 'Which one is right?\n- This\n- That'],
    ['holds an embed', { embeds: [embed] }, 'How do I?\nIt does not start.'],
  ])('that %s points at that', async (_, more, words) => {
    on = await stage();
    tell(more);
    await asked();
    expect(last()?.text).toBe('');
    expect((await contextWords(last())).pointedAt).toBe(words);
  });

  it('that forwards another tells where that stands, and replies to nothing', async () => {
    on = await stage();
    const told = tell(forward({ content: 'How do I?' }), `<@${world.BOT}>`, world.CHANNEL);
    await asked();
    expect((await pointedAt())?.link).toBe(
      `https://discord.com/channels/${world.GUILD}/${world.OTHER_CHANNEL}/7`,
    );
    expect(last()?.place).toBe(`${world.CHANNEL}/${String(told['id'])}`);
  });

  it('that forwards another from a channel that is left out is kept from the second reader', async () => {
    on = await stage({ secondReader: true });
    await on.host.channels.change(world.OTHER_CHANNEL, { secondReader: false });
    tell(forward({ content: 'How do I?' }));
    await asked();
    expect(last()?.secondReader).toBe(false);
    tell({}, 'How do I?');
    await asked(2);
    expect(last()?.secondReader).toBeUndefined();
  });

  it('that replies to another tells who wrote that and where', async () => {
    on = await stage();
    const before = world.message('How do I?', { author: world.BEN });
    on.platform.discord.say(before);
    const id = String(before['id']);
    on.platform.write(`<@${world.BOT}> can you help here?`, {
      replyTo: { id, author: world.BEN, pings: false },
    });
    await asked();
    expect(await pointedAt()).toEqual({
      text: 'How do I?',
      author: 'ben',
      link: `https://discord.com/channels/${world.GUILD}/${world.CHANNEL}/${id}`,
      isOwn: false,
    });
  });
});

const begin = async (): Promise<void> => {
  on = await stage();
  on.host.bot.onAsk('thanks', () => makeReply({ kind: 'acknowledgement', text: 'Glad.', audience: 'asker' }));
};
const reactions = () => on.platform.discord.calls.filter(({ path }) => path.includes('/reactions/'));

describe('an acknowledgement', () => {
  it('is a reaction to the message', async () => {
    await begin();
    const id = on.platform.write(`<@${world.BOT}> thanks`);
    await until(() => reactions().length === 1);
    expect(reactions()[0]).toMatchObject({
      method: 'PUT',
      path: `/channels/${world.CHANNEL}/messages/${id}/reactions/${encodeURIComponent('👍')}/@me`,
    });
  });

  it('is nothing at all where the permission is missing', async () => {
    await begin();
    on.platform.discord.refuse(/\/reactions\//, {
      status: 403,
      body: { code: 50_013, message: 'Missing Permissions' },
    });
    on.platform.write(`<@${world.BOT}> thanks`);
    await until(() => reactions().length === 1);
    await on.platform.say('one');
    await answered(on);
    expect(on.platform.discord.messages).toHaveLength(1);
    expect(on.host.logged.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
  });

  it('is one private line after a command', async () => {
    await begin();
    on.platform.command('ask', [{ type: 3, name: 'question', value: 'thanks' }]);
    await answered(on);
    expect(readableText(on.platform.discord.messages[0]?.body ?? {})).toContain('Glad.');
    expect(on.platform.discord.messages[0]?.isPrivate).toBe(true);
  });
});

describe('"Answer this"', () => {
  it('tells who asked, and where', async () => {
    on = await stage();
    on.host.bot.onAsk('How?', () => GOOD);
    const target = world.message('How?', { author: world.BEN });
    on.platform.menu('Answer this', target);
    await answered(on);
    expect(last()?.quoted).toEqual({
      author: 'ben',
      link: `https://discord.com/channels/${world.GUILD}/${world.CHANNEL}/${String(target['id'])}`,
    });
  });

  it.each([
    ['poll', { poll }, 'Which one is right?\n- This\n- That'],
    ['embed', { embeds: [embed] }, 'How do I?\nIt does not start.'],
    ['forwarded message', forward({ content: 'How do I?' }), 'How do I?'],
  ])('reads a %s', async (_, more, words) => {
    on = await stage();
    on.platform.menu('Answer this', { ...world.message('', { author: world.BEN }), ...more });
    await asked();
    expect(last()?.text).toBe(words);
  });
});
