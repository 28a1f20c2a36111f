/** From a question to its reply. */

import type { Language, Question, Reply } from '../contract.js';
import { detectLanguage, spokenLanguage } from '../text/language.js';
import { spokenText } from '../text/question-text.js';
import { isWithdrawn } from '../text/withdrawn.js';
import { alternatives, SUGGESTIONS, suggestions } from './choices.js';
import * as compose from './compose.js';
import type { BotContext } from './context.js';
import { answerOf, type Decided, decided, explanation, noted, projectOf, textOf } from './decided.js';
import { entryReply, withActions } from './entry-reply.js';
import { type Intent, isList } from './intent/model.js';
import { severalReply } from './several.js';

/** `undefined`: silence. */
export async function answerQuestion(context: BotContext, question: Question): Promise<Reply | undefined> {
  await context.memory.load(question.place);
  const language = languageFor(context, question);
  if (isWithdrawn(question.text))
    return question.attention === 'overheard' ? undefined : compose.say(language, 'takenBack');
  const intent = question.attention === 'overheard' ? undefined : intentOf(context, question);
  return intent === undefined
    ? await matchedReply(context, question, language)
    : await intentReply(context, question, language, intent);
}

/** The language of a reply. */
export function languageFor({ fixedLanguage, memory }: BotContext, question: Question): Language {
  const text = textOf(question);
  const known = fixedLanguage ?? question.language ?? spokenLanguage(spokenText(text));
  return known ?? memory.recall(question.place).language ?? detectLanguage(text);
}

function intentOf({ readIntent, follow, memory }: BotContext, question: Question): Intent | undefined {
  const text = textOf(question);
  const { list } = memory.recall(question.place);
  return readIntent(text) ?? (list === undefined ? undefined : follow(text, list));
}

/** A list, help, or the last explanation again. */
async function intentReply(
  { learner, lists, memory, tokens }: BotContext,
  question: Question,
  language: Language,
  intent: Intent,
): Promise<Reply> {
  const { place, platform } = question;
  const before = memory.recall(place);
  if (intent.kind === 'why') {
    const meaning = before.why === undefined ? undefined : await tokens.meaning(before.why);
    return meaning?.kind === 'explanation'
      ? compose.notice(meaning.language, meaning.text)
      : compose.say(language, 'why.none');
  }
  if (isList(intent)) learner?.listed(platform, intent.project);
  const list = isList(intent) ? intent : before.list;
  memory.remember(place, { ...before, language, list }, before.question === undefined ? question : undefined);
  return lists.reply(intent, language, question);
}

async function matchedReply(
  context: BotContext,
  question: Question,
  language: Language,
): Promise<Reply | undefined> {
  const { attention, place } = question;
  const { memory, tokens, logger } = context;
  const one = await decided(context, question, language, memory.recall(place));
  const { decision, matching, thresholds, text, before, isFollowUp } = one;
  const [best] = matching.matches;
  const { relevance } = matching;
  logger.debug('decided', { decision, confidence: one.confidence, relevance, entry: best?.entry.id });
  const isSilent = attention === 'overheard' && decision !== 'answer';
  // An overheard message that is no question for this knowledge is not even counted, unless a second reader had to say so.
  if (isSilent && relevance < thresholds[attention].relevance && one.second === undefined) return undefined;
  const several = attention === 'addressed' ? await severalReply(context, question, one) : undefined;
  if (several !== undefined) return several;
  const actions = noted(context, question, one);
  // In a channel that did not ask the bot, anything short of an answer is noise.
  if (isSilent) return undefined;

  const why = tokens.forExplanation(explanation(question, one), language, question);
  const what = {
    // A follow-up has no subject of its own, so the next follow-up is read together with the same question.
    question: isFollowUp ? before.question : text,
    why,
    language,
    offered: decision === 'none' ? [] : matching.matches.map(({ entry }) => entry.id),
    asked: isFollowUp ? undefined : text,
    shown: answerOf(one)?.id ?? (one.next === undefined ? undefined : before.shown),
  };
  memory.remember(place, what, isFollowUp ? undefined : question);
  return withActions(replyTo(context, one, projectOf(context, question, one)), actions, why);
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
