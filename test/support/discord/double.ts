/** Discord's side of a test: REST and gateway on one port, with an eye on every request. */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway, type Gateway, seenBy } from './gateway.js';
import { faultsOf, type Json, type Kind, record, textOf } from './rules.js';
import { createInteractions, type Form } from './acknowledging.js';
import { readAt } from './reading.js';
import * as world from './world.js';
import { APPLICATION, BOT, DIRECT, message as messageOf, snowflake, type Standing, TOKEN } from './world.js';

export interface Call {
  readonly method: string;
  /** Without the version, such as `/channels/3/messages`. */
  readonly path: string;
  readonly body: Json;
}

/** What a request is answered with instead. */
export interface Refusal {
  readonly status: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  /** Carries the request out all the same: the answer was lost, not the deed. */
  readonly isDone?: boolean;
  readonly times?: number;
}

export interface Double {
  readonly url: string;
  readonly calls: readonly Call[];
  readonly faults: readonly string[];
  readonly messages: readonly Standing[];
  /** The global commands. */
  readonly commands: readonly Json[];
  readonly gateway: Gateway;
  /** Forms that were opened, with the message whose button opened them. */
  readonly forms: readonly Form[];
  /** A member's message: told, and there to be read again. */
  say(message: Json): void;
  /** A member edits a message; `undefined`: a link in it unfolds. */
  edit(id: string, content: string | undefined): void;
  /** Members' messages are deleted. */
  remove(...ids: readonly string[]): void;
  /** Somebody changes the tags of a post by hand. */
  tag(thread: string, tags: readonly string[]): void;
  /** A member reacts to a message. */
  react(user: string, message: string, emoji: string, channel?: string): void;
  /** Members' reactions, by the messages of the bot. */
  readonly reactions: Map<string, readonly Json[]>;
  /** A thread or a post is opened. */
  open(thread: Json): void;
  /** Tells an interaction, and watches over how it is acknowledged. */
  interact(interaction: Json): void;
  /** Answers the next requests to a path that fits with something else. */
  refuse(path: RegExp, refusal: Refusal): void;
  /** @param guild the server whose own commands they are */
  register(commands: readonly Json[], guild?: string): void;
  allowContent(isAllowed: boolean): void;
  /** Forgets what was said and asked. */
  clear(): void;
  close(): Promise<void>;
}

/** What an edit changes. */
const pick = ({ content, mentions }: Json): Json => ({ content, mentions });

const CONTENT_FLAG = 1 << 19;

