/** Discord: the bot in servers, in direct messages and as an app of a member's own. */

import pTimeout from 'p-timeout';
import type { Adapter, Host } from '../../src/contract.js';
import { type Connected, connectedAtStart } from '../common/at-start.js';
import { withErrors } from '../common/closed-error.js';
import { createInHand } from '../common/in-hand.js';
import { createQuestionLife } from '../common/question-life.js';
import { createSerial } from '../common/serial.js';
import { deliver } from './deliver.js';
import type { Heard } from './inbound/admin.js';
import { handleChange, handleThread } from './inbound/changes.js';
import { createInteractions } from './inbound/interactions.js';
import { noticeReaction } from './inbound/gathering.js';
import { handleMessage } from './inbound/messages.js';
import { createTakingUp } from './inbound/taking-up.js';
import { createRecords } from './inbound/records.js';
import { examineChannel, tellMaintainers } from './review/maintainers-channel.js';
import type { Service } from './service.js';
import { type Application, fetchApplication, registerCommands, registrationFault } from './set-up/set-up.js';
import { readDiscordSettings } from './set-up/settings.js';
import { createApi, createRest } from './transport/api.js';
import { createCatchUp } from './transport/catch-up.js';
import { connect, type Connection, type ConnectionOptions } from './transport/connection.js';
import { CLOSE, GatewayFault, loggable, signInFault } from './transport/errors.js';
import { Refused } from './transport/refusals.js';
import { PATIENCE, type Patience } from './transport/responder.js';

/** Milliseconds that what is in hand may take when the adapter stops. */
const FINISH_MILLISECONDS = 9000;

export interface DiscordOptions extends Pick<ConnectionOptions, 'identifyThrottler'> {
  readonly patience?: Patience;
}

export function createDiscord(options: DiscordOptions = {}): Adapter {
  return connectedAtStart('discord', (host, stopped) => run(host, stopped, options));
}

/** The core may log what it is rejected with. */
function rejectLoggable(error: unknown): never {
  throw loggable(error);
}

async function run(given: Host, stopped: AbortSignal, options: DiscordOptions): Promise<Connected> {
  const host: Host = { ...given, logger: withErrors(given.logger, loggable) };
  const { store, logger } = host;
  const settings = readDiscordSettings(host.settings);
  const rest = createRest(settings);
  const signedIn = fetchApplication(rest).catch((cause: unknown) => {
    throw signInFault(cause);
  });
  const application = await pTimeout(signedIn, { milliseconds: Number.POSITIVE_INFINITY, signal: stopped });
  const service: Service = {
    host,
    api: createApi(rest, logger),
    records: createRecords(host),
    life: createQuestionLife(store),
    serial: createSerial(),
    patience: options.patience ?? PATIENCE,
    isStopping: () => stopped.aborted,
    maintainersChannel: settings.maintainersChannel,
  };
  const inHand = createInHand((error) => {
    // A refusal has its line already.
    if (!(error instanceof Refused)) logger.error('an event could not be handled', { error });
  });
  const onMessage: ConnectionOptions['onMessage'] = (message) => {
    catchUp.told(message);
    void inHand.track(handleMessage(service, message));
  };
  const catchUp = createCatchUp({
    store,
    logger,
    onMessage: (message) => inHand.track(handleMessage(service, message, 'missed')),
  });
  const taking = createTakingUp({
    service,
    handle: createInteractions(service, () => listen(host, application, connecting)),
    client: () => connection.client(),
    again: (raw) => connection.again(raw),
  });
  const connecting = connectAsAllowed(host, application, {
    settings,
    logger,
    listens: (await host.channels.all()).some(([, { listening, learning }]) => listening || learning),
    onMessage,
    onGap: (client, shard) => void inHand.track(catchUp.lost(client, shard)),
    onInteraction: (interaction, told) => void inHand.track(taking.handle(interaction, told)),
    onChange: (changed) => void inHand.track(handleChange(service, changed)),
    onReaction: (reacted) => void inHand.track(noticeReaction(service, reacted)),
    onThread: (before, after) => void inHand.track(handleThread(service, before, after)),
    onLost: (reason) => host.exit(reason),
    identifyThrottler: options.identifyThrottler,
  });
  const connection = await connecting;
  let endTakingUp: (() => Promise<void>) | undefined;
  const { maintainersChannel } = settings;
  const connected: Connected = {
    async stop() {
      await Promise.all([
        inHand.finish(FINISH_MILLISECONDS),
        catchUp.ends().catch((error: unknown) => logger.error('the store could not be reached', { error })),
      ]);
      await connection.close();
      await endTakingUp?.();
    },
    deliver: (to, reply) => deliver(service, connection, to, reply).catch(rejectLoggable),
    async tellMaintainers(reply) {
      if (maintainersChannel === undefined) return false;
      await tellMaintainers(service, maintainersChannel, reply).catch(rejectLoggable);
      return true;
    },
  };
  if (stopped.aborted) return connected;
  try {
    const isNew = await registerCommands(rest, application.id, settings.guild);
    logger.info(isNew ? 'Discord is connected, its commands were registered' : 'Discord is connected');
  } catch (error) {
    // Members can still ask by mention and in direct messages.
    const { message } = registrationFault(error, settings.guild);
    logger.error(`the commands could not be registered: ${message}`);
  }
  void inHand.track(catchUp.began(connection.client()));
  endTakingUp = host.inbox.takeUp((event, at) => taking.takeUp(event, at));
  if (maintainersChannel !== undefined) {
    // A fault is better known now than when the first question is handed over.
    void inHand.track(
      examineChannel(rest, maintainersChannel).then((fault) => {
        if (fault !== undefined) logger.error(fault);
      }),
    );
  }
  return connected;
}

const NO_INTENT =
  'Channels are switched on, but Discord does not let the bot read them: switch on "Message Content Intent" under "Bot" in the developer portal; until then only mentions, direct messages and commands are answered';

/** Connects with the intent where a channel is listened to; where the portal has it off, without it rather than not at all. */
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

/**
 * Milliseconds that an admin waits until the bot receives what it is to listen to: enough for a bot of one shard. Others take five seconds
 * for each shard. https://docs.discord.com/developers/events/gateway#sharding-max-concurrency
 */
const LISTEN_MILLISECONDS = 3000;

/** Has the bot receive the text of all messages, and goes on with that where it takes longer. */
async function listen(
  host: Host,
  { readsContent }: Application,
  connecting: Promise<Connection>,
): Promise<Heard> {
  if (!readsContent) return 'never';
  const listening = connecting
    // An interaction may come while other shards are still being connected.
    .then((connection) => connection.listen())
    .then(
      (): Heard => 'now',
      (error: unknown): Heard => {
        host.logger.error('the bot cannot listen', { error });
        return 'never';
      },
    );
  return await pTimeout(listening, { milliseconds: LISTEN_MILLISECONDS, fallback: (): Heard => 'soon' });
}
