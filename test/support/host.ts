/** What an adapter is started with in a test. */

import type { Host, Language } from '../../src/contract.js';
import { type FakeBot, fakeBot } from './fake-bot.js';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

export interface FakeHost extends Host {
  readonly bot: FakeBot;
  readonly logged: readonly LogLine[];
  /** One item a call of `exit`. */
  readonly exits: readonly (Error | undefined)[];
}

export function fakeHost(
  settings: Readonly<Record<string, string>> = {},
  bot: FakeBot = fakeBot(),
): FakeHost {
  const logged: LogLine[] = [];
  const exits: (Error | undefined)[] = [];
  const log =
    (level: LogLine['level']) =>
    (message: string, fields?: Readonly<Record<string, unknown>>): void =>
      void logged.push(fields === undefined ? { level, message } : { level, message, fields });
  return {
    bot,
    settings,
    logger: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    texts: keyTexts,
    logged,
    exits,
    exit: (reason) => void exits.push(reason),
  };
}

/** Every sentence is its language, its key and its values, so that tests do not depend on the wording. */
export function keyTexts(
  language: Language,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const filled = Object.entries(values).map(([name, value]) => ` ${name}=${value}`);
  return `<${language} ${key}${filled.join('')}>`;
}
