/** Looks every setting over before the bot is started, one line each. No line holds a token. */

import { once } from 'node:events';
import { createServer } from 'node:net';
import type { DoctorFinding } from '../../../src/contract.js';
import { botScopes, REACTION_SCOPE, TICK_SCOPE } from './manifest.js';
import { type Json, object, string } from '../../common/json.js';
import { fault, ok, settingsOrFindings, warning } from '../../common/settings.js';
import { userGroupsOf } from '../transport/workspace.js';
import { readSlackSettings, type SlackSettings } from './settings.js';

interface DoctorOptions {
  readonly settings: Readonly<Record<string, string>>;
  /** Ids that QABOT_MAINTAINERS names. */
  readonly maintainers?: readonly string[];
  /** Channels that are switched on, as `WORKSPACE/CHANNEL`. */
  readonly listening?: readonly string[];
  /** Those of them in which answers are gathered. */
  readonly learning?: readonly string[];
  readonly fetch?: typeof fetch;
  /** Milliseconds. */
  readonly now?: () => number;
}

const SLACK = 'https://slack.com/api/';
/** Milliseconds for one question to Slack. */
const PATIENCE = 10_000;
/** Slack refuses requests that are older than five minutes; half of that leaves room. https://docs.slack.dev/authentication/verifying-requests-from-slack */
const MOST_SKEW_MILLISECONDS = 150_000;
const MINUTE = 60_000;

