/** What all handlers share. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Host, Language } from '../../../src/contract.js';
import { attempt, call, CallError, logged, REVOKED } from './call.js';
import { string } from '../../common/json.js';
import { post } from './post.js';
import { createTurns, type Turn } from './turns.js';

/** One workspace that an event came from. */
export interface Workspace {
  readonly client: WebClient;
  readonly team: string;
  readonly botUser: string;
}

/** Milliseconds for which a delivery is remembered. Slack repeats one for up to two hours. https://docs.slack.dev/apis/events-api/#retries */
const SEEN_MILLISECONDS = 24 * 60 * 60 * 1000;
/** Milliseconds for which the members of a user group are believed. */
const GROUP_MILLISECONDS = 60 * 1000;
/** Milliseconds of the 3 s between a press and its modal that may go by for one call. */
const GLANCE_MILLISECONDS = 1000;

export interface Service {
  readonly host: Host;
  /** Whether the adapter is about to end: nothing new is begun. */
  readonly isStopping: () => boolean;
  /** To be awaited before the bot is asked. */
  readonly turn: Turn;
  /** Whether this delivery is the first of its id, here and on every replica. */
  readonly isFirst: (id: string) => Promise<boolean>;
  readonly call: (
    workspace: Workspace,
    method: string,
    parameters: Readonly<Record<string, unknown>>,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /**
   * Posts a message once, also when the connection breaks.
   * @param mark words that are in its blocks and in no other message
   */
  readonly post: (
    workspace: Workspace,
    parameters: Readonly<Record<string, unknown>>,
    mark: string,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** A call whose answer is good to have before a modal is opened: empty where it fails or takes too long. */
  readonly glance: (
    workspace: Workspace,
    method: string,
    parameters: Readonly<Record<string, unknown>>,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** A message's address; `undefined` where Slack gives none. */
  readonly permalink: (workspace: Workspace, channel: string, ts: string) => Promise<string | undefined>;
  readonly isMaintainer: (workspace: Workspace, user: string) => Promise<boolean>;
  /** The language that a member chose on the Home tab, else the program's. */
  readonly languageOf: (user: string) => Promise<Language | undefined>;
  /** The language for a sentence of the adapter's own where no question tells it. */
  readonly ownLanguage: (user: string) => Promise<Language>;
  readonly say: (
    language: Language,
    key: string,
    values?: Readonly<Record<string, string | number>>,
  ) => string;
}

export interface ServiceOptions {
  readonly host: Host;
  readonly isStopping: () => boolean;
  /** Told when a workspace's token is of no use any more. */
  readonly onRevoked: (team: string) => void;
  readonly now: () => number;
  /** A client like the given one that gives up at the first fault. */
  readonly onceOf: (client: WebClient) => WebClient;
}

export function createService({ host, isStopping, onRevoked, now, onceOf }: ServiceOptions): Service {
  const recent = new Set<string>();
  const groups = new Map<string, { readonly members: readonly unknown[]; readonly until: number }>();

  const service: Service = {
    host,
    isStopping,
    turn: createTurns(),
    async isFirst(id) {
      if (recent.has(id)) return false;
      recent.add(id);
      if (recent.size > MAX_RECENT) {
        for (const oldest of recent) {
          recent.delete(oldest);
          break;
        }
      }
      try {
        return await host.store.claim(`seen/${id}`, SEEN_MILLISECONDS);
      } catch (error) {
        // This process remembers; another replica may answer once more, which is better than nobody.
        host.logger.error('the store could not be reached', { error });
        return true;
      }
    },
    call: (workspace, method, parameters) =>
      noticing(workspace, call(workspace.client, method, parameters, host.logger)),
    post: (workspace, parameters, mark) => {
      const { client } = workspace;
      return noticing(
        workspace,
        post({ client, once: onceOf(client), parameters, mark, logger: host.logger, now }),
      );
    },
    async glance({ client }, method, parameters) {
      const ending = new AbortController();
      try {
        return await Promise.race([
          attempt(onceOf(client), method, parameters),
          sleep(GLANCE_MILLISECONDS, {}, { signal: ending.signal }),
        ]);
      } catch (error) {
        host.logger.debug('Slack was asked in vain', { method, error });
        return {};
      } finally {
        ending.abort();
      }
    },
    async permalink(workspace, channel, ts) {
      const told = await service.glance(workspace, 'chat.getPermalink', { channel, message_ts: ts });
      return string(told['permalink']);
    },
    async isMaintainer(workspace, user) {
      if (host.maintainers.includes(user)) return true;
      for (const group of userGroupsOf(host.maintainers)) {
        if ((await membersOf(workspace, group)).includes(user)) return true;
      }
      return false;
    },
    async languageOf(user) {
      try {
        return (
          asLanguage(await host.store.get(`language/${user}`)) ?? asLanguage(host.settings['QABOT_LANGUAGE'])
        );
      } catch {
        return asLanguage(host.settings['QABOT_LANGUAGE']);
      }
    },
    ownLanguage: async (user) => (await service.languageOf(user)) ?? 'zh',
    say: (language, key, values) => host.texts(language, key, values),
  };

  const noticing = async <T>(workspace: Workspace, called: Promise<T>): Promise<T> => {
    try {
      return await called;
    } catch (error) {
      if (error instanceof CallError && REVOKED.has(error.reason)) onRevoked(workspace.team);
      throw error;
    }
  };

  const membersOf = async (workspace: Workspace, group: string): Promise<readonly unknown[]> => {
    const key = `${workspace.team}/${group}`;
    const known = groups.get(key);
    if (known !== undefined && known.until > now()) return known.members;
    try {
      const { users } = await attempt(workspace.client, 'usergroups.users.list', { usergroup: group });
      const members = Array.isArray(users) ? users : [];
      groups.set(key, { members, until: now() + GROUP_MILLISECONDS });
      return members;
    } catch (error) {
      // Of several workspaces, one knows the group. Not asked again at once: each refusal is a line in the log.
      if (!(error instanceof CallError && error.reason === 'no_such_subteam')) logged(error, host.logger);
      groups.set(key, { members: [], until: now() + GROUP_MILLISECONDS });
      return [];
    }
  };

  return service;
}

/** The user groups among the maintainers: their ids begin with an S. https://docs.slack.dev/reference/objects/usergroup-object */
export function userGroupsOf(maintainers: readonly string[]): readonly string[] {
  return maintainers.filter((id) => /^S[A-Z0-9]+$/.test(id));
}

/** Deliveries remembered without the store. */
const MAX_RECENT = 5000;

export function asLanguage(value: string | undefined): Language | undefined {
  return value === 'zh' || value === 'en' ? value : undefined;
}
