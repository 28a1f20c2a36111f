/** The gateway: one client, exchanged for another when the bot begins to listen. */

import {
  type AnyThreadChannel,
  Client,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
  type Interaction,
  type Message,
  Options,
  Partials,
  type WebSocketOptions,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../../src/contract.js';
import { list, object, string, strings } from '../../common/json.js';
import type { Change } from '../../common/question-life.js';
import type { DiscordSettings } from '../set-up/settings.js';
import { GatewayFault, signInFault } from './errors.js';
import { checkIds, droppingShards, dropPackets } from './frames.js';

export interface Connection {
  /** Connects again, so that messages which do not mention the bot carry their text. Nothing is missed in between. */
  listen(): Promise<void>;
  readonly isListening: () => boolean;
  /** The client that is connected now. */
  readonly client: () => Client<true>;
  /** A thread or a forum post that is not archived; `undefined` for any other channel. */
  thread(id: string): AnyThreadChannel | undefined;
  /** Whether a channel belongs to a server. */
  isServer(channel: string): boolean;
  /** Tells of an interaction again, as if it came now. @param raw what Discord told of it */
  again(raw: object): void;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  readonly settings: DiscordSettings;
  readonly logger: Logger;
  /** Whether messages that do not mention the bot carry their text, and reactions are told. */
  readonly listens: boolean;
  readonly onMessage: (message: Message) => void;
  /** @param told what Discord told of it, as JSON */
  readonly onInteraction: (interaction: Interaction, told: string) => void;
  readonly onChange: (changed: Changed) => void;
  readonly onReaction: (reacted: Reacted) => void;
  /** Called when a thread or a forum post is changed, such as its tags. */
  readonly onThread: (before: AnyThreadChannel, after: AnyThreadChannel) => void;
  /** Called when a session was lost and another has begun; the gateway does not bring the messages in between. */
  readonly onGap: (client: Client<true>, shard: number) => void;
  /** Called when Discord does not let the bot connect any more. */
  readonly onLost: (reason: Error) => void;
  /** Paces the sessions that are begun; by default one in five seconds, as Discord asks for. */
  readonly identifyThrottler?: WebSocketOptions['buildIdentifyThrottler'];
}

/** A message that was edited or deleted, as far as Discord tells it. */
export interface Changed {
  readonly client: Client<true>;
  readonly channel: string;
  readonly message: string;
  readonly change: Change;
}

/** A member's reaction, as far as Discord tells it. */
export interface Reacted {
  readonly client: Client<true>;
  readonly channel: string;
  readonly message: string;
  readonly user: string;
  readonly roles: readonly string[];
  /** The emoji, or the name of one of the server's own. */
  readonly reaction: string;
}

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
] as const;

const LISTENING_INTENTS = [
  GatewayIntentBits.MessageContent,
  GatewayIntentBits.GuildMessageReactions,
] as const;

/** Rejects with a sentence that says what to change. */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  let isClosed = false;
  const open = (listens: boolean): Promise<Client<true>> =>
    openClient({
      ...options,
      listens,
      onLost: (reason) => {
        if (!isClosed) options.onLost(reason);
      },
    });
  let { listens } = options;
  let client = await open(listens);
  let exchanging: Promise<void> | undefined;

  const exchange = async (): Promise<void> => {
    // The new client is there before the old one goes: what both are told is handled once.
    const next = await open(true);
    const old = client;
    client = next;
    listens = true;
    await old.destroy();
  };

  return {
    isListening: () => listens,
    client: () => client,
    thread(id) {
      const channel = client.channels.cache.get(id);
      return channel?.isThread() === true ? channel : undefined;
    },
    isServer: (channel) => client.channels.cache.get(channel)?.isDMBased() === false,
    again(raw) {
      const { ws } = client;
      // The client's own way from a frame to an event, which has no public name.
      const handle: unknown = Reflect.get(ws, 'handlePacket');
      if (typeof handle !== 'function') throw new Error('this version of discord.js has no handlePacket');
      const packet = {
        op: GatewayOpcodes.Dispatch,
        t: GatewayDispatchEvents.InteractionCreate,
        s: 0,
        d: raw,
      };
      Reflect.apply(handle, ws, [packet, ws.shards.first()]);
    },
    async listen() {
      if (listens) return;
      exchanging ??= exchange().finally(() => {
        exchanging = undefined;
      });
      await exchanging;
    },
    async close() {
      isClosed = true;
      await exchanging?.catch(() => undefined);
      await client.destroy();
    },
  };
}

