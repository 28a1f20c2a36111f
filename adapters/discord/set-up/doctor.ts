/** Examines every setting before the bot is started, one line each. No line holds a token. */

import type { REST } from 'discord.js';
import type { DoctorFinding, Variables } from '../../../src/contract.js';
import { fault, ok, settingsOrFindings, warning } from '../../common/settings.js';
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
      ok('Discord takes DISCORD_TOKEN'),
      intent(application),
      await commands(rest, application, settings.guild),
      await maintainers(rest, settings.maintainersChannel),
    ];
  } catch (cause) {
    return [fault(signInFault(cause).message)];
  }
}

function intent({ readsContent }: Application): DoctorFinding {
  return ok(
    readsContent
      ? 'Discord lets the bot read channels that are switched on'
      : 'Discord answers mentions, messages to it and commands; to listen in channels switch on "Message Content Intent" under "Bot" in the developer portal',
  );
}

async function maintainers(rest: REST, channel: string | undefined): Promise<DoctorFinding> {
  if (channel === undefined) {
    return ok(
      'Discord has no maintainers’ channel: questions that are handed over wait for /review (DISCORD_MAINTAINERS_CHANNEL names one)',
    );
  }
  const wrong = await examineChannel(rest, channel);
  return wrong === undefined ? ok('The bot can post in DISCORD_MAINTAINERS_CHANNEL') : fault(wrong);
}

async function commands(rest: REST, { id }: Application, guild: string | undefined): Promise<DoctorFinding> {
  try {
    return (await commandsDiffer(rest, id, guild))
      ? warning('Discord has other commands: they are registered at the start, or by qabot discord register')
      : ok('Discord has the commands');
  } catch {
    return fault(
      'Discord does not show the commands of DISCORD_GUILD_ID: invite the bot to that server first',
    );
  }
}
