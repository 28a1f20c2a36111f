/** One-time set-up: registers the bot's commands at Discord, and prints the address that invites the bot. */

import { isDeepStrictEqual } from 'node:util';
import { PermissionFlagsBits, type REST, Routes } from 'discord.js';
import type { Variables } from '../../../src/contract.js';
import { type Json, list, object, string } from '../../common/json.js';
import { createRest } from '../transport/api.js';
import { loggable, signInFault } from '../transport/errors.js';
import { COMMANDS } from './commands.js';
import { readDiscordSettings } from './settings.js';

/** `qabot discord register`. @returns whether anything had to be written */
export async function register(variables: Variables): Promise<boolean> {
  const settings = readDiscordSettings(variables);
  const rest = createRest(settings);
  try {
    return await registerCommands(rest, (await fetchApplication(rest)).id, settings.guild);
  } catch (cause) {
    throw registrationFault(cause, settings.guild);
  }
}

/**
 * `qabot discord invite`.
 * @param marksPosts whether the bot is to set the tag "solved" in forums, for which it must manage threads
 * @returns the address that invites the bot
 */
export async function invite(variables: Variables, marksPosts: boolean): Promise<string> {
  const rest = createRest(readDiscordSettings(variables));
  const { id } = await fetchApplication(rest).catch((cause: unknown) => {
    throw signInFault(cause);
  });
  const query = new URLSearchParams({
    client_id: id,
    scope: 'bot applications.commands',
    permissions: String(marksPosts ? PERMISSIONS | PermissionFlagsBits.ManageThreads : PERMISSIONS),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

/** To see channels, answer in them and in their threads, open a thread, read what it replies to, and react to thanks. */
const PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AddReactions;

/** Missing access, unknown server. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const FOREIGN: ReadonlySet<unknown> = new Set([50_001, 10_004]);

/** Why the commands could not be registered, as a sentence that says what to change. */
export function registrationFault(cause: unknown, guild = ''): Error {
  const { code, message } = Object(loggable(cause));
  if (FOREIGN.has(code)) return new Error(`The bot is not in the server ${guild}: invite it first`);
  if (typeof code === 'number' && code !== 0)
    return new Error(`Discord refused the commands: ${String(message)}`, { cause: loggable(cause) });
  return signInFault(cause);
}

export interface Application {
  readonly id: string;
  /** Whether the portal lets the bot read messages that do not mention it. */
  readonly readsContent: boolean;
}

/** GATEWAY_MESSAGE_CONTENT and its limited form. https://docs.discord.com/developers/resources/application#application-object-application-flags */
const CONTENT_FLAGS = (1 << 18) | (1 << 19);

export async function fetchApplication(rest: REST): Promise<Application> {
  const told = object(await rest.get(Routes.currentApplication()));
  const id = string(told['id']);
  if (id === undefined) throw new Error('Discord did not tell the application');
  return { id, readsContent: (Number(told['flags'] ?? 0) & CONTENT_FLAGS) !== 0 };
}

/** Registers the commands where they differ from what is registered. @returns whether anything was written */
export async function registerCommands(rest: REST, application: string, guild?: string): Promise<boolean> {
  if (!(await commandsDiffer(rest, application, guild))) return false;
  await rest.put(routeOf(application, guild), { body: COMMANDS });
  return true;
}

/** `qabot discord unregister`: removes the commands of one server, or the global ones. */
export async function unregister(variables: Variables, guild: string | undefined): Promise<void> {
  const rest = createRest(readDiscordSettings(variables));
  try {
    await rest.put(routeOf((await fetchApplication(rest)).id, guild), { body: [] });
  } catch (cause) {
    throw registrationFault(cause, guild);
  }
}

/** The commands that Discord has: of one server, or the global ones. */
export async function commandsOf(
  rest: REST,
  application: string,
  guild?: string,
): Promise<readonly unknown[]> {
  const query = new URLSearchParams({ with_localizations: 'true' });
  return list(await rest.get(routeOf(application, guild), { query }));
}

/** Whether Discord has other commands than ours. */
export async function commandsDiffer(rest: REST, application: string, guild?: string): Promise<boolean> {
  const present = await commandsOf(rest, application, guild);
  const essence = (commands: readonly unknown[]): readonly Json[] =>
    // A command of one server has no installation types and contexts of its own.
    sorted(commands.map((one) => pick(object(one), guild === undefined ? OF_APPLICATION : OF_SERVER)));
  return !isDeepStrictEqual(essence(present), essence(COMMANDS));
}

function routeOf(application: string, guild: string | undefined) {
  return guild === undefined
    ? Routes.applicationCommands(application)
    : Routes.applicationGuildCommands(application, guild);
}

/** What we set of a command and its options. */
const KEPT =
  'type name name_localizations description description_localizations required autocomplete choices options value'
    .concat(' min_value max_value max_length channel_types')
    .split(' ');
const OF_OPTION = new Set(KEPT);
const OF_SERVER = new Set([...KEPT, 'default_member_permissions']);
const OF_APPLICATION = new Set([...OF_SERVER, 'integration_types', 'contexts']);

/** The given keys of a command or an option, without those that say nothing: Discord leaves some of them out, and adds others. */
function pick(from: Json, keys: ReadonlySet<string>): Json {
  const kept = Object.entries(from).filter(([key, value]) => keys.has(key) && !isEmpty(value));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, Array.isArray(value) ? each(key, value) : value]),
  );
}

/** Options and choices stay in their order; Discord orders lists of numbers by itself. */
function each(key: string, values: readonly unknown[]): readonly unknown[] {
  return key === 'options' || key === 'choices'
    ? values.map((one) => pick(object(one), OF_OPTION))
    : values.toSorted((a, b) => Number(a) - Number(b));
}

function isEmpty(value: unknown): boolean {
  const isEmptyList = Array.isArray(value) && value.length === 0;
  return value === undefined || value === null || value === false || value === '' || isEmptyList;
}

const sorted = (commands: readonly Json[]): readonly Json[] =>
  commands.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
const nameOf = ({ type, name }: Json): string => `${String(type)}${String(name)}`;
