/** What the bot says of its own accord: answers that come later, and what the maintainers are told. */

import { createHash } from 'node:crypto';
import type { Address, Reply } from '../../../src/contract.js';
import { codeOf } from '../transport/api.js';
import type { Connection } from '../transport/connection.js';
import { channelFault } from '../review/maintainers-channel.js';
import { readPlace, type Where } from '../transport/places.js';
import type { Service } from '../transport/service.js';
import { hasSolvedTag } from '../inbound/solved.js';

/**
 * The place is gone, out of the bot's sight or closed to it: unknown channel, server; no access, no text channel, no permission,
 * archived or locked thread. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
const UNREACHABLE: ReadonlySet<number | undefined> = new Set([
  10_003, 10_004, 50_001, 50_008, 50_013, 50_024, 50_083, 160_005,
]);

/** Answers in the place, else in a direct message to the asker. Rejects where neither can be reached. */
export async function deliver(
  service: Service,
  connection: Connection,
  to: Address,
  reply: Reply,
): Promise<void> {
  const where = readPlace(to.place);
  if (where === undefined || !/^\d+$/.test(to.asker)) throw new Error('there is no such place in Discord');
  // What is a member's own goes to them alone.
  if (where.user === undefined && (await inPlace(service, connection, to, where, reply))) return;
  try {
    const channel = await service.api.openDirect(to.asker);
    await post(service, to, reply, channel);
  } catch (cause) {
    throw new Error('neither the place nor a direct message reaches the one who asked', { cause });
  }
}

/** @returns `false` where the place cannot be reached */
async function inPlace(
  service: Service,
  connection: Connection,
  to: Address,
  { channel, message }: Where,
  reply: Reply,
): Promise<boolean> {
  // A thread carries the id of the message that it began with, and an exchange that moved there is read there.
  const thread = connection.thread(message ?? channel);
  const buttons = {
    remove: connection.isServer(channel),
    solved: reply.kind === 'answer' && hasSolvedTag(thread),
  };
  try {
    await post(
      service,
      to,
      reply,
      thread?.id ?? channel,
      buttons,
      thread === undefined ? message : undefined,
    );
    return true;
  } catch (error) {
    if (!UNREACHABLE.has(codeOf(error))) throw error;
    service.host.logger.info('a place cannot be reached any more', { place: to.place, code: codeOf(error) });
    return false;
  }
}

async function post(
  service: Service,
  { place, asker }: Address,
  reply: Reply,
  channel: string,
  buttons = {},
  replyTo?: string,
): Promise<void> {
  const nonce = digest([place, asker, reply.entry ?? '', reply.text]);
  const id = await service.api.post(channel, await service.compose(reply, buttons), nonce, replyTo);
  await service.remember(id, { place, askers: [asker], language: reply.language, depth: 0 });
}

/** Posts in the maintainers' channel. Rejects with a sentence that says what to change. */
export async function tell(service: Service, channel: string, reply: Reply): Promise<void> {
  const { lead, question = '', text, actions } = reply;
  const nonce = digest([channel, lead, question, text, ...actions.map(({ token }) => token)]);
  try {
    const id = await service.api.post(channel, await service.compose(reply), nonce);
    await service.remember(id, { place: channel, askers: [], language: reply.language, depth: 0 });
  } catch (cause) {
    const fault = channelFault(cause);
    throw fault === undefined ? cause : new Error(fault, { cause });
  }
}

/** The same for the same words, so that what is sent once more after a lost answer stands once. */
function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
