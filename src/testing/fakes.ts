/** What an adapter is started with in a test: a scripted bot behind a host that writes down what it is told. */

import { sealerFrom } from '../sealing.js';
import {
  type Bot,
  EMPTY_REPLY,
  type Host,
  type Language,
  type Noticed,
  type Press,
  type Question,
  type Reply,
  type Store,
  type Suggestion,
} from '../contract.js';
import { type ClosableChannels, createChannels } from '../listening/channels.js';
import { createInbox } from '../inbox.js';
import { memoryStore } from '../store/memory.js';
import { createUnreadable } from '../stored.js';

/** A reply, silence, or a promise that the test settles. */
type Scripted = Reply | undefined | Promise<Reply | undefined>;

/** A bot that answers from a script and writes down what it was asked. */
export interface FakeBot extends Bot {
  readonly asked: readonly Question[];
  readonly pressed: readonly Press[];
  readonly completed: readonly string[];
  /** What a question with exactly this text brings; any other brings {@link unscripted}. */
  onAsk(text: string, answer: (question: Question) => Scripted): void;
  onPress(token: string, answer: (press: Press) => Reply | Promise<Reply>): void;
  suggest(suggestions: readonly Suggestion[]): void;
}

export function fakeBot(): FakeBot {
  const asked: Question[] = [];
  const pressed: Press[] = [];
  const completed: string[] = [];
  const questions = new Map<string, (question: Question) => Scripted>();
  const presses = new Map<string, (press: Press) => Reply | Promise<Reply>>();
  let suggestions: readonly Suggestion[] = [];
  return {
    asked,
    pressed,
    completed,
    onAsk: (text, answer) => void questions.set(text, answer),
    onPress: (token, answer) => void presses.set(token, answer),
    suggest(list) {
      suggestions = list;
    },
    async ask(question) {
      asked.push(question);
      const answer = questions.get(question.text);
      return answer === undefined ? unscripted(question.text) : await answer(question);
    },
    async press(press) {
      pressed.push(press);
      const answer = presses.get(press.token);
      return answer === undefined ? unscripted(press.token) : await answer(press);
    },
    async complete(text, limit) {
      completed.push(text);
      return suggestions.slice(0, limit);
    },
  };
}

/** A reply of kind `notice` unless told otherwise, with every list empty. */
export function makeReply(parts: Partial<Reply> = {}): Reply {
  return {
    kind: 'notice',
    language: 'en',
    ...EMPTY_REPLY,
    ...parts,
  };
}

function unscripted(text: string): Reply {
  return makeReply({ kind: 'none', lead: `Nothing is known about ${text}.`, confidence: 0 });
}

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Its store and its channels are the real ones, kept in memory: an adapter meets them as it does in earnest. */
export interface FakeHost extends Host {
  readonly bot: FakeBot;
  readonly channels: ClosableChannels;
  readonly logged: readonly LogLine[];
  /** What {@link Host.gather} was told of. */
  readonly noticed: readonly Noticed[];
  /** One item a call of `exit`. */
  readonly exits: readonly (Error | undefined)[];
  /** Holds nothing up, as no question takes long here. */
  acknowledging(work: Promise<unknown>): void;
}

/** Whom a host names as its maintainer unless told otherwise. */
export const MAINTAINER = 'UMAINTAINER';

export interface HostOptions {
  /** Shared by two hosts, they are two replicas. */
  readonly store?: Store;
  readonly maintainers?: readonly string[];
  /** Milliseconds that an overheard question waits; none by default. */
  readonly wait?: number;
  /** {@link Host.secondReader}; `false` unless told otherwise. */
  readonly secondReader?: boolean;
  /** Milliseconds after which events of a host that has ended are taken up; the program's own by default. */
  readonly lease?: number;
  /** Asked most, and suggested. */
  readonly mostAsked?: readonly string[];
  /** What {@link Host.gather} gives; nothing by default. */
  readonly gathered?: Reply;
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
  const noticed: Noticed[] = [];
  const log =
    (level: LogLine['level']) =>
    (message: string, fields?: Readonly<Record<string, unknown>>): void =>
      void logged.push({ level, message, fields });
  const logger = { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
  const {
    store = memoryStore(),
    maintainers = [MAINTAINER],
    wait = 0,
    secondReader = false,
    mostAsked = [],
    waiting = [],
    lease,
  } = options;
  const unreadable = createUnreadable(logger, 'fake');
  const sealer = sealerFrom('inbox', 'tests');
  return {
    bot,
    store,
    unreadable,
    channels: createChannels({ store, logger, wait }),
    maintainers,
    secondReader,
    gather: async (one) => {
      noticed.push(one);
      return options.gathered;
    },
    review: async (_, limit) => {
      if (waiting === 'out of reach') throw new Error('the store is out of reach');
      return { total: waiting.length, items: waiting.slice(0, limit) };
    },
    overview: () => ({ threads: 2, entries: 3, projects: ['Greenhouse'] }),
    mostAsked: async (limit) => mostAsked.slice(0, limit),
    suggestions: async (limit) => mostAsked.slice(0, limit),
    settings,
    logger,
    texts: keyTexts,
    sealer: sealerFrom,
    inbox: createInbox({ store, logger, unreadable, sealer: async () => sealer, lease }),
    logged,
    noticed,
    exits,
    acknowledging: () => undefined,
    admits: () => true,
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

/** A promise that a test settles by hand. */
export interface Gate<Value> {
  readonly promise: Promise<Value>;
  open(value: Value): void;
}

export function gate<Value>(): Gate<Value> {
  const waiting: ((value: Value) => void)[] = [];
  const promise = new Promise<Value>((resolve) => waiting.push(resolve));
  return {
    promise,
    open(value) {
      for (const resolve of waiting) resolve(value);
    },
  };
}
