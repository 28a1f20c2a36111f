/** Votes, and the wordings that members confirm with them. */

import { MAX_FIELD_LENGTH, type Press, type Reply } from '../contract.js';
import { say } from '../bot/compose.js';
import type { Entry } from '../knowledge/model.js';
import { savedId } from '../knowledge/saved-answer-id.js';
import { wordingText } from '../text/question-text.js';
import { sameForm } from '../text/same.js';
import { type LearningContext, UNKNOWN_PLATFORM } from './context.js';
import { formReply } from './forms.js';
import { savedItem } from './review/items.js';
import { idOf, keyPart, type ShownReply, type Vote, type Wording } from './records.js';
import { tokenFor } from './tokens.js';

/** Letters of a question that can stand for an entry by itself; shorter ones mean too much. */
const LEAST_LETTERS = 4;
/** Characters of a question that can be a wording; a longer one tells a story. */
const MOST_CHARACTERS = 300;

interface VotedWording {
  readonly id: string;
  readonly text: string;
}

/** A person's vote on an entry. */
interface Cast {
  readonly context: LearningContext;
  readonly value: Vote['value'];
  readonly entry: Entry;
  /** The wording that is voted on with it. */
  readonly wording?: VotedWording;
  /** As the vault names them. */
  readonly person: string;
  readonly isMaintainer: boolean;
  readonly platform: string;
}

/** Notes a vote on the entry of a reply. Rejects with what the store rejects with. */
export async function vote(
  context: LearningContext,
  id: string,
  shown: ShownReply,
  value: Vote['value'],
  press: Press,
): Promise<Reply> {
  const { language } = shown;
  const entry = shown.entry === undefined ? undefined : context.parts.entries.get(shown.entry);
  if (entry === undefined) return say(language, 'press.expired');
  const { maintainer: isMaintainer = false, platform = UNKNOWN_PLATFORM } = press;
  const person = await personOf(context, press);
  const cast: Cast = {
    context,
    value,
    entry,
    wording: wordingOf(shown, entry),
    person,
    isMaintainer,
    platform,
  };
  await noteVote(cast);
  await noteOnWording(cast);
  await noteOnDrafted(cast, shown.drafted);
  if (value === 'helpful') return say(language, 'feedback.thanks');
  // A maintainer who finds a saved answer wrong can mend it on the spot.
  const saved = isMaintainer ? savedId(entry.id) : undefined;
  const answer = saved === undefined ? undefined : await context.records.saved.get(saved);
  if (saved !== undefined && answer?.status === 'accepted') {
    return savedItem(context, saved, answer, language);
  }
  return formReply(language, 'feedback.sorry', {
    title: 'feedback.reason.title',
    token: tokenFor('reason', { kind: 'shown', id }),
    fields: [{ name: 'reason', label: 'feedback.reason.label', lines: 'many', required: false }],
  });
}

/** Adds the reason to a vote that was cast. Rejects with what the store rejects with. */
export async function addReason(
  context: LearningContext,
  { language, entry }: ShownReply,
  press: Press,
): Promise<Reply> {
  const reason = press.fields?.['reason']?.slice(0, MAX_FIELD_LENGTH).trim() ?? '';
  if (entry !== undefined && reason !== '') {
    const person = await personOf(context, press);
    const change = (before: Vote | undefined): Vote | undefined =>
      before?.value === 'unhelpful' ? { ...before, reason } : undefined;
    await context.records.votes.update(voteKey(entry, person), change, person);
  }
  return say(language, reason === '' ? 'feedback.thanks' : 'feedback.noted');
}

const voteKey = (entry: string, person: string): string => `${keyPart(entry)}/${person}`;

async function personOf(
  { vault }: LearningContext,
  { platform = UNKNOWN_PLATFORM, asker }: Press,
): Promise<string> {
  return (await vault()).person(platform, asker);
}

/** What a member's question adds to the wordings of an entry; `undefined` where it adds none. */
function wordingOf({ question, isFollowUp }: ShownReply, entry: Entry): VotedWording | undefined {
  const text = wordingText(question).replace(/\s+/g, ' ').trim();
  const form = sameForm(text);
  const isTelling = !isFollowUp && form.length >= LEAST_LETTERS && text.length <= MOST_CHARACTERS;
  const isNew = ![entry.question, ...entry.alternates].some((known) => sameForm(known) === form);
  return isTelling && isNew ? { id: idOf(entry.id, form), text } : undefined;
}

