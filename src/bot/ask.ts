/** From a question to its reply. */

import { type Language, type Question, type QuestionContext, type Reply } from '../contract.js';
import type { Judgement } from '../engine/judge.js';
import type { ReadContext } from '../second-reader/contract.js';
import { detectLanguage, spokenLanguage } from '../text/language.js';
import { pointsElsewhere } from '../text/pointing.js';
import { ownWords } from '../text/question-text.js';
import { alternatives, plausibleProject, SUGGESTIONS, suggestions } from './choices.js';
import * as compose from './compose.js';
import type { BotContext } from './context.js';
import { entryReply, withActions } from './entry-reply.js';
import { explain } from './explain.js';
import { type Intent, isList } from './intent/model.js';
import type { AskedQuestion } from './learner.js';
import { asksTheRoom, remarkToBot } from './manners.js';
import type { Remembered } from './memory.js';
import { type NextTurn, nextTurn } from './next-turn.js';
import { contextReader, pointedQuestion } from './pointing.js';

/** Matches asked for: the best one, and what suggestions and the explanation show. */
export const MATCHES = 6;

/** `undefined`: silence. */
export async function answerQuestion(context: BotContext, asked: Question): Promise<Reply | undefined> {
  await context.memory.load(asked.place);
  if (remarkToBot(asked)?.isWhole === true) return compose.acknowledgement(languageFor(context, asked));
  const lookUp = contextReader(context, asked);
  const pointed = await pointedQuestion(asked, lookUp);
  const question = pointed ?? asked;
  const language = languageFor(context, ownWords(asked.text) === '' ? question : asked);
  const intent = intentOf(context, question);
  const reply =
    intent === undefined
      ? await matchedReply(context, question, language, lookUp)
      : await intentReply(context, question, language, intent);
  return question.quoted === undefined || reply === undefined
    ? reply
    : compose.withQuote(reply, question.text, question.quoted);
}

/** The language of a reply. */
export function languageFor(
  { fixedLanguage, commonLanguage, memory }: BotContext,
  question: Question,
): Language {
  const { text } = question;
  const known = fixedLanguage ?? question.language ?? spokenLanguage(text);
  const before = known ?? memory.recall(question.place).language;
  return before ?? (text === '' ? commonLanguage : detectLanguage(text));
}

function intentOf({ readIntent, follow, memory }: BotContext, question: Question): Intent | undefined {
  if (question.attention === 'overheard') return undefined;
  const { text } = question;
  const { list, question: before } = memory.recall(question.place);
  const intent = readIntent(text) ?? (list === undefined ? undefined : follow(text, list));
  // What points at nothing that the bot could see asks for nothing that it could find.
  const isLost = intent === undefined && before === undefined && pointsElsewhere(text);
  return isLost ? { kind: 'help' } : intent;
}

/** A list, help, or the last explanation again. */
async function intentReply(
  { learner, lists, memory, tokens }: BotContext,
  { place, platform }: Question,
  language: Language,
  intent: Intent,
): Promise<Reply> {
  const before = memory.recall(place);
  if (intent.kind === 'why') {
    const meaning = before.why === undefined ? undefined : await tokens.meaning(before.why);
    return meaning?.kind === 'explanation'
      ? compose.notice(meaning.language, meaning.text)
      : compose.say(language, 'why.none');
  }
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

async function decided(
  context: BotContext,
  question: Question,
  language: Language,
  lookUp: () => Promise<QuestionContext>,
): Promise<Decided> {
  const { text, attention, precision, place } = question;
  const remembered = context.memory.recall(place);
  // Somebody else's message does not lean on what the asker said before.
  const before = question.quoted === undefined ? remembered : {};
  const restrictedTo = compose.projectNamed(context.projects, question.project);
  const judgement = await context.judge({
    text,
    previous: before.question,
    project: restrictedTo,
    limit: MATCHES,
    attention,
    precision,
    context: async () => wordsOf(await lookUp()),
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

async function matchedReply(
  context: BotContext,
  question: Question,
  language: Language,
  lookUp: () => Promise<QuestionContext>,
): Promise<Reply | undefined> {
  const { attention, place, platform, followUp } = question;
  const { learner, memory, tokens, logger } = context;
  const one = await decided(context, question, language, lookUp);
  const { decision, matching, thresholds, text, before, isFollowUp } = one;
  const [best] = matching.matches;
  const { relevance } = matching;
  logger.debug('decided', { decision, confidence: one.confidence, relevance, entry: best?.entry.id });
  const remark = remarkToBot(question);
  if ((followUp === true || remark?.kind === 'thanks') && !asksTheRoom(matching)) {
    return remark === undefined ? undefined : compose.acknowledgement(language);
  }
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
    why,
    language,
    offered: decision === 'none' ? [] : matching.matches.map(({ entry }) => entry.id),
    asked: isFollowUp ? undefined : text,
    shown: answer?.id ?? (one.next === undefined ? undefined : before.shown),
  });
  return withActions(replyTo(context, one, project), actions ?? [], why);
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
  const { decision, matching, language, next, confidence } = one;
  const [best] = matching.matches;
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
