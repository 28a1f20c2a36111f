/** A message as the draft of an answer. */

import type { Message } from 'discord.js';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../../src/contract.js';
import { type Readable, readable, threadOf } from './incoming.js';

/** Milliseconds that looking the question up may take: a form must be open within three seconds. */
const LOOK_UP_MILLISECONDS = 1000;

/** The answer as the message says it, and the question as far as it is known. */
export async function draftOf(
  message: Message,
  self: string,
  logger: Logger,
): Promise<{ readonly answer: string; readonly question: string }> {
  const { text: answer } = readable(message, self);
  const found = questionBefore(message, self).catch((error: unknown) => {
    // Gone, or out of the bot's sight: the maintainer writes the question.
    logger.debug('the question of a message could not be read', { error });
    return undefined;
  });
  const late = sleep(LOOK_UP_MILLISECONDS, undefined, { ref: false });
  return { answer, question: (await Promise.race([found, late]))?.text ?? '' };
}

/** What the message replies to, else what its thread or its forum post begins with; nothing that the bot said itself. */
async function questionBefore(message: Message, self: string): Promise<Readable | undefined> {
  const { reference, channelId } = message;
  const before = reference?.channelId === channelId ? reference.messageId : undefined;
  if (before !== undefined) {
    const asked = await message.channel.messages.fetch(before);
    if (asked.author.id !== self) return readable(asked, self);
  }
  const thread = threadOf(message);
  if (thread === undefined || thread.id === message.id) return undefined;
  const starter = await thread.fetchStarterMessage();
  return starter === null || starter.author.id === self ? undefined : readable(starter, self);
}
