/** Answers that maintainers write: their forms, and what comes back from them. */

import type { Reply } from '../../contract.js';
import { projectNamed, say } from '../../bot/compose.js';
import { texts } from '../../texts/texts.js';
import type { LearningContext } from '../context.js';
import { type Draft, draftForm, readDraft } from '../forms.js';
import { openQuestionLike } from '../hand-over.js';
import { waitingPair } from '../imported/decisions.js';
import { changeFrom, idOf, type SavedAnswer } from '../records.js';
import { type MaintainerVerb, SAVED_TOKEN, tokenFor } from '../tokens.js';
import { importedItem, savedItem } from './items.js';
import { gone, type ItemPress, type MaintainerPress } from './press.js';

/** The form of an answer as far as it is known. */
async function answerForm(
  { context, language }: MaintainerPress,
  token: string,
  draft: Draft,
): Promise<Reply> {
  const { question, answer } = draft;
  const project = draft.project ?? (await guessedProject(context, question === '' ? answer : question));
  return draftForm(language, token, { ...draft, project });
}

/** The project of the two entries that come nearest, where they agree. */
async function guessedProject({ parts }: LearningContext, text: string): Promise<string | undefined> {
  const [first, second] = await parts.answering.nearest(text, 2);
  return first?.project === second?.project ? first?.project : undefined;
}

/** The form of an answer to no question in particular, filled with what the press brings. */
export async function newAnswerForm(pressed: MaintainerPress): Promise<Reply> {
  const { question = '', answer = '', link = '' } = pressed.press.fields ?? {};
  const links = link === '' ? [] : [{ title: link, url: link }];
  return await answerForm(pressed, SAVED_TOKEN, { question, answer, links });
}

/** The form of an answer to an open question. */
export async function writeAnswer(on: ItemPress): Promise<Reply> {
  const question = await on.context.records.questions.get(on.id);
  if (question?.status !== 'open') return gone(on.language);
  const { text, project } = question;
  return await answerForm(on, tokenFor('answered', on), { question: text, answer: '', links: [], project });
}

/** Takes the form of {@link newAnswerForm}. */
export async function saveNewAnswer(pressed: MaintainerPress): Promise<Reply> {
  const { question = '' } = pressed.press.fields ?? {};
  return await saveDraft(pressed, await openQuestionLike(pressed.context, question));
}

/** Takes the form of {@link writeAnswer}. */
export async function saveAnswer(on: ItemPress): Promise<Reply> {
  const question = await on.context.records.questions.get(on.id);
  return question?.status === 'open' ? await saveDraft(on, on.id) : gone(on.language);
}

/** @param asked the open question that the answer was written for */
async function saveDraft(
  { context, press, language }: MaintainerPress,
  asked: string | undefined,
): Promise<Reply> {
  const { records, now } = context;
  const draft = readDraft(press);
  if (draft === undefined) return say(language, 'draft.empty');
  // The same form sent twice, by an impatient finger or a platform's retry, is one answer.
  const open = asked === undefined ? undefined : await records.questions.get(asked);
  const id = idOf(draft.question, draft.answer, asked ?? '', String(open?.at ?? ''));
  const change = (before: SavedAnswer | undefined): SavedAnswer | undefined =>
    before?.status === 'pending' || before?.status === 'accepted'
      ? undefined
      : { ...withProject(context, draft), status: 'pending', at: now(), asked };
  const saved = await records.saved.update(id, change, await context.ownerOf(press));
  if (saved?.status !== 'pending') return gone(language);
  await context.changed();
  return { ...savedItem(context, id, saved, language), lead: texts(language, 'review.saved') };
}

/** A project is kept by its name in the catalogue; one that is not in it keeps its own. */
function withProject({ projects }: LearningContext, draft: Draft): Draft {
  return { ...draft, project: projectNamed(projects, draft.project) ?? draft.project };
}

/** The form of a saved answer with this status; submitting it brings `verb`. */
export async function editForm(
  { context, id, language }: ItemPress,
  status: SavedAnswer['status'],
  verb: MaintainerVerb,
): Promise<Reply> {
  const saved = await context.records.saved.get(id);
  if (saved?.status !== status) return gone(language);
  return draftForm(language, tokenFor(verb, { kind: 'saved', id }), saved);
}

/** Takes the form of {@link editForm}. */
export async function saveEdited(
  { context, press, id, language }: ItemPress,
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

/** The form of an imported pair. */
export async function editImported({ context, id, language }: ItemPress): Promise<Reply> {
  const pair = await waitingPair(context, id);
  if (pair === undefined) return gone(language);
  return draftForm(language, tokenFor('edited', { kind: 'imported', id }), pair);
}

/** Takes the form of {@link editImported}. */
export async function saveEditedImported({ context, press, id, language }: ItemPress): Promise<Reply> {
  const { imported, importedTexts } = context.records;
  const draft = readDraft(press);
  if (draft === undefined) return say(language, 'draft.empty');
  const { question, project, answer, links } = withProject(context, draft);
  const edited = await changeFrom(imported, id, 'pending', (before) => ({
    ...before,
    question,
    project,
    isEdited: true,
  }));
  const text = await importedTexts.update(id, (before) => before && { ...before, answer, links: [...links] });
  if (edited === undefined || text === undefined) return gone(language);
  return importedItem(context, id, { ...edited, ...text }, language);
}
