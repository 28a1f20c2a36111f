/** `/ask`, `/ask-admin` and the message shortcuts. Each was acknowledged before it comes here. */

import { type ChannelSettings, type Reply, TOKENS } from '../../../src/contract.js';
import { describeSettings } from '../../common/channel-settings.js';
import { type Json, object, string } from '../../common/json.js';
import { rawText } from '../../common/text.js';
import type { Respond } from '../transport/respond.js';
import { CallError } from '../transport/faults.js';
import { channelName, commandPlace, placeOf } from '../transport/places.js';
import { newId } from '../transport/records.js';
import { postReply, whisperReply } from '../transport/replies.js';
import type { Workspace } from '../transport/workspace.js';
import { withGuide } from './answer.js';
import { firstOf, contextFor } from './context.js';
import { toMarkdown, unescape } from '../../common/mrkdwn.js';
import { type Pressed, readMessage } from './payload.js';
import { carryPress } from './presses.js';
import { wordsOf } from './words.js';

/** One use of a command or a shortcut. */
export interface Use {
  readonly workspace: Workspace;
  /** What Slack tells of it. */
  readonly payload: Json;
  readonly respond: Respond;
}

export async function onAsk({ workspace, payload, respond }: Use): Promise<void> {
  const { host } = workspace;
  const asker = string(payload['user_id']) ?? '';
  const channel = string(payload['channel_id']) ?? '';
  const text = unescape(rawText(payload['text']), workspace.botUser);
  const reply = await host.bot.ask({
    text,
    asker,
    place: commandPlace(workspace.team, channel, asker),
    attention: 'addressed',
    language: await workspace.languageOf(asker),
    ...(await contextFor(workspace, { channel })),
  });
  if (reply === undefined) return;
  await offerToShare(workspace, respond, withGuide(reply, text, host.texts), asker, text);
}

export async function onAdmin(use: Use): Promise<void> {
  const { workspace, payload, respond } = use;
  const { host } = workspace;
  const user = string(payload['user_id']) ?? '';
  const id = string(payload['channel_id']) ?? '';
  const channel = channelName(workspace.team, id);
  const language = await workspace.ownLanguage(user);
  const tell = (key: string): Promise<void> => respond({ text: host.texts(language, key) });
  const describe = (settings: ChannelSettings): Promise<void> =>
    respond({ text: describeSettings(host, language, `<#${id}>`, settings).join('\n') });
  if (!(await workspace.maySteer(user))) return await tell('channel.denied');
  const [subject, verb, value] = rawText(payload['text']).trim().toLowerCase().split(/\s+/);
  if (subject === 'review') return await pressToken(use, user, id, TOKENS.review);
  if (subject === 'status' || (subject === 'channel' && verb === undefined)) {
    return await describe(await host.channels.settings(channel));
  }
  const change = readChange(subject, verb, value);
  if (change === undefined) return await tell('slack.admin.usage');
  try {
    await describe(await host.channels.change(channel, change));
  } catch (error) {
    if (error instanceof CallError) throw error;
    if (error instanceof RangeError) return await tell('channel.range');
    host.logger.error('a channel setting could not be kept', { error });
    await tell('channel.noStore');
  }
}

/** The shortcut "Answer this". */
export async function onAnswerThis({ workspace, payload, respond }: Use): Promise<void> {
  const { host } = workspace;
  const { user, channel, message, ts } = readShortcut(payload);
  const text = wordsOf(message, workspace.botUser);
  const language = await workspace.languageOf(user);
  if (text === '') return await respond({ text: host.texts(language ?? 'zh', 'message.nothing') });
  const thread = string(message['thread_ts']) ?? ts;
  const target = readMessage({ ...message, channel }, workspace.botUser);
  const author = target?.user;
  const link = await workspace.permalink(channel, ts);
  const reply = await host.bot.ask({
    text,
    asker: user,
    place: placeOf(workspace.team, channel, thread),
    attention: 'addressed',
    language,
    quoted: { link },
    ...(await contextFor(workspace, target ?? { channel })),
  });
  if (reply === undefined) return;
  // A reply without an answer is of use to the asker alone.
  if (isAnswer(reply)) {
    try {
      return await postReply(workspace, { channel, thread }, reply, {
        askers: author === undefined ? [user] : [user, author],
        question: { ts, text, attention: 'addressed', link },
        key: string(payload['trigger_id']),
      });
    } catch (error) {
      // Where the bot is no member it cannot post. The one who asked gets the answer all the same.
      if (!(error instanceof CallError)) throw error;
    }
  }
  await offerToShare(workspace, respond, reply, user, text);
}

/** The shortcut "Save as answer". */
export async function onSaveAsAnswer(use: Use): Promise<void> {
  const { workspace, payload, respond } = use;
  const { user, channel, message, ts } = readShortcut(payload);
  const thread = string(message['thread_ts']);
  const tell = async (key: string): Promise<void> =>
    respond({ text: workspace.host.texts(await workspace.ownLanguage(user), key) });
  const answer = toMarkdown(rawText(message['text']));
  if (!(await workspace.isMaintainer(user))) return await tell('slack.save.denied');
  if (answer === '') return await tell('message.nothing');
  const [link, asked] = await Promise.all([
    workspace.permalink(channel, ts),
    thread === undefined || thread === ts ? {} : firstOf(workspace, channel, thread),
  ]);
  const fields = { question: wordsOf(asked, workspace.botUser), answer, link: link ?? '' };
  await pressToken(use, user, channel, TOKENS.save, { fields, link });
}

/** Shows a reply to the asker alone, with a button that shares an answer in the channel. */
async function offerToShare(
  workspace: Workspace,
  respond: Respond,
  reply: Reply,
  asker: string,
  asked: string,
): Promise<void> {
  const id = newId();
  const isKept =
    isAnswer(reply) &&
    (await workspace.records.keep(id, { reply, asker, asked }, asker).then(
      () => true,
      (error: unknown) => {
        workspace.host.logger.error('a reply could not be kept for sharing', { error });
        return false;
      },
    ));
  await whisperReply(workspace, respond, reply, asker, { buttons: { share: isKept ? id : undefined } });
}

function isAnswer({ kind }: Reply): boolean {
  return kind === 'answer' || kind === 'list';
}

/** Presses a token of our own menus, as a button would that only one member sees. */
async function pressToken(
  { workspace, payload, respond }: Use,
  user: string,
  channel: string,
  token: string,
  options?: Parameters<typeof carryPress>[1],
): Promise<void> {
  const pressed: Pressed = {
    action: '',
    value: token,
    user,
    surface: 'ephemeral',
    channel,
    ts: '',
    trigger: string(payload['trigger_id']) ?? '',
  };
  await carryPress({ workspace, pressed, respond }, options);
}

function readChange(
  subject: string | undefined,
  verb: string | undefined,
  value: string | undefined,
): Partial<ChannelSettings> | undefined {
  const isOn = verb === 'on';
  if (isOn || verb === 'off') {
    if (subject === 'channel') return { listening: isOn };
    if (subject === 'learn') return { learning: isOn };
    return subject === 'second-reader' ? { secondReader: isOn } : undefined;
  }
  if (subject !== 'channel' || verb !== 'precision' || value === undefined) return undefined;
  // The core refuses NaN as out of range.
  return { precision: Number(value) };
}

/** The parts of a `message_action`. https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
function readShortcut(payload: Json) {
  const message = object(payload['message']);
  return {
    user: string(object(payload['user'])['id']) ?? '',
    channel: string(object(payload['channel'])['id']) ?? '',
    message,
    ts: string(message['ts']) ?? string(payload['message_ts']) ?? '',
  };
}
