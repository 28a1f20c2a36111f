/** A Discord server for the circle: the real adapter on the real client, people who press what it has sent. */

import { vi } from 'vitest';
import type { ActionKind } from '../../../src/contract.js';
import type { Double } from '../discord/double.js';
import { type DiscordPlatform, discordPlatform, readableText } from '../discord/platform.js';
import { componentsIn, type Json, record, textOf } from '../discord/rules.js';
import * as world from '../discord/world.js';
import { PATIENCE, type Community, KINDS, type Person, type Shown } from './community.js';

/** Something that was sent, as its buttons need it. */
interface Sent extends Shown {
  readonly standing: world.Standing | undefined;
}

const IDS: Readonly<Record<Person, string>> = {
  ann: world.ANN,
  ben: world.BEN,
  carl: '400000000000000011',
  dora: '400000000000000012',
  eve: '400000000000000013',
  mia: world.MAINTAINER,
};

/** The member has installed the bot for themselves. */
const ELSEWHERE = { isForeign: true, channel: world.FOREIGN_CHANNEL } as const;

/** @param shared the server of another process of the same bot */
export async function discordCommunity(
  shared?: Double,
): Promise<Community & { readonly platform: DiscordPlatform }> {
  const platform = await discordPlatform(shared === undefined ? {} : { discord: shared });
  const { discord } = platform;

  const sent = (): readonly Sent[] =>
    discord.messages.filter(({ isPrivate }) => !isPrivate).map((one) => sentOf(one));

  /** What an interaction is answered with: the answer itself, or what fills the announced one. */
  const answers = (from: number): readonly Sent[] =>
    discord.calls.slice(from).flatMap(({ path, body }): readonly Sent[] => {
      const isCallback = path.endsWith('/callback');
      if (isCallback && body['type'] === 9) return [formOf(record(body['data']))];
      const isShown =
        (isCallback && (body['type'] === 4 || body['type'] === 7)) || path.endsWith('/@original');
      if (!isShown) return [];
      const components = JSON.stringify((isCallback ? record(body['data']) : body)['components']);
      const standing = discord.messages.findLast(
        (one) => JSON.stringify(one.body['components']) === components,
      );
      return standing === undefined ? [] : [sentOf(standing)];
    });
  const after = async (deed: () => void): Promise<Sent> => {
    const from = discord.calls.length;
    deed();
    return await vi.waitFor(() => first(answers(from)), PATIENCE);
  };

  return {
    platform,
    channel: world.CHANNEL,
    async write(who, text, { mentions = false, to } = {}) {
      const replied = to && asSent(to).standing;
      const content = mentions ? `<@${world.BOT}> ${text}` : text;
      const replyTo = replied && { id: replied.id, author: world.BOT, pings: true };
      platform.write(content, { author: IDS[who], ...(replyTo === undefined ? {} : { replyTo }) });
    },
    async remove(who, on) {
      const { standing } = asSent(on);
      platform.press((one) => one['custom_id'] === 'remove', { user: IDS[who] }, undefined, standing);
    },
    adapter: platform.adapter,
    settings: { ...platform.settings, DISCORD_MAINTAINERS_CHANNEL: world.MAINTAINERS },
    maintainers: [world.MAINTAINER_ROLE],
    async ask(who, text) {
      const id = platform.write(`<@${world.BOT}> ${text}`, { author: IDS[who] });
      const isAnswer = ({ place }: Sent): boolean => place === `${world.CHANNEL}/${id}`;
      return await vi.waitFor(() => first(sent().filter(isAnswer)), PATIENCE);
    },
    askApart: async (who, text) =>
      await after(() =>
        platform.command('ask', [{ type: 3, name: 'question', value: text }], {
          user: IDS[who],
          ...ELSEWHERE,
        }),
      ),
    act: async (who, on, kind) =>
      await after(() => {
        const { standing, text } = asSent(on);
        const isApart = standing?.channel === world.FOREIGN_CHANNEL;
        const isIt = (one: Json): boolean => textOf(one['custom_id']).startsWith(`act:${kind}:`);
        if (!on.kinds.includes(kind)) throw new Error(`no ${kind} on this: ${text}`);
        platform.press(isIt, { user: IDS[who], ...(isApart ? ELSEWHERE : {}) }, undefined, standing);
      }),
    choose: async (who, on, label) =>
      await after(() => {
        const { standing } = asSent(on);
        const menus = componentsIn(standing?.body['components']).map(({ custom_id: id, options }) => ({
          id,
          options: Array.isArray(options) ? options.map(record) : [],
        }));
        const { id, options } = first(menus.filter((one) => one.options.some((o) => o['label'] === label)));
        const value = textOf(options.find((option) => option['label'] === label)?.['value']);
        platform.press((one) => one['custom_id'] === id, { user: IDS[who] }, [value], standing);
      }),
    submit: async (who, _, fields = {}) =>
      await after(() => {
        const isApart = discord.forms.at(-1)?.message?.['channel_id'] === world.FOREIGN_CHANNEL;
        platform.submit(fields, { user: IDS[who], ...(isApart ? ELSEWHERE : {}) });
      }),
    async save(who, question, answer) {
      const asked = platform.write(question, { author: world.ANN });
      const message = world.message(answer, {
        author: world.BEN,
        replyTo: { id: asked, author: world.ANN, pings: false },
      });
      discord.say(message);
      return await after(() => platform.menu('Save as answer', message, { user: IDS[who] }));
    },
    async review(who, words) {
      const item = await after(() => platform.command('review', [], { user: IDS[who] }));
      if (!item.text.includes(words)) throw new Error(`something else waits first: ${item.text}`);
      return item;
    },
    messages: sent,
    reactions: () => platform.reactions?.() ?? 0,
    forMaintainers: () => sent().filter(({ standing }) => standing?.channel === world.MAINTAINERS),
    direct(who) {
      const opened = discord.calls.filter(({ path }) => path === '/users/@me/channels').at(-1);
      if (opened?.body['recipient_id'] !== IDS[who]) return [];
      return sent().filter(({ standing }) => standing?.channel === world.DIRECT);
    },
    closeChannel() {
      discord.refuse(new RegExp(`^/channels/${world.CHANNEL}/messages$`), {
        status: 403,
        body: { code: 50_013, message: 'Missing Permissions' },
      });
    },
    close: () => platform.close(),
  };
}

