/** The gateway's side of the double: sessions that are told events, broken off, resumed and refused. */

import type { Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { type Json, record, textOf } from './rules.js';
import { APPLICATION, BOT, DIRECT, GUILD, snowflake, TOKEN, user } from './world.js';

const MESSAGE_CONTENT = 1 << 15;
const MESSAGE_REACTIONS = 1 << 10;

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly number[];
  /** What was told, in order; the first has the number 1. */
  readonly told: Json[];
  socket: WebSocket | undefined;
}

export interface Gateway {
  readonly sessions: readonly { readonly intents: number; readonly shard: readonly number[] }[];
  /** How often somebody identified or resumed. */
  readonly counts: { readonly identified: number; readonly resumed: number };
  /** Whether the portal has the privileged intent on. */
  allowContent(isAllowed: boolean): void;
  dispatch(type: string, data: Json): void;
  /** A dispatch of any shape, to every session. */
  frame(type: unknown, data: unknown): void;
  /** Told to each new session before its servers. */
  early: readonly (readonly [type: string, data: unknown])[];
  /** Asks for a reconnect, as Discord does several times a day. */
  reconnect(): void;
  invalidate(isResumable: boolean): void;
  close(code: number): void;
  /** Breaks the line without a word; what is dispatched meanwhile is told when the session is resumed. */
  cut(): void;
  stop(): void;
}

function send(socket: WebSocket | undefined, payload: Json): void {
  if (socket?.readyState === 1) socket.send(JSON.stringify(payload));
}

/** @param guild the server as it is now */
export function createGateway(server: Server, address: () => string, guild: () => Json): Gateway {
  const sockets = new WebSocketServer({ server, path: '/gateway' });
  const sessions = new Map<string, Session>();
  const counts = { identified: 0, resumed: 0 };
  let allowsContent = false;

  const tell = (session: Session, type: unknown, data: unknown): void => {
    const payload = { op: 0, t: type, s: session.told.length + 1, d: data };
    session.told.push(payload);
    send(session.socket, payload);
  };

  const identify = (socket: WebSocket, data: Json): void => {
    if (data['token'] !== TOKEN) return socket.close(4004);
    const intents = Number(data['intents']);
    if ((intents & MESSAGE_CONTENT) !== 0 && !allowsContent) return socket.close(4014);
    const shard = Array.isArray(data['shard']) ? data['shard'].map(Number) : [0, 1];
    const session: Session = { id: snowflake(), intents, shard, told: [], socket };
    sessions.set(session.id, session);
    counts.identified += 1;
    tell(session, 'READY', {
      v: 10,
      user: user(BOT),
      session_id: session.id,
      resume_gateway_url: address(),
      guilds: holds(session, GUILD) ? [{ id: GUILD, unavailable: true }] : [],
      shard,
      application: { id: APPLICATION, flags: 0 },
    });
    for (const [type, early] of gateway.early) tell(session, type, early);
    if (holds(session, GUILD)) tell(session, 'GUILD_CREATE', guild());
  };

  const resume = (socket: WebSocket, data: Json): void => {
    const session = sessions.get(textOf(data['session_id']));
    if (session === undefined) return send(socket, { op: 9, d: false });
    session.socket = socket;
    counts.resumed += 1;
    for (const payload of session.told.slice(Number(data['seq']))) send(socket, payload);
    tell(session, 'RESUMED', {});
  };

  sockets.on('connection', (socket) => {
    send(socket, { op: 10, d: { heartbeat_interval: 45_000 } });
    socket.on('message', (raw: RawData) => {
      const payload = record(JSON.parse(Buffer.isBuffer(raw) ? raw.toString('utf8') : ''));
      if (payload['op'] === 1) send(socket, { op: 11 });
      if (payload['op'] === 2) identify(socket, record(payload['d']));
      if (payload['op'] === 6) resume(socket, record(payload['d']));
    });
    socket.on('close', () => {
      for (const session of sessions.values()) if (session.socket === socket) session.socket = undefined;
    });
  });

  const each = (act: (session: Session) => void): void => {
    for (const session of sessions.values()) act(session);
  };
  const gateway: Gateway = {
    early: [],
    get sessions() {
      return [...sessions.values()].filter(({ socket }) => socket !== undefined);
    },
    counts,
    allowContent(isAllowed) {
      allowsContent = isAllowed;
    },
    dispatch: (type, data) =>
      each((session) => {
        const isWanted = !type.startsWith('MESSAGE_REACTION') || (session.intents & MESSAGE_REACTIONS) !== 0;
        if (isWanted && holds(session, data['guild_id']))
          tell(session, type, /^MESSAGE_(?:CREATE|UPDATE)$/.test(type) ? seenBy(session, data) : data);
      }),
    frame: (type, data) => each((session) => tell(session, type, data)),
    reconnect: () => each(({ socket }) => send(socket, { op: 7, d: null })),
    invalidate(isResumable) {
      each(({ id, socket }) => {
        send(socket, { op: 9, d: isResumable });
        if (!isResumable) sessions.delete(id);
      });
    },
    close: (code) => each(({ socket }) => socket?.close(code)),
    cut: () => each(({ socket }) => socket?.terminate()),
    stop() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
  return gateway;
}

/** Events of servers go to one shard, all others to the first. https://docs.discord.com/developers/events/gateway#sharding-sharding-formula */
function holds({ shard: [own, count = 1] }: Session, server: unknown): boolean {
  return own === (typeof server === 'string' ? Number((BigInt(server) >> 22n) % BigInt(count)) : 0);
}

/** Without the privileged intent only what is for the bot carries its text. https://docs.discord.com/developers/events/gateway#message-content-intent */
export function seenBy({ intents }: Pick<Session, 'intents'>, data: Json): Json {
  const mentions = Array.isArray(data['mentions']) ? data['mentions'].map((one) => record(one)['id']) : [];
  const isForBot =
    data['channel_id'] === DIRECT || mentions.includes(BOT) || record(data['author'])['id'] === BOT;
  return isForBot || (intents & MESSAGE_CONTENT) !== 0
    ? data
    : { ...data, content: '', attachments: [], components: [] };
}
