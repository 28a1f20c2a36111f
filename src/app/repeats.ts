/** The same answer again in a channel, a moment after it was given there: one line that points to it. */

import { quoted } from '../bot/compose.js';
import { type Bot, EMPTY_REPLY, type Reply } from '../contract.js';
import type { ClosableChannels } from '../listening/channels.js';
import { spokenText } from '../text/question-text.js';
import { questionsIn } from '../text/questions.js';
import { texts } from '../texts/texts.js';

/** The same bot, whose answers are shown whole once in a channel within some minutes. */
export function withoutRepeats(bot: Bot, channels: Pick<ClosableChannels, 'postedBefore'>): Bot {
  return {
    ...bot,
    async ask(question) {
      const reply = await bot.ask(question);
      if (reply?.kind !== 'answer' || reply.entry === undefined) return reply;
      const { channel, text } = question;
      // The answers to several questions stand together nowhere else.
      if (typeof channel !== 'string' || questionsIn(spokenText(text)).length > 1) return reply;
      const link = await channels.postedBefore(channel, reply.entry);
      return link === undefined ? reply : pointingTo(link, reply);
    },
  };
}

/** The buttons stay: the member may vote for these words, and hand the question over. */
function pointingTo(link: string, reply: Reply): Reply {
  const { kind, language, entry, confidence, actions } = reply;
  const question = quoted(reply.question ?? '');
  // Whose question it answers is still to be seen.
  const [quote = ''] = /^> .*\n\n/.exec(reply.lead) ?? [];
  const line = texts(language, link === '' ? 'repeat.above' : 'repeat.link', { question, link });
  return { ...EMPTY_REPLY, kind, language, entry, confidence, actions, lead: quote + line };
}
