import type { Language, Question, Reply } from '../contract.js';
import { afterAnswer } from '../text/after-answer.js';
import { detectLanguage, spokenLanguage } from '../text/language.js';
import { pointsElsewhere } from '../text/pointing.js';
import { hasQuestionForm } from '../text/question-form.js';
import { ownWords, spokenText } from '../text/question-text.js';
import { remarkOf } from '../text/remark.js';
import { asksNothingYet } from '../text/unfinished.js';
import { asksForQuiet } from '../text/quiet.js';
import { isWithdrawn } from '../text/withdrawn.js';
import type { TextKey } from '../texts/texts.js';
import { alternatives, SUGGESTIONS, suggestions } from './choices.js';
import * as compose from './compose.js';
import type { BotContext } from './context.js';
import { answerOf, type Decided, decided, explanation, noted, projectOf } from './decided.js';
import { entryReply, withActions } from './entry-reply.js';
import { type Intent, isList } from './intent/model.js';
import { asksNothing, goesOnAsking, remarkToBot } from './manners.js';
import { hearPlainWords, lastExplanation } from './plain-words.js';
import { pointedQuestion, type ReadQuestion, withContextReader } from './pointing.js';
import { severalReply } from './several.js';

/** `undefined`: silence. */
export async function answerQuestion(context: BotContext, given: Question): Promise<Reply | undefined> {
  await context.memory.load(given.place);
  const asked = withContextReader(context, given);
  const { attention, text } = asked;
  const spoken = (): Language => languageFor(context, asked);
  const heard = await hearPlainWords(context, asked, spoken);
  if (heard !== undefined) return heard;
  const understood = (key: TextKey): Reply => compose.acknowledgement(compose.say(spoken(), key));
  const remark = remarkToBot(asked);
  if (isWithdrawn(text))
    return attention === 'overheard' && remark === undefined ? undefined : understood('takenBack');
  const isQuietWanted = attention === 'addressed' && asksForQuiet(ownWords(text));
  if (isQuietWanted) return understood('acknowledgement.heard');
  if (remark?.isWhole === true) return understood('acknowledgement');
  const question = (await pointedQuestion(asked)) ?? asked;
  const language = languageFor(context, ownWords(text) === '' ? question : asked);
  const intent = intentOf(context, question);
  const reply =
    intent === undefined
      ? await matchedReply(context, question, language)
      : await intentReply(context, question, language, intent);
  return question.quoted === undefined || reply === undefined
    ? reply
    : compose.withQuote(reply, question.text, question.quoted);
}

/** Whether the member may not have come to the question yet: a greeting, a bare subject. */
export function isUnfinished(context: BotContext, given: Question): boolean {
  const text = given.text.trim();
  if (text.startsWith('/') || isWithdrawn(text)) return false;
  // What is said to an answer is complete, and so is what points at another message.
  if (remarkOf(text) !== undefined || afterAnswer(text) !== undefined) return false;
  if (given.context !== undefined && pointsElsewhere(text)) return false;
  const intent = intentOf(context, { ...given, text });
  return (intent === undefined || intent.kind === 'help') && asksNothingYet(text);
}

export function languageFor(
  { fixedLanguage, commonLanguage, memory }: BotContext,
  question: Question,
): Language {
  const { text } = question;
  const known = fixedLanguage ?? question.language ?? spokenLanguage(spokenText(text));
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
  context: BotContext,
  question: Question,
  language: Language,
  intent: Intent,
): Promise<Reply> {
  const { learner, lists, memory } = context;
  const { place, platform } = question;
  const before = memory.recall(place);
  if (intent.kind === 'why')
    return (await lastExplanation(context, place)) ?? compose.say(language, 'why.none');
  if (isList(intent)) learner?.listed(platform, intent.project);
  const list = isList(intent) ? intent : before.list;
  memory.remember(place, { ...before, language, list }, before.question === undefined ? question : undefined);
  return lists.reply(intent, language, question);
}

async function matchedReply(
  context: BotContext,
  question: ReadQuestion,
  language: Language,
): Promise<Reply | undefined> {
  const { attention, place, followUp } = question;
  const { memory, tokens, logger } = context;
  // Somebody else's message does not lean on what the asker said before.
  const one = await decided(
    context,
    question,
    language,
    question.quoted === undefined ? memory.recall(place) : {},
  );
  const { decision, matching, thresholds, text, before, isFollowUp } = one;
  const [best] = matching.matches;
  const { relevance } = matching;
  logger.debug('decided', { decision, confidence: one.confidence, relevance, entry: best?.entry.id });
  const remark = remarkToBot(question);
  if ((followUp === true || remark?.kind === 'thanks') && !goesOnAsking(matching, text)) {
    return remark && compose.acknowledgement(compose.say(language, 'acknowledgement'));
  }
  // Who says something to the bot and asks nothing is heard: "nothing found" would be beside the point.
  if (attention === 'addressed' && decision !== 'answer' && asksNothing(matching, text))
    return compose.acknowledgement(compose.say(language, 'acknowledgement.heard'));
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
    language,
    offered: decision === 'none' ? [] : matching.matches.map(({ entry }) => entry.id),
    asked: isFollowUp ? undefined : text,
    shown: answerOf(one)?.id ?? (one.next === undefined ? undefined : before.shown),
  };
  memory.remember(place, what, isFollowUp ? undefined : question);
  const reply = replyTo(context, one, projectOf(context, question, one));
  // After a short word the answer above it is still the last.
  if (reply.kind === 'acknowledgement') return reply;
  const complete = withActions(reply, actions, why);
  memory.rememberActions(place, complete, question);
  return complete;
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