function sentOf(standing: world.Standing): Sent {
  const { body, isPrivate, channel } = standing;
  const root = textOf(record(body['message_reference'])['message_id']);
  const kinds = componentsIn(body['components']).flatMap((one): readonly ActionKind[] => {
    const [name, kind] = textOf(one['custom_id']).split(':');
    return name === 'act' ? KINDS.filter((known) => known === kind) : [];
  });
  return {
    standing,
    kinds,
    text: readableText(body),
    how: isPrivate ? 'private' : 'message',
    place: isPrivate ? '' : `${channel}/${root}`,
    fields: {},
  };
}

function formOf(form: Json): Sent {
  const inputs = componentsIn(form['components']).filter(({ type }) => type === 4);
  return {
    standing: undefined,
    text: `${textOf(form['title'])}\n${readableText(form)}`,
    how: 'form',
    place: '',
    kinds: [],
    fields: Object.fromEntries(inputs.map((one) => [textOf(one['custom_id']), textOf(one['value'])])),
  };
}

/** The message that was sent. */
export const standingOf = (shown: Shown): world.Standing | undefined => asSent(shown).standing;

function asSent(shown: Shown): Sent {
  if (!isSent(shown)) throw new Error('this was not sent in Discord');
  return shown;
}

function isSent(shown: Shown): shown is Sent {
  return 'standing' in shown;
}

function first<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined) throw new Error('it has not come');
  return one;
}
