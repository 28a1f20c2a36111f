/** Slack: the bot in a workspace, over socket mode or HTTP. */

import pTimeout from 'p-timeout';
import type { Adapter, Host } from '../../src/contract.js';
import { type Connected, connectedAtStart } from '../common/at-start.js';
import { withErrors } from '../common/closed-error.js';
import { createInHand } from '../common/in-hand.js';
import { object, string } from '../common/json.js';
import { mayWait, takeUp } from './inbound/incoming.js';
import { receive, route } from './inbound/route.js';
import { botScopes } from './set-up/manifest.js';
import { readSlackSettings, type SlackSettings } from './set-up/settings.js';
import { build } from './transport/bolt.js';
import { onceOf } from './transport/clients.js';
import { createDelivery } from './transport/delivery.js';
import { CallError, loggable, messageOf } from './transport/faults.js';
import { createInstallations } from './transport/installations.js';
import { createWorkspaces, userGroupsOf } from './transport/workspace.js';
import { asInstallation, findWorkspace, signIn } from './transport/tokens.js';

/** Milliseconds that work in hand may take when the adapter stops. */
const FINISH_MILLISECONDS = 9000;

interface SlackOptions {
  /** Milliseconds since 1970; the system's clock by default. */
  readonly now?: () => number;
  /** Milliseconds after which a silent socket counts as dropped, and before it is opened again; Bolt's own by default. */
  readonly socketPatience?: number;
}

export function createSlack(options: SlackOptions = {}): Adapter {
  return connectedAtStart('slack', (host, stopped) => run(host, options, stopped));
}

async function run(
  given: Host,
  { now = Date.now, socketPatience }: SlackOptions,
  stopped: AbortSignal,
): Promise<Connected> {
  const isStopping = (): boolean => stopped.aborted;
  const logger = withErrors(given.logger, loggable);
  const host = { ...given, logger };
  const settings = readSlackSettings(host.settings);
  for (const warning of settings.warnings) logger.warn(warning);
  const { WebClient: Client } = await import('@slack/web-api');
  const scopes = botScopes(userGroupsOf(host.maintainers).length > 0);
  const own =
    settings.botToken === undefined
      ? undefined
      : await pTimeout(signIn(settings, host), { milliseconds: Number.POSITIVE_INFINITY, signal: stopped });
  const installations =
    settings.oauth === undefined
      ? undefined
      : createInstallations(
          host,
          settings.oauth.key,
          own === undefined ? undefined : asInstallation(own, scopes),
        );
  const inHand = createInHand((error) => {
    // A call that failed has its line already.
    if (!(error instanceof CallError)) logger.error('an event could not be handled', { error });
  });
  const forget = async (team: string): Promise<void> => {
    logger.error(`The workspace ${team} has revoked the app: install it again to have it back`, { team });
    await installations?.remove(team);
  };
  const workspaceOf = createWorkspaces({
    host,
    isStopping,
    installerOf: async (team) => installations?.installerOf(team),
    onRevoked: (team) => void inHand.track(forget(team)),
    now,
    onceOf: onceOf(Client, settings.apiUrl, logger),
  });
  const built = await build({
    settings,
    logger,
    scopes,
    receive: (event, handle) =>
      receive(event, { host, isStopping }, (handled) => inHand.track(handle(handled))),
    socketPatience,
    authorize: own === undefined || installations !== undefined ? undefined : async () => own.authorized,
    installationStore: installations,
  });
  route(built.app, {
    host,
    workspaceOf,
    onUninstalled: forget,
    track: (work) => inHand.track(work),
  });
  stopped.throwIfAborted();
  try {
    await built.listen();
  } catch (cause) {
    throw listenFault(settings, cause);
  }
  const { transport } = settings;
  logger.info(
    transport.kind === 'socket'
      ? 'Slack is connected'
      : `Slack is listening on ${transport.host}:${transport.port}`,
  );
  const workspaceFor = findWorkspace(settings, own, installations, host, workspaceOf);
  const endTakingUp = host.inbox.takeUp(async (event, at) => {
    if (isStopping()) return false;
    await takeUp({ workspaceFor, again: built.again, now }, event, at);
    return !(isStopping() && mayWait(event));
  });
  const ownTeam = own?.authorized.teamId;
  return {
    ...createDelivery({ workspaceFor, ownTeam, channel: settings.maintainersChannel }),
    async stop() {
      await built.close();
      await inHand.finish(FINISH_MILLISECONDS);
      await endTakingUp();
    },
  };
}

function listenFault({ transport }: SlackSettings, error: unknown): Error {
  const message = messageOf(error);
  const reason = string(object(object(error)['data'])['error']) ?? message;
  const fault =
    transport.kind === 'http'
      ? `Slack cannot listen on SLACK_HOST ${transport.host}, SLACK_PORT ${transport.port}: ${message}`
      : `Slack does not take SLACK_APP_TOKEN (${reason}): it takes an app-level token with the scope connections:write`;
  return new Error(fault, { cause: loggable(error) });
}
