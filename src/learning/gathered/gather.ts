/**
 * Answers out of what maintainers write anyway: a reply to a question that the bot left alone, a reply that they tick, and a reply to a
 * question that was handed over. Each becomes an imported pair that waits for the review.
 */

import type { Conversation, Noticed, Reply } from '../../contract.js';
import { detectLanguage } from '../../text/language.js';
import { texts } from '../../texts/texts.js';
import type { LearningContext } from '../context.js';
import { waitingPair } from '../imported/decisions.js';
import type { ImportedPair } from '../imported/model.js';
import { dropImported, importedId, type Queued, queueImported } from '../imported/queue.js';
import { keyPart } from '../records.js';
import { importedItem } from '../review/items.js';
import { type HandedOver, handedOverAt, handedOverBy, openQuestion } from './handed-over.js';
import { gatheredPair } from './pair.js';

/** Something that was noticed on a platform. */
interface OnPlatform extends Noticed {
  readonly platform: string;
}

/**
 * See `Host.gather`. Never rejects.
 * @param isLearning whether answers are gathered in the channel
 */
export type Gather = (noticed: OnPlatform, isLearning: () => Promise<boolean>) => Promise<Reply | undefined>;

interface GathererOptions {
  readonly context: LearningContext;
  /** The reactions that mark an answer. */
  readonly ticks: readonly string[];
  /** Called when something waits that nobody has asked for. */
  readonly noted: () => void;
}

interface Gathering extends GathererOptions {
  readonly noticed: OnPlatform;
  readonly isLearning: () => Promise<boolean>;
}

export function createGatherer(options: GathererOptions): Gather {
  const { logger } = options.context;
  /** What is under way in each channel: what was read first must not be written last. */
  const inHand = new Map<string, Promise<unknown>>();
  return async (noticed, isLearning) => {
    const { platform, channel } = noticed;
    const key = `${platform}/${channel}`;
    if (!(await mayCount(noticed, options.ticks))) return undefined;
    const before = inHand.get(key) ?? Promise.resolve();
    const work = before
      .then(() => gather({ ...options, noticed, isLearning }))
      .catch((error: unknown) => {
        // Store and platform tell of their own faults; the answer is where it was written.
        logger.warn('an answer could not be gathered', { platform, error });
        return undefined;
      });
    inHand.set(key, work);
    const reply = await work;
    if (inHand.get(key) === work) inHand.delete(key);
    return reply;
  };
}

/** Whether it may change anything at all. Most of what is noticed does not, and is not to wait for what does. */
async function mayCount(
  { kind, reaction = '', isMaintainer }: Noticed,
  ticks: readonly string[],
): Promise<boolean> {
  if (kind === 'edited' || kind === 'deleted') return true;
  // A tone of skin may stand behind the name.
  if (kind === 'reacted' && !ticks.includes(reaction.split('::', 1)[0] ?? '')) return false;
  return await isMaintainer().catch(() => false);
}

/** Rejects with what the store or the platform rejects with. */
async function gather(gathering: Gathering): Promise<Reply | undefined> {
  const { context, noticed, isLearning, noted } = gathering;
  const { kind, message } = noticed;
  if (kind === 'written') return await written(gathering);
  if (kind !== 'reacted') {
    await follow(context, noticed);
    return undefined;
  }
  if (!(await isLearning())) return undefined;
  const conversation = await noticed.read(message);
  const pair = conversation && (await gatheredPair(context, noticed, { conversation, by: 'tick', message }));
  if (conversation === undefined || pair === undefined) return undefined;
  await queue(context, noticed, pair, conversation);
  noted();
  return undefined;
}

async function written({ context, noticed, isLearning, noted }: Gathering): Promise<Reply | undefined> {
  const isOn = await isLearning();
  const { platform, place, isAmongMaintainers = false } = noticed;
  const open = place === undefined ? undefined : await handedOverAt(context, platform, place);
  if (!isOn && !isAmongMaintainers && open === undefined) return undefined;
  const conversation = await noticed.read(noticed.message);
  if (conversation === undefined) return undefined;
  const { tokens = [] } = conversation.messages[0] ?? {};
  const answered = open ?? (isAmongMaintainers ? await handedOverBy(context, tokens) : undefined);
  if (answered !== undefined) return await replyToOpen(context, noticed, conversation, answered);
  if (isOn && (await replyToQuestion(context, noticed, conversation))) noted();
  return undefined;
}

