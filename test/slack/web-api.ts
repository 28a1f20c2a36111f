/**
 * Slack's Web API for tests: state, threads, updates and deletes are emulate's; what it does not know is answered here; every
 * message and view that passes is checked and written down.
 */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createEmulator } from 'emulate';
import { bodyOf, decoded, parse, send } from './http.js';
import { blockFaults, record, viewFaults } from './shapes.js';

export interface Call {
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly token: string;
}

/** What a method answers for once, before anything else is tried. */
export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Milliseconds that it takes. */
  readonly after?: number;
  /** Breaks the connection instead. */
  readonly reset?: boolean;
  /** Carries the call out first, so that only the answer is lost. */
  readonly taken?: boolean;
}

export interface WebApi {
  /** For SLACK_API_URL. */
  readonly url: string;
  readonly origin: string;
  readonly calls: readonly Call[];
  /** Posts over a `response_url`. */
  readonly responses: readonly Readonly<Record<string, unknown>>[];
  /** Faults of shape or limit in anything that was sent. */
  readonly faults: readonly string[];
  readonly team: string;
  readonly channel: string;
  readonly users: Readonly<Record<'ann' | 'ben', string>>;
  readonly botUser: string;
  /** The next call of `method`, or post over a `response_url`, is answered so. */
  refuse(method: string, ...refusals: readonly Refusal[]): void;
  /** From now on `method` is answered so. */
  answer(method: string, body: Readonly<Record<string, unknown>>): void;
  /** A call as this member. */
  as(
    user: 'ann' | 'ben',
    method: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>>;
  /** The messages of a thread, as the emulator holds them. */
  thread(ts: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Forgets what was called. */
  clear(): void;
  close(): Promise<void>;
}

export const BOT_TOKEN = 'xoxb-1-test-token-of-nobody';
export const BOT_USER = 'UQABOT';
/** Where a message to a member's id lands. */
export const DIRECT = 'D0DIRECT';
const TOKENS = { ann: 'xoxp-ann', ben: 'xoxp-ben' } as const;

/** Methods that emulate does not know. */
const OWN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'assistant.threads.setStatus': { ok: true },
  'assistant.threads.setSuggestedPrompts': { ok: true },
  'usergroups.users.list': { ok: true, users: ['UGROUPED'] },
  'views.open': { ok: true, view: { id: 'V1' } },
  'views.push': { ok: true, view: { id: 'V2' } },
  'views.update': { ok: true, view: { id: 'V1' } },
  'views.publish': { ok: true, view: { id: 'V3' } },
  'chat.postEphemeral': { ok: true, message_ts: '1.1' },
};

export async function webApi(): Promise<WebApi> {
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        users: [{ name: 'ann' }, { name: 'ben' }],
        channels: [{ name: 'help' }],
        oauth_apps: [
          {
            client_id: '1.1',
            client_secret: 'secret',
            name: 'qabot',
            redirect_uris: ['https://bot.example/slack/oauth_redirect'],
            bot_user_id: BOT_USER,
            scopes: ['chat:write'],
          },
        ],
        tokens: [
          { token: BOT_TOKEN, user_id: BOT_USER, type: 'bot', scopes: ALL_SCOPES },
          { token: TOKENS.ann, user: 'ann', type: 'user', scopes: ALL_SCOPES },
          { token: TOKENS.ben, user: 'ben', type: 'user', scopes: ALL_SCOPES },
        ],
      },
    },
  });
  const calls: Call[] = [];
  const responses: Readonly<Record<string, unknown>>[] = [];
  const faults: string[] = [];
  const refusals = new Map<string, Refusal[]>();
  const own = new Map(Object.entries(OWN));

  const forward = async (method: string, body: Readonly<Record<string, unknown>>, token: string) => {
    const response = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return record(await response.json());
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await bodyOf(request);
    const method = (request.url ?? '').replace(/^\/api\//, '').split('?')[0] ?? '';
    const body = parse(text, request.headers['content-type'] ?? '');
    if (request.url?.startsWith('/response/') === true) {
      const refusal = refusals.get('response_url')?.shift();
      if (refusal !== undefined) return send(response, refusal.status, refusal.body ?? {}, refusal.headers);
      responses.push(body);
      if (Array.isArray(body['blocks'])) faults.push(...blockFaults(body['blocks']));
      return send(response, 200, { ok: true });
    }
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const refusal = refusals.get(method)?.shift();
    if (refusal?.after !== undefined) await new Promise((resolve) => setTimeout(resolve, refusal.after));
    if (refusal?.taken === true) {
      calls.push({ method, body, token });
      await forward(method, body, token);
    }
    if (refusal?.reset === true) {
      request.socket.destroy();
      return undefined;
    }
    if (refusal !== undefined) return send(response, refusal.status, refusal.body ?? {}, refusal.headers);
    calls.push({ method, body, token });
    faults.push(...faultsOf(method, body).map((fault) => `${method}: ${fault}`));
    if (method === 'chat.postMessage' && String(body['channel']).startsWith('U')) {
      // Opens a direct message. https://docs.slack.dev/reference/methods/chat.postMessage#dm
      return send(response, 200, { ok: true, channel: DIRECT, ts: '1800000000.000100' });
    }
    if (method === 'chat.getPermalink') {
      const permalink = `https://garden.example/archives/${String(body['channel'])}/p${String(body['message_ts'])}`;
      return send(response, 200, own.get(method) ?? { ok: true, permalink });
    }
    return send(response, 200, own.get(method) ?? (await forward(method, body, token)));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      faults.push(`the test's own server: ${String(error)}`);
      send(response, 500, {});
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const origin = `http://127.0.0.1:${address.port}`;

  const users = await idsOf(forward);
  const channel = await channelOf(forward);
  const told = await forward('auth.test', {}, BOT_TOKEN);
  await forward('conversations.join', { channel }, BOT_TOKEN);
  return {
    url: `${origin}/api/`,
    origin,
    calls,
    responses,
    faults,
    team: String(told['team_id']),
    channel,
    users,
    botUser: String(told['user_id']),
    refuse: (method, ...list) => void refusals.set(method, [...(refusals.get(method) ?? []), ...list]),
    answer: (method, body) => void own.set(method, body),
    as: (user, method, body) => forward(method, body, TOKENS[user]),
    async thread(ts) {
      const { messages } = await forward('conversations.replies', { channel, ts }, BOT_TOKEN);
      return Array.isArray(messages) ? messages.map(record) : [];
    },
    clear() {
      calls.length = 0;
      responses.length = 0;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await emulator.close();
    },
  };
}

const ALL_SCOPES = [
  'chat:write',
  'channels:read',
  'channels:history',
  'channels:join',
  'groups:history',
  'im:history',
  'im:write',
  'users:read',
  'reactions:write',
  'channels:manage',
  'channels:write',
  'channels:write.invites',
];

type Forward = (
  method: string,
  body: Readonly<Record<string, unknown>>,
  token: string,
) => Promise<Readonly<Record<string, unknown>>>;

async function idsOf(forward: Forward): Promise<Record<'ann' | 'ben', string>> {
  const ids = await Promise.all(
    (['ann', 'ben'] as const).map(async (name) =>
      String((await forward('auth.test', {}, TOKENS[name]))['user_id']),
    ),
  );
  const [ann = '', ben = ''] = ids;
  return { ann, ben };
}

async function channelOf(forward: Forward): Promise<string> {
  const { channels } = await forward('conversations.list', {}, BOT_TOKEN);
  const all = Array.isArray(channels) ? channels.map(record) : [];
  return String(all.find(({ name }) => name === 'help')?.['id']);
}

function faultsOf(method: string, body: Readonly<Record<string, unknown>>): readonly string[] {
  const faults: string[] = [];
  const blocks = decoded(body['blocks']);
  const view = decoded(body['view']);
  if (Array.isArray(blocks)) faults.push(...blockFaults(blocks));
  if (view !== undefined) faults.push(...viewFaults(view));
  if (method === 'chat.postMessage' || method === 'chat.update') {
    const { text } = body;
    if (typeof text !== 'string' || text.trim() === '' || Buffer.byteLength(text) > 4000)
      faults.push(`text ${String(text)}`);
    if (/<[@!]/.test(String(text))) faults.push(`a mention in ${String(text)}`);
  }
  if (method === 'chat.postMessage' && Array.isArray(blocks)) {
    for (const name of ['unfurl_links', 'unfurl_media'])
      if (String(body[name]) !== 'false') faults.push(`${name} is on`);
  }
  return faults;
}
