/** Messages and mentions: which of them are questions, and of what kind. */

import type { Hearing } from '../../../src/contract.js';
import { type Answering, HELP } from './answer.js';
import { type Json, object, string } from '../../common/json.js';
import { conversationOf, type Message, placeOf, readMessage } from '../transport/payload.js';
import type { Records } from './records.js';
import type { Service, Workspace } from '../transport/service.js';
import { namedIn, unescape } from './mrkdwn.js';
import { noticeOf } from '../outbound/views.js';
import type { Waiting } from './waiting.js';

export interface Events {
  readonly mention: (workspace: Workspace, event: Json) => Promise<void>;
  readonly message: (workspace: Workspace, event: Json) => Promise<void>;
  /** Takes up what waited when the program ended. */
  readonly resume: (clientFor: (team: string) => Promise<Workspace>) => Promise<void>;
}

const INVITED: Hearing = { attention: 'addressed', uninvited: false };

export function createEvents(
  service: Service,
  records: Records,
  answering: Answering,
  waiting: Waiting,
): Events {
  const { host } = service;

  /** A message that is meant for the bot: always a reply. */
  const addressed = async (workspace: Workspace, message: Message, hearing?: Hearing): Promise<void> => {
    const { channel, user, ts } = message;
    // One message may be told by two events, and an edit can tell a mention again.
    if (!(await service.isFirst(placeOf(workspace.team, channel, ts)))) return;
    const thread = message.thread ?? ts;
    const place = conversationOf(workspace.team, channel, thread, user);
    const text = unescape(message.text, workspace.botUser);
    if (text === '' && message.hasFiles) {
      const language = await service.ownLanguage(user);
      const reply = noticeOf(language, service.say(language, 'slack.picture'));
      return await answering.post(workspace, { channel, thread }, reply, { askers: [user] });
    }
    const language = text === '' ? await service.ownLanguage(user) : await service.languageOf(user);
    await answering.answer({
      workspace,
      channel,
      thread,
      ts,
      askers: [user],
      company: message.thread !== undefined && message.threadBy !== undefined && message.threadBy !== user,
      hearing,
      question: {
        text: text === '' ? HELP : text,
        asker: user,
        place,
        attention: 'addressed',
        language,
      },
    });
  };

  /** A direct message, the agent conversation included: with a status while it is worked on. */
  const direct = async (workspace: Workspace, message: Message): Promise<void> => {
    const language = await service.ownLanguage(message.user);
    // Not waited for: a workspace without the agent view refuses it, and the answer takes it away again.
    void workspace.client
      .apiCall('assistant.threads.setStatus', {
        channel_id: message.channel,
        thread_ts: message.thread ?? message.ts,
        status: service.say(language, 'slack.working'),
      })
      .catch((error: unknown) => host.logger.debug('no status could be shown', { error }));
    await addressed(workspace, message);
  };

  const overheard = async (workspace: Workspace, message: Message): Promise<void> => {
    const { channel, user, ts } = message;
    const { team, botUser } = workspace;
    const thread = message.thread ?? ts;
    const text = unescape(message.text, botUser);
    const place = placeOf(team, channel, thread);
    const hearing = await host.channels.hear({
      channel: `${team}/${channel}`,
      place,
      asker: user,
      begins: message.thread === undefined,
      names: namedIn(message.text, botUser),
      hasWords: text !== '',
    });
    if (service.isStopping()) return await waiting.put(workspace, message);
    if (hearing === undefined) return;
    const language = await service.languageOf(user);
    await answering.answer({
      workspace,
      channel,
      thread,
      ts,
      askers: [user],
      hearing,
      question: {
        text,
        asker: user,
        place,
        attention: hearing.attention,
        precision: hearing.precision,
        language,
      },
    });
  };

  /** An edit or a deletion; Slack also tells as an edit when a link unfolds, or a thread's first message is deleted. */
  const changed = async (workspace: Workspace, event: Json): Promise<void> => {
    const channel = string(event['channel']);
    const message = object(event['message']);
    const before = object(event['previous_message']);
    const ts = string(event['deleted_ts']) ?? string(message['ts']);
    if (channel === undefined || ts === undefined) return;
    const isDeleted = event['subtype'] === 'message_deleted' || message['subtype'] === 'tombstone';
    if (!isDeleted && (message['bot_id'] !== undefined || message['text'] === before['text'])) return;
    const change = isDeleted
      ? ({ kind: 'deleted' } as const)
      : ({ kind: 'edited', text: unescape(string(message['text']) ?? '', workspace.botUser) } as const);
    await records.putChange(workspace.team, channel, ts, change);
    await answering.follow(workspace, channel, ts, change);
  };

  return {
    resume: (clientFor) => waiting.resume(clientFor, overheard),
    async mention(workspace, event) {
      const message = readMessage(event);
      if (message !== undefined) await addressed(workspace, message, INVITED);
    },
    async message(workspace, event) {
      const subtype = string(event['subtype']);
      if (subtype === 'message_changed' || subtype === 'message_deleted')
        return await changed(workspace, event);
      const message = readMessage(event);
      if (message === undefined || message.user === workspace.botUser) return;
      if (message.channelType === 'im') return await direct(workspace, message);
      // A mention is told a second time, as an event of its own.
      if (message.text.includes(`<@${workspace.botUser}`)) return;
      await overheard(workspace, message);
    },
  };
}
