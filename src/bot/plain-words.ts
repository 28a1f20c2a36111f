/** What plain words after an answer bring: "why?" its explanation, "that is wrong" and "that helped" a vote. */

import type { Language, Question, Reply } from '../contract.js';
import { afterAnswer } from '../text/after-answer.js';
import { texts } from '../texts/texts.js';
import { acknowledgement, notice, say } from './compose.js';
import type { BotContext } from './context.js';

/** The explanation of the last reply in a place, where there is one. */
export async function lastExplanation(
  { memory, tokens }: BotContext,
  place: string,
): Promise<Reply | undefined> {
  const { why } = memory.lastActions(place);
  const meaning = why === undefined ? undefined : await tokens.meaning(why);
  return meaning?.kind === 'explanation' ? notice(meaning.language, meaning.text) : undefined;
}

/**
 * Carries out what the words say to the answer above them. Words of people who talk with each other are left alone, and so are those
 * that somebody else wrote than the one who asks.
 * @param spoken the language of a reply, where there is no answer whose language it could be in
 * @returns `undefined` where they say no such thing, or ask something too
 */
export async function hearPlainWords(
  context: BotContext,
  { text, attention, isAlone = false, quoted, place, asker, platform }: Question,
  spoken: () => Language,
): Promise<Reply | undefined> {
  const isAddressed = attention === 'addressed';
  if ((!isAddressed && !isAlone) || quoted !== undefined) return undefined;
  const said = afterAnswer(text);
  if (said === undefined) return undefined;
  if (said.kind === 'why')
    return (await lastExplanation(context, place)) ?? (isAddressed ? say(spoken(), 'why.none') : undefined);
  const { memory, learner } = context;
  const token = memory.lastActions(place)[said.kind];
  const { list, language = 'en' } = memory.recall(place);
  // A list is not voted on. A complaint about what stands elsewhere is heard, and brings no answer.
  if (token === undefined || list !== undefined)
    return isAddressed && said.kind === 'unhelpful' && !said.asks
      ? acknowledgement(say(spoken(), 'acknowledgement.heard'))
      : undefined;
  const by = { asker, place, platform };
  const voted = await learner?.press({ token, ...by }, language);
  if (voted === undefined) return undefined;
  if (said.kind === 'helpful') return acknowledgement(voted);
  // The vote's form asks for the reason, which the words are.
  const noted =
    voted.form === undefined
      ? voted
      : await learner?.press({ token: voted.form.token, fields: { reason: said.reason }, ...by }, language);
  if (said.asks || noted === undefined) return undefined;
  return isAddressed
    ? withHandOver(noted, memory.lastActions(place)['ask-maintainers'])
    : acknowledgement(noted);
}

/** Whom the answer did not help may ask people. */
function withHandOver(reply: Reply, token: string | undefined): Reply {
  if (token === undefined) return reply;
  return {
    ...reply,
    actions: [{ kind: 'ask-maintainers', label: texts(reply.language, 'ask.label'), token }],
  };
}
