/** The made-up server that the double plays: who is there, and what Discord tells of them. */

import type { Json } from './rules.js';

/** A message of the bot as it stands in a channel. */
export interface Standing {
  readonly id: string;
  readonly channel: string;
  readonly body: Json;
  readonly isPrivate: boolean;
}

/** Milliseconds from which Discord counts. https://docs.discord.com/developers/reference#snowflakes */
const EPOCH = 1_420_070_400_000;
let last = 0n;

/** An id of now; later ones are greater. */
export function snowflake(): string {
  const next = BigInt(Date.now() - EPOCH) << 22n;
  last = next > last ? next : last + 1n;
  return String(last);
}

export const TOKEN = 'a-made-up.token.of-a-test';
export const APPLICATION = '100000000000000001';
export const BOT = '100000000000000001';
export const GUILD = '200000000000000001';
export const FOREIGN_GUILD = '200000000000000002';
export const FOREIGN_CHANNEL = '300000000000000009';
export const CHANNEL = '300000000000000001';
export const OTHER_CHANNEL = '300000000000000002';
export const MAINTAINERS = '300000000000000005';
export const FORUM = '300000000000000003';
export const DIRECT = '300000000000000004';
export const SOLVED_TAG = '310000000000000001';
export const ANN = '400000000000000001';
export const BEN = '400000000000000002';
export const MAINTAINER = '400000000000000003';
export const MAINTAINER_ROLE = '500000000000000001';
export const MANAGE_GUILD = String(1 << 5);

const NAMES: Readonly<Record<string, string>> = {
  [ANN]: 'ann',
  [BEN]: 'ben',
  [MAINTAINER]: 'mia',
  [BOT]: 'qabot',
};

export function user(id: string): Json {
  return {
    id,
    username: NAMES[id] ?? 'somebody',
    discriminator: '0000',
    global_name: NAMES[id] ?? null,
    avatar: null,
    ...(id === BOT ? { bot: true } : {}),
  };
}

export function member(id: string): Json {
  return {
    roles: id === MAINTAINER ? [MAINTAINER_ROLE] : [],
    joined_at: '2024-01-01T00:00:00Z',
    deaf: false,
    mute: false,
    flags: 0,
    nick: null,
    avatar: null,
  };
}

const channel = (id: string, type: number, name: string): Json => ({
  id,
  type,
  name,
  guild_id: GUILD,
  position: 0,
  permission_overwrites: [],
  parent_id: null,
  nsfw: false,
});

/** View channels, send messages, here and in threads, read history. */
const MEMBERS_MAY = String(2n ** 10n + 2n ** 11n + 2n ** 16n + 2n ** 38n);

/** @param newestOf the newest message of each channel @param threads those that go on */
/** Hidden from members; the bot may write there. */
export function maintainersChannel(overwrite: Json = { allow: '3072', deny: '0' }): Json {
  return {
    ...channel(MAINTAINERS, 0, 'maintainers'),
    permission_overwrites: [
      { id: GUILD, type: 0, allow: '0', deny: '1024' },
      { id: BOT, type: 1, ...overwrite },
    ],
  };
}

export function guild(
  newestOf: ReadonlyMap<string, string> = new Map(),
  threads: readonly Json[] = [],
): Json {
  const dated = (one: Json): Json => ({ ...one, last_message_id: newestOf.get(String(one['id'])) ?? null });
  return {
    id: GUILD,
    name: 'Garden',
    owner_id: MAINTAINER,
    preferred_locale: 'en-US',
    unavailable: false,
    large: false,
    member_count: 4,
    features: [],
    roles: [
      {
        id: GUILD,
        name: '@everyone',
        permissions: MEMBERS_MAY,
        position: 0,
        color: 0,
        hoist: false,
        managed: false,
        mentionable: false,
        flags: 0,
      },
      {
        id: MAINTAINER_ROLE,
        name: 'maintainers',
        permissions: '0',
        position: 1,
        color: 0,
        hoist: false,
        managed: false,
        mentionable: true,
        flags: 0,
      },
    ],
    emojis: [],
    stickers: [],
    members: [{ user: user(BOT), ...member(BOT) }],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    channels: [
      ...[channel(CHANNEL, 0, 'help'), channel(OTHER_CHANNEL, 0, 'chat'), maintainersChannel()].map(dated),
      {
        ...channel(FORUM, 15, 'questions'),
        available_tags: [
          { id: SOLVED_TAG, name: 'Solved', moderated: false, emoji_id: null, emoji_name: null },
        ],
      },
    ],
    threads: threads.map(dated),
    joined_at: '2024-01-01T00:00:00Z',
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    premium_tier: 0,
    nsfw_level: 0,
    system_channel_flags: 0,
    afk_timeout: 0,
    premium_progress_bar_enabled: false,
    max_video_channel_users: 0,
  };
}

