/** What maintainers do: write answers, and decide on what waits. Nobody else gets here. */

import type { Language, Press, Reply } from '../../contract.js';
import { notice, projectNamed, suggest } from '../../bot/compose.js';
import type { Entry } from '../../knowledge/model.js';
import { savedEntryId } from '../../knowledge/saved-answer-id.js';
import { sameForm } from '../../text/same.js';
import { texts } from '../../texts/texts.js';
import type { Context } from '../context.js';
import { createDecisions } from './decisions.js';
import { type Draft, draftForm, readDraft } from '../forms.js';
import type { HandOver } from '../hand-over.js';
import type { Items } from './items.js';
import { changeIf, deleteUnder, idOf, type Saved } from '../records.js';
import { type Command, SAVED_TOKEN, type Target, tokenFor, tokenInto } from '../tokens.js';

export interface Review {
  /** @throws whatever the store throws; nothing is half done then */
  carryOut(command: Command, press: Press, language: Language): Promise<Reply>;
}

const gone = (language: Language): Reply => notice(language, texts(language, 'review.gone'));

/** Entries that something can be merged into, to choose from. */
const NEAR = 5;

export function createReview(context: Context, items: Items, handOver: HandOver): Review {
  const { records, parts, projects, now } = context;
  const { decideSaved, withdrawSaved, closeQuestion, decideWording } = createDecisions(records, now);

  /** What was done, and what comes next. */
  const next = async (language: Language, done: string): Promise<Reply> => {
    const { total, items: waiting } = await items.queue(language, 1);
    const [item] = waiting;
    if (item === undefined)
      return notice(language, [done, texts(language, 'review.none')].join('\n\n').trim());
    const lead = [done, texts(language, 'review.count', { count: total }), item.lead];
    return { ...item, lead: lead.filter((line) => line !== '').join('\n\n') };
  };

  const guessedProject = async (text: string): Promise<string | undefined> => {
    const [first, second] = await parts.answering.nearest(text, 2);
    return first !== undefined && first.project === second?.project ? first.project : undefined;
  };

  /** The form of an answer to a question, as far as it is known. */
  const blank = async (
    language: Language,
    token: string,
    draft: Omit<Draft, 'project'>,
    project?: string,
  ): Promise<Reply> => {
    const guess = project ?? (await guessedProject(draft.question === '' ? draft.answer : draft.question));
    return draftForm(language, token, { ...draft, project: guess });
  };

  const keep = async (language: Language, press: Press, asked: string | undefined): Promise<Reply> => {
    const draft = readDraft(press);
    if (draft === undefined) return notice(language, texts(language, 'draft.empty'));
    // The same form sent twice, by an impatient finger or a platform's retry, is one answer.
    const open = asked === undefined ? undefined : await records.questions.get(asked);
    const id = idOf(draft.question, draft.answer, asked ?? '', String(open?.at ?? ''));
    const known = await records.saved.update(id, (before) =>
      before?.status === 'pending' || before?.status === 'accepted'
        ? undefined
        : { ...withProject(draft), status: 'pending', at: now(), asked },
    );
    if (known?.status !== 'pending') return gone(language);
    await context.changed();
    const item = items.saved(id, known, language);
    return { ...item, lead: texts(language, 'review.saved') };
  };

  /** A project by its name in the catalogue; one that is not in it keeps its own. */
  const withProject = ({ project, ...draft }: Draft): Omit<Saved, 'status' | 'at'> => {
    const name = projectNamed(projects, project) ?? project;
    return { ...draft, project: name };
  };

  const accept = async (target: Target, id: string, language: Language): Promise<Reply> => {
    if (target === 's') {
      const saved = await decideSaved(id, { status: 'accepted', at: now() });
      if (saved === undefined) return gone(language);
      // Before anybody hears of it, it must be there to be shown.
      await context.changed();
      const open = saved.asked ?? (await handOver.same(saved.question));
      if (await closeQuestion(open, 'answered', savedEntryId(id))) await context.changed();
      return await next(language, texts(language, 'review.accepted'));
    }
    if (target !== 'w' || !(await decideWording(id, 'pending', 'live'))) return gone(language);
    await context.changed();
    return await next(language, texts(language, 'review.accepted'));
  };

  const reject = async (target: Target, id: string, language: Language): Promise<Reply> => {
    const isMine =
      target === 's'
        ? (await decideSaved(id, { status: 'rejected' })) !== undefined
        : target === 'w'
          ? await decideWording(id, 'pending', 'rejected')
          : target === 'q' && (await closeQuestion(id, 'rejected'));
    if (!isMine) return gone(language);
    if (target === 'q') {
      await deleteUnder(records.askers, `${id}/`);
    }
    await context.changed();
    return await next(language, texts(language, 'review.rejected'));
  };

  /** Takes back what is in force. */
  const withdraw = async (target: Target, id: string, language: Language): Promise<Reply> => {
    const isMine =
      target === 's'
        ? await withdrawSaved(id)
        : target === 'w' && (await decideWording(id, 'live', 'rejected'));
    if (!isMine) return gone(language);
    await context.changed();
    return notice(language, texts(language, 'review.withdrawn'));
  };

  const textOf = async (target: Target, id: string): Promise<string | undefined> => {
    if (target === 's') {
      const saved = await records.saved.get(id);
      return saved?.status === 'pending' ? saved.question : undefined;
    }
    const question = target === 'q' ? await records.questions.get(id) : undefined;
    return question?.status === 'open' ? question.text : undefined;
  };

  const merge = async (target: Target, id: string, language: Language): Promise<Reply> => {
    const text = await textOf(target, id);
    if (text === undefined) return gone(language);
    const near = await parts.answering.nearest(text, NEAR);
    if (near.length === 0) return notice(language, texts(language, 'review.noMerge'));
    return {
      ...suggest(
        { projects, tokens: { forEntry: (entry) => tokenInto(target, id, parts.tokens.forEntry(entry)) } },
        language,
        1,
        near,
      ),
      lead: texts(language, 'review.merge'),
      audience: 'asker',
    };
  };

  const into = async ({ target, id, entry: start }: Command, language: Language): Promise<Reply> => {
    const entry = [...parts.entries.all()].find(
      (one) => start !== undefined && parts.tokens.forEntry(one.id).startsWith(start),
    );
    if (entry === undefined || id === undefined || target === undefined) return gone(language);
    const text = await textOf(target, id);
    if (text === undefined) return gone(language);
    await addWording(entry, text);
    const saved = target === 's' ? await decideSaved(id, { status: 'merged' }) : undefined;
    await closeQuestion(target === 'q' ? id : saved?.asked, 'answered', entry.id);
    await context.changed();
    return await next(language, texts(language, 'review.merged', { question: entry.question }));
  };

  const addWording = async (entry: Entry, text: string): Promise<void> => {
    await records.wordings.update(idOf(entry.id, sameForm(text)), () => ({
      entry: entry.id,
      text,
      status: 'live',
      by: 'maintainer',
      at: now(),
    }));
  };

  const onQuestion = async (verb: 'answer' | 'answered', id: string, press: Press, language: Language) => {
    const question = await records.questions.get(id);
    if (question?.status !== 'open') return gone(language);
    if (verb === 'answered') return await keep(language, press, id);
    const { text, project } = question;
    return await blank(
      language,
      tokenFor('answered', 'q', id),
      { question: text, answer: '', links: [] },
      project,
    );
  };

  /** Opens and takes the form of an answer that still waits, or of one that is in force. */
  const onSaved = async (
    verb: 'edit' | 'edited' | 'revise' | 'revised',
    id: string,
    press: Press,
    language: Language,
  ): Promise<Reply> => {
    const status = verb === 'edit' || verb === 'edited' ? 'pending' : 'accepted';
    const saved = await records.saved.get(id);
    if (saved?.status !== status) return gone(language);
    if (verb === 'edit') return draftForm(language, tokenFor('edited', 's', id), saved);
    if (verb === 'revise') return draftForm(language, tokenFor('revised', 's', id), saved);
    const draft = readDraft(press);
    if (draft === undefined) return notice(language, texts(language, 'draft.empty'));
    const { project: _, ...rest } = saved;
    const edited = await changeIf(
      records.saved,
      id,
      (before) => before.status === status,
      () => ({ ...rest, ...withProject(draft) }),
    );
    if (edited === undefined) return gone(language);
    await context.changed();
    return items.saved(id, edited, language);
  };

  return {
    async carryOut(command, press, language) {
      const { verb, target, id } = command;
      if (verb === 'review') return await next(language, '');
      if (verb === 'save') {
        const { question = '', answer = '', link } = press.fields ?? {};
        const links = link === undefined || link === '' ? [] : [{ title: link, url: link }];
        return await blank(language, SAVED_TOKEN, { question, answer, links });
      }
      if (verb === 'saved') {
        const { question = '' } = press.fields ?? {};
        return await keep(language, press, await handOver.same(question));
      }
      if (id === undefined || target === undefined) return gone(language);
      if (verb === 'accept') return await accept(target, id, language);
      if (verb === 'reject') return await reject(target, id, language);
      if (verb === 'merge') return await merge(target, id, language);
      if (verb === 'into') return await into(command, language);
      if ((verb === 'answer' || verb === 'answered') && target === 'q') {
        return await onQuestion(verb, id, press, language);
      }
      if (verb === 'withdraw') return await withdraw(target, id, language);
      const isForm = verb === 'edit' || verb === 'edited' || verb === 'revise' || verb === 'revised';
      if (isForm && target === 's') return await onSaved(verb, id, press, language);
      return gone(language);
    },
  };
}
