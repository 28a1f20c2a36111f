/** Which entries are drafted: those whose question has no wordings of a model or a person yet, or has changed since. */

import { createHash } from 'node:crypto';
import { addTo, groupBy } from '../group-by.js';
import type { Entry } from '../knowledge/model.js';
import { type FoundItem, isByModel, type Item } from './files.js';
import { questionHash } from './question-hash.js';

export interface Task {
  readonly entry: Entry;
  readonly hash: string;
  /** What names the task in a batch: of the entry and its question, so that an answer to another question is not taken for one to this. */
  readonly key: string;
  /** The drafts that the new ones take the place of. */
  readonly replaced?: FoundItem;
}

export interface Plan {
  readonly tasks: readonly Task[];
  /** Entries whose question, as it is, a model has drafted wordings for; 0 where all are drafted again. */
  readonly drafted: number;
  /** Entries whose wordings are a person's. */
  readonly reviewed: number;
}

/** @param again also entries that a model has drafted already; wordings of people stay as they are all the same */
export function planTasks(entries: readonly Entry[], items: readonly FoundItem[], again: boolean): Plan {
  const hashes = new Map(entries.map((entry) => [entry.id, questionHash(entry.question)]));
  const owned = itemsByEntry(entries, hashes, items);
  const tasks: Task[] = [];
  let drafted = 0;
  let reviewed = 0;
  for (const entry of entries) {
    const hash = hashes.get(entry.id) ?? '';
    const own = owned.get(entry.id) ?? [];
    const isCurrent = ({ question }: Item): boolean => question === undefined || question === hash;
    const replaced = own.find(isByModel);
    const isDrafted = replaced === undefined ? (entry.drafted ?? []).length > 0 : isCurrent(replaced);
    if (own.some((item) => isPersons(item) && isCurrent(item))) reviewed += 1;
    else if (isDrafted && !again) drafted += 1;
    else tasks.push({ entry, hash, key: keyOf(entry.id, hash), replaced });
  }
  return { tasks, drafted, reviewed };
}

/** Wordings that members confirmed are few and no review: the entry is drafted beside them. */
function isPersons(item: Item): boolean {
  return !isByModel(item) && item.by !== 'confirmed';
}

/** An item belongs to the entry with its id and its question, else to the only one with its question, else to the one with its id. */
function itemsByEntry(
  entries: readonly Entry[],
  hashes: ReadonlyMap<string, string>,
  items: readonly FoundItem[],
): ReadonlyMap<string, readonly FoundItem[]> {
  const byHash = groupBy(entries, ({ id }) => hashes.get(id));
  const owned = new Map<string, FoundItem[]>();
  for (const item of items) {
    const isExact = item.question === undefined || hashes.get(item.entry) === item.question;
    const [only, more] = byHash.get(item.question) ?? [];
    const isMoved = !isExact && only !== undefined && more === undefined;
    addTo(owned, isMoved ? only.id : item.entry, item);
  }
  return owned;
}

/** Digits of a key: of a thousand entries, two have the same 12 once in half a billion times. */
const KEY_DIGITS = 12;

function keyOf(id: string, hash: string): string {
  return createHash('sha256').update(`${id}\0${hash}`).digest('hex').slice(0, KEY_DIGITS);
}
