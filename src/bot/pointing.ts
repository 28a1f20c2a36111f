/** Which message's question is answered, where the one that was written has none of its own. */

import pTimeout from 'p-timeout';
import type { OtherMessage, Question, QuestionContext } from '../contract.js';
import { pointsElsewhere } from '../text/pointing.js';
import { questionText, quotedLines } from '../text/question-text.js';
import type { BotContext } from './context.js';

/** Milliseconds for what a message stands in. The adapters of the project ask their platforms for one second. */
const CONTEXT_MILLISECONDS = 2000;

/** A question that looks up what it stands in when that is first needed; it gives nothing where that fails or takes too long. */
export interface ReadQuestion extends Question {
  readonly context: () => Promise<QuestionContext>;
}

export function withContextReader({ logger }: Pick<BotContext, 'logger'>, question: Question): ReadQuestion {
  const { context = {} } = question;
  const lookUp = async (): Promise<QuestionContext> => {
    if (typeof context !== 'function') return context;
    try {
      return await pTimeout(context(), { milliseconds: CONTEXT_MILLISECONDS });
    } catch (error) {
      logger.debug('what a message stands in could not be read', { error });
      return {};
    }
  };
  let found: Promise<QuestionContext> | undefined;
  return { ...question, context: () => (found ??= lookUp()) };
}

/**
 * The question in the words of the message that it points at: one that it quotes, replies to or forwards, else the first of its
 * thread. `undefined` where it has a question of its own, or where there is no other with one.
 */
export async function pointedQuestion(question: ReadQuestion): Promise<ReadQuestion | undefined> {
  const { text, attention, followUp } = question;
  if (attention === 'overheard' || followUp === true || !pointsElsewhere(text)) return undefined;
  const quoted = quotedLines(text);
  if (isQuestion({ text: quoted })) return { ...question, text: quoted, quoted: {} };
  const { pointedAt, threadStart } = await question.context();
  const found = [pointedAt, threadStart].find((one) => one !== undefined && isQuestion(one));
  return found && { ...question, text: found.text, quoted: found };
}

function isQuestion({ text, isOwn = false }: OtherMessage): boolean {
  return !isOwn && questionText(text) !== '' && !pointsElsewhere(text);
}
