/** Questions that go to the maintainers. The same question is one item, however many people ask it and wherever. */

import type { Press, Reply } from '../contract.js';
import { say } from '../bot/compose.js';
import { likeness, sameForm } from '../text/same.js';
import { texts } from '../texts/texts.js';
import { type LearningContext, UNKNOWN_PLATFORM } from './context.js';
import { formReply } from './forms.js';
import { questionItem } from './review/items.js';
import { idOf, type OpenQuestion, type ShownReply, type Waiting } from './records.js';
import { tokenFor } from './tokens.js';

/** Characters of a question that is handed over. */
const MOST_CHARACTERS = 1000;

/** Questions that one person can have open: more is somebody who tries the maintainers' patience. */
const MOST_OPEN = 10;

/** Milliseconds that a process has to tell the maintainers, before another does. */
const TELLING_MILLISECONDS = 30_000;

/** Two wordings with so much in common, and the same names and numbers, are one question. */
const SAME = 0.8;

/** The form in which the question is checked before it goes. */
export function handOverForm(id: string, { language, question }: ShownReply): Reply {
  return formReply(language, 'ask.text', {
    title: 'ask.title',
    token: tokenFor('asked', { kind: 'shown', id }),
    fields: [
      {
        name: 'question',
        label: 'ask.question',
        lines: 'many',
        required: true,
        value: question.slice(0, MOST_CHARACTERS),
      },
    ],
  });
}

/** The id of the open question that asks the same as this text, if there is one. */
export async function openQuestionLike(
  { records }: LearningContext,
  text: string,
): Promise<string | undefined> {
  const id = idOf(sameForm(text));
  if ((await records.questions.get(id))?.status === 'open') return id;
  const open = (await records.questions.list()).filter(([, { status }]) => status === 'open');
  return open.find(([, other]) => likeness(other.text, text) >= SAME)?.[0];
}

/** Takes the form of a question that is handed over. Rejects with what the store rejects with. */
export async function handOver(
  context: LearningContext,
  shown: ShownReply,
  { asker, place, link, platform = UNKNOWN_PLATFORM, fields = {} }: Press,
): Promise<Reply> {
  const { records, platforms } = context;
  const { language, project } = shown;
  const text = (fields['question'] ?? '').slice(0, MOST_CHARACTERS).trim();
  if (sameForm(text) === '') return say(language, 'ask.empty');
  const vault = await context.vault();
  const id = (await openQuestionLike(context, text)) ?? idOf(sameForm(text));
  const person = vault.person(platform, asker);
  const theirs = (await records.askers.list()).filter(([key]) => key.endsWith(`/${person}`));
  const key = `${id}/${person}`;
  const isFirst = theirs.every(([other]) => other !== key);
  if (isFirst && theirs.length >= MOST_OPEN) {
    return say(language, 'ask.tooMany', { count: theirs.length });
  }
  const sealedLink = link === undefined ? undefined : vault.seal(link);
  const untold = { platform, until: context.now() + TELLING_MILLISECONDS };
  const fresh = { text, language, project, link: sealedLink, untold };
  const { question, isNew } = await openQuestion(context, id, fresh, shown, person);
  const waiting: Waiting = { platform, place, asker, language };
  await records.askers.put(key, { sealed: vault.seal(JSON.stringify(waiting)) }, person);
  if (isFirst) context.count({ kind: 'handed-over', platform, project });
  if (isNew && question !== undefined) await announce(context, id, question, platform);
  // A member who sends the same question again gets the same reply as before, not "somebody else has asked it".
  const isOwn = isNew || !isFirst;
  const [own, joined] = platforms.canDeliver(platform)
    ? (['ask.done', 'ask.joined'] as const)
    : (['ask.doneSilently', 'ask.joinedSilently'] as const);
  return say(language, isOwn ? own : joined);
}

/** Opens the question, or adds to one that is open the entry that did not answer it. */
async function openQuestion(
  { records, now }: LearningContext,
  id: string,
  asked: Pick<OpenQuestion, 'text' | 'language' | 'project' | 'link' | 'untold'>,
  { near, entry }: ShownReply,
  person: string,
): Promise<{ readonly question: OpenQuestion | undefined; readonly isNew: boolean }> {
  const fresh: OpenQuestion = { ...asked, near, status: 'open', at: now(), refused: [] };
  let isNew = false;
  const question = await records.questions.update(
    id,
    (before) => {
      isNew = before?.status !== 'open';
      const open = before === undefined || isNew ? fresh : before;
      if (entry === undefined || open.refused.includes(entry)) return isNew ? open : undefined;
      return { ...open, refused: [...open.refused, entry] };
    },
    person,
  );
  return { question, isNew };
}

/** Tells the maintainers of a question, and marks that they were told. */
async function announce(
  context: LearningContext,
  id: string,
  question: OpenQuestion,
  platform: string,
): Promise<void> {
  const { language } = question;
  const item = await questionItem(context, id, question, language);
  const lead = texts(language, 'asked.lead', { platform });
  await tellMaintainers(context, platform, { ...item, lead, audience: 'everyone' });
  await context.records.questions.update(id, (before) =>
    before?.untold === undefined ? undefined : { ...before, untold: undefined },
  );
}

/** Tells the maintainers of a question where the process ended that was about to. One of several replicas does. */
export async function announceLeft(
  context: LearningContext,
  id: string,
  question: OpenQuestion,
): Promise<void> {
  const { records, now } = context;
  const { untold } = question;
  if (question.status !== 'open' || untold === undefined || untold.until > now()) return;
  let isOurs = false;
  await records.questions.update(id, (before) => {
    isOurs = before?.untold?.until === untold.until;
    return before === undefined || !isOurs
      ? undefined
      : { ...before, untold: { ...untold, until: now() + TELLING_MILLISECONDS } };
  });
  if (isOurs) await announce(context, id, question, untold.platform);
}

/** Where this platform has no channel for maintainers, those of another platform are told. Never rejects: what they are told of waits in the review. */
export async function tellMaintainers(
  { platforms, logger }: LearningContext,
  platform: string,
  reply: Reply,
): Promise<void> {
  const names = platforms.names().toSorted((a, b) => Number(b === platform) - Number(a === platform));
  for (const name of names) {
    try {
      if (await platforms.tellMaintainers(name, reply)) return;
    } catch (error) {
      logger.error(`the maintainers could not be told on ${name}; it waits in the review`, {
        error,
      });
    }
  }
}
