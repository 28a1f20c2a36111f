/** What maintainers do: they write answers, and decide on what waits. Each verb of a token has its handler. */

import type { Language, Press, Reply } from '../../contract.js';
import { notice, say, suggest } from '../../bot/compose.js';
import type { Entry } from '../../knowledge/model.js';
import { savedEntryId } from '../../knowledge/saved-answer-id.js';
import { type TextKey, texts } from '../../texts/texts.js';
import type { LearningContext } from '../context.js';
import { openQuestionLike } from '../hand-over.js';
import {
  acceptImported,
  addWordings,
  mergeImported,
  rejectImported,
  waitingPair,
} from '../imported/decisions.js';
import { type ImportedFilter, waitingImported } from '../imported/list.js';
import { deleteUnder, type OpenQuestion, type SavedAnswer } from '../records.js';
import { type Command, type MaintainerVerb, tokenInto } from '../tokens.js';
import { closeQuestion, decideSaved, decideWording, withdrawSaved } from './decisions.js';
import * as drafts from './drafts.js';
import { type ItemRecord, waitingItems } from './items.js';
import { gone, type ItemPress, type MaintainerPress } from './press.js';

/** Entries that something can be merged into, to choose from. */
const NEAR = 5;

/** What a verb does, by the kind of record that it can be about. */
type Handlers = Readonly<Partial<Record<ItemRecord['kind'], (on: ItemPress) => Promise<Reply>>>>;

const HANDLERS: Readonly<Record<Exclude<MaintainerVerb, 'review' | 'save' | 'saved'>, Handlers>> = {
  accept: {
    saved: (on) => accepted(on, decideSaved(on, 'pending', { status: 'accepted', at: on.context.now() })),
    wording: (on) => decided(on, 'review.accepted', decideWording(on, 'pending', 'live')),
    imported: (on) => accepted(on, acceptImported(on.context, on.id)),
  },
  reject: {
    saved: (on) => decided(on, 'review.rejected', decideSaved(on, 'pending', { status: 'rejected' })),
    wording: (on) => decided(on, 'review.rejected', decideWording(on, 'pending', 'rejected')),
    question: (on) => decided(on, 'review.rejected', rejectQuestion(on)),
    imported: (on) => decided(on, 'review.rejected', rejectImported(on.context, on.id)),
  },
  withdraw: {
    saved: (on) => withdrawn(on, withdrawSaved(on)),
    wording: (on) => withdrawn(on, decideWording(on, 'live', 'rejected')),
  },
  merge: { saved: chooseEntry, question: chooseEntry, imported: chooseEntry },
  into: { saved: mergeInto, question: mergeInto, imported: mergeInto },
  answer: { question: drafts.writeAnswer },
  answered: { question: drafts.saveAnswer },
  edit: { saved: (on) => drafts.editForm(on, 'pending', 'edited'), imported: drafts.editImported },
  edited: { saved: (on) => drafts.saveEdited(on, 'pending'), imported: drafts.saveEditedImported },
  revise: { saved: (on) => drafts.editForm(on, 'accepted', 'revised') },
  revised: { saved: (on) => drafts.saveEdited(on, 'accepted') },
};

/**
 * Carries out a maintainer's press. The caller has checked that a maintainer pressed.
 * Rejects with what the store rejects with; nothing is half done then.
 */
export async function carryOutReview(
  context: LearningContext,
  { verb, record, entry }: Command & { readonly verb: MaintainerVerb },
  press: Press,
  language: Language,
): Promise<Reply> {
  const pressed = { context, press, language };
  if (verb === 'review') return await nextItem(pressed, '');
  if (verb === 'save') return await drafts.newAnswerForm(pressed);
  if (verb === 'saved') return await drafts.saveNewAnswer(pressed);
  if (record === undefined || record.kind === 'shown') return gone(language);
  const { kind, id } = record;
  return (await HANDLERS[verb][kind]?.({ ...pressed, kind, id, entry })) ?? gone(language);
}

/** What was done, and what comes next. */
async function nextItem({ context, language }: MaintainerPress, done: string): Promise<Reply> {
  const { total, items } = await waitingItems(context, language, 1);
  const [item] = items;
  if (item === undefined) {
    return notice(language, [done, texts(language, 'review.none')].join('\n\n').trim());
  }
  const lead = [done, texts(language, 'review.count', { count: total }), item.lead];
  return { ...item, lead: lead.filter((line) => line !== '').join('\n\n') };
}

/** Makes a decision known, and shows what waits next. */
async function decided(on: ItemPress, done: TextKey, decision: Promise<object | undefined>): Promise<Reply> {
  if ((await decision) === undefined) return gone(on.language);
  await on.context.changed();
  return await nextItem(on, texts(on.language, done));
}

