import { createHash } from 'node:crypto';
import type { ActionKind, Language, Logger, Reply } from '../contract.js';
import type { ListIntent } from './intent/model.js';
import { createSharedCache, type Member, type SharedMemory } from './shared-cache.js';
import { readActionTokens, readRemembered } from './stored-shapes.js';

/** What is remembered of a conversation. */
export interface Remembered {
  /** The last question that was about the knowledge. */
  readonly question?: string;
  /** The language of the last reply. */
  readonly language?: Language;
  /** Id of the entry that was shown last. */
  readonly shown?: string;
  /** Ids of the entries that were offered for the question, to choose from. */
  readonly offered?: readonly string[];
  /** The question that they were offered for, where it says enough by itself. */
  readonly asked?: string;
  /** The last list, as long as no question came after it. */
  readonly list?: ListIntent;
}

/** After this long a new message is a new subject. Ten minutes is a guess at a busy channel's attention span. */
const MEMORY_MILLISECONDS = 10 * 60 * 1000;
/** "That is wrong" is still said of the last answer: as long as its explanation is kept (`tokens.ts`). */
const REPLY_MEMORY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** Places remembered at once; the least recently used goes first. */
const MEMORY_PLACES = 2000;

/** The tokens behind the buttons of a reply. */
export type ActionTokens = Readonly<Partial<Record<ActionKind, string>>>;

export interface Memory {
  /** Reads what a replica may have written; to be awaited before a question or a press is understood. */
  load(place: string): Promise<void>;
  recall(place: string): Remembered;
  /** @param who asked what is remembered; absent: who asked before */
  remember(place: string, what: Remembered, who?: Member): void;
  /** The buttons of the last reply that had any. */
  lastActions(place: string): ActionTokens;
  rememberActions(place: string, reply: Reply, who: Member): void;
}

interface MemoryOptions extends SharedMemory {
  /** Milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
}

/** The short memory of each place. The store sees a digest of the place, which may hold a person's id. */
export function createMemory({ now, ...rest }: MemoryOptions): Memory {
  const shared = { most: MEMORY_PLACES, now, ...rest };
  const places = createSharedCache<Remembered>({
    ...shared,
    time: MEMORY_MILLISECONDS,
    prefix: 'memory/',
    read: readRemembered,
  });
  const replies = createSharedCache<ActionTokens>({
    ...shared,
    time: REPLY_MEMORY_MILLISECONDS,
    prefix: 'actions/',
    read: readActionTokens,
  });
  return {
    load: async (place) => void (await Promise.all([places.find(key(place)), replies.find(key(place))])),
    recall: (place) => places.get(key(place)) ?? {},
    remember: (place, what, who) => places.set(key(place), what, who),
    lastActions: (place) => replies.get(key(place)) ?? {},
    rememberActions: (place, { actions }, who) =>
      replies.set(key(place), Object.fromEntries(actions.map(({ kind, token }) => [kind, token])), who),
  };
}

function key(place: string): string {
  return createHash('sha256').update(place).digest('base64url');
}