/** One person has one vote on an entry. The same vote cast again keeps its reason and its place in the figures. */
async function noteVote({ context, value, entry, wording, person, platform }: Cast): Promise<void> {
  const { records, count, now } = context;
  const key = voteKey(entry.id, person);
  const before = await records.votes.get(key);
  const sameEvent = before?.value === value ? before.event : undefined;
  const event =
    sameEvent ?? count({ kind: value, platform, entry: entry.id, project: entry.project }, before?.event);
  const change = (known: Vote | undefined): Vote => ({
    value,
    event,
    at: now(),
    wording: wording?.id,
    reason: known?.value === value ? known.reason : undefined,
  });
  await records.votes.update(key, change, person);
}

/** Notes that the person confirms the wording or objects to it. */
async function noteOnWording(cast: Cast): Promise<void> {
  const { context, value, entry, wording, person } = cast;
  const { records, now } = context;
  if (wording === undefined) return;
  const { id, text } = wording;
  const key = `${id}/${person}`;
  if (value === 'helpful') {
    const change = (known: Wording | undefined): Wording | undefined =>
      known === undefined ? { entry: entry.id, text, status: 'pending', at: now() } : undefined;
    await records.wordings.update(id, change, person);
    await records.confirmations.put(key, {}, person);
    await records.objections.delete(key);
    await settleWording(cast, wording, false);
    return;
  }
  const isTakenBack = (await records.confirmations.get(key)) !== undefined;
  await records.confirmations.delete(key);
  await records.objections.put(key, {}, person);
  if (isTakenBack) await settleWording(cast, wording, true);
}

/** A drafted wording that led to an answer which did not help goes to review, unless it was there before. */
async function noteOnDrafted(
  { context: { records, now }, value, entry, person }: Cast,
  text: string | undefined,
): Promise<void> {
  if (text === undefined || entry.drafted?.includes(text) !== true) return;
  const id = idOf(entry.id, sameForm(text));
  if (value === 'helpful') {
    await records.objections.delete(`${id}/${person}`);
    return;
  }
  await records.wordings.update(id, (known) =>
    known === undefined
      ? { entry: entry.id, text, origin: 'drafted', status: 'pending', at: now() }
      : undefined,
  );
  await records.objections.put(`${id}/${person}`, {}, person);
}

/**
 * Makes a wording live where enough people, or a maintainer, say so and nothing speaks against it.
 * @param isTakenBack whether the vote takes a confirmation back
 */
async function settleWording(
  { context, entry, isMaintainer }: Cast,
  wording: VotedWording,
  isTakenBack: boolean,
): Promise<void> {
  const { records } = context;
  const { id } = wording;
  const confirmed = (await records.confirmations.list(`${id}/`)).length;
  const isEnough = (isMaintainer && !isTakenBack) || confirmed >= context.confirmations;
  const isDisputed = !isMaintainer && isEnough && (await isDisputedWording(context, wording, entry.id));
  let hasChanged = false;
  const change = (before: Wording): Wording | undefined => {
    if (isEnough && !isDisputed && before.status === 'pending') {
      return { ...before, status: 'live', by: isMaintainer ? 'maintainer' : 'members' };
    }
    // Taken back by somebody who confirmed it, it waits again. Only a maintainer takes back what a maintainer decided, and
    // confirmations that have grown too old to be kept take nothing back.
    const mayTakeBack = isTakenBack && (isMaintainer || before.by === 'members');
    return !isEnough && mayTakeBack && before.status === 'live'
      ? { ...before, status: 'pending' }
      : undefined;
  };
  await records.wordings.update(id, (before) => {
    const after = before === undefined ? undefined : change(before);
    hasChanged = after !== undefined;
    return after;
  });
  if (hasChanged) await context.changed();
}

/** Whether somebody voted against the wording, or it counts for another entry: then a maintainer decides. */
async function isDisputedWording(
  { records }: LearningContext,
  { id, text }: VotedWording,
  entry: string,
): Promise<boolean> {
  if ((await records.objections.list(`${id}/`)).length > 0) return true;
  const form = sameForm(text);
  const wordings = await records.wordings.list();
  return wordings.some(
    ([, other]) => other.status === 'live' && other.entry !== entry && sameForm(other.text) === form,
  );
}
