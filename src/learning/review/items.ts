/** What maintainers review, as replies with buttons. */

import type { Action, ActionKind, Language, Reply } from '../../contract.js';
import { notice, projectCard } from '../../bot/compose.js';
import { type TextKey, texts } from '../../texts/texts.js';
import type { LearningContext } from '../context.js';
import { countUnder, type OpenQuestion, type SavedAnswer, type Wording } from '../records.js';
import { type RecordName, tokenFor, type Verb } from '../tokens.js';

/** Which record an item shows. */
export type ItemRecord = RecordName<'saved' | 'wording' | 'question'>;

export interface ReviewItem extends Reply {
  readonly record: ItemRecord;
}

/** Whether a reply shows an item, as a press may bring one. */
export const isReviewItem = (reply: Reply): reply is ReviewItem => 'record' in reply;

/** As the contract's `ReviewQueue`, with items that tell what they are. */
export interface ItemQueue {
  /** How many there are in all. */
  readonly total: number;
  readonly items: readonly ReviewItem[];
}

/** People behind a record. */
interface People {
  /** Those who confirmed a wording, or wait for an answer. */
  readonly count: number;
  /** Those who say that a wording is wrong. */
  readonly against: number;
}

/** A record that was read, and not yet shown. */
type Unshown = { readonly id: string } & (
  | { readonly kind: 'saved'; readonly value: SavedAnswer }
  | { readonly kind: 'wording'; readonly value: Wording }
  | { readonly kind: 'question'; readonly value: OpenQuestion }
);

const LABELS = {
  answer: 'answer.label',
  accept: 'accept.label',
  edit: 'edit.label',
  merge: 'merge.label',
  reject: 'reject.label',
} as const satisfies Partial<Record<ActionKind, TextKey>>;

/** Verb and label of a button under what is in force, where they differ: a stale button must not undo a decision. */
const IN_FORCE: Readonly<
  Partial<Record<keyof typeof LABELS, { readonly verb: Verb; readonly label: TextKey }>>
> = {
  edit: { verb: 'revise', label: 'edit.label' },
  reject: { verb: 'withdraw', label: 'withdraw.label' },
};

function actions(
  language: Language,
  kinds: readonly (keyof typeof LABELS)[],
  record: ItemRecord,
  isInForce = false,
): readonly Action[] {
  return kinds.map((kind) => {
    const { verb, label } = (isInForce ? IN_FORCE[kind] : undefined) ?? { verb: kind, label: LABELS[kind] };
    return { kind, label: texts(language, label), token: tokenFor(verb, record) };
  });
}

/** Entries to look at, as choices. */
function choices({ parts }: LearningContext, ids: readonly string[]): Reply['alternatives'] {
  return ids
    .map((id) => parts.entries.get(id))
    .filter((entry) => entry !== undefined)
    .map(({ id, question }) => ({
      label: question.replace(/\s+/g, ' '),
      token: parts.tokens.forEntry(id),
    }));
}

const bold = (text: string): string => `**${text}**`;

export function savedItem(
  { projects }: LearningContext,
  id: string,
  { question, answer, links, project, status }: SavedAnswer,
  language: Language,
): ReviewItem {
  const record = { kind: 'saved', id } as const;
  const isInForce = status === 'accepted';
  return {
    ...notice(language, answer),
    record,
    lead: bold(texts(language, isInForce ? 'review.item.accepted' : 'review.item.saved')),
    question,
    links,
    project: projectCard(projects, project, language),
    actions: isInForce
      ? actions(language, ['edit', 'reject'], record, true)
      : actions(language, ['accept', 'edit', 'merge', 'reject'], record),
  };
}

function wordingItem(
  context: LearningContext,
  id: string,
  { entry, text, status }: Wording,
  people: People,
  language: Language,
): ReviewItem {
  const record = { kind: 'wording', id } as const;
  const isInForce = status === 'live';
  const waiting = people.against > 0 ? 'review.item.disputed' : 'review.item.wording';
  return {
    ...notice(language, ''),
    record,
    lead: bold(texts(language, isInForce ? 'review.item.live' : waiting, { ...people })),
    question: text,
    alternatives: choices(context, [entry]),
    actions: isInForce
      ? actions(language, ['reject'], record, true)
      : actions(language, ['accept', 'reject'], record),
  };
}

