/** What all handlers share: the host, calls in a workspace, and what is known of its members. */

import type { WebClient } from '@slack/web-api';
import pTimeout from 'p-timeout';
import type { Host, Language } from '../../../src/contract.js';
import { type Json, list, object, string } from '../../common/json.js';
import type { SeenOnce } from '../../common/seen-once.js';
import { createSerial, type Serial } from '../../common/serial.js';
import { attempt, call, MOST_READ, post } from './call.js';
import { CallError, logged, REVOKED } from './faults.js';
import { createRecords, type Records } from './records.js';

/** One workspace that an event came from. */
export interface Workspace {
  readonly client: WebClient;
  readonly team: string;
  readonly botUser: string;
}

/** Milliseconds for which the members of a user group are believed. */
const GROUP_MILLISECONDS = 60 * 1000;
/** Milliseconds that one call may take of the 3 s between a press and its modal. */
const GLANCE_MILLISECONDS = 1000;

export interface ServiceOptions {
  readonly host: Host;
  /** Whether the adapter is about to end: nothing new is begun. */
  readonly isStopping: () => boolean;
  /** Whether this delivery is the first of its id, here and on every replica. */
  readonly isFirst: SeenOnce;
  /** Who installed the app into a workspace; only known where it was installed over OAuth. */
  readonly installerOf: (team: string) => Promise<string | undefined>;
}

export interface Service extends ServiceOptions {
  readonly records: Records;
  /** Keeps changes of the same message apart, by the message's place. */
  readonly serial: Serial;
  readonly call: (workspace: Workspace, method: string, parameters: Json) => Promise<Json>;
  /**
   * Posts a message once, also when the connection breaks.
   * @param mark words that are in its blocks and in no other message
   */
  readonly post: (workspace: Workspace, parameters: Json, mark: string) => Promise<Json>;
  /** A call whose answer is good to have before a modal is opened: empty where it fails or takes too long. */
  readonly glance: (workspace: Workspace, method: string, parameters: Json) => Promise<Json>;
  readonly isMaintainer: (workspace: Workspace, user: string) => Promise<boolean>;
  /** Whether a member may change the channels' settings: maintainers, and the one who installed the app. */
  readonly maySteer: (workspace: Workspace, user: string) => Promise<boolean>;
  /** The language that a member chose on the Home tab, else the program's. */
  readonly languageOf: (user: string) => Promise<Language | undefined>;
  /** The language for a sentence of the adapter's own where no question tells it. */
  readonly ownLanguage: (user: string) => Promise<Language>;
}

export interface CallOptions {
  /** Told when a workspace's token is of no use any more. */
  readonly onRevoked: (team: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A client like the given one that gives up at the first fault. */
  readonly onceOf: (client: WebClient) => WebClient;
}

export function createService(options: ServiceOptions, { onRevoked, now, onceOf }: CallOptions): Service {
  const { host, installerOf } = options;
  const { logger, store } = host;
  const groups = new Map<string, { readonly members: readonly unknown[]; readonly until: number }>();

  const noticing = async <T>({ team }: Workspace, called: Promise<T>): Promise<T> => {
    try {
      return await called;
    } catch (error) {
      if (error instanceof CallError && REVOKED.has(error.reason)) onRevoked(team);
      throw error;
    }
  };

  const membersOf = async ({ client, team }: Workspace, usergroup: string): Promise<readonly unknown[]> => {
    const key = `${team}/${usergroup}`;
    const known = groups.get(key);
    if (known !== undefined && known.until > now()) return known.members;
    const members = await attempt(client, 'usergroups.users.list', { usergroup }).then(
      ({ users }) => list(users),
      (error: unknown) => {
        // Of several workspaces, only one knows the group. It is not asked again at once: each refusal is a line in the log.
        if (!(error instanceof CallError && error.reason === 'no_such_subteam')) logged(error, logger);
        return [];
      },
    );
    groups.set(key, { members, until: now() + GROUP_MILLISECONDS });
    return members;
  };

  const service: Service = {
    ...options,
    records: createRecords(store),
    serial: createSerial(),
    call: (workspace, method, parameters) =>
      noticing(workspace, call(workspace.client, method, parameters, logger)),
    post: (workspace, parameters, mark) => {
      const { client } = workspace;
      return noticing(workspace, post({ client, once: onceOf(client), parameters, mark, logger, now }));
    },
    async glance({ client }, method, parameters) {
      try {
        return await pTimeout(attempt(onceOf(client), method, parameters), {
          milliseconds: GLANCE_MILLISECONDS,
          fallback: () => ({}),
        });
      } catch (error) {
        logger.debug('Slack was asked in vain', { method, error });
        return {};
      }
    },
    async isMaintainer(workspace, user) {
      if (host.maintainers.includes(user)) return true;
      for (const group of userGroupsOf(host.maintainers)) {
        if ((await membersOf(workspace, group)).includes(user)) return true;
      }
      return false;
    },
    maySteer: async (workspace, user) =>
      (await service.isMaintainer(workspace, user)) || (await installerOf(workspace.team)) === user,
    async languageOf(user) {
      const chosen = await store.get(`language/${user}`).catch(() => undefined);
      return asLanguage(chosen) ?? asLanguage(host.settings['QABOT_LANGUAGE']);
    },
    ownLanguage: async (user) => (await service.languageOf(user)) ?? 'zh',
  };
  return service;
}

/** A message's address; `undefined` where Slack gives none in time. */
export async function permalink(
  service: Service,
  workspace: Workspace,
  channel: string,
  ts: string,
): Promise<string | undefined> {
  const told = await service.glance(workspace, 'chat.getPermalink', { channel, message_ts: ts });
  return string(told['permalink']);
}

/**
 * The messages of a thread, the earliest first; one for a message outside of any thread.
 * @param range `oldest` and `latest`, for a part of the thread; the thread's first message may come along
 */
export async function readThread(
  service: Service,
  workspace: Workspace,
  channel: string,
  thread: string,
  range: Json = {},
): Promise<readonly Json[]> {
  const parameters = { channel, ts: thread, inclusive: true, limit: MOST_READ, ...range };
  const { messages } = await service.call(workspace, 'conversations.replies', parameters);
  return list(messages).map(object);
}

/** The user groups among the maintainers: their ids begin with an S. https://docs.slack.dev/reference/objects/usergroup-object */
export function userGroupsOf(maintainers: readonly string[]): readonly string[] {
  return maintainers.filter((id) => /^S[A-Z0-9]+$/.test(id));
}

export function asLanguage(value: string | undefined): Language | undefined {
  return value === 'zh' || value === 'en' ? value : undefined;
}