/** A reply to a question that the bot left alone. @returns whether it waits */
async function replyToQuestion(
  context: LearningContext,
  noticed: OnPlatform,
  conversation: Conversation,
): Promise<boolean> {
  if (conversation.messages.some(({ isOwn }) => isOwn === true)) return false;
  const { message } = noticed;
  const pair = await gatheredPair(context, noticed, { conversation, by: 'reply', message });
  if (pair === undefined) return false;
  const before = await context.records.imported.get(importedId(pair.id));
  // What a maintainer has decided on, or ticked, stays: more is said in a thread than its answer.
  if (before !== undefined && (before.status !== 'pending' || before.isMarked)) return false;
  await queue(context, noticed, pair, conversation);
  return true;
}

/** A reply to a question that was handed over: its writer is asked whether it is the answer. */
async function replyToOpen(
  context: LearningContext,
  noticed: OnPlatform,
  conversation: Conversation,
  open: HandedOver,
): Promise<Reply | undefined> {
  const { message } = noticed;
  const pair = await gatheredPair(context, noticed, { conversation, by: 'reply', message, open });
  if (pair === undefined) return undefined;
  const { state } = await queue(context, noticed, pair, conversation);
  const isNew = state === 'added' || state === 'changed';
  const id = importedId(pair.id);
  const waiting = isNew ? await waitingPair(context, id) : undefined;
  if (waiting === undefined) return undefined;
  const language = detectLanguage(waiting.question);
  const lead = `**${texts(language, 'gathered.take')}**`;
  return { ...importedItem(context, id, waiting, language), lead, audience: 'asker' };
}

/** A message of a pair that waits was edited or deleted: the pair is made anew, or goes. */
async function follow(context: LearningContext, noticed: OnPlatform): Promise<void> {
  const { records } = context;
  const { kind, message } = noticed;
  const found = await records.gathered.get(keyOf(noticed, message));
  if (found === undefined) return;
  const imported = await records.imported.get(found.pair);
  const gathered = (await records.importedTexts.get(found.pair))?.gathered;
  // An earlier reply of the same conversation may be no part of the pair any more.
  if (imported?.status !== 'pending' || gathered?.messages.includes(message) !== true) return;
  const { messages, answer, by } = gathered;
  // What was deleted must not stand there any longer, whatever the platform says when it is asked.
  if (kind === 'deleted') await dropImported(context, imported.source);
  if (kind === 'deleted' && (message === messages[0] || message === answer)) return;
  const conversation = await noticed.read(answer);
  const { asked } = imported;
  const open = asked === undefined ? undefined : await openQuestion(context, asked);
  const isStill = conversation !== undefined && (asked === undefined || open !== undefined);
  const pair = isStill
    ? await gatheredPair(context, noticed, { conversation, by, message: answer, open })
    : undefined;
  if (conversation === undefined || pair === undefined) await dropImported(context, imported.source);
  else await queue(context, noticed, pair, conversation);
}

const keyOf = ({ platform }: OnPlatform, message: string): string => `${platform}/${keyPart(message)}`;

/** The messages are noted first: a change that comes meanwhile is to find the pair. */
async function queue(
  context: LearningContext,
  noticed: OnPlatform,
  pair: ImportedPair,
  { messages }: Conversation,
): Promise<Queued> {
  const { platform } = noticed;
  for (const id of pair.gathered?.messages ?? []) {
    const author = messages.find((one) => one.id === id)?.author;
    const owner = author === undefined ? undefined : await context.ownerOf({ platform, asker: author });
    await context.records.gathered.put(keyOf(noticed, id), { pair: importedId(pair.id) }, owner);
  }
  return await queueImported(context, pair);
}
