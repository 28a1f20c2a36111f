/** Slack's side of socket mode. https://docs.slack.dev/apis/events-api/using-socket-mode */

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type WebSocket, WebSocketServer } from 'ws';
import { record } from './shapes.js';
import type { WebApi } from './web-api.js';

export interface SocketMode {
  /** Connections that were opened so far. */
  connections(): number;
  /** Sends an event over the newest connection; resolves when it is acknowledged. */
  event(event: Readonly<Record<string, unknown>>, id?: string): Promise<void>;
  command(command: string, text: string): Promise<void>;
  /** An interaction payload; resolves with what the acknowledgement says. */
  interact(payload: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /** Sends a frame as it stands; nobody waits for its acknowledgement. */
  raw(frame: string): void;
  /** Breaks the newest connection without a word. */
  drop(): void;
  /** Tells the newest connection that it will be closed, as Slack does every few hours. */
  refresh(): void;
  close(): Promise<void>;
}

export async function socketMode(api: WebApi): Promise<SocketMode> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'string' || address === null) throw new Error('no port was given');
  api.answer('apps.connections.open', { ok: true, url: `ws://127.0.0.1:${address.port}/link` });
  const sockets: WebSocket[] = [];
  const acknowledged = new Map<string, (payload: Readonly<Record<string, unknown>>) => void>();
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
    socket.on('message', (data: Buffer) => {
      const { envelope_id: id, payload } = record(JSON.parse(data.toString('utf8')));
      if (typeof id === 'string') acknowledged.get(id)?.(record(payload));
    });
  });
  const send = (
    type: string,
    payload: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>> =>
    new Promise((resolve) => {
      const id = randomUUID();
      acknowledged.set(id, resolve);
      sockets
        .at(-1)
        ?.send(
          JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api' }),
        );
    });
  return {
    connections: () => sockets.length,
    event: async (event, id = `Ev${randomUUID()}`) => {
      await send('events_api', {
        type: 'event_callback',
        team_id: api.team,
        event_id: id,
        authorizations: [
          { team_id: api.team, user_id: api.botUser, is_bot: true, is_enterprise_install: false },
        ],
        event,
      });
    },
    async command(command, text) {
      await send('slash_commands', {
        command,
        text,
        team_id: api.team,
        channel_id: api.channel,
        user_id: api.users.ann,
        trigger_id: randomUUID(),
        response_url: `${api.origin}/response/1`,
      });
    },
    interact: (payload) =>
      send('interactive', {
        team: { id: api.team },
        user: { id: api.users.ann, team_id: api.team },
        trigger_id: randomUUID(),
        ...payload,
      }),
    raw: (frame) => sockets.at(-1)?.send(frame),
    drop: () => sockets.at(-1)?.terminate(),
    refresh: () => sockets.at(-1)?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' })),
    async close() {
      for (const socket of sockets) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}
