/** Slack: the bot in a workspace, over socket mode or HTTP. */

import type { Adapter, Host } from '../../src/contract.js';
import { createActions } from './inbound/actions.js';
import { createAnswering } from './inbound/answer.js';
import { type Built, build, route } from './transport/bolt.js';
import { onceOf } from './transport/clients.js';
import { CallError } from './transport/call.js';
import { createCommands } from './inbound/commands.js';
import { createDelivery, type Delivery } from './outbound/delivery.js';
import { createEvents } from './inbound/events.js';
import { createHome } from './review/home.js';
import { createInstallations } from './transport/installations.js';
import { botScopes } from './set-up/manifest.js';
import { object, string } from '../common/json.js';
import { createPresses } from './inbound/presses.js';
import { createRecords } from './inbound/records.js';
import { createService, userGroupsOf } from './transport/service.js';
import { readSlackSettings, type SlackSettings } from './set-up/settings.js';
import { createWaiting } from './inbound/waiting.js';
import { asInstallation, clientFor, signIn } from './transport/workspaces.js';

/** Milliseconds that what is in hand may take when the adapter stops. */
const FINISH_MILLISECONDS = 9000;

interface Running {
  readonly built: Built;
  readonly delivery: Delivery;
  readonly inHand: Set<Promise<void>>;
}

export interface SlackOptions {
  /** Milliseconds since 1970; the system's clock by default. */
  readonly now?: () => number;
  /** Milliseconds after which a silent socket counts as dropped, and before it is opened again; Bolt's own by default. */
  readonly socketPatience?: number;
}

export function createSlack({ now = Date.now, socketPatience }: SlackOptions = {}): Adapter {
  let running: Running | undefined;
  let stopping: Promise<void> | undefined;
  let isStopping = false;

  const run = async (host: Host): Promise<Running> => {
    const settings = readSlackSettings(host.settings);
    for (const warning of settings.warnings) host.logger.warn(warning);
    const { WebClient: Client } = await import('@slack/web-api');
    const scopes = botScopes(userGroupsOf(host.maintainers).length > 0);
    const own = settings.botToken === undefined ? undefined : await signIn(settings, host);
    const installations =
      settings.oauth === undefined
        ? undefined
        : createInstallations(
            host,
            settings.oauth.key,
            own === undefined ? undefined : asInstallation(own, scopes),
          );
    const inHand = new Set<Promise<void>>();
    const records = createRecords(host.store);
    const forget = async (team: string): Promise<void> => {
      host.logger.error(`The workspace ${team} has revoked the app: install it again to have it back`, {
        team,
      });
      await installations?.remove(team);
    };
    const service = createService({
      host,
      now,
      isStopping: () => isStopping,
      onceOf: onceOf(Client, settings.apiUrl, host.logger),
      onRevoked: (team) => {
        forget(team).catch((error: unknown) =>
          host.logger.error('an installation could not be removed', { error }),
        );
      },
    });
    const answering = createAnswering(service, records);
    const installerOf = async (team: string): Promise<string | undefined> => installations?.installerOf(team);
    const track = async (work: () => Promise<void>): Promise<void> => {
      const done = work().catch((error: unknown) => {
        // A refused call has its line already.
        if (!(error instanceof CallError)) host.logger.error('an event could not be handled', { error });
      });
      inHand.add(done);
      await done.finally(() => inHand.delete(done));
    };
    const built = await build({
      settings,
      logger: host.logger,
      scopes,
      socketPatience,
      ...(own === undefined || installations !== undefined ? {} : { authorize: async () => own.authorized }),
      installationStore: installations,
    });
    const home = createHome(service, installerOf);
    const presses = createPresses(service, answering, home);
    const events = createEvents(service, records, answering, createWaiting(service));
    route(built.app, {
      service,
      events,
      commands: createCommands({ service, records, answering, presses, installerOf }),
      actions: createActions({ service, records, answering, presses }),
      presses,
      home,
      onUninstalled: forget,
      track,
    });
    try {
      await built.listen();
    } catch (cause) {
      throw new Error(listenFault(settings, cause), { cause });
    }
    const { transport } = settings;
    host.logger.info(
      transport.kind === 'socket'
        ? 'Slack is connected'
        : `Slack is listening on ${transport.host}:${transport.port}`,
    );
    const workspaceOf = clientFor(settings, own, installations, host);
    void track(() => events.resume(workspaceOf));
    const delivery = createDelivery({
      answering,
      clientFor: workspaceOf,
      ownTeam: own?.authorized.teamId,
      channel: settings.maintainersChannel,
    });
    return { built, delivery, inHand };
  };

  return {
    name: 'slack',
    async start(host) {
      if (running !== undefined) throw new Error('Slack is already running');
      running = await run(host);
    },
    stop() {
      isStopping = true;
      stopping ??= (async () => {
        if (running === undefined) return;
        const { built, inHand } = running;
        await built.close();
        const finished = Promise.all(inHand).then(() => undefined);
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<void>((resolve) => {
          timer = setTimeout(resolve, FINISH_MILLISECONDS);
        });
        await Promise.race([finished, late]);
        clearTimeout(timer);
      })();
      // Stopped before it was started, it may still be started.
      if (running === undefined) {
        isStopping = false;
        stopping = undefined;
        return Promise.resolve();
      }
      return stopping;
    },
    async deliver(to, reply) {
      if (running === undefined) throw new Error('Slack is not running');
      await running.delivery.deliver(to, reply);
    },
    async tellMaintainers(reply) {
      if (running === undefined) throw new Error('Slack is not running');
      return await running.delivery.tellMaintainers(reply);
    },
  };
}

function listenFault({ transport }: SlackSettings, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (transport.kind === 'http') {
    return `Slack cannot listen on SLACK_HOST ${transport.host}, SLACK_PORT ${transport.port}: ${message}`;
  }
  const reason = string(object(object(cause)['data'])['error']) ?? message;
  return `Slack does not take SLACK_APP_TOKEN (${reason}): it takes an app-level token with the scope connections:write`;
}