export interface Written {
  readonly author?: string;
  readonly channel?: string;
  /** The message that this one replies to, with its author. */
  readonly replyTo?: { readonly id: string; readonly author: string; readonly pings?: boolean };
  readonly id?: string;
  readonly isBot?: boolean;
  readonly attachments?: readonly Json[];
}

/** A member's message as the gateway tells it. */
export function message(content: string, written: Written = {}): Json {
  const {
    author = ANN,
    channel: where = CHANNEL,
    replyTo,
    id = snowflake(),
    isBot = false,
    attachments = [],
  } = written;
  const named = [...content.matchAll(/<@!?(\d+)>/g)].map(([, found = '']) => found);
  if (replyTo !== undefined && replyTo.pings !== false) named.push(replyTo.author);
  const isDirect = where === DIRECT;
  const reference = replyTo === undefined ? {} : referenceTo(replyTo, where);
  return {
    id,
    channel_id: where,
    channel_type: isDirect ? 1 : 0,
    type: replyTo === undefined ? 0 : 19,
    author: { ...user(author), ...(isBot ? { bot: true } : {}) },
    content,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [...new Set(named)].map((one) => ({
      ...user(one),
      ...(isDirect ? {} : { member: member(one) }),
    })),
    mention_roles: [],
    attachments,
    embeds: [],
    pinned: false,
    flags: 0,
    components: [],
    ...(isDirect ? {} : { guild_id: GUILD, member: member(author) }),
    ...reference,
  };
}

function referenceTo({ id, author }: { readonly id: string; readonly author: string }, where: string): Json {
  return {
    message_reference: { type: 0, message_id: id, channel_id: where, guild_id: GUILD },
    referenced_message: { ...message('', { author, channel: where, id }), content: '' },
  };
}

/** A forum post of Ann's; its first message has the same id. */
export const POST = '600000000000000001';

export function post(id = POST): Json {
  return {
    id,
    type: 11,
    name: 'A question',
    parent_id: FORUM,
    guild_id: GUILD,
    owner_id: ANN,
    applied_tags: [],
    thread_metadata: {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: '2024-01-01T00:00:00Z',
      locked: false,
    },
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    rate_limit_per_user: 0,
    flags: 0,
  };
}

export interface Acting {
  /** Instead of those that the user has. */
  readonly roles?: readonly string[];
  readonly user?: string;
  readonly channel?: string;
  readonly locale?: string;
  readonly permissions?: string;
  /** A server that the bot is no member of: the member has installed it for themselves. */
  readonly isForeign?: boolean;
}

/** What every interaction has. */
export function interaction(type: number, data: Json, acting: Acting = {}, more: Json = {}): Json {
  const {
    user: id = ANN,
    channel: where = CHANNEL,
    locale = 'en-US',
    permissions = '0',
    isForeign = false,
    roles,
  } = acting;
  const server = isForeign ? FOREIGN_GUILD : GUILD;
  const isDirect = where === DIRECT;
  return {
    id: snowflake(),
    application_id: APPLICATION,
    type,
    token: `interaction-token-${snowflake()}`,
    version: 1,
    channel_id: where,
    channel: isDirect ? { id: DIRECT, type: 1 } : { id: where, type: 0, guild_id: server },
    locale,
    app_permissions: '0',
    entitlements: [],
    authorizing_integration_owners: isDirect ? { '1': id } : isForeign ? { '1': id } : { '0': GUILD },
    context: isDirect ? 1 : 0,
    attachment_size_limit: 1,
    data,
    ...(isDirect
      ? { user: user(id) }
      : {
          guild_id: server,
          guild_locale: 'en-US',
          guild: { id: server, locale: 'en-US', features: [] },
          member: { ...member(id), ...(roles && { roles }), user: user(id), permissions },
        }),
    ...more,
  };
}
