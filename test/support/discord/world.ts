/** The made-up server that the double plays: who is there, and what Discord tells of them. */

import type { Json } from './rules.js';

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

export function guild(): Json {
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
        permissions: '0',
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
      channel(CHANNEL, 0, 'help'),
      channel(OTHER_CHANNEL, 0, 'chat'),
      {
        ...channel(FORUM, 15, 'questions'),
        available_tags: [
          { id: SOLVED_TAG, name: 'Solved', moderated: false, emoji_id: null, emoji_name: null },
        ],
      },
    ],
    threads: [],
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

export interface Acting {
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
          member: { ...member(id), user: user(id), permissions },
        }),
    ...more,
  };
}
