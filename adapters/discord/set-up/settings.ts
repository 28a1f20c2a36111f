/** The DISCORD_ variables. */

import type { Variables } from '../../../src/contract.js';
import { isWebAddress, readSettings } from '../../common/settings.js';
import type { DISCORD_SETTINGS } from './names.js';

export interface DiscordSettings {
  readonly token: string;
  /** Commands are registered in this server alone, where they appear at once. */
  readonly guild?: string;
  /** Another address than Discord's own for REST, without a slash at its end. */
  readonly apiUrl?: string;
  readonly shards: number | 'auto';
  /** The channel in which the maintainers are told of questions. */
  readonly maintainersChannel?: string;
}

const SNOWFLAKE = /^\d{15,20}$/;
const MOST_SHARDS = 1000;

/** @throws {SettingsFault} */
export const readDiscordSettings = (variables: Variables): DiscordSettings =>
  readSettings('Discord', variables, read);

type Get = (name: (typeof DISCORD_SETTINGS)[number]) => string | undefined;

function read(get: Get, faults: string[]): DiscordSettings {
  const token = get('DISCORD_TOKEN')?.replace(/^Bot\s+/i, '') ?? '';
  if (token === '') faults.push('DISCORD_TOKEN is missing: copy it from "Bot" in the developer portal');
  const guild = get('DISCORD_GUILD_ID');
  if (guild !== undefined && !SNOWFLAKE.test(guild))
    faults.push('DISCORD_GUILD_ID must be the number of a server');
  const maintainersChannel = get('DISCORD_MAINTAINERS_CHANNEL');
  if (maintainersChannel !== undefined && !SNOWFLAKE.test(maintainersChannel))
    faults.push('DISCORD_MAINTAINERS_CHANNEL must be the number of a channel');
  const given = get('DISCORD_SHARDS') ?? 'auto';
  const shards = given.toLowerCase() === 'auto' ? 'auto' : Number(given);
  if (shards !== 'auto' && !(Number.isInteger(shards) && shards >= 1 && shards <= MOST_SHARDS)) {
    faults.push(`DISCORD_SHARDS takes "auto" or a whole number from 1 to ${MOST_SHARDS}`);
  }
  const apiUrl = get('DISCORD_API_URL')?.replace(/\/+$/, '');
  if (apiUrl !== undefined && !isWebAddress(apiUrl)) {
    faults.push('DISCORD_API_URL must be an http or https address');
  }
  return { token, shards, guild, apiUrl, maintainersChannel };
}
