/** Where a press is handled: buttons, menus and digits that were chosen. */

import type { Language, Press, Reply } from '../contract.js';
import type { Entry } from '../knowledge/model.js';
import { detectLanguage } from '../text/language.js';
import { notice, say } from './compose.js';
import type { BotContext } from './context.js';
import { shownEntry } from './entry-reply.js';

export async function handlePress(context: BotContext, press: Press): Promise<Reply> {
  const { memory, tokens, entries, lists, learner } = context;
  await memory.load(press.place);
  const meaning = await tokens.meaning(press.token);
  const entry = meaning?.kind === 'entry' ? entries.get(meaning.id) : undefined;
  const language = pressLanguage(context, press, entry);
  const learned = meaning === undefined ? await learner?.press(press, language) : undefined;
  if (learned !== undefined) return learned;
  if (meaning?.kind === 'explanation') return notice(meaning.language, meaning.text);
  if (meaning?.kind === 'more') return lists.list(meaning.intent, meaning.language, press, meaning.offset);
  return entry === undefined ? say(language, 'press.expired') : pickedEntry(context, press, entry, language);
}

export function pressLanguage(
  { fixedLanguage, commonLanguage, memory }: BotContext,
  { place, language }: Press,
  entry?: Entry,
): Language {
  const known = fixedLanguage ?? memory.recall(place).language ?? language;
  return known ?? (entry === undefined ? commonLanguage : detectLanguage(entry.question));
}

function pickedEntry(context: BotContext, press: Press, entry: Entry, language: Language): Reply {
  const { place } = press;
  const { offered, asked } = context.memory.recall(place);
  // Chosen for what was asked: the question's own words lead to this entry.
  const question = (offered?.includes(entry.id) === true ? asked : undefined) ?? entry.question;
  const reply = shownEntry(context, entry, { question, language, who: press });
  const what = { question: entry.question, language, shown: entry.id, offered, asked };
  context.memory.remember(place, what, asked === undefined ? press : undefined);
  context.memory.rememberActions(place, reply, press);
  return reply;
}
