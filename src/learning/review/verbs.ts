/** What maintainers do: they write answers, and decide on what waits. Each verb of a token has its handler. */

import type { Language, Press, Reply } from '../../contract.js';
import { notice, projectNamed, suggest } from '../../bot/compose.js';
import { savedEntryId } from '../../knowledge/saved-answer-id.js';
import { sameForm } from '../../text/same.js';
import { type TextKey, texts } from '../../texts/texts.js';
import type { LearningContext } from '../context.js';
import { type Draft, draftForm, readDraft } from '../forms.js';
import { openQuestionLike } from '../hand-over.js';
import { changeIf, deleteUnder, idOf, type Saved } from '../records.js';
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
interface OnItem extends Pressed {
  readonly id: string;
  /** The beginning of the token of an entry that was chosen. */
  readonly entry?: string;
}

type ItemHandler = (on: OnItem) => Promise<Reply>;

const say = (language: Language, key: TextKey): Reply => notice(language, texts(language, key));
const gone = (language: Language): Reply => say(language, 'review.gone');

/** What each verb does, by the kind of record that it can be about. */
const ITEM_HANDLERS: Readonly<
  Record<
    Exclude<MaintainerVerb, 'review' | 'save' | 'saved'>,
    Readonly<Partial<Record<ItemRecord['kind'], ItemHandler>>>
  >
> = {
  accept: { saved: acceptSaved, wording: acceptWording },
  reject: { saved: rejectSaved, wording: rejectWording, question: rejectQuestion },
  withdraw: { saved: withdrawAnswer, wording: withdrawWording },
  merge: {
    saved: (on) => chooseEntry('saved', on),
    question: (on) => chooseEntry('question', on),
  },
  into: {
    saved: (on) => mergeInto('saved', on),
    question: (on) => mergeInto('question', on),
  },
  answer: { question: writeAnswer },
  answered: { question: saveAnswer },
  edit: { saved: (on) => editForm('edited', on) },
  edited: { saved: (on) => saveEdited('pending', on) },
  revise: { saved: (on) => editForm('revised', on) },
  revised: { saved: (on) => saveEdited('accepted', on) },
};

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
  const handler =
    record === undefined || record.kind === 'shown' ? undefined : ITEM_HANDLERS[verb][record.kind];
  if (handler === undefined || record === undefined) return gone(language);
  return await handler({ ...pressed, id: record.id, entry });
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
async function decided(on: OnItem, done: TextKey): Promise<Reply> {
  await on.context.changed();
  return await nextItem(on, texts(on.language, done));
}

async function acceptSaved(on: OnItem): Promise<Reply> {
  const { context, id, language } = on;
  const saved = await decideSaved(context, id, { status: 'accepted', at: context.now() });
  if (saved === undefined) return gone(language);
  // The answer must be in force before those who asked are told of it.
  await context.changed();
  const question = saved.asked ?? (await openQuestionLike(context, saved.question));
  if (await closeQuestion(context, question, 'answered', savedEntryId(id))) await context.changed();
  return await nextItem(on, texts(language, 'review.accepted'));
}

async function acceptWording(on: OnItem): Promise<Reply> {
  const isDone = await decideWording(on.context, on.id, 'pending', 'live');
  return isDone ? await decided(on, 'review.accepted') : gone(on.language);
}

async function rejectSaved(on: OnItem): Promise<Reply> {
  const saved = await decideSaved(on.context, on.id, { status: 'rejected' });
  return saved === undefined ? gone(on.language) : await decided(on, 'review.rejected');
}

async function rejectWording(on: OnItem): Promise<Reply> {
  const isDone = await decideWording(on.context, on.id, 'pending', 'rejected');
  return isDone ? await decided(on, 'review.rejected') : gone(on.language);
}

async function rejectQuestion(on: OnItem): Promise<Reply> {
  if (!(await closeQuestion(on.context, on.id, 'rejected'))) return gone(on.language);
  await deleteUnder(on.context.records.askers, `${on.id}/`);
  return await decided(on, 'review.rejected');
}

async function withdrawn({ context, language }: OnItem, isDone: boolean): Promise<Reply> {
  if (!isDone) return gone(language);
  await context.changed();
  return say(language, 'review.withdrawn');
}

async function withdrawAnswer(on: OnItem): Promise<Reply> {
  return await withdrawn(on, await withdrawSaved(on.context, on.id));
}

async function withdrawWording(on: OnItem): Promise<Reply> {
  return await withdrawn(on, await decideWording(on.context, on.id, 'live', 'rejected'));
}

/** The question of an item that can be merged; `undefined` where it does not wait any more. */
async function mergeableText(
  kind: 'saved' | 'question',
  { context: { records }, id }: OnItem,
): Promise<string | undefined> {
  if (kind === 'saved') {
    const saved = await records.saved.get(id);
    return saved?.status === 'pending' ? saved.question : undefined;
  }
  const question = await records.questions.get(id);
  return question?.status === 'open' ? question.text : undefined;
}

async function chooseEntry(kind: 'saved' | 'question', on: OnItem): Promise<Reply> {
  const { id, language } = on;
  const { parts, projects } = on.context;
  const text = await mergeableText(kind, on);
  if (text === undefined) return gone(language);
  const near = parts.answering.nearest(text, NEAR);
  if (near.length === 0) return say(language, 'review.noMerge');
  const tokens = { forEntry: (entry: string) => tokenInto({ kind, id }, parts.tokens.forEntry(entry)) };
  return {
    ...suggest({ projects, tokens }, language, 1, near),
    lead: texts(language, 'review.merge'),
    audience: 'asker',
  };
}

/** Makes the item's question a wording of the entry that was chosen. */
async function mergeInto(kind: 'saved' | 'question', on: OnItem): Promise<Reply> {
  const { context, id, language, entry: start } = on;
  const { records, parts, now } = context;
  const entry = [...parts.entries.all()].find(
    (one) => start !== undefined && parts.tokens.forEntry(one.id).startsWith(start),
  );
  const text = entry === undefined ? undefined : await mergeableText(kind, on);
  if (entry === undefined || text === undefined) return gone(language);
  await records.wordings.update(idOf(entry.id, sameForm(text)), () => ({
    entry: entry.id,
    text,
    status: 'live',
    by: 'maintainer',
    at: now(),
  }));
  const asked = kind === 'question' ? id : (await decideSaved(context, id, { status: 'merged' }))?.asked;
  await closeQuestion(context, asked, 'answered', entry.id);
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
  const token = tokenFor('answered', { kind: 'question', id: on.id });
  return answerForm(on, token, { question: text, answer: '', links: [], project });
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

/** The form of an answer that waits (`edited`), or of one that is in force (`revised`). */
async function editForm(verb: 'edited' | 'revised', { context, id, language }: OnItem): Promise<Reply> {
  const saved = await context.records.saved.get(id);
  if (saved?.status !== (verb === 'edited' ? 'pending' : 'accepted')) return gone(language);
  return draftForm(language, tokenFor(verb, { kind: 'saved', id }), saved);
}

async function saveEdited(status: Saved['status'], { context, press, id, language }: OnItem): Promise<Reply> {
  const saved = await context.records.saved.get(id);
  if (saved?.status !== status) return gone(language);
  const draft = readDraft(press);
  if (draft === undefined) return say(language, 'draft.empty');
  const edited = await changeIf(
    context.records.saved,
    id,
    (before) => before.status === status,
    (before) => ({ ...before, ...withProject(context, draft) }),
  );
  if (edited === undefined) return gone(language);
  await context.changed();
  return savedItem(context, id, edited, language);
}
