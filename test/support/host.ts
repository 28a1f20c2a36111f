/** What an adapter is started with in a test. */

import { type ClosableChannels, createChannels } from '../../src/listening/channels.js';
import type { Host, Language, Reply, Store } from '../../src/contract.js';
import { memoryStore } from '../../src/store/memory.js';
import { type FakeBot, fakeBot } from './fake-bot.js';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

export interface FakeHost extends Host {
  readonly bot: FakeBot;
  readonly channels: ClosableChannels;
  readonly logged: readonly LogLine[];
  /** One item a call of `exit`. */
  readonly exits: readonly (Error | undefined)[];
}

/** Whom a host names as its maintainer unless told otherwise. */
export const MAINTAINER = 'UMAINTAINER';

export interface HostOptions {
  /** Shared by two hosts, they are two replicas. */
  readonly store?: Store;
  readonly maintainers?: readonly string[];
  /** Milliseconds that an overheard question waits; none by default. */
  readonly wait?: number;
  readonly mostAsked?: readonly string[];
  /** What waits for review. */
  readonly waiting?: readonly Reply[] | 'out of reach';
}

export function fakeHost(
  settings: Readonly<Record<string, string>> = {},
  bot: FakeBot = fakeBot(),
  options: HostOptions = {},
): FakeHost {
  const logged: LogLine[] = [];
  const exits: (Error | undefined)[] = [];
  const log =
    (level: LogLine['level']) =>
    (message: string, fields?: Readonly<Record<string, unknown>>): void =>
      void logged.push(fields === undefined ? { level, message } : { level, message, fields });
  const logger = { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
  const {
    store = memoryStore(),
    maintainers = [MAINTAINER],
    wait = 0,
    mostAsked = [],
    waiting = [],
  } = options;
  return {
    bot,
    store,
    channels: createChannels({ store, logger, wait }),
    maintainers,
    review: async (_, limit) => {
      if (waiting === 'out of reach') throw new Error('the store is out of reach');
      return { total: waiting.length, items: waiting.slice(0, limit) };
    },
    overview: () => ({ threads: 2, entries: 3, projects: ['Greenhouse'] }),
    mostAsked: async (limit) => mostAsked.slice(0, limit),
    settings,
    logger,
    texts: keyTexts,
    logged,
    exits,
    acknowledging: () => undefined,
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
