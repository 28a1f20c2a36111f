/**
 * A complete adapter: the bot behind HTTP, for callers that send `Authorization: Bearer <WEBHOOK_SECRET>`.
 *     POST /ask   {"text": "...", "asker": "...", "place": "..."}   -> the reply as JSON; 204 is silence
 *     POST /press {"token": "...", "asker": "...", "place": "...", "fields"?: {name: text}}  -> the same; `fields` fill in a form
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Adapter, Bot } from '../../src/contract.js';

const MAX_BODY_BYTES = 64 * 1024;

class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export default function webhook(): Adapter {
  const server = createServer();
  const inHand = new Set<ServerResponse>();
  return {
    name: 'webhook',
    texts: { zh: { 'webhook.fault': '出了点问题' }, en: { 'webhook.fault': 'internal error' } },
    isConfigured: ({ WEBHOOK_PORT, WEBHOOK_SECRET }) => Boolean(WEBHOOK_PORT && WEBHOOK_SECRET),
    async start(host) {
      const { WEBHOOK_HOST = '127.0.0.1', WEBHOOK_PORT = '', WEBHOOK_SECRET = '' } = host.settings;
      if (!/^\d{1,5}$/.test(WEBHOOK_PORT)) throw new Error('WEBHOOK_PORT must be the number of a port');
      if (WEBHOOK_SECRET.length < 16) throw new Error('WEBHOOK_SECRET must have at least 16 characters');
      server.on('request', (request, response) => {
        readCall(request, WEBHOOK_SECRET)
          .then((call) => {
            if (!server.listening) throw new Refusal(503, 'stopping');
            inHand.add(response.once('close', () => inHand.delete(response)));
            return call(host.bot);
          })
          .then((reply) => send(response, reply === undefined ? 204 : 200, reply))
          .catch((error: unknown) => {
            if (error instanceof Refusal) return send(response, error.status, { error: error.message });
            host.logger.error('the webhook could not answer', { error: String(error) });
            const language = host.settings['QABOT_LANGUAGE'] === 'zh' ? 'zh' : 'en';
            return send(response, 500, { error: host.texts(language, 'webhook.fault') });
          });
      });
      server.listen(Number(WEBHOOK_PORT), WEBHOOK_HOST);
      await Promise.race([once(server, 'listening'), once(server, 'close')]); // Rejects when the port is taken.
      if (server.listening) host.logger.info('the webhook is listening', { address: server.address() });
    },
    async stop() {
      server.close().once('listening', () => server.close()); // It may be stopped while it is starting.
      await Promise.all([...inHand].map((response) => once(response, 'close')));
      server.closeAllConnections();
    },
  };
}

/** Digests have one length, which the comparison in constant time demands. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function send(response: ServerResponse, status: number, body?: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

/** Reads a request to the end and returns what it asks of the bot. Rejects with a {@link Refusal}. */
async function readCall(request: IncomingMessage, secret: string) {
  const path = request.url?.split('?')[0];
  if (path !== '/ask' && path !== '/press') throw new Refusal(404, 'there is only /ask and /press');
  if (request.method !== 'POST') throw new Refusal(405, 'use POST');
  const given = digest(request.headers.authorization ?? '');
  if (!timingSafeEqual(given, digest(`Bearer ${secret}`))) throw new Refusal(401, 'wrong secret');
  const body = await readBody(request);
  const field = (name: string): string => {
    const value = body[name];
    if (typeof value !== 'string' || value === '') throw new Refusal(400, `"${name}" must be a text`);
    return value;
  };
  const who = { asker: field('asker'), place: field('place') };
  const text = field(path === '/ask' ? 'text' : 'token');
  if (path === '/ask') return (bot: Bot) => bot.ask({ ...who, text, attention: 'addressed' });
  const pairs = Object.entries({ ...Object(body['fields']) }).map(([name, value]) => [name, String(value)]);
  const fields = pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
  return (bot: Bot) => bot.press({ ...who, token: text, fields });
}

async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) if ((size += chunk.length) <= MAX_BODY_BYTES) chunks.push(chunk);
  if (size > MAX_BODY_BYTES) throw new Refusal(413, `at most ${MAX_BODY_BYTES} bytes`);
  try {
    return { ...JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    throw new Refusal(400, 'the body must be JSON');
  }
}