async function openClient(options: ConnectionOptions): Promise<Client<true>> {
  const client = createClient(options);
  follow(client, options);
  let isReady = false;
  try {
    return await new Promise<Client<true>>((resolve, reject) => {
      client.once(Events.ClientReady, (ready) => {
        isReady = true;
        resolve(ready);
      });
      client.on(Events.ShardDisconnect, ({ code }) => {
        const fault = new GatewayFault(code);
        if (isReady) options.onLost(fault);
        else reject(fault);
      });
      client.login(options.settings.token).catch(reject);
    });
  } catch (cause) {
    await client.destroy().catch(() => undefined);
    throw signInFault(cause);
  }
}

function createClient({ settings, logger, listens, identifyThrottler }: ConnectionOptions): Client {
  const { shards, apiUrl } = settings;
  const onDropped = (error: unknown): void =>
    logger.warn('a frame from Discord was dropped: it has not the shape of one', { error });
  const client = new Client({
    intents: [...INTENTS, ...(listens ? LISTENING_INTENTS : [])],
    // Without the partial a direct message in a channel that is not known yet would not be told.
    partials: [Partials.Channel],
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    allowedMentions: { parse: [] },
    // The client's own defaults must not be overridden by undefined.
    ...(shards === 'auto'
      ? { shards }
      : { shards: Array.from({ length: shards }, (_, shard) => shard), shardCount: shards }),
    rest: apiUrl === undefined ? {} : { api: apiUrl },
    ws: { buildIdentifyThrottler: identifyThrottler, buildStrategy: droppingShards(onDropped) },
  });
  dropPackets(client, onDropped);
  return client;
}

/** Interactions whose words are at hand until they are stored. */
const MOST_TOLD = 100;

function follow(client: Client, options: ConnectionOptions): void {
  const { logger, onMessage, onInteraction, onGap, onThread } = options;
  const shards = new Set<number>();
  client.on(Events.MessageCreate, (message) => {
    checkIds(message);
    onMessage(message);
  });
  const told = new LRUCache<string, string>({ max: MOST_TOLD });
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (raw: unknown) => {
    // At once: the client puts objects of its own into it.
    told.set(string(object(raw)['id']) ?? '', JSON.stringify(raw));
  });
  client.on(Events.InteractionCreate, (interaction) => {
    checkIds(interaction);
    onInteraction(interaction, told.get(interaction.id) ?? '');
  });
  client.on(Events.ThreadUpdate, onThread);
  followChanges(client, options);
  followReactions(client, options);
  client.on(Events.ShardReady, (shard) => {
    if (shards.has(shard) && client.isReady()) onGap(client, shard);
    shards.add(shard);
  });
  client.on(Events.Error, (error) => logger.error('the Discord client failed', { error }));
  client.on(Events.ShardError, (error, shard) =>
    logger.warn('the connection to Discord failed', { error, shard }),
  );
  client.on(Events.ShardReconnecting, (shard) => logger.info('connecting to Discord again', { shard }));
  client.on(Events.Warn, (message) => logger.warn(message));
}

/** No message is cached, and of one that is not, the client itself tells nothing. */
function followChanges(client: Client, { onChange }: ConnectionOptions): void {
  const tell = (told: unknown, ids: readonly unknown[], change: Change): void => {
    const channel = string(object(told)['channel_id']);
    for (const message of ids) {
      if (client.isReady() && channel !== undefined && typeof message === 'string')
        onChange({ client, channel, message, change });
    }
  };
  client.ws.on(GatewayDispatchEvents.MessageUpdate, (told: unknown) => {
    const { id, author, edited_timestamp: edited } = object(told);
    // Discord tells of a link that unfolds too, and of what bots edit.
    if (typeof edited === 'string' && object(author)['bot'] !== true) tell(told, [id], 'edited');
  });
  client.ws.on(GatewayDispatchEvents.MessageDelete, (told: unknown) =>
    tell(told, [object(told)['id']], 'deleted'),
  );
  client.ws.on(GatewayDispatchEvents.MessageDeleteBulk, (told: unknown) =>
    tell(told, list(object(told)['ids']), 'deleted'),
  );
}

/** As with changes: of a message that is not cached the client itself tells no reaction. */
function followReactions(client: Client, { onReaction }: ConnectionOptions): void {
  client.ws.on(GatewayDispatchEvents.MessageReactionAdd, (told: unknown) => {
    const one = object(told);
    const [channel, message, user] = ['channel_id', 'message_id', 'user_id'].map((name) => string(one[name]));
    const reaction = string(object(one['emoji'])['name']);
    if (channel === undefined || message === undefined || user === undefined || reaction === undefined)
      return;
    // In direct messages there is no member, and nothing is gathered.
    if (!client.isReady() || one['member'] === undefined) return;
    onReaction({ client, channel, message, user, roles: strings(object(one['member'])['roles']), reaction });
  });
}
