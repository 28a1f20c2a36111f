import { reasonOf } from '../../errors.js';
import { groupBy } from '../../group-by.js';
import { isRecord } from '../../record.js';
import { chatPairOf } from '../chats/pair.js';
import { type ChatMessage, type Conversation, Conversations, MOST_MESSAGES } from '../chats/conversations.js';
import { createNames, type Names, SOMEBODY } from '../chats/names.js';
import { isPictureName, withAttached, withoutMembers, withoutShortcodes } from '../chats/words.js';
import { type ExportFiles, openExport } from '../export-files.js';
import { fieldOf, idOf, recordsOf, textOf } from '../fields.js';
import { elementsOf } from '../json-values.js';
import {
  type Found,
  type FoundFault,
  foundFault,
  type ImportedThread,
  type Source,
  type SourceOptions,
} from '../model.js';

type Json = Readonly<Record<string, unknown>>;

/** What members write; all else is joins, pins, calls and the like. */
const WRITTEN = new Set(['Default', 'Reply', '0', '19']);
/** `GuildPublicThread`, `GuildPrivateThread`, `GuildNewsThread`, and their numbers, which older versions wrote. */
const THREAD = /Thread$|^1[012]$/;
/** Nobody outside was meant to read these. */
const PRIVATE = /^(?:Direct|GuildPrivateThread$|1$|3$|12$)/;

/** `name [part 2].json`: the second part of a channel. Numbers count by their value. */
const byName = new Intl.Collator('en', { numeric: true });
const stemOf = (name: string): string => name.replace(/\.json$/i, '');

interface File {
  readonly name: string;
  readonly guild: string;
  readonly channel: string;
  /** The name of a thread is what it is about; of a post in a forum it is the question. */
  readonly title: string;
  readonly isThread: boolean;
}

/**
 * JSON of DiscordChatExporter: one file for each channel, thread or post in a forum, or several parts of it.
 * https://github.com/Tyrrrz/DiscordChatExporter
 */
export const discord: Source = {
  kind: 'discord',
  title: 'Discord',
  platform: 'discord',
  isMarked: false,
  confidence: 0.6,
  pairOf: chatPairOf,
  async *threads(path, options) {
    const files = await openExport(path, options, (name) => /\.json$/i.test(name));
    try {
      yield* files.faults;
      yield* guildOf(files, options);
    } finally {
      files.close();
    }
  },
};

async function* guildOf(files: ExportFiles, options: SourceOptions): AsyncGenerator<Found> {
  if (files.names.length === 0 && files.faults.length === 0)
    yield foundFault(options.name, 1, 'kind', 'it holds no JSON of DiscordChatExporter');
  const read: File[] = [];
  for (const name of files.names.toSorted((a, b) => byName.compare(stemOf(a), stemOf(b)))) {
    const file = await headOf(files, name);
    if (!('guild' in file)) yield file;
    else if (file.title === '' && file.channel === '') yield { kind: 'left-out', reason: 'other' };
    else read.push(file);
  }
  const community: Community = {
    names: createNames(),
    starters: new Map(read.filter(({ isThread }) => isThread).map(({ channel }) => [channel, undefined])),
  };
  // A thread's first message stands in the channel, under the thread's id.
  const [threads, channels] = [read.filter(({ isThread }) => isThread), read.filter((one) => !one.isThread)];
  for (const parts of groupBy(channels, ({ channel }) => channel).values())
    yield* conversationsOf(parts, files, community);
  for (const parts of groupBy(threads, ({ channel }) => channel).values())
    yield* threadOf(parts, files, community);
}

interface Community {
  readonly names: Names;
  /** By the thread's id. */
  readonly starters: Map<string, ChatMessage | undefined>;
}

/** What stands before the messages; no channel where it is not public. */
async function headOf(files: ExportFiles, name: string): Promise<File | FoundFault> {
  try {
    for await (const found of elementsOf(files.text(name), name, 'messages')) {
      if (found.kind === 'fault') return found;
      if (found.kind !== 'head') break;
      const channel = fieldOf(found.value, 'channel');
      const type = idOf(fieldOf(channel, 'type')) ?? '';
      const id = idOf(fieldOf(channel, 'id'));
      if (id === undefined) break;
      const isPrivate = PRIVATE.test(type);
      return {
        name,
        guild: idOf(fieldOf(found.value, 'guild', 'id')) ?? '',
        channel: isPrivate ? '' : id,
        title: isPrivate ? '' : (textOf(fieldOf(channel, 'name')) ?? ''),
        isThread: THREAD.test(type),
      };
    }
  } catch (error) {
    return foundFault(name, 1, 'file-unreadable', reasonOf(error));
  }
  return foundFault(name, 1, 'kind', 'no JSON of DiscordChatExporter: it names no channel');
}

