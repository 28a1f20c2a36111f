/** Registers the commands where they differ from what is registered, and tells the address that invites the bot. */

import { isDeepStrictEqual } from 'node:util';
import { PermissionFlagsBits, type REST, Routes } from 'discord.js';
import { COMMANDS } from '../inbound/commands.js';

export interface Application {
  readonly id: string;
  /** Whether the portal lets the bot read messages that do not mention it. */
  readonly readsContent: boolean;
}

/** GATEWAY_MESSAGE_CONTENT and its limited form. https://docs.discord.com/developers/resources/application#application-object-application-flags */
const CONTENT_FLAGS = (1 << 18) | (1 << 19);

export async function fetchApplication(rest: REST): Promise<Application> {
  const { id, flags } = object(await rest.get(Routes.currentApplication()));
  if (typeof id !== 'string') throw new Error('Discord did not tell the application');
  return { id, readsContent: (Number(flags ?? 0) & CONTENT_FLAGS) !== 0 };
}

/** @returns whether anything was written */
export async function registerCommands(rest: REST, application: string, guild?: string): Promise<boolean> {
  if (!(await commandsDiffer(rest, application, guild))) return false;
  await rest.put(routeOf(application, guild), { body: COMMANDS });
  return true;
}

/** Whether Discord has other commands than ours. */
export async function commandsDiffer(rest: REST, application: string, guild?: string): Promise<boolean> {
  const query = new URLSearchParams({ with_localizations: 'true' });
  const present: unknown = await rest.get(routeOf(application, guild), { query });
  const before = Array.isArray(present) ? present.map((one) => essence(object(one), guild)) : [];
  const wanted = COMMANDS.map((one) => essence({ ...one }, guild));
  return !isDeepStrictEqual(sorted(before), sorted(wanted));
}

function routeOf(application: string, guild: string | undefined) {
  return guild === undefined
    ? Routes.applicationCommands(application)
    : Routes.applicationGuildCommands(application, guild);
}

/** What the bot cannot do without: see channels, answer in them and in their threads, open a thread, and read what it replies to. */
const PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.ReadMessageHistory;

/** @param marksPosts whether the bot shall set the tag "solved" in forums, for which it must manage threads */
export function inviteAddress(application: string, marksPosts: boolean): string {
  const permissions = marksPosts ? PERMISSIONS | PermissionFlagsBits.ManageThreads : PERMISSIONS;
  const query = new URLSearchParams({
    client_id: application,
    scope: 'bot applications.commands',
    permissions: String(permissions),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

type Json = Readonly<Record<string, unknown>>;

/** What we set of a command, without what Discord adds and without what says nothing. */
const KEPT = new Set(
  'type name name_localizations description description_localizations required autocomplete choices options value'
    .concat(' min_value max_value max_length channel_types')
    .split(' '),
);
const INSTALLATION = ['integration_types', 'contexts'];
const OF_SERVER = new Set([...KEPT, 'default_member_permissions']);
const OF_APPLICATION = new Set([...OF_SERVER, ...INSTALLATION]);

function essence(command: Json, guild: string | undefined): Json {
  // A command of one server has no installation types and contexts of its own.
  return pick(command, guild === undefined ? OF_APPLICATION : OF_SERVER);
}

function pick(from: Json, keys: ReadonlySet<string>): Json {
  return Object.fromEntries(
    Object.entries(from).flatMap(([key, value]) => {
      if (!keys.has(key)) return [];
      const isEmpty =
        value === undefined ||
        value === null ||
        value === false ||
        value === '' ||
        (Array.isArray(value) && value.length === 0);
      if (isEmpty) return [];
      if ((key === 'options' || key === 'choices') && Array.isArray(value)) {
        return [[key, value.map((one) => pick(object(one), KEPT))]];
      }
      return [
        [
          key,
          Array.isArray(value) && key !== 'options' ? value.toSorted((a, b) => Number(a) - Number(b)) : value,
        ],
      ];
    }),
  );
}

const sorted = (commands: readonly Json[]): readonly Json[] =>
  commands.toSorted((a, b) =>
    `${String(a['type'])}${String(a['name'])}`.localeCompare(`${String(b['type'])}${String(b['name'])}`),
  );

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
