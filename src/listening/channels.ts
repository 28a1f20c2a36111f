import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Channels,
  type ChannelSettings,
  type Hearing,
  type Host,
  type Logger,
  type Overheard,
  PRECISION_RANGE,
  shownWhole,
  type Spoken,
  type Store,
} from '../contract.js';
import { isRecord } from '../record.js';
import { type Readers, readJson } from '../stored.js';
import { ownWords } from '../text/question-text.js';
import { asksForQuiet } from '../text/quiet.js';
import { isWithdrawn } from '../text/withdrawn.js';
import { listeningPolicy } from './listening-policy.js';
import { createPlaces } from './places.js';
import { createTakenBack } from './taken-back.js';

interface ChannelsOptions {
  /** The namespace of one platform. */
  readonly store: Store;
  readonly logger: Logger;
  /** Milliseconds that an overheard question waits for a person's answer. */
  readonly wait: number;
  /** Whether the asker's last message to the bot in this stream waits for the next one; never by default. */
  readonly awaits?: (stream: string, asker: string) => boolean;
  /** {@link Host.unreadable} */
  readonly unreadable?: Host['unreadable'];
  /** Milliseconds; the system's clock by default. */
  readonly now?: () => number;
  /** Rejects when `signal` aborts; timers by default. */
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

export interface ClosableChannels extends Channels {
  /** Leaves the questions that wait unanswered. */
  close(): void;
  /** The address of this answer in the channel, where it is fresh; `''` where its platform has no addresses. */
  postedBefore(channel: string, entry: string): Promise<string | undefined>;
}

const DEFAULT: ChannelSettings = { listening: false, secondReader: true, learning: false };
/** Where nobody can tell what a channel's maintainers want, as when the record is damaged. */
const UNKNOWN: ChannelSettings = { listening: false, secondReader: false, learning: false };
const SETTINGS = 'channel/';

/**
 * Milliseconds for which an answer in a channel counts as just given. As long as the bot remembers what was said there
 * (`src/bot/memory.ts`): who comes later would have to search for it.
 */
const POSTED_MILLISECONDS = 10 * 60 * 1000;

/** Overheard questions that wait for a person's answer at most, on one platform; further ones are left to people. */
const MOST_WAITING = 500;

/** Channels with their settings and places on a store, by {@link listeningPolicy}. */
export function createChannels({
  store,
  logger,
  wait,
  awaits = () => false,
  unreadable = () => undefined,
  now = Date.now,
  pause = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
}: ChannelsOptions): ClosableChannels {
  let last = 0;
  /** The time, and later than before: it tells what was said first. */
  const tick = (): number => {
    last = Math.max(now(), last + 1);
    return last;
  };
  const places = createPlaces(store, tick);
  const takenBack = createTakenBack(store, tick);
  const closing = new AbortController();
  let waiting = 0;

  const known = (key: string, value: string): ChannelSettings => {
    const settings = parseSettings(value);
    if (settings === undefined) unreadable(key);
    return settings ?? UNKNOWN;
  };
  const read = async (channel: string): Promise<ChannelSettings> => {
    const value = await store.get(SETTINGS + channel);
    return value === undefined ? DEFAULT : known(SETTINGS + channel, value);
  };

  /** Where the store fails, the log says so, and `fallback` is returned. */
  const orElse = async <T>(work: () => Promise<T>, fallback: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      logger.error('the store could not be reached', { error });
      return fallback;
    }
  };

  const verdict = async (message: Overheard) => {
    const settings = await read(message.channel);
    const goesOn = message.stream !== undefined && awaits(message.stream, message.asker);
    const facts = await places.facts(message);
    return { settings, facts, goesOn, says: listeningPolicy(message, { ...facts, settings, goesOn }) };
  };

