/** A workspace as the handlers see it: calls to Slack, what is known of its members, and the host. */

import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import pTimeout from 'p-timeout';
import type { Host, Language } from '../../../src/contract.js';
import { type Json, knownLanguage, list, object, string } from '../../common/json.js';
import { createQuestionLife, type QuestionLife } from '../../common/question-life.js';
import { REFUSED_CHANNELS } from '../../common/refused-channels.js';
import { createSerial, type Serial } from '../../common/serial.js';
import { attempt, call, MOST_READ, post } from './call.js';
import { CallError, CLOSED, logged, REVOKED } from './faults.js';
import { createRecords, type Records } from './records.js';

/** Milliseconds for which the members of a user group are believed. */
const GROUP_MILLISECONDS = 60 * 1000;
/** Milliseconds that one call may take of the 3 s between a press and its modal. */
const GLANCE_MILLISECONDS = 1000;

/** What all workspaces share. */
interface Shared {
  readonly host: Host;
  /** Whether the adapter is about to end: nothing new is begun. */
  readonly isStopping: () => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What of the inbox is being handled. */
export interface Handled {
  /** Absent where nothing has come in: the bot speaks by itself. */
  readonly id?: string;
  /** Of what was begun before and is taken up: from when on something may have been posted, in milliseconds since 1970. */
  readonly since?: number;
}

export interface Workspace extends Shared {
  readonly team: string;
  readonly botUser: string;
  readonly handled: Handled;
  readonly records: Records;
  /** Messages by their places, as `placeOf` gives them. */
  readonly life: QuestionLife;
  /** Keeps changes of the same message apart, by the message's place. */
  readonly serial: Serial;
  /** @throws {CallError} after it was logged */
  readonly call: (method: string, parameters: Json) => Promise<Json>;
  /**
   * Posts a message once, also when the connection breaks. Rejects at once where Slack has refused this channel a moment ago.
   * @param mark words that are in its blocks and in no other message
   */
  readonly post: (parameters: Json, mark: string) => Promise<Json>;
  /** A call whose answer is good to have: empty where it fails, or takes so long that a modal would be late. */
  readonly glance: (method: string, parameters: Json) => Promise<Json>;
  readonly permalink: (channel: string, ts: string) => Promise<string | undefined>;
  /**
   * The messages of a thread, the earliest first; one for a message outside of any thread.
   * @param range `oldest` and `latest`, for a part of the thread; the thread's first message may come along
   */
  readonly readThread: (channel: string, thread: string, range?: Json) => Promise<readonly Json[]>;
  readonly isMaintainer: (user: string) => Promise<boolean>;
  /** Whether a member may change the channels' settings: maintainers, and the one who installed the app. */
  readonly maySteer: (user: string) => Promise<boolean>;
  /** The language that a member chose on the Home tab, else the program's. */
  readonly languageOf: (user: string) => Promise<Language | undefined>;
  /** The language for a sentence of the adapter's own where no question tells it. */
  readonly ownLanguage: (user: string) => Promise<Language>;
}

/** This process was halted for so long that another answers what it was handling. */
export class TakenOver extends Error {
  constructor() {
    super('another process has taken over what was being answered');
    this.name = 'TakenOver';
  }
}

export type WorkspaceOf = (client: WebClient, team: string, botUser: string, handled?: Handled) => Workspace;

interface WorkspaceOptions extends Shared {
  /** Who installed the app into a workspace; only known where it was installed over OAuth. */
  readonly installerOf: (team: string) => Promise<string | undefined>;
  /** Called when a workspace's token is of no use any more. */
  readonly onRevoked: (team: string) => void;
  /** A client like the given one that gives up at the first fault. */
  readonly onceOf: (client: WebClient) => WebClient;
}

export function createWorkspaces(options: WorkspaceOptions): WorkspaceOf {
  const { host, isStopping, installerOf, onRevoked, now, onceOf } = options;
  const { logger, store, maintainers } = host;
  const shared = {
    host,
    isStopping,
    now,
    records: createRecords(host),
    life: createQuestionLife(store),
    serial: createSerial(),
  };
  /** By workspace and channel. */
  const refused = new LRUCache<string, CallError>(REFUSED_CHANNELS);
  const membersOf = createGroups(options);

  const languageOf = async (user: string): Promise<Language | undefined> => {
    const chosen = await store.get(`language/${user}`).catch(() => undefined);
    return knownLanguage(chosen) ?? knownLanguage(host.settings['QABOT_LANGUAGE']);
  };

  return (client, team, botUser, handled = {}) => {
    const noticing = async (called: Promise<Json>): Promise<Json> => {
      try {
        return await called;
      } catch (error) {
        if (error instanceof CallError && REVOKED.has(error.reason)) onRevoked(team);
        throw error;
      }
    };
    const workspace: Workspace = {
      ...shared,
      team,
      botUser,
      handled,
      call: (method, parameters) => noticing(call(client, method, parameters, logger)),
      async post(parameters, mark) {
        const channel = `${team}/${String(parameters['channel'])}`;
        const before = refused.get(channel);
        if (before !== undefined) throw before;
        const { id, since } = handled;
        if (id !== undefined && !(await host.inbox.holds(id))) throw new TakenOver();
        try {
          return await noticing(post({ client, once: onceOf(client), parameters, mark, since, logger, now }));
        } catch (error) {
          if (error instanceof CallError && CLOSED.has(error.reason)) refused.set(channel, error);
          throw error;
        }
      },
      glance: (method, parameters) =>
        pTimeout(attempt(onceOf(client), method, parameters), {
          milliseconds: GLANCE_MILLISECONDS,
        }).catch((error: unknown) => {
          logger.debug('Slack was asked in vain', { method, error });
          return {};
        }),
      async permalink(channel, ts) {
        const told = await workspace.glance('chat.getPermalink', { channel, message_ts: ts });
        return string(told['permalink']);
      },
      async readThread(channel, ts, range = {}) {
        const parameters = { channel, ts, inclusive: true, limit: MOST_READ, ...range };
        const { messages } = await workspace.call('conversations.replies', parameters);
        return list(messages).map(object);
      },
      async isMaintainer(user) {
        if (maintainers.includes(user)) return true;
        for (const group of userGroupsOf(maintainers)) {
          if ((await membersOf(client, team, group)).includes(user)) return true;
        }
        return false;
      },
      maySteer: async (user) => (await workspace.isMaintainer(user)) || (await installerOf(team)) === user,
      languageOf,
      ownLanguage: async (user) => (await languageOf(user)) ?? 'zh',
    };
    return workspace;
  };
}

/** The members of user groups, each looked up once a minute. */
function createGroups({ host, now }: WorkspaceOptions) {
  const groups = new Map<string, { readonly members: readonly unknown[]; readonly until: number }>();
  return async (client: WebClient, team: string, usergroup: string): Promise<readonly unknown[]> => {
    const key = `${team}/${usergroup}`;
    const known = groups.get(key);
    if (known !== undefined && known.until > now()) return known.members;
    const members = await attempt(client, 'usergroups.users.list', { usergroup }).then(
      ({ users }) => list(users),
      (error: unknown) => {
        // Of several workspaces, only one knows the group. It is not asked again at once: each refusal is a line in the log.
        if (!(error instanceof CallError && error.reason === 'no_such_subteam')) logged(error, host.logger);
        return [];
      },
    );
    groups.set(key, { members, until: now() + GROUP_MILLISECONDS });
    return members;
  };
}

/** The user groups among the maintainers: their ids begin with an S. https://docs.slack.dev/reference/objects/usergroup-object */
export function userGroupsOf(maintainers: readonly string[]): readonly string[] {
  return maintainers.filter((id) => /^S[A-Z0-9]+$/.test(id));
}
