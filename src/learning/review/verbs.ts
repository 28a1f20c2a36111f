/** What maintainers do: they write answers, and decide on what waits. Each verb of a token has its handler. */

import type { Language, Press, Reply } from '../../contract.js';
import { notice, projectNamed, suggest } from '../../bot/compose.js';
import { savedEntryId } from '../../knowledge/saved-answer-id.js';
import { sameForm } from '../../text/same.js';
import { type TextKey, texts } from '../../texts/texts.js';
import type { LearningContext } from '../context.js';
import { type Draft, draftForm, readDraft } from '../forms.js';
import { openQuestionLike } from '../hand-over.js';
import { changeFrom, deleteUnder, idOf, type OpenQuestion, type SavedAnswer } from '../records.js';
import { type Command, type MaintainerVerb, SAVED_TOKEN, tokenFor, tokenInto } from '../tokens.js';
import { closeQuestion, decideSaved, decideWording, withdrawSaved } from './decisions.js';
import { type ItemRecord, savedItem, waitingItems } from './items.js';

/** Entries that something can be merged into, to choose from. */
const NEAR = 5;

/** A maintainer's press. */
interface Pressed {
  readonly context: LearningContext;
  readonly press: Press;
  readonly language: Language;
}

/** A press under an item. */
interface OnItem extends Pressed, ItemRecord {
  /** The beginning of the token of an entry that was chosen. */
  readonly entry?: string;
}

/** What a verb does, by the kind of record that it can be about. */
type Handlers = Readonly<Partial<Record<ItemRecord['kind'], (on: OnItem) => Promise<Reply>>>>;

const HANDLERS: Readonly<Record<Exclude<MaintainerVerb, 'review' | 'save' | 'saved'>, Handlers>> = {
  accept: {
    saved: acceptSaved,
    wording: (on) => decided(on, 'review.accepted', decideWording(on, 'pending', 'live')),
  },
  reject: {
    saved: (on) => decided(on, 'review.rejected', decideSaved(on, 'pending', { status: 'rejected' })),
    wording: (on) => decided(on, 'review.rejected', decideWording(on, 'pending', 'rejected')),
    question: (on) => decided(on, 'review.rejected', rejectQuestion(on)),
  },
  withdraw: {
    saved: (on) => withdrawn(on, withdrawSaved(on)),
    wording: (on) => withdrawn(on, decideWording(on, 'live', 'rejected')),
  },
  merge: { saved: chooseEntry, question: chooseEntry },
  into: { saved: mergeInto, question: mergeInto },
  answer: { question: writeAnswer },
  answered: { question: saveAnswer },
  edit: { saved: (on) => editForm(on, 'pending', 'edited') },
  edited: { saved: (on) => saveEdited(on, 'pending') },
  revise: { saved: (on) => editForm(on, 'accepted', 'revised') },
  revised: { saved: (on) => saveEdited(on, 'accepted') },
};

const say = (language: Language, key: TextKey): Reply => notice(language, texts(language, key));
const gone = (language: Language): Reply => say(language, 'review.gone');

/**
 * Carries out what a maintainer pressed; it is for the caller to know that it was one.
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
  if (verb === 'save') return newAnswerForm(pressed);
  if (verb === 'saved') return await saveNewAnswer(pressed);
  if (record === undefined || record.kind === 'shown') return gone(language);
  const { kind, id } = record;
  return (await HANDLERS[verb][kind]?.({ ...pressed, kind, id, entry })) ?? gone(language);
}

/** What was done, and what comes next. */
async function nextItem({ context, language }: Pressed, done: string): Promise<Reply> {
  const { total, items } = await waitingItems(context, language, 1);
  const [item] = items;
  if (item === undefined) {
    return notice(language, [done, texts(language, 'review.none')].join('\n\n').trim());
  }
  const lead = [done, texts(language, 'review.count', { count: total }), item.lead];
  return { ...item, lead: lead.filter((line) => line !== '').join('\n\n') };
}

/** Makes a decision known, and shows what waits next. */
async function decided(on: OnItem, done: TextKey, decision: Promise<object | undefined>): Promise<Reply> {
  if ((await decision) === undefined) return gone(on.language);
  await on.context.changed();
  return await nextItem(on, texts(on.language, done));
}

async function withdrawn(
  { context, language }: OnItem,
  decision: Promise<object | undefined>,
): Promise<Reply> {
  if ((await decision) === undefined) return gone(language);
  await context.changed();
  return say(language, 'review.withdrawn');
}

async function acceptSaved(on: OnItem): Promise<Reply> {
  const { context, id, language } = on;
  const saved = await decideSaved(on, 'pending', { status: 'accepted', at: context.now() });
  if (saved === undefined) return gone(language);
  // The answer must be in force before those who asked are told of it.
  await context.changed();
  const asked = saved.asked ?? (await openQuestionLike(context, saved.question));
  if (asked !== undefined) {
    const closed = await closeQuestion({ context, id: asked }, 'answered', savedEntryId(id));
    if (closed !== undefined) await context.changed();
  }
  return await nextItem(on, texts(language, 'review.accepted'));
}

async function rejectQuestion(on: OnItem): Promise<OpenQuestion | undefined> {
  const rejected = await closeQuestion(on, 'rejected');
  if (rejected !== undefined) await deleteUnder(on.context.records.askers, `${on.id}/`);
  return rejected;
}

