/** What a message stands in. */

import type { OtherMessage } from '../../../src/contract.js';
import { contextFields } from '../../common/context.js';
import { type Json, list, object } from '../../common/json.js';
import type { Workspace } from '../transport/workspace.js';
import { type Attached, wordsOf } from './words.js';

/** A message, or a command that was typed in a channel. */
interface Stood {
  readonly channel: string;
  readonly thread?: string;
  readonly ts?: string;
  readonly attached?: Attached;
}

/** What a question that was asked so carries of the conversation. */
export async function contextFor(
  workspace: Workspace,
  { channel, thread, ts, attached }: Stood,
): ReturnType<typeof contextFields> {
  const { host, team } = workspace;
  const isReply = thread !== undefined && thread !== ts;
  const lookUp = async () => ({
    pointedAt: attached,
    threadStart: isReply ? await threadStart(workspace, channel, thread) : undefined,
  });
  const hasContext = isReply || attached !== undefined;
  const channels = [channel, attached?.channel ?? channel].map((one) => `${team}/${one}`);
  return await contextFields(host, channels, hasContext ? lookUp : undefined);
}

/** `undefined` where it cannot be read in time. */
async function threadStart(
  workspace: Workspace,
  channel: string,
  thread: string,
): Promise<OtherMessage | undefined> {
  const [message, link] = await Promise.all([
    firstOf(workspace, channel, thread),
    workspace.permalink(channel, thread),
  ]);
  const text = wordsOf(message, workspace.botUser);
  return text === '' ? undefined : { text, link, isOwn: message['user'] === workspace.botUser };
}

/** The message that a thread begins with; empty where it cannot be read in time. */
export async function firstOf(workspace: Workspace, channel: string, thread: string): Promise<Json> {
  const { messages } = await workspace.glance('conversations.replies', { channel, ts: thread, limit: 1 });
  return object(list(messages)[0]);
}