async function withdrawn(
  { context, language }: ItemPress,
  decision: Promise<object | undefined>,
): Promise<Reply> {
  if ((await decision) === undefined) return gone(language);
  await context.changed();
  return say(language, 'review.withdrawn');
}

async function accepted(on: ItemPress, decision: Promise<SavedAnswer | undefined>): Promise<Reply> {
  const { context, id, language } = on;
  const saved = await decision;
  if (saved === undefined) return gone(language);
  // The answer must be in force before those who asked are told of it.
  await context.changed();
  const asked = saved.asked ?? (await openQuestionLike(context, saved.question));
  if (await isClosedBy(context, asked, id)) await context.changed();
  return await nextItem(on, texts(language, 'review.accepted'));
}

/** Closes the question that a saved answer answers, where there is one and it is open. */
async function isClosedBy(
  context: LearningContext,
  asked: string | undefined,
  saved: string,
): Promise<boolean> {
  if (asked === undefined) return false;
  return (await closeQuestion({ context, id: asked }, 'answered', savedEntryId(saved))) !== undefined;
}

/**
 * Accepts all imported pairs that pass the filter, and says how many. What was decided meanwhile is left alone. Open questions that no
 * pair was written for are answered as everywhere: where the bot is sure.
 */
export async function acceptAllImported(context: LearningContext, filter: ImportedFilter): Promise<number> {
  const all: (readonly [id: string, asked: string | undefined])[] = [];
  for (const [id] of await waitingImported(context, filter)) {
    const saved = await acceptImported(context, id);
    if (saved !== undefined) all.push([id, saved.asked]);
  }
  if (all.length > 0) await context.changed();
  let isClosed = false;
  for (const [id, asked] of all) if (await isClosedBy(context, asked, id)) isClosed = true;
  if (isClosed) await context.changed();
  return all.length;
}

async function rejectQuestion(on: ItemPress): Promise<OpenQuestion | undefined> {
  const rejected = await closeQuestion(on, 'rejected');
  if (rejected !== undefined) await deleteUnder(on.context.records.askers, `${on.id}/`);
  return rejected;
}

/** The question of an item that can be merged; `undefined` where it does not wait any more. */
async function mergeableText({ context, kind, id }: ItemPress): Promise<string | undefined> {
  const { records } = context;
  if (kind === 'imported') return (await waitingPair(context, id))?.question;
  if (kind === 'saved') {
    const saved = await records.saved.get(id);
    return saved?.status === 'pending' ? saved.question : undefined;
  }
  const question = await records.questions.get(id);
  return question?.status === 'open' ? question.text : undefined;
}

async function chooseEntry(on: ItemPress): Promise<Reply> {
  const { language } = on;
  const { parts, projects } = on.context;
  const text = await mergeableText(on);
  if (text === undefined) return gone(language);
  const near = await entriesNear(on, text);
  if (near.length === 0) return say(language, 'review.noMerge');
  const tokens = { forEntry: (entry: string) => tokenInto(on, parts.tokens.forEntry(entry)) };
  const choice = suggest({ projects, tokens }, language, 1, near);
  return { ...choice, lead: texts(language, 'review.merge'), audience: 'asker' };
}

/** What came nearest when a pair was imported is offered first. */
async function entriesNear({ context, kind, id }: ItemPress, text: string): Promise<readonly Entry[]> {
  const { records, parts } = context;
  const known = kind === 'imported' ? (await records.imported.get(id))?.near : undefined;
  const first = known === undefined ? undefined : parts.entries.get(known);
  const near = await parts.answering.nearest(text, NEAR);
  return first === undefined ? near : [first, ...near.filter((entry) => entry !== first)].slice(0, NEAR);
}

/** Makes the item's question a wording of the entry that was chosen. */
async function mergeInto(on: ItemPress): Promise<Reply> {
  const { context, language, entry: start } = on;
  const { parts } = context;
  const entry = [...parts.entries.all()].find(
    (one) => start !== undefined && parts.tokens.forEntry(one.id).startsWith(start),
  );
  const text = entry === undefined ? undefined : await mergeableText(on);
  if (entry === undefined || text === undefined) return gone(language);
  await addWordings(context, entry.id, [text]);
  const asked = await askedByMerged(on, entry.id);
  if (asked !== undefined) await closeQuestion({ context, id: asked }, 'answered', entry.id);
  await context.changed();
  return await nextItem(on, texts(language, 'review.merged', { question: entry.question }));
}

/** Marks the item as merged. Returns the open question that the entry answers with it. */
async function askedByMerged(on: ItemPress, entry: string): Promise<string | undefined> {
  if (on.kind === 'question') return on.id;
  if (on.kind === 'imported') return (await mergeImported(on.context, on.id, entry))?.asked;
  return (await decideSaved(on, 'pending', { status: 'merged' }))?.asked;
}
