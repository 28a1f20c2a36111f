/** The maintainers' channel: posting there, and what to change where the bot cannot. */

import { ChannelType, type REST, Routes } from 'discord.js';
import type { Reply } from '../../../src/contract.js';
import { object } from '../../common/json.js';
import { compose, remember, type Service } from '../service.js';
import { missing, THREADS } from '../set-up/permissions.js';
import { nonceOf } from '../transport/api.js';
import { codeOf, loggable } from '../transport/errors.js';
import { Refused } from '../transport/refusals.js';

const NAME = 'DISCORD_MAINTAINERS_CHANNEL';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const REFUSALS: Readonly<Record<number, string>> = {
  10_003: `${NAME} is no channel that Discord knows: copy its number again (Developer Mode, "Copy Channel ID")`,
  50_001: `The bot cannot see ${NAME}: invite it to that server, and give it "View Channel" there`,
  50_008: `${NAME} takes no messages: name a text channel or a thread`,
  50_013: `The bot may not post in ${NAME}: give it "View Channel" and "Send Messages" there`,
};

/** What to change when Discord refused something about the channel; `undefined` when it was something else. */
function channelFault(error: unknown): string | undefined {
  return REFUSALS[(error instanceof Refused ? error.code : codeOf(error)) ?? 0];
}

const TAKES_MESSAGES: ReadonlySet<unknown> = new Set([
  ...THREADS,
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
]);

/** @returns what to change; `undefined` when the bot can post there. Rejects when Discord cannot be asked. */
export async function examineChannel(rest: REST, channel: string): Promise<string | undefined> {
  try {
    const found = object(await rest.get(Routes.channel(channel)));
    if (!TAKES_MESSAGES.has(found['type'])) return REFUSALS[50_008];
    const isThread = THREADS.has(found['type']);
    const needed = ['View Channel', isThread ? 'Send Messages in Threads' : 'Send Messages'] as const;
    return (await missing(rest, found, needed)).length === 0 ? undefined : REFUSALS[50_013];
  } catch (error) {
    const fault = channelFault(error);
    if (fault === undefined) throw error;
    return fault;
  }
}

/** Posts in the maintainers' channel. Rejects with a sentence that says what to change, where that is known. */
export async function tellMaintainers(service: Service, channel: string, reply: Reply): Promise<void> {
  const { lead, question = '', text, actions, language } = reply;
  const nonce = nonceOf([channel, lead, question, text, ...actions.map(({ token }) => token)]);
  try {
    const id = await service.api.post(channel, await compose(service, reply, undefined), nonce);
    await remember(service, id, { place: channel, askers: [], language, depth: 0 });
  } catch (cause) {
    const fault = channelFault(cause);
    throw fault === undefined ? cause : new Error(fault, { cause: loggable(cause) });
  }
}
