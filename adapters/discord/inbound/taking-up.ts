/** What a process has left that ended: messages are read again, interactions are handled as Discord told them. */

import type { Client, Interaction, Message } from 'discord.js';
import pTimeout from 'p-timeout';
import type { Incoming } from '../../../src/contract.js';
import { object, parsed, string } from '../../common/json.js';
import { languageOf, note, type Service } from '../service.js';
import { type HandleInteraction, WORK_MILLISECONDS } from './interactions.js';
import { handleMessage } from './messages.js';
import { readMessage } from './reading.js';

interface TakingUpOptions {
  readonly service: Service;
  readonly handle: HandleInteraction;
  readonly client: () => Client<true>;
  /** Has the client tell of an interaction as if it came now. */
  readonly again: (raw: object) => void;
}

/** Milliseconds for which Discord surely knows a nonce ("the past few minutes"). https://docs.discord.com/developers/resources/message#create-message */
const NONCE_MILLISECONDS = 60_000;
/** Messages after a question among which its answer is looked for. */
const MOST_AFTER = 100;

export function createTakingUp({ service, handle, client, again }: TakingUpOptions) {
  /** Interactions that the client is to tell of again, by their ids. */
  const awaited = new Map<string, () => void>();

  const takeUpMessage = async (content: string): Promise<void> => {
    const ids = parsed(content);
    const message = await readMessage(client(), string(ids['channel']) ?? '', string(ids['message']) ?? '');
    if (message !== undefined && !(await isAnswered(service, message)))
      await handleMessage(service, message, 'taken');
  };

  const takeUpInteraction = async (content: string, at: number): Promise<void> => {
    const raw = parsed(content);
    const id = string(raw['id']) ?? '';
    if (Date.now() - at > WORK_MILLISECONDS) return await askToRepeat(service, raw);
    const handled = new Promise<void>((resolve) => awaited.set(id, resolve));
    again({ ...raw });
    await pTimeout(handled, { milliseconds: WORK_MILLISECONDS }).finally(() => awaited.delete(id));
  };

  return {
    /** Handles an interaction, whether it is told for the first time or taken up. */
    async handle(interaction: Interaction, told: string): Promise<void> {
      const done = awaited.get(interaction.id);
      await handle(interaction, told, done !== undefined).finally(done);
    },
    /** @returns whether the event is done */
    async takeUp({ kind, content = '' }: Incoming, at: number): Promise<boolean> {
      if (service.isStopping()) return false;
      await (kind === 'message' ? takeUpMessage(content) : takeUpInteraction(content, at));
      return !service.isStopping();
    },
  };
}

/** Whether a reply stands: it may have been posted without having been remembered. */
async function isAnswered(
  { records }: Service,
  { id, channel, client, createdTimestamp }: Message,
): Promise<boolean> {
  if ((await records.replyTo(id)) !== undefined) return true;
  if (Date.now() - createdTimestamp < NONCE_MILLISECONDS) return false;
  const after = await channel.messages.fetch({ after: id, limit: MOST_AFTER, cache: false });
  return after.some(({ author, reference }) => author.id === client.user.id && reference?.messageId === id);
}

/** Discord takes no answer to it any more. */
async function askToRepeat(service: Service, raw: ReturnType<typeof parsed>): Promise<void> {
  const user = string(object(object(raw['member'])['user'] ?? raw['user'])['id']);
  if (user === undefined) return;
  const words = note(service, languageOf(service, string(raw['locale'])), 'discord.repeat');
  await service.api.post(await service.api.openDirect(user), words, string(raw['id']) ?? '');
}
