/** The gateway: one client, exchanged for another when the bot begins to listen. */

import {
  type AnyThreadChannel,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  type Message,
  Options,
  Partials,
} from 'discord.js';
import type { Logger } from '../../../src/contract.js';
import type { DiscordSettings } from '../set-up/settings.js';

export interface Connection {
  /** Connects again, so that messages which do not mention the bot carry their text. Nothing is missed in between. */
  listen(): Promise<void>;
  readonly isListening: () => boolean;
  /** The client that is connected now. */
  readonly client: () => Client<true>;
  /** A thread or a forum post that goes on. */
  thread(id: string): AnyThreadChannel | undefined;
  /** Whether a channel belongs to a server. */
  isServer(channel: string): boolean;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  readonly settings: DiscordSettings;
  readonly logger: Logger;
  readonly listens: boolean;
  readonly onMessage: (message: Message) => void;
  readonly onInteraction: (interaction: Interaction) => void;
  /** Told when a session was lost and another has begun: what was said in between was told to nobody. */
  readonly onGap: (client: Client<true>, shard: number) => void;
  /** Told when Discord will not have the bot back. */
  readonly onLost: (reason: Error) => void;
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export const CLOSE = { authentication: 4004, intents: 4014 } as const;
const FATAL: Readonly<Record<number, string>> = {
  [CLOSE.authentication]:
    'Discord does not take DISCORD_TOKEN: copy it again from "Bot" in the developer portal',
  4010: 'Discord does not take DISCORD_SHARDS: set it to "auto"',
  4011: 'The bot is in too many servers for its shards: set DISCORD_SHARDS to "auto"',
  4013: 'Discord does not know an intent of this version',
  [CLOSE.intents]:
    'Discord does not let the bot read messages: switch on "Message Content Intent" under "Bot" in the developer portal',
};

/** The gateway closed the connection for good; the message says what to change. */
export class GatewayFault extends Error {
  constructor(readonly code: number) {
    super(FATAL[code] ?? `Discord has closed the connection (${code})`);
    this.name = 'GatewayFault';
  }
}

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
] as const;

/** Rejects with a sentence that says what to change. */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  const { settings, logger, onMessage, onInteraction, onGap, onLost } = options;
  let isClosed = false;

  const open = async (listens: boolean): Promise<Client<true>> => {
    const client = new Client({
      intents: [...INTENTS, ...(listens ? [GatewayIntentBits.MessageContent] : [])],
      // Without the partial a direct message in a channel that is not known yet would not be told.
      partials: [Partials.Channel],
      makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
      allowedMentions: { parse: [] },
      shards:
        settings.shards === 'auto' ? 'auto' : Array.from({ length: settings.shards }, (_, shard) => shard),
      ...(settings.shards === 'auto' ? {} : { shardCount: settings.shards }),
      rest: settings.apiUrl === undefined ? {} : { api: settings.apiUrl },
    });
    let isReady = false;
    const shards = new Set<number>();
    const ready = new Promise<Client<true>>((resolve, reject) => {
      client.once(Events.ClientReady, resolve);
      client.on(Events.ShardDisconnect, ({ code }) => {
        const fault = new GatewayFault(code);
        if (isReady && !isClosed) onLost(fault);
        reject(fault);
      });
      client.login(settings.token).catch(reject);
    });
    client.on(Events.MessageCreate, onMessage);
    client.on(Events.InteractionCreate, onInteraction);
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
    try {
      const opened = await ready;
      isReady = true;
      return opened;
    } catch (cause) {
      await client.destroy().catch(() => undefined);
      throw explain(cause);
    }
  };

  let listens = options.listens;
  let client = await open(listens);
  let exchanging: Promise<void> | undefined;

  const exchange = async (): Promise<void> => {
    // The new one is there before the old one goes: what both are told is handled once.
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

function explain(cause: unknown): Error {
  if (cause instanceof GatewayFault) return cause;
  const { code, status, message } = Object(cause);
  if (code === 'TokenInvalid' || status === 401) return new GatewayFault(CLOSE.authentication);
  return new Error(`Discord cannot be reached (${String(message)}): check the network and DISCORD_API_URL`, {
    cause,
  });
}
