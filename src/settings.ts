import { delimiter } from 'node:path';
import { type Language, PRECISION_RANGE } from './contract.js';
import { QabotError } from './errors.js';
import { isPostgres } from './store/address.js';

/** Everything that the environment decides about the core. Adapters get their own variables as they are. */
export interface Settings {
  /** Knowledge folders, or files by themselves; empty means the folder that ships with the package. */
  readonly knowledge: readonly string[];
  /** Modules of readers, by path or package; absent: the built-in readers alone. */
  readonly readers?: readonly string[];
  /** Adapters by name or module path; absent means those whose settings are present. */
  readonly adapters?: readonly string[];
  /** The bot's own language; absent means the question's. */
  readonly language?: Language;
  /** Share of right ones among the answers to members who addressed the bot, within {@link PRECISION_RANGE}. */
  readonly precision: number;
  /** The same for overheard messages. */
  readonly precisionOverheard: number;
  /** Seconds that an overheard question waits for a person's answer. */
  readonly overheardWait: number;
  /** Seconds that a message which asks nothing yet waits for the next one of the same member. */
  readonly burstWait: number;
  /** Reactions by which a maintainer marks a reply as the answer, as the platforms name them. */
  readonly ticks: readonly string[];
  /** Ids of users, roles or user groups, as the platforms write them. */
  readonly maintainers: readonly string[];
  /** What must outlive a restart: the path of a SQLite file, `:memory:`, or an address `postgres://...`. */
  readonly store: string;
  /** What ids are hashed and addresses are encrypted with; absent: a key of the store's own, in a file beside it. */
  readonly storeKey?: string;
  /** Days after which what people did is forgotten; what they taught stays. */
  readonly retentionDays: number;
  /** Different people who must confirm a wording before it counts without a maintainer. */
  readonly confirmations: number;
  /** Absent: `info`, or `warn` for a person alone at a terminal. */
  readonly logLevel?: LogLevel;
  /** What drafts wordings, and what the second reader asks. */
  readonly chat?: ChatSettings;
  /** Whether that model is asked, before the bot decides, which entry answers. */
  readonly secondReader?: boolean;
  /** Milliseconds after which an answer goes out without the second reader; drafting has a time-out of its own. */
  readonly chatTimeout: number;
  /** Requests of the second reader a day (UTC). */
  readonly chatDailyLimit: number;
}

/** An OpenAI-compatible chat model. */
export interface ChatSettings {
  /** http or https; the address before `/chat/completions`. */
  readonly url?: string;
  readonly model?: string;
  readonly key?: string;
}

/** The variables that a chat model lacks, for a message; empty where it has them. */
export function missingChatSettings({ url, model }: ChatSettings): string {
  const missing = [
    ...(url === undefined ? ['CHAT_URL'] : []),
    ...(model === undefined ? ['CHAT_MODEL'] : []),
  ];
  return missing.join(' and ');
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const DEFAULTS = {
  precision: 0.9,
  precisionOverheard: 0.8,
  overheardWait: 60,
  /** A short line is typed in some three seconds. */
  burstWait: 4,
  /** Slack's name of the sign, and the sign itself, as Discord has it. */
  ticks: ['white_check_mark', '✅'],
  store: 'data/qabot.db',
  retentionDays: 365,
  confirmations: 3,
  /** What a member waits for an answer without wondering, and what a small model takes several times over. */
  chatTimeout: 2500,
  /**
   * One message in thirty of a channel is sent, so that it is enough for 30,000 messages a day. At some 2,000 tokens a request it
   * bounds what a day costs to two million.
   */
  chatDailyLimit: 1000,
} as const;

interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  /** What it is a number of, for the message. */
  readonly takes: string;
}

const RANGES = {
  precision: { ...PRECISION_RANGE, takes: 'a number' },
  /** At most a day; a person who has not answered by then will not. */
  overheardWait: { least: 0, most: 24 * 60 * 60, takes: 'a number of seconds' },
  /** 0 waits for nothing; after half a minute a greeting's guide comes when nobody looks any more. */
  burstWait: { least: 0, most: 30, takes: 'a number of seconds' },
  /** At most ten years. */
  retentionDays: { least: 1, most: 3650, isWhole: true, takes: 'a whole number' },
  /** At most more people than any wording needs. */
  confirmations: { least: 1, most: 100, isWhole: true, takes: 'a whole number' },
  /** At most a minute; a member does not wait longer for an answer. */
  chatTimeout: { least: 1, most: 60_000, isWhole: true, takes: 'whole milliseconds' },
  /** 0 asks nothing; a million requests a day are twelve a second. */
  chatDailyLimit: { least: 0, most: 1_000_000, isWhole: true, takes: 'a whole number' },
} as const;

/** A key that can be guessed is none. */
const LEAST_KEY_LENGTH = 32;

/** The names of the core's variables. */
export const SETTINGS = [
  'KNOWLEDGE',
  'READERS',
  'QABOT_ADAPTERS',
  'QABOT_LANGUAGE',
  'QABOT_PRECISION',
  'QABOT_PRECISION_OVERHEARD',
  'QABOT_OVERHEARD_WAIT',
  'QABOT_BURST_WAIT',
  'QABOT_MAINTAINERS',
  'QABOT_TICKS',
  'QABOT_CONFIRMATIONS',
  'QABOT_CACHE',
  'QABOT_LOG_LEVEL',
  'STORE_URL',
  'STORE_KEY',
  'STORE_RETENTION_DAYS',
  'CHAT_URL',
  'CHAT_MODEL',
  'CHAT_KEY',
  'CHAT_TIMEOUT',
  'CHAT_DAILY_LIMIT',
  'SECOND_READER',
] as const;
type SettingName = (typeof SETTINGS)[number];

