/** From a question to its reply. */

import { type Language, MAX_QUESTION_LENGTH, type Question, type Reply } from '../contract.js';
import type { Judgement } from '../engine/judge.js';
import { detectLanguage, spokenLanguage } from '../text/language.js';
import { asksNothingYet, hasQuestionForm } from '../text/question-form.js';
import { alternatives, plausibleProject, SUGGESTIONS, suggestions } from './choices.js';
import * as compose from './compose.js';
import type { BotContext } from './context.js';
import { entryReply, withActions } from './entry-reply.js';
import { explain } from './explain.js';
import { afterAnswer } from './intent/after-answer.js';
import { type Intent, isList } from './intent/model.js';
import type { AskedQuestion } from './learner.js';
import type { Remembered } from './memory.js';
import { type NextTurn, nextTurn } from './next-turn.js';
import { hearPlainWords, lastExplanation } from './plain-words.js';

/** Matches asked for: the best one, and what suggestions and the explanation show. */
export const MATCHES = 6;

/** `undefined`: silence. */
export async function answerQuestion(context: BotContext, question: Question): Promise<Reply | undefined> {
  await context.memory.load(question.place);
  const heard = await hearPlainWords(context, question, textOf(question));
  if (heard !== undefined) return heard.reply;
  const language = languageFor(context, question);
  const intent = question.attention === 'overheard' ? undefined : intentOf(context, question);
  return intent === undefined
    ? await matchedReply(context, question, language)
    : await intentReply(context, question, language, intent);
}

/** Whether the member may not have come to the question yet: a greeting, a bare subject. */
export function isUnfinished(context: BotContext, question: Question): boolean {
  const intent = intentOf(context, question);
  const isGuide = intent === undefined || intent.kind === 'help';
  const text = textOf(question);
  return isGuide && !text.startsWith('/') && afterAnswer(text) === undefined && asksNothingYet(text);
}

/** The language of a reply. */
export function languageFor({ fixedLanguage, memory }: BotContext, question: Question): Language {
  const text = textOf(question);
  const known = fixedLanguage ?? question.language ?? spokenLanguage(text);
  return known ?? memory.recall(question.place).language ?? detectLanguage(text);
}

const textOf = ({ text }: Question): string => text.slice(0, MAX_QUESTION_LENGTH).trim();

function intentOf({ readIntent, follow, memory }: BotContext, question: Question): Intent | undefined {
  const text = textOf(question);
  const { list } = memory.recall(question.place);
  return readIntent(text) ?? (list === undefined ? undefined : follow(text, list));
}

/** A list, help, or the last explanation again. */
async function intentReply(
  context: BotContext,
  { place, platform }: Question,
  language: Language,
  intent: Intent,
): Promise<Reply> {
  const { learner, lists, memory } = context;
  const before = memory.recall(place);
  if (intent.kind === 'why')
    return (await lastExplanation(context, place)) ?? compose.say(language, 'why.none');
  if (isList(intent)) learner?.listed(platform, intent.project);
  memory.remember(place, { ...before, language, list: isList(intent) ? intent : before.list });
  return lists.reply(intent, language);
}

/** A question as it was decided, in the light of what was said before it. */
interface Decided extends Omit<Judgement, 'second'>, Pick<AskedQuestion, 'second'> {
  readonly text: string;
  readonly language: Language;
  /** What was remembered of the place. */
  readonly before: Remembered;
  /** The catalogue's project that the question was restricted to. */
  readonly restrictedTo: string | undefined;
  readonly isFollowUp: boolean;
  /** Where the matches lead back to the entry that was just shown: what to say instead. */
  readonly next: NextTurn | undefined;
  /** Confidence in the best match of the question itself. */
  readonly confidence: number;
}

