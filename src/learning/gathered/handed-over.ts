/** Open questions, found by where a maintainer replies. */

import type { Member } from '../../bot/shared-cache.js';
import type { LearningContext } from '../context.js';
import { readWaiting } from '../records.js';
import { readToken } from '../tokens.js';

/** A question that was handed over and is open. */
export interface HandedOver {
  /** Of its record. */
  readonly id: string;
  readonly text: string;
  readonly project?: string;
  /** The first of those who wait for the answer. */
  readonly askedBy?: Member;
}

type Context = Pick<LearningContext, 'records' | 'vault'>;

/** @returns `undefined` where it is not open */
export async function openQuestion(context: Context, id: string): Promise<HandedOver | undefined> {
  const question = await context.records.questions.get(id);
  if (question?.status !== 'open') return undefined;
  const { text, project } = question;
  const [asker] = await context.records.askers.list(`${id}/`);
  const waiting = asker && readWaiting((await context.vault()).open(asker[1].sealed));
  return { id, text, project, askedBy: waiting && { platform: waiting.platform, asker: waiting.asker } };
}

/** The question that somebody has handed over in this place. */
export async function handedOverAt(
  context: Context,
  platform: string,
  place: string,
): Promise<HandedOver | undefined> {
  for (const [key, { sealed }] of await context.records.askers.list()) {
    const waiting = readWaiting((await context.vault()).open(sealed));
    if (waiting?.platform !== platform || waiting.place !== place) continue;
    const open = await openQuestion(context, key.slice(0, key.indexOf('/')));
    if (open !== undefined) return open;
  }
  return undefined;
}

/** The question that an item is about, by the tokens of its buttons. */
export async function handedOverBy(
  context: Context,
  tokens: readonly string[],
): Promise<HandedOver | undefined> {
  for (const token of tokens) {
    const record = readToken(token)?.record;
    if (record?.kind === 'question') return await openQuestion(context, record.id);
  }
  return undefined;
}
