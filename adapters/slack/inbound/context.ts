/** What a message stands in. */

import type { QuestionContext } from '../../../src/contract.js';
import { type Json, list, object, string } from '../../common/json.js';
import { forSecondReader } from '../../common/second-reader.js';
import type { Workspace } from '../transport/workspace.js';
import { unescape } from './mrkdwn.js';

/** A message that another one shares or links. */
export interface Shared {
  /** As Slack writes it. */
  readonly text: string;
  /** Where it was written, if Slack says so. */
  readonly channel?: string;
}

/** Of how Slack marks such a message, the types of `conversations.replies` in @slack/web-api alone tell. */
export function sharedIn(message: Json): Shared | undefined {
  const shared = list(message['attachments'])
    .map(object)
    .find((one) => one['is_msg_unfurl'] === true || one['is_share'] === true);
  const text = string(shared?.['text']);
  return text === undefined ? undefined : { text, channel: string(shared?.['channel_id']) };
}

/** A message, or a command that was typed in a channel. */
interface Stood {
  readonly channel: string;
  readonly thread?: string;
  readonly ts?: string;
  readonly shared?: Shared;
}

/** What a question that was asked so carries for the second reader. */
export async function contextFor(
  workspace: Workspace,
  { channel, thread, ts, shared }: Stood,
): ReturnType<typeof forSecondReader> {
  const { host, team, botUser } = workspace;
  const mayBeSent = async ({ channel: from = channel }: Shared): Promise<boolean> =>
    (await host.channels.settings(`${team}/${from}`)).secondReader;
  const lookUp = async (): Promise<QuestionContext> => {
    const isReply = thread !== undefined && thread !== ts;
    const pointedAt = shared && (await mayBeSent(shared)) ? unescape(shared.text, botUser) : '';
    const threadStart = isReply ? await firstOf(workspace, channel, thread) : '';
    return { pointedAt: pointedAt || undefined, threadStart: threadStart || undefined };
  };
  return await forSecondReader(host, `${team}/${channel}`, lookUp);
}

/** The words that a thread begins with; empty where they cannot be read in time. */
export async function firstOf(workspace: Workspace, channel: string, thread: string): Promise<string> {
  const parameters = { channel, ts: thread, limit: 1 };
  const { messages } = await workspace.glance('conversations.replies', parameters);
  return unescape(string(object(list(messages)[0])['text']) ?? '', workspace.botUser);
}