  const hear = async (message: Overheard): Promise<Hearing | undefined> => {
    const heard = hearingOf(message, tick());
    const { says, settings, facts, goesOn } = await verdict(message);
    // Where the bot neither listens nor takes part, nothing is kept of what people say.
    const isKept = settings.listening || facts.takesPart;
    if (isKept) await places.note(message);
    const isTakenBack = isWithdrawn(message.text);
    if (isTakenBack) await takenBack.note(message, isKept);
    const { precision } = settings;
    if (says === 'leave' || (isTakenBack && says === 'wait')) return undefined;
    // The rest of what was said to the bot by name is no follow-up.
    if (goesOn) return heard;
    const unasked = { ...heard.question, attention: 'overheard', precision } as const;
    if (says !== 'wait') {
      const isAlone = facts.conversation !== undefined && !facts.hasOthers;
      const question = says === 'overheard' ? unasked : heard.question;
      return { ...heard, question: { ...question, followUp: true, isAlone } };
    }
    if (waiting >= MOST_WAITING) return undefined;
    waiting += 1;
    const inTime = await pause(wait, closing.signal)
      .then(
        () => true,
        () => false,
      )
      .finally(() => (waiting -= 1));
    // Somebody may have answered, or the bot, or a maintainer may have switched it off.
    if (!inTime || (await verdict(message)).says !== 'wait') return undefined;
    if (await places.namedSince(message.channel, message.asker, heard.since)) return undefined;
    if (await places.toldSince(message.channel, message.asker, heard.since)) return undefined;
    if (await takenBack.since(heard)) return undefined;
    return { ...heard, question: unasked, uninvited: true };
  };

  const address = async (message: Spoken): Promise<Hearing> => {
    const heard = hearingOf(message, tick());
    if (isWithdrawn(message.text)) await orElse(() => takenBack.note(message, true), undefined);
    if (asksForQuiet(ownWords(message.text))) await orElse(() => places.quiet(message.place), undefined);
    return heard;
  };

  return {
    settings: (channel) => orElse(() => read(channel), UNKNOWN),
    all: () =>
      orElse(async () => {
        const found = await store.list(SETTINGS);
        return found.map(([key, value]) => [key.slice(SETTINGS.length), known(key, value)] as const);
      }, []),
    async change(channel, change) {
      const { precision } = change;
      const { least, most } = PRECISION_RANGE;
      if (precision !== undefined && !(precision >= least && precision <= most))
        throw new RangeError(`A precision lies within ${least} and ${most}.`);
      const settings = { ...(await read(channel)), ...change };
      await store.set(SETTINGS + channel, JSON.stringify(settings));
      return settings;
    },
    hear: (message) => orElse(() => hear(message), undefined),
    address,
    enter: (hearing, hasOthers = false) =>
      orElse(async () => {
        const { uninvited, question } = hearing;
        if (await takenBack.since(hearing)) return false;
        if (uninvited && !(await places.claim(question.place, question.asker))) return false;
        const how = uninvited ? 'uninvited' : question.attention === 'addressed' ? 'invited' : undefined;
        if (how !== undefined) await places.converse(question.place, question.asker, how, hasOthers);
        return true;
      }, !hearing.uninvited),
    posted: (channel, reply, link) =>
      orElse(async () => {
        const entry = shownWhole(reply);
        if (entry !== undefined) await store.set(postedKey(channel, entry), link ?? '', POSTED_MILLISECONDS);
      }, undefined),
    removed: (channel, entry) => orElse(() => store.delete(postedKey(channel, entry)), undefined),
    postedBefore: (channel, entry) => orElse(() => store.get(postedKey(channel, entry)), undefined),
    quiet: (place) => places.quiet(place),
    close: () => closing.abort(),
  };
}

function hearingOf({ channel, place, asker, begins }: Spoken, since: number): Hearing {
  return {
    question: { asker, place, attention: 'addressed' },
    uninvited: false,
    channel,
    begins,
    since,
  };
}

const postedKey = (channel: string, entry: string): string =>
  `posted/${encodeURIComponent(channel)}/${encodeURIComponent(entry)}`;

/** What a later version wrote otherwise counts as switched off. */
const parseSettings = (value: string): ChannelSettings | undefined =>
  readJson(value, (kept) => {
    if (!isRecord(kept)) return undefined;
    const { listening, precision, secondReader = true, learning } = kept;
    return {
      listening: listening === true,
      precision: typeof precision === 'number' ? precision : undefined,
      secondReader: secondReader === true,
      learning: learning === true,
    };
  });

/** What reads a record, by the beginning of its key. */
export const CHANNEL_READERS: Readers = { [SETTINGS]: parseSettings };
