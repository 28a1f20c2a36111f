import { toMarkdown } from '../../../adapters/common/mrkdwn.js';
import { groupBy } from '../../group-by.js';
import { isRecord } from '../../record.js';
import { chatPairOf } from '../chats/pair.js';
import { type ChatMessage, type Conversation, Conversations } from '../chats/conversations.js';
import { createNames, type Names, SOMEBODY } from '../chats/names.js';
import { isPictureName, withAttached, withoutMembers, withoutShortcodes } from '../chats/words.js';
import { type ExportFiles, openExport } from '../export-files.js';
import { fieldOf, recordsOf, textOf } from '../fields.js';
import { valuesOf } from '../json-values.js';
import { type Found, foundFault, type ImportedThread, type Source, type SourceOptions } from '../model.js';
import { reasonOf } from '../../errors.js';

type Json = Readonly<Record<string, unknown>>;

/** Lists at the top of an export: public channels and members. Private channels and direct messages stand in lists that are not read. */
const LISTS = /(?:^|\/)(?:channels|users)\.json$/;
const CHANNEL_LIST = /(?:^|\/)channels\.json$/;
/** Folders of direct messages. */
const PRIVATE = /^(?:D[A-Z0-9]{6,}|mpdm-.*)$/;
/** A day of a channel. */
const DAY = /(?:^|\/)([^/]+)\/\d{4}-\d\d-\d\d\.json$/;

/** What members write; all else is joins, topics, calls, what apps and the system say. */
const WRITTEN = new Set([undefined, 'thread_broadcast', 'file_share', 'me_message']);

/**
 * A workspace's export, as a zip archive or unpacked: `channels.json`, `users.json`, a folder for each channel, a file for each day.
 * https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports
 */
export const slack: Source = {
  kind: 'slack',
  title: 'Slack',
  platform: 'slack',
  isMarked: false,
  confidence: 0.6,
  pairOf: chatPairOf,
  async *threads(path, options) {
    const files = await openExport(path, options, (name) => LISTS.test(name) || DAY.test(name));
    try {
      yield* files.faults;
      yield* channelsOf(files, options);
    } finally {
      files.close();
    }
  },
};

/** Days of a channel, in order. */
interface Channel {
  readonly id: string;
  readonly name: string;
  readonly days: readonly string[];
}

async function* channelsOf(files: ExportFiles, options: SourceOptions): AsyncGenerator<Found> {
  const names = createNames();
  const bots = new Set<string>();
  const ids = new Map<string, string>();
  // One that cannot be read names no channel as public.
  const hasList = files.names.some((name) => CHANNEL_LIST.test(name));
  for (const name of files.names.filter((one) => LISTS.test(one)).toSorted()) {
    for await (const found of recordsIn(files, name)) {
      if (found.kind !== 'value') yield found;
      else if (CHANNEL_LIST.test(name)) {
        const [channel, id] = [textOf(found.value['name']), textOf(found.value['id'])];
        if (channel !== undefined && id !== undefined) ids.set(channel, id);
      } else addMember(found.value, names, bots);
    }
  }
  const days = groupBy(
    files.names.filter((name) => DAY.test(name)),
    (name) => DAY.exec(name)?.[1] ?? '',
  );
  if (days.size === 0 && files.faults.length === 0)
    yield foundFault(options.name, 1, 'kind', 'no export of Slack: it holds no CHANNEL/YYYY-MM-DD.json');
  for (const [name, those] of [...days].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const id = ids.get(name);
    // What the list does not name is a private channel or a direct message.
    if (id === undefined && (hasList || PRIVATE.test(name))) continue;
    const channel = { id: id ?? name, name, days: those.toSorted() };
    yield* threadsOf(channel, files, { names, bots, site: options.site });
  }
}

interface Community {
  readonly names: Names;
  readonly bots: ReadonlySet<string>;
  readonly site: string | undefined;
}

async function* threadsOf(channel: Channel, files: ExportFiles, community: Community): AsyncGenerator<Found> {
  const conversations = new Conversations();
  const asFound = (conversation: Conversation): Found => foundOf(conversation, channel, community);
  for (const day of channel.days) {
    // Replies stand in the file of their own day.
    const messages: ChatMessage[] = [];
    for await (const found of recordsIn(files, day)) {
      if (found.kind !== 'value') yield found;
      else {
        const message = messageOf(found.value, community);
        if (message !== undefined) messages.push(message);
      }
    }
    for (const message of messages.toSorted((a, b) => a.time - b.time))
      for (const over of conversations.take(message)) yield asFound(over);
  }
  for (const over of conversations.end()) yield asFound(over);
}