export async function discordDouble(): Promise<Double> {
  const calls: Call[] = [];
  const faults: string[] = [];
  const messages = new Map<string, Standing>();
  const nonces = new Map<string, string>();
  const said: Json[] = [];
  const threads: Json[] = [];
  const reactions = new Map<string, readonly Json[]>();
  const threaded = new Set<string>();
  const refusals: (Refusal & { readonly path: RegExp; left: number })[] = [];
  /** By the path that they are registered at. */
  const commands = new Map<string, readonly Json[]>();
  const globally = `/applications/${APPLICATION}/commands`;
  let allowsContent = false;
  const server = createServer();

  const stand = (channel: string, body: Json, isPrivate = false, id = snowflake()): Json => {
    messages.set(id, { id, channel, body, isPrivate });
    return {
      ...messageOf('', { author: BOT, channel, id }),
      components: body['components'],
      flags: body['flags'] ?? 0,
    };
  };
  const judge = (kind: Kind, body: unknown): void => void faults.push(...faultsOf(kind, body));

  const interactions = createInteractions({ messages, faults, stand, judge });

  const post = (channel: string, body: Json): [number, Json?] => {
    judge('message', body);
    const nonce = textOf(body['nonce']);
    const before = nonces.get(nonce);
    const standing = before === undefined ? undefined : messages.get(before);
    // https://docs.discord.com/developers/resources/message#create-message: the message of before is given again.
    if (standing !== undefined) return [200, messageOf('', { author: BOT, channel, id: standing.id })];
    const told = stand(channel, body);
    nonces.set(nonce, textOf(told['id']));
    return [200, told];
  };

  const tag = (thread: string, tags: unknown): void => {
    const at = threads.findIndex(({ id }) => id === thread);
    if (at < 0) return;
    threads[at] = { ...threads[at], applied_tags: tags };
    gateway.dispatch('THREAD_UPDATE', record(threads[at]));
  };

  const ownMessages = (): readonly Json[] =>
    [...messages.values()]
      .filter(({ isPrivate }) => !isPrivate)
      .map(({ id, channel, body: shown }) => {
        const { message_id: root } = record(shown['message_reference']);
        const replyTo = root === undefined ? undefined : { id: textOf(root), author: '' };
        const told = messageOf('', { author: BOT, channel, id, replyTo });
        return { ...told, mentions: [], components: shown['components'] };
      });
  /** A message of the bot that is read, changed or deleted. */
  const own = (method: string, { id, channel, body: shown }: Standing, body: Json): [number, unknown?] => {
    if (method === 'GET') {
      const told = messageOf('', { author: BOT, channel, id });
      return [200, { ...told, components: shown['components'], reactions: reactions.get(id) }];
    }
    if (method === 'DELETE') return messages.delete(id) ? [204] : [404];
    judge('edit', body);
    return [200, stand(channel, body, false, id)];
  };

  const carryOut = (
    { method, path, body }: Call,
    list: unknown,
    query: URLSearchParams,
  ): [number, unknown?] => {
    const [, root = '', one = '', , three = '', four = ''] = path.split('/');
    if (path === '/applications/@me')
      return [200, { id: APPLICATION, flags: allowsContent ? CONTENT_FLAG : 0 }];
    if (path === '/gateway/bot') {
      return [
        200,
        {
          url: address(),
          shards: 1,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 16 },
        },
      ];
    }
    const standing = root === 'channels' ? messages.get(path.split('/')[4] ?? '') : undefined;
    if (standing !== undefined && path.split('/').length === 5) return own(method, standing, body);
    if (root === 'channels' && path.endsWith('/@me') && path.includes('/reactions/')) return [204];
    if (root === 'channels' && method === 'DELETE')
      return [404, { code: 10_008, message: 'Unknown Message' }];
    const readable = allowsContent ? said : said.map((message) => seenBy({ intents: 0 }, message));
    const all = [...readable, ...ownMessages()];
    const found = method === 'GET' ? readAt({ path, query, said: all, server: guildNow() }) : undefined;
    if (found !== undefined) return found;
    if (root === 'interactions') return interactions.acknowledge(one, path.split('/')[3] ?? '', body);
    if (root === 'webhooks')
      return interactions.webhook(method, path.split('/')[3] ?? '', path.endsWith('@original'), body);
    if (root === 'applications' && path.endsWith('/commands')) {
      if (method === 'PUT' && Array.isArray(list)) {
        for (const command of list) judge('command', command);
        const registered = list.map((command) => ({
          ...record(command),
          id: snowflake(),
          application_id: APPLICATION,
          version: '1',
          nsfw: false,
        }));
        commands.set(path, registered);
      }
      return [200, commands.get(path) ?? []];
    }
    if (root === 'channels' && path.endsWith('/threads')) {
      judge('thread', body);
      const started = path.split('/')[4] ?? '';
      if (threaded.has(started))
        return [400, { code: 160_004, message: 'A thread has already been created for this message' }];
      threaded.add(started);
      return [
        201,
        { id: three === 'threads' ? four : path.split('/')[4], type: 11, parent_id: one, name: body['name'] },
      ];
    }
    if (root === 'channels' && path.endsWith('/messages') && method === 'POST') return post(one, body);
    if (root === 'channels' && method === 'PATCH') {
      judge('channel', body);
      tag(one, body['applied_tags']);
      return [200, { id: one, type: 11, ...body }];
    }
    if (path === '/users/@me/channels') {
      judge('direct', body);
      return [200, { id: DIRECT, type: 1 }];
    }
    faults.push(`nobody knows ${method} ${path}`);
    return [404, { code: 0, message: '404: Not Found' }];
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    const parsed: unknown = text === '' ? {} : JSON.parse(text);
    const [address = '', search = ''] = (request.url ?? '').split('?');
    const path = address.replace(/^\/api\/v10/, '');
    const query = new URLSearchParams(search);
    const call: Call = {
      method: request.method ?? '',
      path,
      body: Array.isArray(parsed) ? {} : record(parsed),
    };
    const send = (status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): void => {
      // An empty answer has no type.
      const type = status === 204 ? {} : { 'content-type': 'application/json' };
      response.writeHead(status, { ...type, ...headers });
      response.end(status === 204 ? undefined : JSON.stringify(body));
    };
    const needsToken = !/^\/(?:interactions|webhooks)\//.test(path);
    if (needsToken && request.headers.authorization !== `Bot ${TOKEN}`)
      return send(401, { message: '401: Unauthorized', code: 0 });
    calls.push(call);
    const refusal = refusals.find((one) => one.left > 0 && one.path.test(path));
    if (refusal !== undefined) {
      refusal.left -= 1;
      if (refusal.isDone === true) carryOut(call, parsed, query);
      return send(refusal.status, refusal.body ?? { message: 'refused', code: 0 }, refusal.headers);
    }
    send(...carryOut(call, parsed, query));
  };
  const guildNow = (): Json =>
    world.guild(new Map(said.map((one) => [textOf(one['channel_id']), textOf(one['id'])])), threads);
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => faults.push(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port }: AddressInfo = Object(server.address());
  const address = (): string => `ws://127.0.0.1:${port}/gateway`;
  const gateway = createGateway(server, address, guildNow);

  return {
    url: `http://127.0.0.1:${port}/api`,
    calls,
    faults,
    gateway,
    get messages() {
      return [...messages.values()];
    },
    get commands() {
      return commands.get(globally) ?? [];
    },
    forms: interactions.forms,
    say(message) {
      said.push(message);
      gateway.dispatch('MESSAGE_CREATE', message);
    },
    reactions,
    edit(id, content) {
      const at = said.findIndex((one) => one['id'] === id);
      const before = said[at];
      if (before === undefined) throw new Error('nobody said that');
      const after =
        content === undefined
          ? { ...before, embeds: [{}] }
          : {
              ...before,
              ...pick(messageOf(content, { author: textOf(record(before['author'])['id']) })),
              edited_timestamp: new Date().toISOString(),
            };
      said[at] = after;
      gateway.dispatch('MESSAGE_UPDATE', after);
    },
    remove(...ids) {
      const gone = said.filter((one) => ids.includes(textOf(one['id'])));
      said.splice(0, said.length, ...said.filter((one) => !gone.includes(one)));
      const [first] = gone;
      const where = { channel_id: first?.['channel_id'], guild_id: first?.['guild_id'] };
      if (ids.length === 1) gateway.dispatch('MESSAGE_DELETE', { id: ids[0], ...where });
      else gateway.dispatch('MESSAGE_DELETE_BULK', { ids, ...where });
    },
    tag,
    react(user, message, emoji, channel = world.CHANNEL) {
      gateway.dispatch('MESSAGE_REACTION_ADD', {
        user_id: user,
        channel_id: channel,
        message_id: message,
        guild_id: world.GUILD,
        member: { ...world.member(user), user: world.user(user) },
        emoji: { id: null, name: emoji },
        burst: false,
        type: 0,
      });
    },
    open(thread) {
      threads.push(thread);
      gateway.dispatch('THREAD_CREATE', { ...thread, newly_created: true });
    },
    interact(interaction) {
      interactions.told(interaction);
      gateway.dispatch('INTERACTION_CREATE', interaction);
    },
    refuse: (path, refusal) => void refusals.push({ ...refusal, path, left: refusal.times ?? 1 }),
    register(list, guild) {
      commands.set(
        guild === undefined ? globally : `/applications/${APPLICATION}/guilds/${guild}/commands`,
        list,
      );
    },
    allowContent(isAllowed) {
      allowsContent = isAllowed;
      gateway.allowContent(isAllowed);
    },
    clear() {
      messages.clear();
      calls.length = 0;
    },
    async close() {
      gateway.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close').catch(() => undefined);
    },
  };
}