export async function examine({
  settings: variables,
  maintainers = [],
  listening = [],
  learning = [],
  fetch: ask = fetch,
  now = Date.now,
}: DoctorOptions): Promise<readonly DoctorFinding[]> {
  const read = settingsOrFindings(() => readSlackSettings(variables));
  if (read.settings === undefined) return read.findings;
  const { transport, botToken, oauth, apiUrl = SLACK, warnings } = read.settings;
  const call: Call = async (method, token, parameters = {}) => {
    try {
      return await ask(`${apiUrl}${method}`, {
        method: 'POST',
        body: new URLSearchParams(parameters).toString(),
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      return undefined;
    }
  };
  return [
    ...warnings.map(warning),
    ...(botToken === undefined
      ? []
      : await botFindings(
          await call('auth.test', botToken),
          botScopes(userGroupsOf(maintainers).length > 0),
          // Without them the bot does less, and nothing wrong.
          new Set([REACTION_SCOPE, ...(learning.length > 0 ? [] : [TICK_SCOPE])]),
          now(),
        )),
    ...(await channelFindings(read.settings, call)),
    ...(botToken === undefined ? [] : await listeningFindings(botToken, listening, call)),
    ...(transport.kind === 'socket'
      ? await appFindings(await call('apps.connections.open', transport.appToken))
      : await portFindings(transport.port, transport.host)),
    ...(oauth === undefined ? [] : [ok('Workspaces can install the app at /slack/install')]),
  ];
}

type Call = (
  method: string,
  token: string,
  parameters?: Readonly<Record<string, string>>,
) => Promise<Response | undefined>;

/**
 * Whether the bot can post in the maintainers' channel. It can where it is a member, and reading the channel shows that without a
 * further scope and without a message. https://docs.slack.dev/reference/methods/conversations.history
 */
async function channelFindings(
  { maintainersChannel: channel, botToken }: SlackSettings,
  call: Call,
): Promise<readonly DoctorFinding[]> {
  const name = 'SLACK_MAINTAINERS_CHANNEL';
  if (channel === undefined) {
    return [ok(`${name} is not set: what members hand over waits for review on the Home tab alone`)];
  }
  if (botToken === undefined || channel.team !== undefined) {
    return [ok(`${name} is in a workspace whose token is in the store: it is not looked at`)];
  }
  return [(await lookAt(name, botToken, channel.id, call)) ?? ok(`${name} can be posted in`)];
}

/** Whether the bot can read and post in the channels that are switched on in the workspace of SLACK_BOT_TOKEN. */
async function listeningFindings(
  botToken: string,
  listening: readonly string[],
  call: Call,
): Promise<readonly DoctorFinding[]> {
  const response = listening.length === 0 ? undefined : await call('auth.test', botToken);
  const team = response && string((await answerOf(response)).told['team_id']);
  const own = listening.map((one) => one.split('/')).filter(([where]) => where === team);
  const faults: DoctorFinding[] = [];
  for (const [, channel = ''] of own) {
    const found = await lookAt(`The channel ${channel}, which is switched on,`, botToken, channel, call);
    if (found !== undefined) faults.push(found);
  }
  if (faults.length > 0 || own.length === 0) return faults;
  return [ok(`The bot can read and post in all ${own.length} channels that are switched on`)];
}

/** What keeps the bot from posting in a channel; `undefined` where nothing does. */
async function lookAt(
  name: string,
  botToken: string,
  channel: string,
  call: Call,
): Promise<DoctorFinding | undefined> {
  const response = await call('conversations.history', botToken, { channel, limit: '1' });
  if (response === undefined) return unreachable();
  const { reason } = await answerOf(response);
  if (reason === undefined) return undefined;
  const fix = CHANNEL_FIXES[reason] ?? 'see the scopes and the token';
  return fault(`${name} cannot be posted in (${reason}): ${fix}`);
}

const CHANNEL_FIXES: Readonly<Record<string, string>> = {
  not_in_channel: 'invite the bot there (/invite)',
  channel_not_found: 'invite the bot there (/invite) if the channel is private, or correct the id',
};

async function botFindings(
  response: Response | undefined,
  needed: readonly string[],
  optional: ReadonlySet<string>,
  now: number,
): Promise<readonly DoctorFinding[]> {
  if (response === undefined) return [unreachable()];
  const { told, reason } = await answerOf(response);
  const clock = clockFinding(response.headers.get('date'), now);
  if (reason !== undefined) {
    const text = `SLACK_BOT_TOKEN is not accepted (${reason}): copy it again from "OAuth & Permissions"`;
    return [...clock, fault(text)];
  }
  const scopes = response.headers.get('x-oauth-scopes');
  const given = new Set((scopes ?? '').split(',').map((scope) => scope.trim()));
  const missing = scopes === null ? [] : needed.filter((scope) => !given.has(scope));
  return [
    ...clock,
    ok(`SLACK_BOT_TOKEN is accepted by ${string(told['team']) ?? 'the workspace'}`),
    ...missing.map((scope) => {
      const say = optional.has(scope) ? warning : fault;
      return say(
        `The scope ${scope} is missing: add it under "OAuth & Permissions" and install the app again`,
      );
    }),
  ];
}

function clockFinding(date: string | null, now: number): readonly DoctorFinding[] {
  const skew = now - (date === null ? Number.NaN : Date.parse(date));
  if (Number.isNaN(skew) || Math.abs(skew) <= MOST_SKEW_MILLISECONDS) return [];
  const minutes = Math.round(Math.abs(skew) / MINUTE);
  const how = skew > 0 ? 'fast' : 'slow';
  return [
    fault(`The clock of this machine is ${minutes} minutes ${how}: signatures of Slack will be refused`),
  ];
}

async function appFindings(response: Response | undefined): Promise<readonly DoctorFinding[]> {
  if (response === undefined) return [unreachable()];
  const { reason } = await answerOf(response);
  if (reason === undefined) return [ok('SLACK_APP_TOKEN is accepted for socket mode')];
  const fix = 'make an app-level token with the scope connections:write, and enable socket mode';
  return [fault(`SLACK_APP_TOKEN is not accepted (${reason}): ${fix}`)];
}

async function portFindings(port: number, host: string): Promise<readonly DoctorFinding[]> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return [ok(`SLACK_PORT ${port} is free`)];
  } catch {
    return [
      warning(`SLACK_PORT ${port} cannot be listened on: by now the bot may run, or something else does`),
    ];
  } finally {
    server.close();
  }
}

/** What Slack says, and the reason where it refuses. */
async function answerOf(response: Response): Promise<{ readonly told: Json; readonly reason?: string }> {
  const told = object(await response.json().catch(() => undefined));
  const reason = told['ok'] === true ? undefined : (string(told['error']) ?? `status ${response.status}`);
  return { told, reason };
}

const unreachable = (): DoctorFinding =>
  fault('Slack cannot be reached: check the network, and SLACK_API_URL if it is set');
