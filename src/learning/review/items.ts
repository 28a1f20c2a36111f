/** What maintainers review, as replies with buttons. */

import type { Action, Language, Reply } from '../../contract.js';
import { notice, projectCard } from '../../bot/compose.js';
import { type TextKey, texts } from '../../texts/texts.js';
import type { LearningContext } from '../context.js';
import { waitingPair, type WaitingPair } from '../imported/decisions.js';
import { type ImportedFilter, waitingImported } from '../imported/list.js';
import type { Imported, ImportedText } from '../imported/model.js';
import { countUnder, type OpenQuestion, type SavedAnswer, type Wording } from '../records.js';
import { type RecordName, tokenFor, type Verb } from '../tokens.js';

/** Which record an item shows. */
export type ItemRecord = RecordName<'saved' | 'wording' | 'question' | 'imported'>;

export interface ReviewItem extends Reply {
  readonly record: ItemRecord;
  /** Of an imported pair: what it can be chosen by, and the thread around it. */
  readonly imported?: Pick<Imported, 'source' | 'votes' | 'confidence' | 'isMarked'> &
    Pick<ImportedText, 'thread'>;
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
  | { readonly kind: 'imported'; readonly value: Imported }
);

type Button = 'answer' | 'accept' | 'edit' | 'merge' | 'reject';

/** What a button does under what is in force, where that differs: a stale button must not undo a decision. */
const IN_FORCE: Readonly<Partial<Record<Button, Verb>>> = { edit: 'revise', reject: 'withdraw' };

function actions(
  language: Language,
  buttons: readonly Button[],
  record: ItemRecord,
  isInForce = false,
): readonly Action[] {
  return buttons.map((kind) => ({
    kind,
    label: texts(language, isInForce && kind === 'reject' ? 'withdraw.label' : `${kind}.label`),
    token: tokenFor((isInForce ? IN_FORCE[kind] : undefined) ?? kind, record),
  }));
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

/** The text of the item is the answer and below it the thread around it, with roles in place of names. */
export function importedItem(
  context: LearningContext,
  id: string,
  pair: WaitingPair,
  language: Language,
): ReviewItem {
  const { question, answer, links, project, near, thread, source, url, date } = pair;
  const { votes, confidence, isMarked } = pair;
  const record = { kind: 'imported', id } as const;
  const say = (key: TextKey): string =>
    texts(language, key, { votes, percent: Math.round(100 * confidence) });
  const lead = [
    bold(say(pair.isChanged === true ? 'review.item.changed' : 'review.item.imported')),
    say(isMarked ? 'review.imported.marked' : 'review.imported.unmarked'),
    ...(near === undefined ? [] : [say('review.imported.near')]),
  ];
  const around = thread.map(({ who, text }) => `${bold(say(`review.role.${who}`))}\n\n${quote(text)}`);
  return {
    ...notice(
      language,
      around.length === 0 ? answer : [answer, bold(say('review.thread')), ...around].join('\n\n'),
    ),
    record,
    imported: { source, votes, confidence, isMarked, thread },
    lead: lead.join('\n\n'),
    question,
    links,
    project: projectCard(context.projects, project, language),
    source: { path: source, line: 1, url, date },
    alternatives: choices(context, near === undefined ? [] : [near]),
    actions: actions(language, ['accept', 'edit', 'merge', 'reject'], record),
  };
}

const quote = (text: string): string => text.replace(/^/gm, '> ');

function wordingItem(
  context: LearningContext,
  id: string,
  { entry, text, origin, status }: Wording,
  people: People,
  language: Language,
): ReviewItem {
  const record = { kind: 'wording', id } as const;
  const isInForce = status === 'live';
  const asked = people.against > 0 ? 'review.item.disputed' : 'review.item.wording';
  const waiting = origin === 'drafted' ? 'review.item.drafted' : asked;
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
  const show = async ({ kind, id, value }: Unshown): Promise<ReviewItem | undefined> => {
    if (kind === 'saved') return savedItem(context, id, value, language);
    if (kind === 'imported') {
      const pair = await waitingPair(context, id);
      return pair === undefined ? undefined : importedItem(context, id, pair, language);
    }
    if (kind === 'question') return await questionItem(context, id, value, language, waiting(id));
    return wordingItem(context, id, value, { count: confirmed(id), against: against(id) }, language);
  };
  const items = await Promise.all(page.map(show));
  return { total: all.length, items: items.filter((item) => item !== undefined) };
}

/** The records of a table that have this status. */
const having = <const Kind, T extends { readonly status: string }>(
  kind: Kind,
  rows: readonly (readonly [id: string, value: T])[],
  status: T['status'],
): { readonly kind: Kind; readonly id: string; readonly value: T }[] =>
  rows.filter(([, value]) => value.status === status).map(([id, value]) => ({ kind, id, value }));

/**
 * What waits: answers and wordings, then open questions, the oldest first; then imported pairs.
 * @param filter only imported pairs that pass it
 */
export async function waitingItems(
  context: LearningContext,
  language: Language,
  limit: number,
  filter?: ImportedFilter,
): Promise<ItemQueue> {
  const imported = (await waitingImported(context, filter)).map(
    ([id, value]): Unshown => ({ kind: 'imported', id, value }),
  );
  // Members wait for the others. An import has waited for years.
  const all = filter === undefined ? [...(await fromMembers(context)), ...imported] : imported;
  return await queueOf(context, all, language, limit);
}

async function fromMembers({ records, parts }: LearningContext): Promise<readonly Unshown[]> {
  const saved = having('saved', await records.saved.list(), 'pending');
  const wordings = having('wording', await records.wordings.list(), 'pending');
  const questions = having('question', await records.questions.list(), 'open');
  // A question whose answer waits for review is no work of its own.
  const inReview = new Set(saved.map(({ value }) => value.asked));
  const toDecide: readonly Unshown[] = [
    ...saved,
    ...wordings.filter(({ value }) => parts.entries.get(value.entry) !== undefined),
  ];
  const toAnswer: readonly Unshown[] = questions.filter(({ id }) => !inReview.has(id));
  // Deciding takes a word. Answering takes somebody who knows the answer, so it comes last.
  return [toDecide, toAnswer].flatMap((some) => some.toSorted((a, b) => a.value.at - b.value.at));
}

/** What was learned and is in force, the newest first. */
export async function itemsInForce(
  context: LearningContext,
  language: Language,
  limit: number,
): Promise<ItemQueue> {
  const { records } = context;
  const all: readonly Unshown[] = [
    ...having('saved', await records.saved.list(), 'accepted'),
    ...having('wording', await records.wordings.list(), 'live'),
  ];
  const newestFirst = all.toSorted((a, b) => b.value.at - a.value.at);
  return await queueOf(context, newestFirst, language, limit);
}