async function* conversationsOf(
  parts: readonly File[],
  files: ExportFiles,
  community: Community,
): AsyncGenerator<Found> {
  const conversations = new Conversations();
  const [first] = parts;
  for (const part of parts)
    for await (const message of messagesOf(part, files, community.names)) {
      if ('kind' in message) yield message;
      else if (community.starters.has(message.id)) community.starters.set(message.id, message);
      else
        for (const over of conversations.take(message))
          if (first !== undefined) yield foundOf(over, first, community);
    }
  for (const over of conversations.end()) if (first !== undefined) yield foundOf(over, first, community);
}

/** All messages of a thread are one conversation. */
async function* threadOf(
  parts: readonly File[],
  files: ExportFiles,
  community: Community,
): AsyncGenerator<Found> {
  const [file] = parts;
  if (file === undefined) return;
  const starter = community.starters.get(file.channel);
  const messages: ChatMessage[] = starter === undefined ? [] : [starter];
  for (const part of parts)
    for await (const message of messagesOf(part, files, community.names)) {
      if ('kind' in message) yield message;
      else if (messages.length < MOST_MESSAGES) messages.push(message);
    }
  yield foundOf({ messages, isThread: true }, file, community);
}

function foundOf(
  { messages, isThread }: Conversation,
  { guild, channel, title, isThread: isFile }: File,
  { names }: Community,
): Found {
  const [first] = messages;
  const isAnswered = messages.some(({ author }) => author !== first?.author);
  if (first === undefined || !isAnswered)
    return { kind: 'left-out', reason: isThread ? 'no-answer' : 'alone' };
  const place = isFile ? `${guild}/${channel}` : `${guild}/${channel}/${first.id}`;
  const thread: ImportedThread = {
    id: `discord:${place}`,
    title: isFile ? names.without(title) : undefined,
    url: guild === '' ? undefined : `https://discord.com/channels/${place}`,
    project: isFile ? undefined : title,
    tags: [],
    messages: messages.map((message) => withoutMembers(message, names)),
    isGrouped: !isThread,
  };
  return { kind: 'thread', thread };
}

async function* messagesOf(
  { name }: File,
  files: ExportFiles,
  names: Names,
): AsyncGenerator<ChatMessage | FoundFault> {
  try {
    for await (const found of elementsOf(files.text(name), name, 'messages')) {
      if (found.kind === 'fault') yield found;
      if (found.kind !== 'value' || !isRecord(found.value)) continue;
      const message = messageOf(found.value, names);
      if (message !== undefined) yield message;
    }
  } catch (error) {
    yield foundFault(name, 1, 'file-unreadable', reasonOf(error));
  }
}

/** A message that a member wrote and that says something; `undefined` of all others. */
function messageOf(message: Json, names: Names): ChatMessage | undefined {
  const author = message['author'];
  const [id, writer] = [idOf(message['id']), idOf(fieldOf(author, 'id'))];
  const time = Date.parse(textOf(message['timestamp']) ?? '');
  const members = recordsOf(message['mentions']);
  for (const member of [author, ...members]) names.add(fieldOf(member, 'name'), fieldOf(member, 'nickname'));
  if (id === undefined || writer === undefined || Number.isNaN(time)) return undefined;
  if (!WRITTEN.has(idOf(message['type']) ?? 'Default') || fieldOf(author, 'isBot') === true) return undefined;
  const attached = recordsOf(message['attachments']).map((file) => {
    const fileName = textOf(file['fileName']) ?? '';
    return { name: fileName, isPicture: isPictureName(fileName) };
  });
  const text = withAttached(markdownOf(message, members), attached, names);
  if (text === '') return undefined;
  return {
    id,
    author: writer,
    text,
    time,
    at: new Date(time).toISOString(),
    isAnswer: false,
    replyTo: idOf(fieldOf(message, 'reference', 'messageId')),
    mentions: members.flatMap((member) => idOf(member['id']) ?? []),
    reactions: recordsOf(message['reactions']).map((reaction) => ({
      name: textOf(fieldOf(reaction, 'emoji', 'code')) ?? textOf(fieldOf(reaction, 'emoji', 'name')) ?? '',
      authors: recordsOf(reaction['users']).flatMap((user) => idOf(user['id']) ?? []),
    })),
  };
}

/** The exporter writes mentions as `@Shown Name` and emoji as `:name:`, or leaves Discord's own marks where it is told to. */
function markdownOf(message: Json, members: readonly Json[]): string {
  let text = (textOf(message['content']) ?? '')
    .replace(/<@[!&]?\d+>/g, SOMEBODY)
    .replace(/<a?:\w+:\d+>/g, '')
    .replace(/<t:\d+(?::\w)?>/g, '')
    .replace(/<#\d+>/g, '');
  for (const member of members)
    for (const name of [textOf(member['nickname']), textOf(member['name'])])
      if (name !== undefined) text = text.replaceAll(`@${name}`, SOMEBODY);
  return withoutShortcodes(text);
}