async function decided(context: BotContext, question: Question, language: Language): Promise<Decided> {
  const { attention, precision, place } = question;
  const text = textOf(question);
  const before = context.memory.recall(place);
  const restrictedTo = compose.projectNamed(context.projects, question.project);
  const judgement = await context.judge({
    text,
    previous: before.question,
    project: restrictedTo,
    limit: MATCHES,
    attention,
    precision,
    context: question.context,
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

async function matchedReply(
  context: BotContext,
  question: Question,
  language: Language,
): Promise<Reply | undefined> {
  const { attention, place, platform } = question;
  const { learner, memory, tokens, logger } = context;
  const one = await decided(context, question, language);
  const { decision, matching, thresholds, text, before, isFollowUp } = one;
  const [best] = matching.matches;
  const { relevance } = matching;
  logger.debug('decided', { decision, confidence: one.confidence, relevance, entry: best?.entry.id });
  const isSilent = attention === 'overheard' && decision !== 'answer';
  // An overheard message that is no question for this knowledge is not even counted, unless a second reader had to say so.
  if (isSilent && relevance < thresholds[attention].relevance && one.second === undefined) return undefined;
  const answer = decision === 'answer' ? best?.entry : undefined;
  const project = projectOf(context, question, one);
  const actions = learner?.noted({
    question: text,
    isMatched: true,
    isFollowUp,
    attention,
    language,
    decision,
    near: matching.matches.map(({ entry }) => entry),
    entry: answer,
    drafted: answer === undefined ? undefined : best?.drafted,
    project,
    platform,
    second: one.second,
  });
  // In a channel that did not ask the bot, anything short of an answer is noise.
  if (isSilent) return undefined;

  // A follow-up has no subject of its own, so the next follow-up is read together with the same question.
  const subject = isFollowUp ? before.question : text;
  const why = tokens.forExplanation(
    explain(language, {
      question: text,
      previous: subject === text ? undefined : subject,
      matching,
      decision,
      thresholds: thresholds[attention],
      second: one.second,
      relevanceNeeded: thresholds.overheard.relevance,
    }),
    language,
  );
  memory.remember(place, {
    question: subject,
    language,
    offered: decision === 'none' ? [] : matching.matches.map(({ entry }) => entry.id),
    asked: isFollowUp ? undefined : text,
    shown: answer?.id ?? (one.next === undefined ? undefined : before.shown),
  });
  const reply = withActions(replyTo(context, one, project), actions ?? [], why);
  // After a short word the answer above it is still the last.
  if (reply.kind !== 'notice') memory.rememberActions(place, reply);
  return reply;
}

/** The project that the question is about; `undefined` without evidence, as a wrong guess sends a member to the wrong place. */
function projectOf(
  { takeProject }: BotContext,
  { attention }: Question,
  { decision, matching, thresholds, text, next, restrictedTo }: Decided,
): string | undefined {
  const [best] = matching.matches;
  if (decision === 'answer') return best?.entry.project;
  const guess = next === undefined ? plausibleProject(matching, thresholds, attention) : best?.entry.project;
  return restrictedTo ?? takeProject(text).project ?? guess;
}

function replyTo(context: BotContext, one: Decided, project: string | undefined): Reply {
  const { decision, matching, language, next, confidence, text } = one;
  const [best] = matching.matches;
  // Where nothing is asked, it is no news that there is nothing more.
  if (next?.decision === 'none' && !hasQuestionForm(text))
    return compose.acknowledgement(compose.say(language, 'none.followUp'));
  if (next?.decision === 'suggest') {
    return compose.suggest(context, language, confidence, next.entries.slice(0, SUGGESTIONS));
  }
  if (best === undefined || decision === 'none') {
    return next === undefined
      ? compose.none(context, language, confidence, project)
      : compose.none(context, language, 0, project, 'none.followUp');
  }
  if (decision === 'suggest') {
    const { verdict } = one.second ?? {};
    const difference = verdict === undefined ? best.differs : verdict.differs;
    return compose.suggest(context, language, confidence, suggestions(matching.matches), difference);
  }
  const frame = { language, confidence: best.confidence, lead: 'answer.lead' } as const;
  return entryReply(context, best.entry, frame, alternatives(matching.matches));
}
