/** What is kept of replies, so that they can be changed, removed and read to the end after a restart. */

import { randomBytes } from 'node:crypto';
import type { Attention, Language, Link, Reply } from '../../../src/contract.js';
import type { Store } from '../../../src/contract.js';
import { list, object, string } from '../../common/json.js';

/** A reply that stands in a channel. */
export interface Sent {
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
  readonly thread?: string;
  /** Who may remove it, beside the maintainers. */
  readonly askers: readonly string[];
  readonly language: Language;
  /** The question as it was asked; absent for a reply to a button. */
  readonly question?: {
    readonly ts: string;
    readonly text: string;
    readonly attention: Attention;
    readonly precision?: number;
  };
}

/** A reply that can be shared, or an answer too long for its message. */
export interface Kept {
  readonly reply: Reply;
  readonly asked: string;
}

/** Milliseconds for which a reply can be removed or read on: a quarter of a year. */
const SENT_MILLISECONDS = 90 * 24 * 60 * 60 * 1000;
/** Milliseconds for which a change of a question is remembered while its answer is under way. */
const CHANGE_MILLISECONDS = 60 * 60 * 1000;

/** What became of a question after it was asked. */
export type Change = { readonly kind: 'deleted' } | { readonly kind: 'edited'; readonly text: string };

export interface Records {
  readonly newId: () => string;
  readonly putSent: (id: string, sent: Sent) => Promise<void>;
  readonly sent: (id: string) => Promise<Sent | undefined>;
  /** The reply to a question. */
  readonly replyTo: (
    team: string,
    channel: string,
    questionTs: string,
  ) => Promise<readonly [id: string, sent: Sent] | undefined>;
  readonly forget: (id: string) => Promise<void>;
  readonly keep: (id: string, kept: Kept) => Promise<void>;
  readonly kept: (id: string) => Promise<Kept | undefined>;
  readonly putChange: (team: string, channel: string, ts: string, change: Change) => Promise<void>;
  readonly change: (team: string, channel: string, ts: string) => Promise<Change | undefined>;
  /** Notes that somebody pressed a button of this reply. */
  readonly putPressed: (team: string, channel: string, ts: string) => Promise<void>;
  readonly wasPressed: (team: string, channel: string, ts: string) => Promise<boolean>;
}

/** Bytes of an id, 96 bits: nobody guesses one. */
const ID_BYTES = 12;

export function createRecords(store: Store): Records {
  const records: Records = {
    newId: () => randomBytes(ID_BYTES).toString('base64url'),
    async putSent(id, sent) {
      await store.set(`sent/${id}`, JSON.stringify(sent), SENT_MILLISECONDS);
      if (sent.question === undefined) return;
      await store.set(`replyTo/${sent.team}/${sent.channel}/${sent.question.ts}`, id, SENT_MILLISECONDS);
    },
    sent: async (id) => parseSent(await store.get(`sent/${id}`)),
    async replyTo(team, channel, questionTs) {
      const id = await store.get(`replyTo/${team}/${channel}/${questionTs}`);
      const sent = id === undefined ? undefined : await records.sent(id);
      return id === undefined || sent === undefined ? undefined : [id, sent];
    },
    async forget(id) {
      const sent = await records.sent(id);
      await store.delete(`sent/${id}`);
      if (sent?.question !== undefined) {
        await store.delete(`replyTo/${sent.team}/${sent.channel}/${sent.question.ts}`);
      }
    },
    keep: (id, kept) => store.set(`kept/${id}`, JSON.stringify(kept), SENT_MILLISECONDS),
    kept: async (id) => parseKept(await store.get(`kept/${id}`)),
    putChange: (team, channel, ts, change) =>
      store.set(`change/${team}/${channel}/${ts}`, JSON.stringify(change), CHANGE_MILLISECONDS),
    change: async (team, channel, ts) => parseChange(await store.get(`change/${team}/${channel}/${ts}`)),
    putPressed: (team, channel, ts) => store.set(`pressed/${team}/${channel}/${ts}`, '1', SENT_MILLISECONDS),
    wasPressed: async (team, channel, ts) =>
      (await store.get(`pressed/${team}/${channel}/${ts}`)) !== undefined,
  };
  return records;
}

function parse(value: string | undefined) {
  return value === undefined ? undefined : object(JSON.parse(value));
}

function parseSent(value: string | undefined): Sent | undefined {
  const found = parse(value);
  const team = string(found?.['team']);
  const channel = string(found?.['channel']);
  const ts = string(found?.['ts']);
  if (found === undefined || team === undefined || channel === undefined || ts === undefined)
    return undefined;
  const thread = string(found['thread']);
  const asked = object(found['question']);
  const questionTs = string(asked['ts']);
  const { precision } = asked;
  return {
    team,
    channel,
    ts,
    thread,
    askers: list(found['askers']).filter((asker) => typeof asker === 'string'),
    language: found['language'] === 'en' ? 'en' : 'zh',
    ...(questionTs === undefined
      ? {}
      : {
          question: {
            ts: questionTs,
            text: string(asked['text']) ?? '',
            attention: asked['attention'] === 'overheard' ? 'overheard' : 'addressed',
            ...(typeof precision === 'number' ? { precision } : {}),
          },
        }),
  };
}

function parseKept(value: string | undefined): Kept | undefined {
  const found = parse(value);
  if (found === undefined) return undefined;
  const reply = object(found['reply']);
  const links = list(reply['links']).flatMap((one): readonly Link[] => {
    const { title, url } = object(one);
    return typeof title === 'string' && typeof url === 'string' ? [{ title, url }] : [];
  });
  // Tokens of an old reply may have expired; its words have not.
  return {
    asked: string(found['asked']) ?? '',
    reply: { ...EMPTY, ...textsOf(reply), links },
  };
}

/** A reply without anything in it. */
export const EMPTY: Reply = {
  kind: 'answer',
  language: 'zh',
  lead: '',
  text: '',
  confidence: 1,
  links: [],
  alternatives: [],
  followUps: [],
  actions: [],
  audience: 'everyone',
};

function textsOf(reply: Readonly<Record<string, unknown>>): Partial<Reply> {
  const question = string(reply['question']);
  const entry = string(reply['entry']);
  const project = object(reply['project']);
  const source = object(reply['source']);
  const name = string(project['name']);
  const path = string(source['path']);
  return {
    language: reply['language'] === 'en' ? 'en' : 'zh',
    lead: string(reply['lead']) ?? '',
    text: string(reply['text']) ?? '',
    question,
    entry,
    ...(name === undefined
      ? {}
      : {
          project: {
            name,
            description: '',
            ...strings(project, ['description', 'repository', 'documentation', 'issues']),
          },
        }),
    ...(path === undefined
      ? {}
      : { source: { path, line: Number(source['line']), ...strings(source, ['title', 'date', 'url']) } }),
  };
}

function strings<Name extends string>(
  from: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = from[name];
    if (typeof value === 'string') found[name] = value;
  }
  return found;
}

function parseChange(value: string | undefined): Change | undefined {
  const found = parse(value);
  if (found === undefined) return undefined;
  return found['kind'] === 'deleted'
    ? { kind: 'deleted' }
    : { kind: 'edited', text: string(found['text']) ?? '' };
}
