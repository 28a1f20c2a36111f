/** Bolt's app, over socket mode or HTTP. */

import type { App, AppOptions, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Logger } from '../../../src/contract.js';
import type { SlackSettings } from '../set-up/settings.js';
import { checkRequests, containFrames } from './checks.js';
import { clientOptions, slackLogger } from './clients.js';

interface BuildOptions {
  readonly settings: SlackSettings;
  readonly logger: Logger;
  readonly authorize?: AppOptions['authorize'];
  readonly installationStore?: AppOptions['installationStore'];
  readonly scopes: readonly string[];
  /** Acknowledges what Slack sent, before anything else. @returns whether it is to be handled */
  readonly acknowledge: (event: ReceiverEvent) => Promise<boolean>;
  /** Milliseconds. */
  readonly socketPatience?: number;
}

export interface Built {
  readonly app: App;
  readonly listen: () => Promise<void>;
  /** Takes no more events; those in hand go on. */
  readonly close: () => Promise<void>;
}

/** Bolt's app on the receiver that the settings ask for. Loads Bolt, which takes half a second, only now. */
export async function build(parts: BuildOptions): Promise<Built> {
  const bolt = await import('@slack/bolt');
  const { settings, logger, authorize, installationStore, scopes, acknowledge, socketPatience } = parts;
  const { transport, oauth, apiUrl } = settings;
  const options = clientOptions(apiUrl, logger);
  const common = { logger: slackLogger(logger) };
  /** Bolt itself looks the workspace's token up first, which may lie in a store that is slow. */
  class AcknowledgingApp extends bolt.App {
    override async processEvent(event: ReceiverEvent): Promise<void> {
      if (await acknowledge(event)) await super.processEvent({ ...event, ack: async () => {} });
    }
  }
  const appOn = (receiver: Receiver): App =>
    new AcknowledgingApp({
      receiver,
      clientOptions: options,
      ...common,
      // Bolt takes `undefined` for a function that is given.
      ...(authorize === undefined ? {} : { authorize }),
    });
  if (transport.kind === 'socket') {
    const receiver = new bolt.SocketModeReceiver({
      appToken: transport.appToken,
      ...(socketPatience === undefined ? {} : { clientPingTimeout: socketPatience }),
      ...common,
      installerOptions: { clientOptions: options },
    });
    containFrames(receiver.client, logger);
    return {
      app: appOn(receiver),
      listen: async () => void (await receiver.start()),
      close: () => receiver.stop(),
    };
  }
  const receiver = new bolt.HTTPReceiver({
    signingSecret: transport.signingSecret,
    ...common,
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
    app: appOn(receiver),
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