/** What these names begin with, in lower case. */
export const SETTINGS_PREFIXES: readonly string[] = [
  ...new Set(SETTINGS.map((name) => name.replace(/_.*/, '').toLowerCase())),
];

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment once. Empty variables count as absent.
 * @throws {QabotError} `settings`, naming every fault at once.
 */
export function readSettings(environment: Environment): Settings {
  const faults: string[] = [];
  const text = (name: SettingName): string | undefined => environment[name]?.trim() || undefined;

  const list = (name: SettingName, separator: string): readonly string[] | undefined =>
    listOf(environment[name], separator);

  const oneOf = <T extends string>(name: SettingName, values: readonly T[]): T | undefined => {
    const given = text(name);
    if (given === undefined) return undefined;
    const found = values.find((value) => value === given.toLowerCase());
    if (found === undefined) faults.push(`${name} is "${given}"; it takes ${values.join(', ')}`);
    return found;
  };

  const number = (name: SettingName, fallback: number, range: NumberRange): number => {
    const given = text(name);
    if (given === undefined) return fallback;
    const value = Number(given);
    const { least, most, isWhole = false, takes } = range;
    if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value;
    faults.push(`${name} is "${given}"; it takes ${takes} from ${least} to ${most}`);
    return fallback;
  };

  const webAddress = (name: SettingName): string | undefined => {
    const url = text(name);
    if (url !== undefined && !isWebAddress(url)) {
      // The address may hold a password: it is not repeated.
      faults.push(`${name} takes an http or https address without a user name`);
    }
    return url;
  };

  const chat: ChatSettings = {
    url: webAddress('CHAT_URL'),
    model: text('CHAT_MODEL'),
    key: text('CHAT_KEY'),
  };
  const secondReader = oneOf('SECOND_READER', ['1', '0'] as const) === '1';
  const missing = missingChatSettings(chat);
  if (secondReader && missing !== '')
    faults.push(`SECOND_READER=1 asks a chat model: set ${missing}, or SECOND_READER=0`);

  const store = text('STORE_URL') ?? DEFAULTS.store;
  if (!isStore(store)) {
    // The address may hold a password: it is not repeated.
    faults.push(
      'STORE_URL takes the path of a SQLite file, ":memory:", or postgres://user:password@host:5432/database',
    );
  }
  const storeKey = text('STORE_KEY');
  if (storeKey !== undefined && storeKey.length < LEAST_KEY_LENGTH) {
    faults.push(`STORE_KEY is too short; it takes at least ${LEAST_KEY_LENGTH} characters`);
  }
  const adapters = adapterNames(environment);
  const language = oneOf('QABOT_LANGUAGE', ['zh', 'en'] as const);
  const settings: Settings = {
    knowledge: list('KNOWLEDGE', delimiter) ?? [],
    readers: readerModules(environment),
    adapters,
    language,
    precision: number('QABOT_PRECISION', DEFAULTS.precision, RANGES.precision),
    precisionOverheard: number('QABOT_PRECISION_OVERHEARD', DEFAULTS.precisionOverheard, RANGES.precision),
    overheardWait: number('QABOT_OVERHEARD_WAIT', DEFAULTS.overheardWait, RANGES.overheardWait),
    burstWait: number('QABOT_BURST_WAIT', DEFAULTS.burstWait, RANGES.burstWait),
    maintainers: list('QABOT_MAINTAINERS', ',') ?? [],
    ticks: list('QABOT_TICKS', ',')?.map((tick) => tick.replace(/^:(.+):$/, '$1')) ?? DEFAULTS.ticks,
    store,
    storeKey,
    retentionDays: number('STORE_RETENTION_DAYS', DEFAULTS.retentionDays, RANGES.retentionDays),
    confirmations: number('QABOT_CONFIRMATIONS', DEFAULTS.confirmations, RANGES.confirmations),
    logLevel: oneOf('QABOT_LOG_LEVEL', LOG_LEVELS),
    chat,
    secondReader,
    chatTimeout: number('CHAT_TIMEOUT', DEFAULTS.chatTimeout, RANGES.chatTimeout),
    chatDailyLimit: number('CHAT_DAILY_LIMIT', DEFAULTS.chatDailyLimit, RANGES.chatDailyLimit),
  };
  if (faults.length > 0) throw new QabotError('settings', { faults: faults.join('; ') });
  return settings;
}

/** QABOT_ADAPTERS alone, for a command line that must work with other settings at fault. */
export function adapterNames(environment: Environment): readonly string[] | undefined {
  return listOf(environment['QABOT_ADAPTERS'], ',');
}

/** READERS alone, for a command that names its own files. */
export function readerModules(environment: Environment): readonly string[] | undefined {
  return listOf(environment['READERS'], /[\s,]+/);
}

function listOf(text: string | undefined, separator: string | RegExp): readonly string[] | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const items = text.split(separator).map((item) => item.trim());
  return items.filter((item) => item !== '');
}

function isStore(text: string): boolean {
  if (isPostgres(text)) return /^\w+:\/\//.test(text) && URL.canParse(text);
  return !/^(?!file:)[a-z][a-z0-9+]+:/i.test(text);
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  // `fetch` takes no address with a user name.
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
