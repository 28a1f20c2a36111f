/** What is done once, from the command line. */

import { REST } from 'discord.js';
import { CLOSE, GatewayFault } from '../transport/connection.js';
import { fetchApplication, inviteAddress, registerCommands } from './register.js';
import { type DiscordSettings, readDiscordSettings } from './settings.js';

type Variables = Readonly<Record<string, string | undefined>>;

export function createRest({ token, apiUrl }: DiscordSettings): REST {
  return new REST({ version: '10', ...(apiUrl === undefined ? {} : { api: apiUrl }) }).setToken(token);
}

/** What went wrong with the first request, as a sentence that says what to change. */
export function signInFault(cause: unknown): Error {
  const { status, message } = Object(cause);
  if (status === 401) return new GatewayFault(CLOSE.authentication);
  return new Error(`Discord cannot be reached (${String(message)}): check the network and DISCORD_API_URL`, {
    cause,
  });
}

/** Missing access, unknown server. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const FOREIGN: ReadonlySet<unknown> = new Set([50_001, 10_004]);

/** @returns whether anything had to be written */
export async function register(variables: Variables): Promise<boolean> {
  const settings = readDiscordSettings(variables);
  const rest = createRest(settings);
  try {
    return await registerCommands(rest, (await fetchApplication(rest)).id, settings.guild);
  } catch (cause) {
    throw registrationFault(cause, settings.guild);
  }
}

/** Why the commands could not be registered, as a sentence that says what to change. */
export function registrationFault(cause: unknown, guild = ''): Error {
  const { code, message } = Object(cause);
  if (FOREIGN.has(code))
    return new Error(`The bot is not in the server ${guild}: invite it first`, { cause });
  if (typeof code === 'number' && code !== 0)
    return new Error(`Discord refused the commands: ${String(message)}`, { cause });
  return signInFault(cause);
}

export async function invite(variables: Variables, marksPosts: boolean): Promise<string> {
  const rest = createRest(readDiscordSettings(variables));
  try {
    return inviteAddress((await fetchApplication(rest)).id, marksPosts);
  } catch (cause) {
    throw signInFault(cause);
  }
}