/** The question of an item that can be merged; `undefined` where it does not wait any more. */
async function mergeableText({ context: { records }, kind, id }: OnItem): Promise<string | undefined> {
  if (kind === 'saved') {
    const saved = await records.saved.get(id);
    return saved?.status === 'pending' ? saved.question : undefined;
  }
  const question = await records.questions.get(id);
  return question?.status === 'open' ? question.text : undefined;
}

async function chooseEntry(on: OnItem): Promise<Reply> {
  const { language } = on;
  const { parts, projects } = on.context;
  const text = await mergeableText(on);
  if (text === undefined) return gone(language);
  const near = parts.answering.nearest(text, NEAR);
  if (near.length === 0) return say(language, 'review.noMerge');
  const tokens = { forEntry: (entry: string) => tokenInto(on, parts.tokens.forEntry(entry)) };
  const choice = suggest({ projects, tokens }, language, 1, near);
  return { ...choice, lead: texts(language, 'review.merge'), audience: 'asker' };
}

/** Makes the item's question a wording of the entry that was chosen. */
async function mergeInto(on: OnItem): Promise<Reply> {
  const { context, kind, id, language, entry: start } = on;
  const { records, parts, now } = context;
  const entry = [...parts.entries.all()].find(
    (one) => start !== undefined && parts.tokens.forEntry(one.id).startsWith(start),
  );
  const text = entry === undefined ? undefined : await mergeableText(on);
  if (entry === undefined || text === undefined) return gone(language);
  await records.wordings.update(idOf(entry.id, sameForm(text)), () => ({
    entry: entry.id,
    text,
    status: 'live',
    by: 'maintainer',
    at: now(),
  }));
  const asked = kind === 'question' ? id : (await decideSaved(on, 'pending', { status: 'merged' }))?.asked;
  if (asked !== undefined) await closeQuestion({ context, id: asked }, 'answered', entry.id);
  await context.changed();
  return await nextItem(on, texts(language, 'review.merged', { question: entry.question }));
}

/** The form of an answer as far as it is known. */
function answerForm({ context, language }: Pressed, token: string, draft: Draft): Reply {
  const { question, answer } = draft;
  const project = draft.project ?? guessedProject(context, question === '' ? answer : question);
  return draftForm(language, token, { ...draft, project });
}

/** The project of the two entries that come nearest, where they agree. */
function guessedProject({ parts }: LearningContext, text: string): string | undefined {
  const [first, second] = parts.answering.nearest(text, 2);
  return first?.project === second?.project ? first?.project : undefined;
}

function newAnswerForm(pressed: Pressed): Reply {
  const { question = '', answer = '', link = '' } = pressed.press.fields ?? {};
  const links = link === '' ? [] : [{ title: link, url: link }];
  return answerForm(pressed, SAVED_TOKEN, { question, answer, links });
}

async function writeAnswer(on: OnItem): Promise<Reply> {
  const question = await on.context.records.questions.get(on.id);
  if (question?.status !== 'open') return gone(on.language);
  const { text, project } = question;
  return answerForm(on, tokenFor('answered', on), { question: text, answer: '', links: [], project });
}

async function saveNewAnswer(pressed: Pressed): Promise<Reply> {
  const { question = '' } = pressed.press.fields ?? {};
  return await saveDraft(pressed, await openQuestionLike(pressed.context, question));
}

async function saveAnswer(on: OnItem): Promise<Reply> {
  const question = await on.context.records.questions.get(on.id);
  return question?.status === 'open' ? await saveDraft(on, on.id) : gone(on.language);
}

/** @param asked the open question that the answer was written for */
async function saveDraft({ context, press, language }: Pressed, asked: string | undefined): Promise<Reply> {
  const { records, now } = context;
  const draft = readDraft(press);
  if (draft === undefined) return say(language, 'draft.empty');
  // The same form sent twice, by an impatient finger or a platform's retry, is one answer.
  const open = asked === undefined ? undefined : await records.questions.get(asked);
  const id = idOf(draft.question, draft.answer, asked ?? '', String(open?.at ?? ''));
  const saved = await records.saved.update(id, (before) =>
    before?.status === 'pending' || before?.status === 'accepted'
      ? undefined
      : { ...withProject(context, draft), status: 'pending', at: now(), asked },
  );
  if (saved?.status !== 'pending') return gone(language);
  await context.changed();
  return { ...savedItem(context, id, saved, language), lead: texts(language, 'review.saved') };
}

/** A project is kept by its name in the catalogue; one that is not in it keeps its own. */
function withProject({ projects }: LearningContext, draft: Draft): Draft {
  return { ...draft, project: projectNamed(projects, draft.project) ?? draft.project };
}

/** The form of a saved answer with this status; submitting it brings `verb`. */
async function editForm(
  { context, id, language }: OnItem,
  status: SavedAnswer['status'],
  verb: MaintainerVerb,
): Promise<Reply> {
  const saved = await context.records.saved.get(id);
  if (saved?.status !== status) return gone(language);
  return draftForm(language, tokenFor(verb, { kind: 'saved', id }), saved);
}

async function saveEdited(
  { context, press, id, language }: OnItem,
  status: SavedAnswer['status'],
): Promise<Reply> {
  const { saved } = context.records;
  if ((await saved.get(id))?.status !== status) return gone(language);
  const draft = readDraft(press);
  if (draft === undefined) return say(language, 'draft.empty');
  const change = withProject(context, draft);
  const edited = await changeFrom(saved, id, status, (before) => ({ ...before, ...change }));
  if (edited === undefined) return gone(language);
  await context.changed();
  return savedItem(context, id, edited, language);
}