/** @param count how many people wait for the answer; read from the store when absent */
export async function questionItem(
  context: LearningContext,
  id: string,
  { text, near, link: sealed }: OpenQuestion,
  language: Language,
  count?: number,
): Promise<ReviewItem> {
  const record = { kind: 'question', id } as const;
  const link = sealed === undefined ? undefined : (await context.vault()).open(sealed);
  const waiting = count ?? (await countUnder(context.records.askers, [id]))(id);
  return {
    ...notice(language, link === undefined ? '' : texts(language, 'asked.link', { link })),
    record,
    lead: bold(texts(language, 'review.item.question', { count: waiting })),
    question: text,
    alternatives: choices(context, near),
    actions: actions(language, ['answer', 'merge', 'reject'], record),
  };
}

/** The first `limit` of these records as items; only the people behind those are counted. */
async function queueOf(
  context: LearningContext,
  all: readonly Unshown[],
  language: Language,
  limit: number,
): Promise<ItemQueue> {
  const { askers, confirmations, objections } = context.records;
  const page = all.slice(0, limit);
  const idsOf = (wanted: Unshown['kind']): readonly string[] =>
    page.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const waiting = await countUnder(askers, idsOf('question'));
  const confirmed = await countUnder(confirmations, idsOf('wording'));
  const against = await countUnder(objections, idsOf('wording'));
  const show = async ({ kind, id, value }: Unshown): Promise<ReviewItem> => {
    if (kind === 'saved') return savedItem(context, id, value, language);
    if (kind === 'question') return await questionItem(context, id, value, language, waiting(id));
    return wordingItem(context, id, value, { count: confirmed(id), against: against(id) }, language);
  };
  return { total: all.length, items: await Promise.all(page.map(show)) };
}

/** What waits: answers and wordings, then open questions, the oldest first. */
export async function waitingItems(
  context: LearningContext,
  language: Language,
  limit: number,
): Promise<ItemQueue> {
  const { records, parts } = context;
  const [saved, wordings, questions] = await Promise.all([
    records.saved.list(),
    records.wordings.list(),
    records.questions.list(),
  ]);
  const pending = saved.filter(([, { status }]) => status === 'pending');
  const toDecide: readonly Unshown[] = [
    ...pending.map(([id, value]) => ({ kind: 'saved', id, value }) as const),
    ...wordings
      .filter(([, { status, entry }]) => status === 'pending' && parts.entries.get(entry) !== undefined)
      .map(([id, value]) => ({ kind: 'wording', id, value }) as const),
  ];
  // A question whose answer waits for review is no work of its own.
  const inReview = new Set(pending.map(([, { asked }]) => asked));
  const toAnswer: readonly Unshown[] = questions
    .filter(([id, { status }]) => status === 'open' && !inReview.has(id))
    .map(([id, value]) => ({ kind: 'question', id, value }) as const);
  // Deciding takes a word. Answering takes somebody who knows the answer, so it comes last.
  const all = [toDecide, toAnswer].flatMap((some) => some.toSorted((a, b) => a.value.at - b.value.at));
  return await queueOf(context, all, language, limit);
}

/** What was learned and is in force, the newest first. */
export async function itemsInForce(
  context: LearningContext,
  language: Language,
  limit: number,
): Promise<ItemQueue> {
  const { records } = context;
  const [saved, wordings] = await Promise.all([records.saved.list(), records.wordings.list()]);
  const all: readonly Unshown[] = [
    ...saved
      .filter(([, { status }]) => status === 'accepted')
      .map(([id, value]) => ({ kind: 'saved', id, value }) as const),
    ...wordings
      .filter(([, { status }]) => status === 'live')
      .map(([id, value]) => ({ kind: 'wording', id, value }) as const),
  ];
  return await queueOf(
    context,
    all.toSorted((a, b) => b.value.at - a.value.at),
    language,
    limit,
  );
}
