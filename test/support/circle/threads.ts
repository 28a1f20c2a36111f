/** What members and maintainers write to each other, and do with their messages, beside what they say to the bot. */

import { vi } from 'vitest';
import { escape } from '../../slack/platform.js';
import { asSent, markOf, sentOf } from './slack-sent.js';
import { record } from '../../slack/shapes.js';
import type { WebApi } from '../../slack/web-api.js';
import type { Double } from '../discord/double.js';
import * as world from '../discord/world.js';
import { type Community, PATIENCE, type Shown } from './community.js';
import { discordCommunity, standingOf } from './discord.js';
import { slackCommunity } from './slack.js';

/** Ann asks, Ben maintains. */
export type Writer = 'ann' | 'ben';

export interface Threads {
  readonly community: Community;
  /** Ben, as QABOT_MAINTAINERS names him. */
  readonly ben: string;
  /** Types `/ask-admin learn on` as a maintainer; gives what is said to it. */
  learn(state: 'on' | 'off'): Promise<string>;
  /** Writes in the members' channel; gives the message's id. @param to replies to this message */
  write(who: Writer, text: string, to?: string): Promise<string>;
  /** Replies to a message of the bot, such as an item in the maintainers' channel. */
  replyToBot(who: Writer, text: string, item: Shown): Promise<string>;
  /** Mia, who is a maintainer, or Ann reacts. */
  react(who: 'mia' | 'ann', message: string, isTick?: boolean): Promise<void>;
  edit(who: Writer, message: string, text: string, to?: string): Promise<void>;
  remove(message: string, to?: string): Promise<void>;
  /** The id of the member's message that a reply of the bot stands below. */
  questionOf(reply: Shown): string;
  /** The same platform for a bot that starts anew. Close this one too, last. */
  again(): Promise<Threads>;
  /** What was shown to somebody, or to the maintainers, about a reply of theirs. */
  asked(): Promise<Shown>;
}

/** A mention stays one. */
const written = (text: string): string => escape(text).replace(/&lt;(@\w+)&gt;/g, '<$1>');

export async function slackThreads(shared?: WebApi): Promise<Threads> {
  const community = await slackCommunity(shared);
  const { api, send } = community;
  const event = (channel: string, more: object) =>
    send.event({ type: 'message', channel, channel_type: 'channel', ...more });
  const write = async (
    who: Writer,
    text: string,
    thread?: string,
    channel = api.channel,
  ): Promise<string> => {
    const told = await api.as(who, 'chat.postMessage', { channel, text: written(text), thread_ts: thread });
    const ts = String(told['ts']);
    void event(channel, { user: api.users[who], text: written(text), ts, thread_ts: thread });
    return ts;
  };
  return {
    community,
    ben: api.users.ben,
    async learn(state) {
      const before = api.responses.length;
      await send.command('/ask-admin', `learn ${state}`, 'UMAINTAINER');
      return await vi.waitFor(() => {
        const response = api.responses[before];
        if (response === undefined) throw new Error('nothing was said');
        return JSON.stringify(response);
      }, PATIENCE);
    },
    write: (who, text, to) => write(who, text, to),
    async replyToBot(who, text, item) {
      const { thread_ts: thread, channel: where } = asSent(item).body;
      const channel = String(where);
      if (typeof thread === 'string') return await write(who, text, thread, channel);
      const { messages } = await api.as('ann', 'conversations.history', { channel, limit: 200 });
      const mark = markOf(asSent(item).body);
      const all = Array.isArray(messages) ? messages.map(record) : [];
      const root = all.find(({ blocks }) => JSON.stringify(blocks ?? '').includes(mark));
      return await write(who, text, String(root?.['ts']), channel);
    },
    async react(who, message, isTick = true) {
      await send.event({
        type: 'reaction_added',
        user: who === 'mia' ? 'UMAINTAINER' : api.users.ann,
        reaction: isTick ? 'white_check_mark' : 'eyes',
        item_user: api.users.ben,
        item: { type: 'message', channel: api.channel, ts: message },
        event_ts: '1.1',
      });
    },
    async edit(who, ts, text, thread) {
      await api.as(who, 'chat.update', { channel: api.channel, ts, text: written(text) });
      await event(api.channel, {
        subtype: 'message_changed',
        message: { user: api.users[who], text: written(text), ts, thread_ts: thread },
        previous_message: { user: api.users[who], text: 'before', ts, thread_ts: thread },
      });
    },
    async remove(ts, thread) {
      for (const who of ['ann', 'ben'] as const)
        await api.as(who, 'chat.delete', { channel: api.channel, ts });
      await event(api.channel, {
        subtype: 'message_deleted',
        deleted_ts: ts,
        previous_message: { ts, thread_ts: thread },
      });
    },
    again: () => slackThreads(api),
    questionOf: (reply) => String(asSent(reply).body['thread_ts']),
    asked: () =>
      vi.waitFor(() => {
        const call = api.calls.findLast(({ method }) => method === 'chat.postEphemeral');
        if (call === undefined) throw new Error('nobody was asked');
        return sentOf('ephemeral', call.body);
      }, PATIENCE),
  };
}

export async function discordThreads(shared?: Double): Promise<Threads> {
  const community = await discordCommunity(shared);
  const { platform } = community;
  const { discord } = platform;
  const ids: Readonly<Record<Writer, string>> = { ann: world.ANN, ben: world.BEN };
  const authorOf = new Map<string, string>();
  return {
    community,
    ben: world.BEN,
    async learn(state) {
      const before = discord.messages.length;
      const options = [{ type: 1, name: 'learn', options: [{ type: 3, name: 'state', value: state }] }];
      platform.command('ask-admin', options, { user: world.MAINTAINER });
      return await vi.waitFor(() => {
        const message = discord.messages[before];
        if (message === undefined) throw new Error('nothing was said');
        return JSON.stringify(message.body);
      }, PATIENCE);
    },
    async write(who, text, to) {
      const replyTo = to === undefined ? undefined : { id: to, author: authorOf.get(to) ?? '', pings: false };
      const id = platform.write(text, { author: ids[who], replyTo });
      authorOf.set(id, ids[who]);
      return id;
    },
    async replyToBot(who, text, item) {
      const { id = '', channel } = standingOf(item) ?? {};
      const replyTo = { id, author: world.BOT, pings: true };
      return platform.write(text, { author: ids[who], channel, replyTo });
    },
    async react(who, message, isTick = true) {
      discord.react(who === 'mia' ? world.MAINTAINER : world.ANN, message, isTick ? '✅' : '👀');
    },
    edit: async (_, message, text) => discord.edit(message, text),
    remove: async (message) => discord.remove(message),
    again: () => discordThreads(discord),
    questionOf: ({ place }) => place.slice(place.indexOf('/') + 1),
    asked: () =>
      vi.waitFor(() => {
        const item = community.forMaintainers().findLast(({ kinds }) => kinds.includes('accept'));
        if (item === undefined) throw new Error('nobody was asked');
        return item;
      }, PATIENCE),
  };
}
