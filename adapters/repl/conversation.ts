/** What a typed line means, and the text that it brings; knows nothing of streams. */

import type { Choice, Host, Language, Reply } from '../../src/contract.js';
import { OWN_COMMANDS } from './complete.js';
import { choicesOf } from './render.js';

/** A terminal has one member and one conversation. */
const WHO = { asker: 'repl', place: 'repl' } as const;

/** At most two digits: "8080" is a question. */
const NUMBER = /^[0-9]{1,2}$/;

export interface Conversation {
  /** Carries out one line. `''` shows nothing. Never rejects. */
  handle(line: string): Promise<Outcome>;
  /** One of the REPL's own sentences; in both languages as long as none is known. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
}

export interface Outcome {
  readonly text: string;
  readonly end: boolean;
}

/** @param show turns a reply into text; called once a reply, as the width may have changed. */
export function createConversation(host: Host, show: (reply: Reply) => string): Conversation {
  let choices: readonly Choice[] = [];
  let why: string | undefined;
  let language = settledLanguage(host.settings['QABOT_LANGUAGE']);
  const isSettled = language !== undefined;

  const say: Conversation['say'] = (key, values) =>
    language === undefined
      ? `${host.texts('zh', key, values)}\n${host.texts('en', key, values)}`
      : host.texts(language, key, values);

  const remember = (reply: Reply): void => {
    if (!isSettled) language = reply.language;
    const offered = choicesOf(reply);
    const explain = reply.actions.find(({ kind }) => kind === 'why');
    // An explanation or a help page leaves the list above it in force.
    if (reply.kind === 'notice' && offered.length === 0 && explain === undefined) return;
    choices = offered;
    // A list explains nothing: the answer before it still can be.
    why = explain?.token ?? why;
  };

  const shown = (reply: Reply | undefined): string => {
    if (reply === undefined) return '';
    remember(reply);
    return show(reply);
  };

  const press = async (token: string): Promise<string> => shown(await host.bot.press({ token, ...WHO }));

  const ask = async (text: string): Promise<string> =>
    shown(await host.bot.ask({ text, ...WHO, attention: 'addressed' }));

  const answer = async (line: string): Promise<string> => {
    // An input method may leave digits and the slash in their full width.
    const typed = line.normalize('NFKC').toLowerCase();
    if (typed === '/why') return why === undefined ? say('repl.nothingToExplain') : await press(why);
    if (typed === '/help')
      return [await ask('/help'), say('repl.help')].filter((part) => part !== '').join('\n\n');
    if (NUMBER.test(typed)) {
      const chosen = choices[Number(typed) - 1];
      if (chosen !== undefined) return await press(chosen.token);
      return choices.length === 0
        ? say('repl.noChoices', { number: Number(typed) })
        : say('repl.noChoice', { number: Number(typed), last: choices.length });
    }
    return await ask(line);
  };

  return {
    say,
    async handle(line) {
      const text = line.trim();
      if (text === '') return { text: '', end: false };
      if (isEnd(text)) return { text: '', end: true };
      try {
        return { text: await answer(text), end: false };
      } catch (error) {
        host.logger.error('the REPL could not answer', { error: String(error) });
        return { text: say('repl.fault'), end: false };
      }
    },
  };
}

function isEnd(text: string): boolean {
  const typed = text.normalize('NFKC').toLowerCase();
  return typed !== '/why' && OWN_COMMANDS.includes(typed);
}

function settledLanguage(setting: string | undefined): Language | undefined {
  const name = setting?.toLowerCase() ?? '';
  if (/^zh(?![a-z])/.test(name)) return 'zh';
  return /^en(?![a-z])/.test(name) ? 'en' : undefined;
}
