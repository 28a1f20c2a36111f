/** Whose token serves which workspace: SLACK_BOT_TOKEN its own, and that of an installation the one that installed the app. */

import type { Installation } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Host } from '../../../src/contract.js';
import { clientOptions } from './clients.js';
import { call } from './call.js';
import { CallError, messageOf } from './faults.js';
import type { Installations } from './installations.js';
import { string } from '../../common/json.js';
import type { Handled, Workspace, WorkspaceOf } from './workspace.js';
import type { SlackSettings } from '../set-up/settings.js';

interface Own {
  readonly client: WebClient;
  readonly authorized: {
    readonly botToken: string;
    readonly botId?: string;
    readonly botUserId: string;
    readonly teamId: string;
  };
}

/** Makes sure that Slack takes the token, so that the start and not the first question tells of a wrong one. */
export async function signIn(settings: SlackSettings, host: Host): Promise<Own> {
  const { WebClient: Client } = await import('@slack/web-api');
  const botToken = settings.botToken ?? '';
  const client = new Client(botToken, clientOptions(settings.apiUrl, host.logger));
  try {
    const told = await call(client, 'auth.test', {}, host.logger);
    return {
      client,
      authorized: {
        botToken,
        botUserId: string(told['user_id']) ?? '',
        teamId: string(told['team_id']) ?? '',
        botId: string(told['bot_id']),
      },
    };
  } catch (cause) {
    const reason = cause instanceof CallError ? cause.reason : messageOf(cause);
    throw new Error(
      reason === 'unreachable'
        ? 'Slack cannot be reached: check the network and SLACK_API_URL'
        : `Slack does not take SLACK_BOT_TOKEN (${reason}): copy it again from "OAuth & Permissions"`,
      { cause },
    );
  }
}

/** The workspace of SLACK_BOT_TOKEN in the form of one that installed the app. */
export function asInstallation({ authorized }: Own, scopes: readonly string[]): Installation {
  return {
    team: { id: authorized.teamId },
    enterprise: undefined,
    user: { id: '', token: undefined, scopes: undefined },
    bot: {
      token: authorized.botToken,
      userId: authorized.botUserId,
      id: authorized.botId ?? '',
      scopes: [...scopes],
    },
    isEnterpriseInstall: false,
    authVersion: 'v2',
  };
}

/** Workspaces by their ids, for what is delivered later. Rejects for one that has not installed the app. */
export function findWorkspace(
  settings: SlackSettings,
  own: Own | undefined,
  installations: Installations | undefined,
  host: Host,
  workspaceOf: WorkspaceOf,
): (team: string, handled?: Handled) => Promise<Workspace> {
  return async (team, handled) => {
    if (own !== undefined && own.authorized.teamId === team) {
      return workspaceOf(own.client, team, own.authorized.botUserId, handled);
    }
    const found = await installations?.fetchInstallation({
      teamId: team,
      enterpriseId: undefined,
      isEnterpriseInstall: false,
    });
    const token = found?.bot?.token;
    if (token === undefined) throw new Error('this workspace has not installed the app');
    const { WebClient: Client } = await import('@slack/web-api');
    const client = new Client(token, clientOptions(settings.apiUrl, host.logger));
    return workspaceOf(client, team, found?.bot?.userId ?? '', handled);
  };
}
