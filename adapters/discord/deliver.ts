/** Delivers an answer that comes later: where it was asked, else in a direct message. */

import type { Address, Reply } from '../../src/contract.js';
import { readPlace, type Where } from './inbound/places.js';
import { isSolved } from './inbound/threads.js';
import type { OwnButtons } from './outbound/render-reply.js';
import { compose, remember, type Service } from './service.js';
import { nonceOf } from './transport/api.js';
import type { Connection } from './transport/connection.js';
import { loggable } from './transport/errors.js';
import { Refused } from './transport/refusals.js';

/** Rejects where neither the place nor the asker can be reached. */
export async function deliver(
  service: Service,
  connection: Connection,
  to: Address,
  reply: Reply,
): Promise<void> {
  const where = readPlace(to.place);
  if (where === undefined || !/^\d+$/.test(to.asker)) throw new Error('there is no such place in Discord');
  // What began privately is for the asker alone.
  if (where.user === undefined && (await inPlace(service, connection, to, where, reply))) return;
  await service.api
    .openDirect(to.asker)
    .then((channel) => post(service, to, reply, { channel }))
    .catch(unreachable);
}

function unreachable(cause: unknown): never {
  throw new Error('neither the place nor a direct message reaches the one who asked', {
    cause: loggable(cause),
  });
}

/** @returns `false` where the place cannot be reached */
async function inPlace(
  service: Service,
  connection: Connection,
  to: Address,
  { channel, message }: Where,
  reply: Reply,
): Promise<boolean> {
  // An exchange that moved into a thread goes on there; the thread carries the id of the message that it began with.
  const thread = connection.thread(message ?? channel);
  try {
    await post(service, to, reply, {
      channel: thread?.id ?? channel,
      replyTo: thread === undefined ? message : undefined,
      buttons: {
        remove: connection.isServer(channel),
        solved: reply.kind === 'answer' ? isSolved(thread) : undefined,
      },
    });
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

interface Posting {
  readonly channel: string;
  readonly replyTo?: string;
  readonly buttons?: OwnButtons;
}

async function post(
  service: Service,
  { place, asker }: Address,
  reply: Reply,
  { channel, replyTo, buttons }: Posting,
): Promise<void> {
  const nonce = nonceOf([place, asker, reply.entry ?? '', reply.text]);
  const id = await service.api.post(channel, await compose(service, reply, asker, buttons), nonce, replyTo);
  const forumPost = buttons?.solved === undefined ? undefined : channel;
  await remember(service, id, { place, askers: [asker], language: reply.language, depth: 0 }, forumPost);
}
