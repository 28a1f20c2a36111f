/** What the store remembers of places: who began them, who spoke there, and whether the bot may. */

import type { Overheard, Store } from '../contract.js';
import { hasQuestionForm } from '../text/question-form.js';
import { remarkOf } from '../text/remark.js';
import { isWithdrawn } from '../text/withdrawn.js';
import type { Facts } from './listening-policy.js';

/** Milliseconds for which a thread counts as going on. */
const PLACE_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;
/** Milliseconds for which a thread that was told to be quiet stays so: longer than anybody goes back to one. */
const QUIET_MILLISECONDS = 365 * 24 * 60 * 60 * 1000;

/** Milliseconds for which it is known that somebody told the channel something: longer than a question waits for a person as a rule. */
const TOLD_MILLISECONDS = 10 * 60 * 1000;

/** What says something and does not ask may be the answer to what was asked before it; thanks, assent and emoji are none. */
function tells(text: string): boolean {
  return text.trim() !== '' && !hasQuestionForm(text) && remarkOf(text) === undefined && !isWithdrawn(text);
}

const key = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('/');

/** One key a fact, so that replicas never write over each other's facts. */
const keys = {
  began: (place: string, asker: string) => key('place', place, 'began', asker),
  spoke: (place: string, asker: string) => key('place', place, 'spoke', asker),
  invited: (place: string, asker: string) => key('place', place, 'invited', asker),
  uninvited: (place: string, asker: string) => key('place', place, 'uninvited', asker),
  hasOthers: (place: string) => key('place', place, 'company'),
  spokeUnasked: (place: string) => key('place', place, 'once'),
  quiet: (place: string) => key('place', place, 'quiet'),
  named: (channel: string, asker: string) => key('named', channel, asker),
  told: (channel: string, asker: string) => key('told', channel, asker),
  all: (place: string) => key('place', place, ''),
};

interface Places {
  facts(message: Overheard): Promise<Omit<Facts, 'settings' | 'goesOn'>>;
  /** Whether somebody has spoken to this asker by name since then, outside of the place: an answer that was not put into the thread. */
  namedSince(channel: string, asker: string, since: number): Promise<boolean>;
  /** Whether another than this asker has told the channel something since then: an answer that stands beside the question. */
  toldSince(channel: string, asker: string, since: number): Promise<boolean>;
  note(message: Overheard): Promise<void>;
  converse(place: string, asker: string, how: 'invited' | 'uninvited', hasOthers: boolean): Promise<void>;
  /** `true` for exactly one caller a place. */
  claim(place: string, asker: string): Promise<boolean>;
  quiet(place: string): Promise<void>;
}

/** @param now milliseconds */
export function createPlaces(store: Store, now: () => number): Places {
  const mark = (fact: string, asker: string): Promise<void> =>
    store.set(fact, '1', PLACE_MILLISECONDS, asker);
  return {
    async facts({ place, asker, begins }) {
      const known = new Set((await store.list(keys.all(place))).map(([found]) => found));
      const askerBegan = begins || known.has(keys.began(place, asker));
      const hasOther = (keyOf: (place: string, asker: string) => string): boolean =>
        [...known].some((one) => one.startsWith(keyOf(place, '')) && one !== keyOf(place, asker));
      const hasAny = (prefix: string): boolean => [...known].some((one) => one.startsWith(prefix));
      const conversation = known.has(keys.invited(place, asker))
        ? 'invited'
        : known.has(keys.uninvited(place, asker))
          ? 'uninvited'
          : undefined;
      return {
        isQuiet: known.has(keys.quiet(place)),
        takesPart: hasAny(keys.invited(place, '')) || hasAny(keys.uninvited(place, '')),
        hasSpokenUnasked: known.has(keys.spokeUnasked(place)),
        conversation,
        askerBegan,
        hasOthers: hasOther(keys.spoke) || hasOther(keys.began) || known.has(keys.hasOthers(place)),
      };
    },
    async namedSince(channel, asker, since) {
      const at = await store.get(keys.named(channel, asker));
      return at !== undefined && Number(at) >= since;
    },
    async toldSince(channel, asker, since) {
      const told = await store.list(keys.told(channel, ''));
      return told.some(([found, at]) => found !== keys.told(channel, asker) && Number(at) > since);
    },
    async note({ channel, place, asker, begins, names, text }) {
      await mark(begins ? keys.began(place, asker) : keys.spoke(place, asker), asker);
      if (begins && tells(text))
        await store.set(keys.told(channel, asker), String(now()), TOLD_MILLISECONDS, asker);
      for (const name of names) {
        await store.set(keys.named(channel, name), String(now()), PLACE_MILLISECONDS, name);
      }
    },
    async converse(place, asker, how, hasOthers) {
      await mark(keys[how](place, asker), asker);
      if (hasOthers) await mark(keys.hasOthers(place), asker);
    },
    claim: (place, asker) => store.claim(keys.spokeUnasked(place), PLACE_MILLISECONDS, asker),
    quiet: (place) => store.set(keys.quiet(place), '1', QUIET_MILLISECONDS),
  };
}
