/** A question decided, and what is noted and explained of it. */

import type { Action, Language, Question, QuestionContext } from '../contract.js';
import type { Judgement } from '../engine/judge.js';
import type { Entry } from '../knowledge/model.js';
import type { ReadContext } from '../second-reader/contract.js';
import { plausibleProject } from './choices.js';
import * as compose from './compose.js';
import type { BotContext } from './context.js';
import { explain } from './explain.js';
import type { AskedQuestion } from './learner.js';
import type { Remembered } from './memory.js';
import { type NextTurn, nextTurn } from './next-turn.js';
import type { ReadQuestion } from './pointing.js';

/** Matches asked for: the best one, and what suggestions and the explanation show. */
export const MATCHES = 6;

/** A question as it was decided, in the light of what was said before it. */
export interface Decided extends Omit<Judgement, 'second'>, Pick<AskedQuestion, 'second'> {
  readonly text: string;
  readonly language: Language;
  /** What was said before it. */
  readonly before: Remembered;
  /** The catalogue's project that the question was restricted to. */
  readonly restrictedTo: string | undefined;
  readonly isFollowUp: boolean;
  /** Where the matches lead back to the entry that was just shown: what to say instead. */
  readonly next: NextTurn | undefined;
  /** Confidence in the best match of the question itself. */
  readonly confidence: number;
}

/** @param before what was said before it */
export async function decided(
  context: BotContext,
  question: ReadQuestion,
  language: Language,
  before: Remembered,
): Promise<Decided> {
  const { text, attention, precision } = question;
  const restrictedTo = compose.projectNamed(context.projects, question.project);
  const judgement = await context.judge({
    text,
    previous: before.question,
    project: restrictedTo,
    limit: MATCHES,
    attention,
    precision,
    context: async () => wordsOf(await question.context()),
    secondReader: question.secondReader,
  });
  const { matching, thresholds, second } = judgement;
  const [best] = matching.matches;
  const isFollowUp = matching.usedPrevious === true && before.question !== undefined;
  // The same words get the same answer again; a follow-up in other words wants to hear more. A second reader knows what it leans on.
  const isRepeated =
    isFollowUp &&
    second?.verdict === undefined &&
    best?.entry.id === before.shown &&
    text !== before.question;
  const next =
    isRepeated && best !== undefined && judgement.decision !== 'none'
      ? nextTurn(
          best.entry,
          matching.matches,
          context.entries.thread(best.entry.thread.id),
          thresholds[attention],
        )
      : undefined;
  return {
    decision: next?.decision ?? judgement.decision,
    matching: next?.decision === 'answer' ? { ...matching, matches: next.others } : matching,
    thresholds,
    second: second && { ...second, decided: judgement.decision },
    text,
    language,
    before,
    restrictedTo,
    isFollowUp,
    next,
    confidence: best?.confidence ?? 0,
  };
}

const wordsOf = ({ pointedAt, threadStart }: QuestionContext): ReadContext => ({
  pointedAt: pointedAt?.text,
  threadStart: threadStart?.text,
});

/** The entry that answers; `undefined` where none is sure enough. */
export function answerOf({ decision, matching }: Decided): Entry | undefined {
  return decision === 'answer' ? matching.matches[0]?.entry : undefined;
}

/** Notes the question with what became of it, and gives the actions to show under the reply. */
export function noted(context: BotContext, question: Question, one: Decided): readonly Action[] {
  const { decision, matching, text, language, isFollowUp, second } = one;
  const answer = answerOf(one);
  const actions = context.learner?.noted({
    question: text,
    isMatched: true,
    isFollowUp,
    attention: question.attention,
    language,
    decision,
    near: matching.matches.map(({ entry }) => entry),
    entry: answer,
    drafted: answer === undefined ? undefined : matching.matches[0]?.drafted,
    project: projectOf(context, question, one),
    asker: question.asker,
    platform: question.platform,
    second,
  });
  return actions ?? [];
}

/** Why it was decided so, as Markdown. */
export function explanation(
  { attention }: Question,
  { text, language, before, isFollowUp, matching, decision, thresholds, second }: Decided,
): string {
  return explain(language, {
    question: text,
    previous: isFollowUp ? before.question : undefined,
    matching,
    decision,
    thresholds: thresholds[attention],
    second,
    overheardNeeded: thresholds.overheard.answer,
  });
}

/** The project that the question is about; `undefined` without evidence, as a wrong guess sends a member to the wrong place. */
export function projectOf(
  { takeProject }: BotContext,
  { attention }: Question,
  { decision, matching, thresholds, text, next, restrictedTo }: Decided,
): string | undefined {
  const [best] = matching.matches;
  if (decision === 'answer') return best?.entry.project;
  const guess = next === undefined ? plausibleProject(matching, thresholds, attention) : best?.entry.project;
  return restrictedTo ?? takeProject(text).project ?? guess;
}
