/** Discord: the bot in servers, in direct messages and as an app of a member's own. */

import type { REST } from 'discord.js';
import type { Adapter, Host } from '../../src/contract.js';
import type { Listening } from './inbound/admin.js';
import { createApi } from './transport/api.js';
import {
  CLOSE,
  connect,
  type Connection,
  type ConnectionOptions,
  GatewayFault,
} from './transport/connection.js';
import { createInteractions } from './inbound/interactions.js';
import { createMessages } from './inbound/messages.js';
import { deliver, tell } from './outbound/delivery.js';
import { createGaps, type Gaps } from './transport/gaps.js';
import { examineChannel } from './review/maintainers-channel.js';
import { createRecords } from './inbound/records.js';
import { type Application, fetchApplication, registerCommands } from './set-up/register.js';
import { createService, type Service } from './transport/service.js';
import { createRest, registrationFault, signInFault } from './set-up/set-up.js';
import { type DiscordSettings, readDiscordSettings } from './set-up/settings.js';

/** Milliseconds that what is in hand may take when the adapter stops. */
const FINISH_MILLISECONDS = 9000;

interface Running {
  readonly settings: DiscordSettings;
  readonly gaps: Gaps;
  readonly connection: Connection;
  readonly service: Service;
  readonly inHand: ReadonlySet<Promise<void>>;
}

export function createDiscord(): Adapter {
  let running: Running | undefined;
  let stopping: Promise<void> | undefined;
  let isStopping = false;

  const run = async (host: Host): Promise<Running> => {
    const settings = readDiscordSettings(host.settings);
    const rest = createRest(settings);
    const application = await fetchApplication(rest).catch((cause: unknown) => {
      throw signInFault(cause);
    });
    const service = createService(host, createApi(rest), createRecords(host.store), () => isStopping);
    const inHand = new Set<Promise<void>>();
    const track = (work: Promise<void>): void => {
      const done = work
        .catch((error: unknown) => host.logger.error('an event could not be handled', { error }))
        .finally(() => inHand.delete(done));
      inHand.add(done);
    };
    const gateway: { connection?: Connection } = {};
    const interactions = createInteractions(
      service,
      listeningOf(host, application, () => gateway.connection),
    );
    const messages = createMessages(service);
    const { store, logger } = host;
    const onMessage: ConnectionOptions['onMessage'] = (message) => {
      gaps.told(message);
      track(messages.handle(message));
    };
    const gaps = createGaps({ store, logger, onMessage });
    const connection = await connectAsAllowed(host, application, {
      settings,
      logger,
      listens: await listensAnywhere(host),
      onMessage,
      onGap: (client, shard) => track(gaps.lost(client, shard)),
      onInteraction: (interaction) => track(interactions.handle(interaction)),
      onLost: (reason) => host.exit(reason),
    });
    gateway.connection = connection;
    try {
      const isNew = await registerCommands(rest, application.id, settings.guild);
      host.logger.info(isNew ? 'Discord is connected, its commands were registered' : 'Discord is connected');
    } catch (error) {
      // Members can still ask by mention and in direct messages.
      const { message } = registrationFault(error, settings.guild);
      host.logger.error(`the commands could not be registered: ${message}`);
    }
    track(gaps.began(connection.client()));
    track(checkChannel(host, rest, settings.maintainersChannel));
    return { settings, gaps, connection, service, inHand };
  };

  return {
    name: 'discord',
    async start(host) {
      if (running !== undefined) throw new Error('Discord is already running');
      running = await run(host);
    },
    stop() {
      // Stopped before it was started, it may still be started.
      if (running === undefined) return Promise.resolve();
      isStopping = true;
      const { connection, gaps, inHand } = running;
      const host = running.service.host;
      stopping ??= Promise.all([
        finish(inHand),
        gaps.ends().catch((error: unknown) => host.logger.error('the store could not be reached', { error })),
      ]).then(() => connection.close());
      return stopping;
    },
    async deliver(to, reply) {
      if (running === undefined) throw new Error('Discord is not connected');
      await deliver(running.service, running.connection, to, reply);
    },
    async tellMaintainers(reply) {
      if (running === undefined) throw new Error('Discord is not connected');
      const { maintainersChannel } = running.settings;
      if (maintainersChannel === undefined) return false;
      await tell(running.service, maintainersChannel, reply);
      return true;
    },
  };
}

/** Better known at the start than when the first question is handed over. */
async function checkChannel(host: Host, rest: REST, channel: string | undefined): Promise<void> {
  if (channel === undefined) return;
  const fault = await examineChannel(rest, channel);
  if (fault !== undefined) host.logger.error(fault);
}

const NO_INTENT =
  'Channels are switched on, but Discord does not let the bot read them: switch on "Message Content Intent" under "Bot" in the developer portal; until then only mentions, direct messages and commands are answered';

/** With the intent where a channel is listened to; where the portal has it off, without it rather than not at all. */
async function connectAsAllowed(
  host: Host,
  { readsContent }: Application,
  options: ConnectionOptions,
): Promise<Connection> {
  if (!options.listens) return await connect(options);
  if (readsContent) {
    try {
      return await connect(options);
    } catch (error) {
      if (!(error instanceof GatewayFault) || error.code !== CLOSE.intents) throw error;
    }
  }
  host.logger.error(NO_INTENT);
  return await connect({ ...options, listens: false });
}

async function listensAnywhere(host: Host): Promise<boolean> {
  return (await host.channels.all()).some(([, { listening }]) => listening);
}

function listeningOf(
  host: Host,
  { readsContent }: Application,
  connection: () => Connection | undefined,
): Listening {
  return {
    async ensure() {
      const current = connection();
      if (current === undefined || current.isListening()) return true;
      if (!readsContent) return false;
      try {
        await current.listen();
        return true;
      } catch (error) {
        host.logger.error('the bot cannot listen', { error });
        return false;
      }
    },
  };
}

async function finish(inHand: ReadonlySet<Promise<void>>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, FINISH_MILLISECONDS);
  });
  await Promise.race([Promise.all(inHand), late]);
  clearTimeout(timer);
}
