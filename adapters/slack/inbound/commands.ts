/** `/ask`, `/ask-admin` and the message shortcuts. Each was acknowledged before it comes here. */

import { type ChannelSettings, type Language, type Reply, TOKENS } from '../../../src/contract.js';
import { type Answering, HELP, withGuide } from './answer.js';
import { toMarkdown } from './mrkdwn.js';
import { type Json, list, object, string } from '../../common/json.js';
import { placeOf, readMessage } from '../transport/payload.js';
import { commandPlace, type Pressed } from './pressed.js';
import type { Presses } from './presses.js';
import type { Records } from './records.js';
import { type Respond, sayTo } from '../transport/respond.js';
import type { Service, Workspace } from '../transport/service.js';
import { unescape } from './mrkdwn.js';

export interface Commands {
  readonly ask: (workspace: Workspace, command: Json, respond: Respond) => Promise<void>;
  readonly admin: (workspace: Workspace, command: Json, respond: Respond) => Promise<void>;
  readonly answerThis: (workspace: Workspace, shortcut: Json, respond: Respond) => Promise<void>;
  readonly saveAsAnswer: (workspace: Workspace, shortcut: Json, respond: Respond) => Promise<void>;
}

export interface CommandOptions {
  readonly service: Service;
  readonly records: Records;
  readonly answering: Answering;
  readonly presses: Presses;
  /** Who installed the app into a workspace; only known where it was installed over OAuth. */
  readonly installerOf: (team: string) => Promise<string | undefined>;
}

