/** The SLACK_ variables. */

import type { Variables } from '../../../src/contract.js';
import { isWebAddress, readSettings } from '../../common/settings.js';
import type { SLACK_SETTINGS } from './names.js';

type Transport =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number; readonly host: string };

/** Several workspaces install the app over OAuth. */
interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** Encrypts the workspaces' tokens in the store. */
  readonly key: string;
}

export interface SlackSettings {
  readonly transport: Transport;
  readonly botToken?: string;
  readonly oauth?: OAuthSettings;
  /** Where questions are handed over; with its workspace where that is not the bot token's. */
  readonly maintainersChannel?: { readonly id: string; readonly team?: string };
  /** Another address than Slack's own, with a slash at its end. */
  readonly apiUrl?: string;
  /** For the log: what was set and is not used. */
  readonly warnings: readonly string[];
}

/** Characters; a shorter key could be guessed. */
const LEAST_KEY_LENGTH = 32;
const DEFAULT_HOST = '0.0.0.0';

/** @throws {SettingsFault} */
export const readSlackSettings = (variables: Variables): SlackSettings =>
  readSettings('Slack', variables, read);

type Get = (name: (typeof SLACK_SETTINGS)[number]) => string | undefined;

function read(get: Get, faults: string[]): SlackSettings {
  const warnings: string[] = [];
  const oauth = readOAuth(get, warnings);
  const botToken = get('SLACK_BOT_TOKEN');
  if (botToken === undefined && oauth === undefined) {
    faults.push(
      'SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token (xoxb-...) from "OAuth & Permissions"',
    );
  }
  if (botToken !== undefined && /^(?:xoxp|xapp|xoxe)/.test(botToken)) {
    faults.push('SLACK_BOT_TOKEN is a token of another kind: it takes the Bot User OAuth Token (xoxb-...)');
  }
  const transport = readTransport(get, faults, oauth !== undefined);
  const apiUrl = readApiUrl(get('SLACK_API_URL'), faults);
  // Where both are missing, the token is named above.
  const maintainersChannel = readChannel(
    get('SLACK_MAINTAINERS_CHANNEL'),
    botToken !== undefined || oauth === undefined,
    faults,
  );
  return { transport, botToken, oauth, apiUrl, maintainersChannel, warnings };
}

function readTransport(get: Get, faults: string[], needsHttp: boolean): Transport {
  const appToken = get('SLACK_APP_TOKEN');
  if (appToken !== undefined && !needsHttp) {
    if (appToken.startsWith('xox')) {
      faults.push('SLACK_APP_TOKEN is a token of another kind: it takes an app-level token (xapp-...)');
    }
    return { kind: 'socket', appToken };
  }
  const signingSecret = get('SLACK_SIGNING_SECRET');
  const port = get('SLACK_PORT');
  if (signingSecret === undefined && port === undefined) {
    faults.push(
      needsHttp
        ? 'SLACK_SIGNING_SECRET and SLACK_PORT are missing: OAuth needs HTTP'
        : 'SLACK_APP_TOKEN is missing for socket mode, or SLACK_SIGNING_SECRET and SLACK_PORT for HTTP',
    );
  } else {
    if (signingSecret === undefined)
      faults.push(
        'SLACK_SIGNING_SECRET is missing: copy it from "Basic Information", or set SLACK_APP_TOKEN for socket mode',
      );
    if (port === undefined || !/^\d{1,5}$/.test(port) || Number(port) > 65_535)
      faults.push('SLACK_PORT must be the number of a port');
  }
  return {
    kind: 'http',
    signingSecret: signingSecret ?? '',
    port: Number(port),
    host: get('SLACK_HOST') ?? DEFAULT_HOST,
  };
}

function readOAuth(get: Get, warnings: string[]): OAuthSettings | undefined {
  const clientId = get('SLACK_CLIENT_ID');
  if (clientId === undefined) return undefined;
  const clientSecret = get('SLACK_CLIENT_SECRET');
  const stateSecret = get('SLACK_STATE_SECRET');
  const key = get('SLACK_ENCRYPTION_KEY');
  const missing = [
    ...(clientSecret === undefined ? ['SLACK_CLIENT_SECRET'] : []),
    ...(stateSecret === undefined ? ['SLACK_STATE_SECRET'] : []),
    ...(key === undefined || key.length < LEAST_KEY_LENGTH
      ? [`SLACK_ENCRYPTION_KEY (at least ${LEAST_KEY_LENGTH} characters)`]
      : []),
  ];
  if (clientSecret === undefined || stateSecret === undefined || key === undefined || missing.length > 0) {
    warnings.push(`Installing over OAuth is off: ${missing.join(', ')} missing`);
    return undefined;
  }
  return { clientId, clientSecret, stateSecret, key };
}

/** `C012AB3CD`, or with several workspaces `T012AB3CD/C012AB3CD`. */
function readChannel(
  given: string | undefined,
  hasOwnTeam: boolean,
  faults: string[],
): SlackSettings['maintainersChannel'] {
  if (given === undefined) return undefined;
  const { team, id } = /^(?:(?<team>T[A-Z0-9]+)\/)?(?<id>[CG][A-Z0-9]+)$/.exec(given)?.groups ?? {};
  if (id === undefined) {
    faults.push("SLACK_MAINTAINERS_CHANNEL takes a channel's id (C...), from the end of its details");
    return undefined;
  }
  if (team === undefined && !hasOwnTeam) {
    faults.push(
      'SLACK_MAINTAINERS_CHANNEL must name the workspace too (T.../C...) where the app is installed over OAuth',
    );
    return undefined;
  }
  return { id, team };
}

function readApiUrl(given: string | undefined, faults: string[]): string | undefined {
  if (given === undefined) return undefined;
  if (!isWebAddress(given)) {
    faults.push('SLACK_API_URL must be an http or https address');
    return undefined;
  }
  // Without the slash the method's name would replace the last folder.
  return given.endsWith('/') ? given : `${given}/`;
}
