/** Finds what a typed line means, and the text that answers it. It knows nothing of streams. */

import type {
  Action,
  ActionKind,
  Choice,
  Host,
  Language,
  Press,
  Reply,
  ReplyKind,
} from '../../src/contract.js';
import { ACTION_COMMANDS, END_COMMANDS } from './complete.js';
import { type Filling, fillIn, type Step } from './form.js';
import { choicesOf } from './render.js';

/** What leaves the choices above it in force. */
const ASIDE: readonly ReplyKind[] = ['notice', 'acknowledgement'];

/** A terminal has one member and one conversation. */
const WHO = { asker: 'repl', place: 'repl' } as const;

/** At most two digits: "8080" is a question. */
const NUMBER = /^[0-9]{1,2}$/;

const CANCEL = '/cancel';

export interface Conversation {
  /** Carries out one line. `''` shows nothing. Never rejects. */
  handle(line: string): Promise<Outcome>;
  /** Returns the text of a reply that comes unasked. What it offers can be chosen from then on. */
  receive(reply: Reply): string;
  /** Whether the next line is the text of a form's field. */
  filling(): boolean;
  /** Cancels the form that is being filled in, and returns what to say. `''` where there is none. */
  cancel(): string;
  /** One of the REPL's own sentences, in both languages until the conversation's language is known. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
}

interface Outcome {
  readonly text: string;
  readonly end: boolean;
}

/** @param show turns a reply into text. It is called once for each reply, as the terminal's width may have changed. */
export function createConversation(host: Host, show: (reply: Reply) => string): Conversation {
  let choices: readonly Choice[] = [];
  const actions = new Map<ActionKind, Action>();
  let filling: Filling | undefined;
  let language = settledLanguage(host.settings['QABOT_LANGUAGE']);
  const isSettled = language !== undefined;

  const say: Conversation['say'] = (key, values) =>
    language === undefined
      ? `${host.texts('zh', key, values)}\n${host.texts('en', key, values)}`
      : host.texts(language, key, values);

  const remember = (reply: Reply): void => {
    if (!isSettled) language = reply.language;
    const offered = choicesOf(reply);
    if (!ASIDE.includes(reply.kind) || offered.length > 0 || reply.actions.length > 0) choices = offered;
    // A list explains nothing and is not voted on: the answer before it still can be.
    for (const action of reply.actions) actions.set(action.kind, action);
  };

  const shown = async (reply: Reply | undefined, first?: string): Promise<string> => {
    if (reply === undefined) return '';
    remember(reply);
    if (reply.form === undefined) return show(reply);
    // The reply's own text is for places where no form can be opened.
    filling = fillIn(reply.form, reply.language, host.texts, first);
    return await carryOut(filling, filling.begin());
  };

  const carryOut = async ({ form }: Filling, step: Step): Promise<string> => {
    if (step.kind === 'ask') return step.text;
    filling = undefined;
    return await press({ token: form.token, fields: step.fields });
  };

  const press = async (given: Pick<Press, 'token' | 'fields'>, first?: string): Promise<string> =>
    await shown(await host.bot.press({ ...given, ...WHO }), first);

  const ask = async (text: string): Promise<string> =>
    await shown(await host.bot.ask({ text, ...WHO, attention: 'addressed' }));

  const act = async (command: (typeof ACTION_COMMANDS)[number], rest: string): Promise<string> => {
    const action = actions.get(command.kind);
    if (action === undefined) return say(command.missing);
    return await press({ token: action.token }, rest === '' ? undefined : rest);
  };

  const answer = async (line: string): Promise<string> => {
    // A Chinese input method may write digits and the slash in full width.
    const typed = line.normalize('NFKC').toLowerCase();
    const [word = ''] = typed.split(/\s/, 1);
    const rest = line.slice(word.length).trim();
    const command = ACTION_COMMANDS.find(({ name }) => name === word);
    if (command !== undefined && (rest === '' || command.takesText)) return await act(command, rest);
    if (typed === '/help')
      return [await ask('/help'), say('repl.help')].filter((part) => part !== '').join('\n\n');
    if (NUMBER.test(typed)) {
      const chosen = choices[Number(typed) - 1];
      if (chosen !== undefined) return await press({ token: chosen.token });
      return choices.length === 0
        ? say('repl.noChoices', { number: Number(typed) })
        : say('repl.noChoice', { number: Number(typed), last: choices.length });
    }
    return await ask(line);
  };

  const cancel = (): string => {
    if (filling === undefined) return '';
    filling = undefined;
    return say('repl.form.cancelled');
  };

  const carryOn = async (line: string): Promise<string> => {
    const text = line.trim();
    if (filling === undefined) return text === '' ? '' : await answer(text);
    return isCommand(text, [CANCEL]) ? cancel() : await carryOut(filling, filling.take(line));
  };

  return {
    say,
    cancel,
    receive(reply) {
      remember(reply);
      return show(reply);
    },
    filling: () => filling !== undefined,
    async handle(line) {
      if (isCommand(line.trim(), END_COMMANDS)) return { text: cancel(), end: true };
      try {
        return { text: await carryOn(line), end: false };
      } catch (error) {
        host.logger.error('the REPL could not answer', { error: String(error) });
        return { text: say('repl.fault'), end: false };
      }
    },
  };
}

function isCommand(text: string, commands: readonly string[]): boolean {
  return commands.includes(text.normalize('NFKC').toLowerCase());
}

function settledLanguage(setting: string | undefined): Language | undefined {
  const name = setting?.toLowerCase() ?? '';
  if (/^zh(?![a-z])/.test(name)) return 'zh';
  return /^en(?![a-z])/.test(name) ? 'en' : undefined;
}