export function createCommands({
  service,
  records,
  answering,
  presses,
  installerOf,
}: CommandOptions): Commands {
  const { host } = service;

  const respondPrivately = async (reply: Reply, respond: Respond, asked: string): Promise<void> => {
    const buttons: { share?: string } = {};
    if (reply.kind === 'answer' || reply.kind === 'list') {
      const id = records.newId();
      await records
        .keep(id, { reply, asked })
        .then(() => (buttons.share = id))
        .catch((error: unknown) => host.logger.error('a reply could not be kept for sharing', { error }));
    }
    const { text, blocks } = await answering.payload(reply, buttons, asked);
    await respond({ response_type: 'ephemeral', replace_original: false, text, blocks: [...blocks] });
  };

  const ask = async (workspace: Workspace, command: Json, respond: Respond): Promise<void> => {
    const user = string(command['user_id']) ?? '';
    const channel = string(command['channel_id']) ?? '';
    const text = unescape(string(command['text']) ?? '', workspace.botUser);
    const language = await service.languageOf(user);
    const asked = text === '' ? HELP : text;
    const reply = await host.bot.ask({
      text: asked,
      asker: user,
      place: commandPlace(workspace, channel, user),
      attention: 'addressed',
      language,
    });
    if (reply === undefined) return;
    await respondPrivately(withGuide(reply, asked, host.texts), respond, text);
  };

  const describe = (language: Language, { listening, precision }: ChannelSettings): string =>
    [
      service.say(language, listening ? 'slack.admin.on' : 'slack.admin.off'),
      precision === undefined
        ? service.say(language, 'slack.admin.precisionDefault')
        : service.say(language, 'slack.admin.precision', { precision }),
    ].join('\n');

  const admin = async (workspace: Workspace, command: Json, respond: Respond): Promise<void> => {
    const user = string(command['user_id']) ?? '';
    const channel = `${workspace.team}/${string(command['channel_id']) ?? ''}`;
    const language = await service.ownLanguage(user);
    const isAllowed =
      (await service.isMaintainer(workspace, user)) || (await installerOf(workspace.team)) === user;
    if (!isAllowed) return await sayTo(respond, service.say(language, 'slack.admin.denied'));
    const [subject, verb, value] = (string(command['text']) ?? '').trim().toLowerCase().split(/\s+/);
    if (subject === 'review') {
      return await presses.carry(workspace, privately(command, user, TOKENS.review), respond);
    }
    if (subject === 'status' || (subject === 'channel' && verb === undefined)) {
      return await sayTo(respond, describe(language, await host.channels.settings(channel)));
    }
    const change = subject === 'channel' ? readChange(verb, value) : undefined;
    if (change === undefined) return await sayTo(respond, service.say(language, 'slack.admin.usage'));
    try {
      await sayTo(respond, describe(language, await host.channels.change(channel, change)));
    } catch (error) {
      if (error instanceof RangeError)
        return await sayTo(respond, service.say(language, 'slack.admin.range'));
      host.logger.error('a channel setting could not be kept', { error });
      await sayTo(respond, service.say(language, 'slack.admin.noStore'));
    }
  };

  const answerThis = async (workspace: Workspace, shortcut: Json, respond: Respond): Promise<void> => {
    const user = string(object(shortcut['user'])['id']) ?? '';
    const channel = string(object(shortcut['channel'])['id']) ?? '';
    const raw = object(shortcut['message']);
    const ts = string(raw['ts']) ?? string(shortcut['message_ts']) ?? '';
    const text = unescape(string(raw['text']) ?? '', workspace.botUser);
    const language = await service.languageOf(user);
    if (text === '') return await sayTo(respond, service.say(language ?? 'zh', 'slack.nothing'));
    const thread = string(raw['thread_ts']) ?? ts;
    const author = readMessage({ ...raw, channel })?.user;
    const reply = await host.bot.ask({
      text,
      asker: user,
      place: placeOf(workspace.team, channel, thread),
      attention: 'addressed',
      language,
    });
    if (reply === undefined) return;
    // What is no answer is of use to the one who wanted one, and noise to the others.
    if (reply.kind !== 'answer' && reply.kind !== 'list') return await respondPrivately(reply, respond, text);
    try {
      await answering.post(workspace, { channel, thread }, reply, {
        askers: author === undefined ? [user] : [user, author],
        question: { ts, text, attention: 'addressed' },
      });
    } catch {
      // Where the bot is no member it cannot post; the one who asked shall have the answer all the same.
      await respondPrivately(reply, respond, text);
    }
  };

  const saveAsAnswer = async (workspace: Workspace, shortcut: Json, respond: Respond): Promise<void> => {
    const user = string(object(shortcut['user'])['id']) ?? '';
    const channel = string(object(shortcut['channel'])['id']) ?? '';
    const raw = object(shortcut['message']);
    const ts = string(raw['ts']) ?? string(shortcut['message_ts']) ?? '';
    const thread = string(raw['thread_ts']);
    const tell = async (key: string): Promise<void> =>
      await sayTo(respond, service.say(await service.ownLanguage(user), key));
    const answer = toMarkdown(string(raw['text']) ?? '');
    if (!(await service.isMaintainer(workspace, user))) return await tell('slack.save.denied');
    if (answer === '') return await tell('slack.nothing');
    const [link, question] = await Promise.all([
      service.permalink(workspace, channel, ts),
      thread === undefined || thread === ts ? '' : firstOf(workspace, channel, thread),
    ]);
    const fields = { question, answer, link: link ?? '' };
    const pressed = privately({ ...shortcut, channel_id: channel }, user, TOKENS.save);
    await presses.carry(workspace, pressed, respond, { fields, link });
  };

  /** The words that a thread begins with; empty where they cannot be read. */
  const firstOf = async (workspace: Workspace, channel: string, thread: string): Promise<string> => {
    const parameters = { channel, ts: thread, limit: 1 };
    const { messages } = await service.glance(workspace, 'conversations.replies', parameters);
    return unescape(string(object(list(messages)[0])['text']) ?? '', workspace.botUser);
  };

  return { ask, admin, answerThis, saveAsAnswer };
}

/** A token of our own menus, as a button that one member alone sees would bring it. */
function privately(payload: Json, user: string, token: string): Pressed {
  return {
    action: '',
    value: token,
    user,
    surface: 'ephemeral',
    channel: string(payload['channel_id']) ?? '',
    ts: '',
    trigger: string(payload['trigger_id']) ?? '',
  };
}

function readChange(
  verb: string | undefined,
  value: string | undefined,
): Partial<ChannelSettings> | undefined {
  if (verb === 'on') return { listening: true };
  if (verb === 'off') return { listening: false };
  if (verb !== 'precision' || value === undefined) return undefined;
  const precision = Number(value);
  // Not a number is outside of every range: the core says so.
  return { precision };
}
