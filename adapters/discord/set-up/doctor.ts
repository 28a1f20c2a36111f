/** Examines every setting before the bot is started, one line each. No line holds a token. */

import type { REST } from 'discord.js';
import type { DoctorFinding, Variables } from '../../../src/contract.js';
import { settingsOrFindings } from '../../common/settings.js';
import { examineChannel } from '../review/maintainers-channel.js';
import { createRest } from '../transport/api.js';
import { signInFault } from '../transport/errors.js';
import { type Application, commandsDiffer, fetchApplication } from './set-up.js';
import { readDiscordSettings } from './settings.js';

export async function examine(variables: Variables): Promise<readonly DoctorFinding[]> {
  const read = settingsOrFindings(() => readDiscordSettings(variables));
  if (read.settings === undefined) return read.findings;
  const { settings } = read;
  const rest = createRest(settings);
  try {
    const application = await fetchApplication(rest);
    return [
      { level: 'ok', text: 'Discord takes DISCORD_TOKEN' },
      intent(application),
      await commands(rest, application, settings.guild),
      await maintainers(rest, settings.maintainersChannel),
    ];
  } catch (cause) {
    return [{ level: 'error', text: signInFault(cause).message }];
  }
}

function intent({ readsContent }: Application): DoctorFinding {
  return readsContent
    ? { level: 'ok', text: 'Discord lets the bot read channels that are switched on' }
    : {
        level: 'ok',
        text: 'Discord answers mentions, messages to it and commands; to listen in channels switch on "Message Content Intent" under "Bot" in the developer portal',
      };
}

async function maintainers(rest: REST, channel: string | undefined): Promise<DoctorFinding> {
  if (channel === undefined) {
    return {
      level: 'ok',
      text: 'Discord has no maintainers’ channel: questions that are handed over wait for /review (DISCORD_MAINTAINERS_CHANNEL names one)',
    };
  }
  const fault = await examineChannel(rest, channel);
  return fault === undefined
    ? { level: 'ok', text: 'The bot can post in DISCORD_MAINTAINERS_CHANNEL' }
    : { level: 'error', text: fault };
}

async function commands(rest: REST, { id }: Application, guild: string | undefined): Promise<DoctorFinding> {
  try {
    return (await commandsDiffer(rest, id, guild))
      ? {
          level: 'warning',
          text: 'Discord has other commands: they are registered at the start, or by qabot discord register',
        }
      : { level: 'ok', text: 'Discord has the commands' };
  } catch {
    return {
      level: 'error',
      text: 'Discord does not show the commands of DISCORD_GUILD_ID: invite the bot to that server first',
    };
  }
}