function foundOf(
  { messages, isThread }: Conversation,
  { id, name }: Channel,
  { names, site }: Community,
): Found {
  const [first] = messages;
  const isAnswered = messages.some(({ author }) => author !== first?.author);
  if (first === undefined || !isAnswered)
    return { kind: 'left-out', reason: isThread ? 'no-answer' : 'alone' };
  const place = `archives/${id}/p${first.id.replace('.', '')}`;
  const thread: ImportedThread = {
    id: `slack:${id}/${first.id}`,
    url: site === undefined ? undefined : `${site.replace(/\/$/, '')}/${place}`,
    project: name,
    tags: [],
    messages: messages.map((message) => withoutMembers(message, names)),
    isGrouped: !isThread,
  };
  return { kind: 'thread', thread };
}

function addMember(user: Json, names: Names, bots: Set<string>): void {
  const id = textOf(user['id']);
  if (id !== undefined && (user['is_bot'] === true || id === 'USLACKBOT')) bots.add(id);
  else addNames([user, fieldOf(user, 'profile')], names);
}

function addNames(records: readonly unknown[], names: Names): void {
  for (const record of records)
    names.add(
      ...['name', 'real_name', 'display_name', 'first_name', 'last_name'].map((name) =>
        fieldOf(record, name),
      ),
    );
}

/** A message that a member wrote and that says something; `undefined` of all others. */
function messageOf(message: Json, { names, bots }: Community): ChatMessage | undefined {
  const [id, author] = [textOf(message['ts']), textOf(message['user'])];
  const time = Number(id) * 1000;
  if (id === undefined || author === undefined || Number.isNaN(new Date(time).getTime())) return undefined;
  const isWritten = message['type'] === 'message' && WRITTEN.has(textOf(message['subtype']));
  if (!isWritten || bots.has(author) || message['bot_id'] !== undefined) return undefined;
  const profile = message['user_profile'];
  addNames([profile], names);
  const raw = textOf(message['text']) ?? blocksText(message['blocks']);
  const attached = recordsOf(message['files']).map((file) => {
    const name = textOf(file['name']) ?? textOf(file['title']) ?? '';
    return {
      name,
      isPicture: textOf(file['mimetype'])?.startsWith('image/') === true || isPictureName(name),
    };
  });
  const text = withAttached(markdownOf(raw), attached, names);
  if (text === '') return undefined;
  return {
    id,
    author,
    text,
    time,
    at: new Date(time).toISOString(),
    isAnswer: false,
    thread: textOf(message['thread_ts']),
    mentions: [...raw.matchAll(MENTION)].map(([, member = '']) => member),
    reactions: recordsOf(message['reactions']).map((reaction) => ({
      name: (textOf(reaction['name']) ?? '').split('::', 1)[0] ?? '',
      authors: Array.isArray(reaction['users']) ? reaction['users'].map(String) : [],
    })),
  };
}

const MENTION = /<@([A-Z0-9]+)(?:\|[^<>]*)?>/g;

function markdownOf(mrkdwn: string): string {
  const named = mrkdwn.replace(MENTION, SOMEBODY).replace(/<!(?!date)[^<>]*>/g, '');
  return withoutShortcodes(toMarkdown(named));
}

/** Lists in quotes in sections are a few levels deep. */
const MOST_LEVELS = 50;

/** The words of blocks, as mrkdwn: a message that was made of rich text alone. */
function blocksText(value: unknown, levels = MOST_LEVELS): string {
  if (levels === 0) return '';
  if (Array.isArray(value)) return value.map((one) => blocksText(one, levels - 1)).join('');
  if (!isRecord(value)) return '';
  const { type, text, url, user_id: user, elements } = value;
  if (type === 'user') return `<@${String(user)}>`;
  if (type === 'link') return `<${String(url)}${typeof text === 'string' ? `|${text}` : ''}>`;
  if (typeof text === 'string') {
    const isCode = fieldOf(value, 'style', 'code') === true;
    return isCode ? `\`${text}\`` : text;
  }
  const inside = blocksText(elements ?? text, levels - 1);
  if (type === 'rich_text_preformatted') return `\n\`\`\`\n${inside}\n\`\`\`\n`;
  return type === 'rich_text_section' ? `${inside}\n` : inside;
}

async function* recordsIn(
  files: ExportFiles,
  name: string,
): AsyncGenerator<{ readonly kind: 'value'; readonly value: Json } | ReturnType<typeof foundFault>> {
  try {
    for await (const found of valuesOf(files.text(name), name)) {
      if (found.kind === 'fault') yield found;
      else if (isRecord(found.value)) yield { kind: 'value', value: found.value };
    }
  } catch (error) {
    yield foundFault(name, 1, 'file-unreadable', reasonOf(error));
  }
}
