/** What can be read of the made-up server: its messages, its channels, its members. */

import { type Json, record, textOf } from './rules.js';
import { BOT, member, user } from './world.js';

export interface Reading {
  readonly path: string;
  readonly query: URLSearchParams;
  /** The members' messages, and those of the bot. */
  readonly said: readonly Json[];
  /** The server as it is now. */
  readonly server: Json;
}

/** Status and body; `undefined` where the path is none of these. */
export function readAt({ path, query, said, server }: Reading): [number, unknown?] | undefined {
  const [, root = '', one = '', , third = ''] = path.split('/');
  if (path === '/users/@me') return [200, user(BOT)];
  if (path === '/users/@me/guilds') return [200, [{ id: server['id'], name: server['name'] }]];
  if (root === 'guilds' && path.includes('/members/')) return [200, { user: user(BOT), ...member(BOT) }];
  if (root === 'guilds' && path === `/guilds/${one}`) return [200, server];
  if (root !== 'channels') return undefined;
  if (path.endsWith('/messages')) return [200, messagesAfter(said, one, query)];
  if (path.includes('/messages/')) return orUnknown(said, third, [10_008, 'Unknown Message']);
  const channels = Array.isArray(server['channels']) ? server['channels'].map(record) : [];
  return orUnknown(channels, one, [10_003, 'Unknown Channel']);
}

function orUnknown(
  all: readonly Json[],
  id: string,
  [code, message]: readonly [number, string],
): [number, Json] {
  const found = all.find((one) => one['id'] === id);
  return found === undefined ? [404, { code, message }] : [200, found];
}

const idOf = (message: Json): bigint => BigInt(textOf(message['id']));

/** The newest first, as Discord gives them. */
function messagesAfter(said: readonly Json[], channel: string, query: URLSearchParams): readonly Json[] {
  const [after, before] = ['after', 'before'].map((name) => query.get(name));
  const limit = Number(query.get('limit') ?? 50);
  const found = said
    .filter((one) => one['channel_id'] === channel)
    .toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
    .filter((one) => idOf(one) > BigInt(after ?? 0))
    .filter((one) => typeof before !== 'string' || idOf(one) < BigInt(before));
  return (typeof before === 'string' ? found.slice(-limit) : found.slice(0, limit)).toReversed();
}
