/** Bolt's app, over socket mode or HTTP. */

import type { App, AppOptions, Receiver, ReceiverEvent } from '@slack/bolt';
import { type Logger, Unkept } from '../../../src/contract.js';
import type { Json } from '../../common/json.js';
import type { SlackSettings } from '../set-up/settings.js';
import { checkRequests, containFrames } from './checks.js';
import { clientOptions, slackLogger } from './clients.js';
import type { Handled } from './workspace.js';

interface BuildOptions {
  readonly settings: SlackSettings;
  readonly logger: Logger;
  readonly authorize?: AppOptions['authorize'];
  readonly installationStore?: AppOptions['installationStore'];
  readonly scopes: readonly string[];
  /**
   * Takes what Slack sent, before anything else: Bolt itself looks the workspace's token up first, which may lie in a store that is slow.
   * Where it rejects with {@link Declined} or Unkept, nothing is acknowledged, so that Slack sends it again.
   */
  readonly receive: (event: ReceiverEvent, handle: (handled: Handled) => Promise<void>) => Promise<void>;
  /** Milliseconds. */
  readonly socketPatience?: number;
}

export interface Built {
  readonly app: App;
  /**
   * Handles what was sent before, as if it came now.
   * @param handled {@link Workspace.handled}
   */
  readonly again: (body: Json, handled: Handled) => Promise<void>;
  readonly listen: () => Promise<void>;
  /** Takes no more events; those in hand go on. */
  readonly close: () => Promise<void>;
}

/** The bot is about to end and takes nothing more. */
export class Declined extends Error {}

const isLeft = (error: unknown): boolean => error instanceof Declined || error instanceof Unkept;

/** https://docs.slack.dev/apis/events-api/#retries */
const UNAVAILABLE = 503;

/** Bolt's app on the receiver that the settings ask for. Loads Bolt, which takes half a second, only now. */
export async function build(parts: BuildOptions): Promise<Built> {
  const bolt = await import('@slack/bolt');
  const { settings, logger, authorize, installationStore, scopes, receive, socketPatience } = parts;
  const { transport, oauth, apiUrl } = settings;
  const options = clientOptions(apiUrl, logger);
  const common = { logger: slackLogger(logger) };
  class ReceivingApp extends bolt.App {
    override async processEvent(event: ReceiverEvent): Promise<void> {
      await receive(event, (handled) => this.#handle(event, handled));
    }
    async again(body: Json, handled: Handled): Promise<void> {
      await this.#handle({ body: { ...body } }, handled);
    }
    /** It is acknowledged. */
    async #handle(event: Omit<ReceiverEvent, 'ack'>, handled: Handled): Promise<void> {
      await super.processEvent({ ...event, ack: async () => {}, customProperties: { handled } });
    }
  }
  const appOn = (receiver: Receiver): Pick<Built, 'app' | 'again'> => {
    const app = new ReceivingApp({
      receiver,
      clientOptions: options,
      ...common,
      // Bolt takes `undefined` for a function that is given.
      ...(authorize === undefined ? {} : { authorize }),
    });
    return { app, again: (body, handled) => app.again(body, handled) };
  };
  if (transport.kind === 'socket') {
    const receiver = new bolt.SocketModeReceiver({
      appToken: transport.appToken,
      ...(socketPatience === undefined ? {} : { clientPingTimeout: socketPatience }),
      ...common,
      installerOptions: { clientOptions: options },
      async processEventErrorHandler({ error }) {
        if (!isLeft(error)) logger.error('Slack sent something that could not be handled', { error });
        return false;
      },
    });
    containFrames(receiver.client, logger);
    return {
      ...appOn(receiver),
      listen: async () => void (await receiver.start()),
      close: () => receiver.stop(),
    };
  }
  const receiver = new bolt.HTTPReceiver({
    signingSecret: transport.signingSecret,
    ...common,
    async processEventErrorHandler(args) {
      if (!isLeft(args.error)) return await bolt.HTTPModuleFunctions.defaultProcessEventErrorHandler(args);
      args.response.writeHead(UNAVAILABLE).end();
      return true;
    },
    ...(oauth === undefined || installationStore === undefined
      ? {}
      : {
          clientId: oauth.clientId,
          clientSecret: oauth.clientSecret,
          stateSecret: oauth.stateSecret,
          scopes: [...scopes],
          installationStore,
          installerOptions: { directInstall: true, clientOptions: options },
        }),
  });
  checkRequests(receiver, bolt.HTTPModuleFunctions, { signingSecret: transport.signingSecret, logger });
  let server: { closeIdleConnections(): void; closeAllConnections(): void } | undefined;
  return {
    ...appOn(receiver),
    async listen() {
      server = await receiver.start({ port: transport.port, host: transport.host });
    },
    async close() {
      const closed = receiver.stop();
      // Requests are answered at once, so an open connection is only waiting for the next one.
      server?.closeIdleConnections();
      const timer = setTimeout(() => server?.closeAllConnections(), CLOSE_MILLISECONDS);
      await closed.finally(() => clearTimeout(timer));
    },
  };
}

/** Milliseconds that a connection has to finish the request that it has begun. */
const CLOSE_MILLISECONDS = 1000;
