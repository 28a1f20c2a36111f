/** Slack: the bot in a workspace, over socket mode or HTTP. */

import type { Installation } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Adapter, AdapterFactory, Host } from '../../src/contract.js';
import { createActions } from './actions.js';
import { type Answering, createAnswering } from './answer.js';
import { type Built, build, clientOptions, route } from './bolt.js';
import { call, CallError } from './call.js';
import { createCommands } from './commands.js';
import { createEvents } from './events.js';
import { createHome } from './home.js';
import { createBox, createInstallations, type Installations } from './installations.js';
import { BOT_SCOPES } from './manifest.js';
import { object, readPlace, string } from './payload.js';
import { createRecords } from './records.js';
import { createService, type Workspace } from './service.js';
import { readSlackSettings, type SlackSettings } from './settings.js';

/** Milliseconds that what is in hand may take when the adapter stops. */
const FINISH_MILLISECONDS = 9000;

interface Running {
  readonly built: Built;
  readonly answering: Answering;
  readonly inHand: Set<Promise<void>>;
  readonly clientFor: (team: string) => Promise<Workspace>;
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
    const own = settings.botToken === undefined ? undefined : await signIn(settings, host);
    const installations =
      settings.oauth === undefined
        ? undefined
        : createInstallations(
            host.store,
            createBox(settings.oauth.key),
            own === undefined ? undefined : asInstallation(own),
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
      scopes: BOT_SCOPES,
      ...(socketPatience === undefined ? {} : { socketPatience }),
      ...(own === undefined || installations !== undefined ? {} : { authorize: async () => own.authorized }),
      ...(installations === undefined ? {} : { installationStore: installations }),
    });
    route(built.app, {
      service,
      events: createEvents(service, records, answering),
      commands: createCommands({ service, records, answering, installerOf }),
      actions: createActions(service, records, answering),
      home: createHome(service, installerOf),
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
    return { built, answering, inHand, clientFor: clientFor(settings, own, installations, host) };
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
    async deliver({ place }, reply) {
      const where = readPlace(place);
      if (running === undefined || where === undefined) throw new Error('there is no such place in Slack');
      const { team, ...to } = where;
      await running.answering.post(await running.clientFor(team), to, reply);
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

interface Own {
  readonly client: WebClient;
  readonly authorized: {
    readonly botToken: string;
    readonly botId?: string;
    readonly botUserId: string;
    readonly teamId: string;
  };
}

/** Makes sure that the token is taken, so that a wrong one is told at the start and not at the first question. */
async function signIn(settings: SlackSettings, host: Host): Promise<Own> {
  const { WebClient: Client } = await import('@slack/web-api');
  const botToken = settings.botToken ?? '';
  const client = new Client(botToken, clientOptions(settings.apiUrl, host.logger));
  try {
    const told = object(await call(client, 'auth.test', {}, host.logger));
    const botId = string(told['bot_id']);
    return {
      client,
      authorized: {
        botToken,
        botUserId: string(told['user_id']) ?? '',
        teamId: string(told['team_id']) ?? '',
        ...(botId === undefined ? {} : { botId }),
      },
    };
  } catch (cause) {
    const reason = cause instanceof CallError ? cause.reason : String(cause);
    throw new Error(
      reason === 'unreachable'
        ? 'Slack cannot be reached: check the network and SLACK_API_URL'
        : `Slack does not take SLACK_BOT_TOKEN (${reason}): copy it again from "OAuth & Permissions"`,
      { cause },
    );
  }
}

/** The workspace of the settings in the form of one that installed the app. */
function asInstallation({ authorized }: Own): Installation {
  return {
    team: { id: authorized.teamId },
    enterprise: undefined,
    user: { id: '', token: undefined, scopes: undefined },
    bot: {
      token: authorized.botToken,
      userId: authorized.botUserId,
      id: authorized.botId ?? '',
      scopes: [...BOT_SCOPES],
    },
    isEnterpriseInstall: false,
    authVersion: 'v2',
  };
}

/** The client of one workspace, for what is delivered later. */
function clientFor(
  settings: SlackSettings,
  own: Own | undefined,
  installations: Installations | undefined,
  host: Host,
): (team: string) => Promise<Workspace> {
  return async (team) => {
    if (own !== undefined && own.authorized.teamId === team) {
      return { client: own.client, team, botUser: own.authorized.botUserId };
    }
    const found = await installations?.fetchInstallation({
      teamId: team,
      enterpriseId: undefined,
      isEnterpriseInstall: false,
    });
    const token = found?.bot?.token;
    if (token === undefined) throw new Error('this workspace has not installed the app');
    const { WebClient: Client } = await import('@slack/web-api');
    return {
      client: new Client(token, clientOptions(settings.apiUrl, host.logger)),
      team,
      botUser: found?.bot?.userId ?? '',
    };
  };
}

const slack: AdapterFactory = () => createSlack();

export default slack;
