/** Examines every setting before the bot is started, one line each. No line holds a token. */

import { ChannelType, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { DoctorFinding, DoctorSetUp } from '../../../src/contract.js';
import { list, object, string } from '../../common/json.js';
import { fault, ok, settingsOrFindings, warning } from '../../common/settings.js';
import { examineChannel } from '../review/maintainers-channel.js';
import { createRest } from '../transport/api.js';
import { codeOf, signInFault } from '../transport/errors.js';
import { fixOf } from '../transport/refusals.js';
import { missing, type Permission } from './permissions.js';
import { type Application, commandsDiffer, commandsOf, fetchApplication } from './set-up.js';
import { readDiscordSettings } from './settings.js';

export async function examine({
  settings: variables,
  listening,
}: Omit<DoctorSetUp, 'maintainers'>): Promise<readonly DoctorFinding[]> {
  const read = settingsOrFindings(() => readDiscordSettings(variables));
  if (read.settings === undefined) return read.findings;
  const { settings } = read;
  const rest = createRest(settings);
  try {
    const application = await fetchApplication(rest);
    return [
      ok('Discord takes DISCORD_TOKEN'),
      intent(application, listening.length > 0),
      await commands(rest, application, settings.guild),
      ...(await twice(rest, application, settings.guild)),
      ...(await channels(rest, listening)),
      await maintainers(rest, settings.maintainersChannel),
    ];
  } catch (cause) {
    return [fault(signInFault(cause).message)];
  }
}

function intent({ readsContent }: Application, isListening: boolean): DoctorFinding {
  if (isListening && !readsContent)
    return fault(
      'Channels are switched on, but Discord does not let the bot read them: switch on "Message Content Intent" under "Bot" in the developer portal',
    );
  return ok(
    readsContent
      ? 'Discord lets the bot read channels that are switched on'
      : 'Discord answers mentions, messages to it and commands; to listen in channels switch on "Message Content Intent" under "Bot" in the developer portal',
  );
}

const IN_CHANNEL = [
  'View Channel',
  'Send Messages',
  'Send Messages in Threads',
  'Read Message History',
] as const;
const IN_FORUM = ['View Channel', 'Send Messages in Threads', 'Read Message History'] as const;
const FORUMS: ReadonlySet<unknown> = new Set([ChannelType.GuildForum, ChannelType.GuildMedia]);

/** Whether the bot may read and answer in the channels that are switched on. */
async function channels(rest: REST, listening: readonly string[]): Promise<readonly DoctorFinding[]> {
  if (listening.length === 0) return [];
  const findings: DoctorFinding[] = [];
  for (const id of listening) {
    try {
      const channel = object(await rest.get(Routes.channel(id)));
      const needed: readonly Permission[] = FORUMS.has(channel['type']) ? IN_FORUM : IN_CHANNEL;
      const lacks = await missing(rest, channel, needed);
      const names = lacks.map((name) => `"${name}"`).join(', ');
      const where = `#${string(channel['name']) ?? ''} (${id})`;
      if (lacks.length > 0)
        findings.push(
          fault(`In ${where}, which is switched on, the bot lacks ${names}: give it to its role there`),
        );
    } catch (error) {
      const code = codeOf(error);
      const fix = fixOf(code);
      if (fix === undefined) throw error;
      const say = code === RESTJSONErrorCodes.UnknownChannel ? warning : fault;
      findings.push(say(`The channel ${id}, which is switched on, cannot be looked at: ${fix}`));
    }
  }
  return findings.length > 0
    ? findings
    : [ok(`The bot may read and post in all ${listening.length} channels that are switched on`)];
}

/** Servers that are looked at for commands of their own. */
const MOST_SERVERS = 20;

/** Commands that members of a server see twice: of the server itself, and those of all servers. */
async function twice(
  rest: REST,
  { id }: Application,
  guild: string | undefined,
): Promise<readonly DoctorFinding[]> {
  if ((await commandsOf(rest, id)).length === 0) return [];
  const servers =
    guild === undefined
      ? list(
          await rest.get(Routes.userGuilds(), {
            query: new URLSearchParams({ limit: String(MOST_SERVERS) }),
          }),
        )
          .map((one) => string(object(one)['id']))
          .filter((one) => one !== undefined)
      : [guild];
  const findings: DoctorFinding[] = [];
  for (const server of servers) {
    const own = await commandsOf(rest, id, server).catch(() => []);
    if (own.length === 0) continue;
    const others = guild === undefined ? '' : '; or the global ones by: qabot discord unregister';
    findings.push(
      warning(
        `The server ${server} has commands of its own beside the global ones, so each is there twice. Remove its own by: qabot discord unregister --guild ${server}${others}`,
      ),
    );
  }
  return findings;
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
