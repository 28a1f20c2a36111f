import { delimiter } from 'node:path';
import type { Language } from '../contract.js';
import { QabotError } from '../errors.js';
import { isPostgres } from '../store/open.js';

/** Everything that the environment decides about the core. Adapters get their own variables as they are. */
export interface Settings {
  /** Knowledge folders; empty means the one that ships with the package. */
  readonly knowledge: readonly string[];
  /** Adapters by name or module path; absent means those whose settings are present. */
  readonly adapters?: readonly string[];
  /** The bot's own language; absent means the question's. */
  readonly language?: Language;
  /** Share of right ones among what is answered, 0.5..0.99: asked by a member who addressed the bot. */
  readonly precision: number;
  /** The same for messages that were only overheard. */
  readonly precisionOverheard: number;
  /** Seconds that an overheard question waits for a person's answer. */
  readonly overheardWait: number;
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
  readonly logLevel: LogLevel;
  /** Absent: no server is asked, and nothing changes. */
  readonly embeddings?: EmbeddingSettings;
}

/** An OpenAI-compatible embedding server. */
export interface EmbeddingSettings {
  /** http or https. */
  readonly url: string;
  readonly model: string;
  readonly key?: string;
  /** Milliseconds after which an answer goes out without it. */
  readonly timeout: number;
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const DEFAULTS = {
  precision: 0.9,
  precisionOverheard: 0.95,
  overheardWait: 60,
  store: 'data/qabot.db',
  retentionDays: 365,
  confirmations: 3,
  logLevel: 'info',
  embeddingsModel: 'nomic-embed-text',
  embeddingsTimeout: 800,
} as const;

/** Outside of this range no threshold can be fitted from a few hundred questions. */
export const PRECISION_RANGE = { least: 0.5, most: 0.99 } as const;

/** A day; a person who has not answered by then will not. */
const MOST_WAIT_SECONDS = 24 * 60 * 60;

/** Ten years, and more people than any wording needs. */
const MOST_RETENTION_DAYS = 3650;
const MOST_CONFIRMATIONS = 100;
/** A key that can be guessed is none. */
const LEAST_KEY_LENGTH = 32;

/** Milliseconds; a member does not wait longer for an answer. */
const MOST_EMBEDDINGS_TIMEOUT = 60_000;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment once. Empty variables count as absent.
 * @throws {QabotError} `settings`, naming every fault at once.
 */
export function readSettings(environment: Environment): Settings {
  const faults: string[] = [];
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;

  const list = (name: string, separator: string): readonly string[] | undefined =>
    text(name)
      ?.split(separator)
      .map((item) => item.trim())
      .filter((item) => item !== '');

  const oneOf = <T extends string>(name: string, values: readonly T[]): T | undefined => {
    const given = text(name);
    if (given === undefined) return undefined;
    const found = values.find((value) => value === given.toLowerCase());
    if (found === undefined) faults.push(`${name} is "${given}"; it takes ${values.join(', ')}`);
    return found;
  };

  const precision = (name: string, fallback: number): number => {
    const given = text(name);
    if (given === undefined) return fallback;
    const value = Number(given);
    if (value >= PRECISION_RANGE.least && value <= PRECISION_RANGE.most) return value;
    faults.push(
      `${name} is "${given}"; it takes a number from ${PRECISION_RANGE.least} to ${PRECISION_RANGE.most}`,
    );
    return fallback;
  };

  const seconds = (name: string, fallback: number): number => {
    const given = text(name);
    if (given === undefined) return fallback;
    const value = Number(given);
    if (value >= 0 && value <= MOST_WAIT_SECONDS) return value;
    faults.push(`${name} is "${given}"; it takes a number of seconds from 0 to ${MOST_WAIT_SECONDS}`);
    return fallback;
  };

  const count = (name: string, fallback: number, most: number): number => {
    const given = text(name);
    if (given === undefined) return fallback;
    const value = Number(given);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    faults.push(`${name} is "${given}"; it takes a whole number from 1 to ${most}`);
    return fallback;
  };

  const embeddings = (): EmbeddingSettings | undefined => {
    const url = text('EMBEDDINGS_URL');
    if (url !== undefined && !isWebAddress(url)) {
      // The address may hold a password: it is not repeated.
      faults.push('EMBEDDINGS_URL takes an http or https address without a user name');
    }
    const given = text('EMBEDDINGS_TIMEOUT');
    const timeout = given === undefined ? DEFAULTS.embeddingsTimeout : Number(given);
    if (!Number.isInteger(timeout) || timeout < 1 || timeout > MOST_EMBEDDINGS_TIMEOUT) {
      faults.push(
        `EMBEDDINGS_TIMEOUT is "${given}"; it takes whole milliseconds from 1 to ${MOST_EMBEDDINGS_TIMEOUT}`,
      );
    }
    if (url === undefined) return undefined;
    const key = text('EMBEDDINGS_KEY');
    const model = text('EMBEDDINGS_MODEL') ?? DEFAULTS.embeddingsModel;
    return { url, model, timeout, key };
  };

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
  const adapters = list('QABOT_ADAPTERS', ',');
  const language = oneOf('QABOT_LANGUAGE', ['zh', 'en'] as const);
  const embedded = embeddings();
  const settings: Settings = {
    knowledge: list('KNOWLEDGE', delimiter) ?? [],
    adapters,
    language,
    precision: precision('QABOT_PRECISION', DEFAULTS.precision),
    precisionOverheard: precision('QABOT_PRECISION_OVERHEARD', DEFAULTS.precisionOverheard),
    overheardWait: seconds('QABOT_OVERHEARD_WAIT', DEFAULTS.overheardWait),
    maintainers: list('QABOT_MAINTAINERS', ',') ?? [],
    store,
    storeKey,
    retentionDays: count('STORE_RETENTION_DAYS', DEFAULTS.retentionDays, MOST_RETENTION_DAYS),
    confirmations: count('QABOT_CONFIRMATIONS', DEFAULTS.confirmations, MOST_CONFIRMATIONS),
    logLevel: oneOf('QABOT_LOG_LEVEL', LOG_LEVELS) ?? DEFAULTS.logLevel,
    embeddings: embedded,
  };
  if (faults.length > 0) throw new QabotError('settings', { faults: faults.join('; ') });
  return settings;
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
