/** What the store remembers of places: who began them, who spoke there, and whether the bot may. */

import type { Overheard, Store } from '../contract.js';
import type { Facts } from './listening-policy.js';

/** Milliseconds for which a thread counts as going on. */
const PLACE_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;
/** Milliseconds for which a thread that was told to be quiet stays so: longer than anybody goes back to one. */
const QUIET_MILLISECONDS = 365 * 24 * 60 * 60 * 1000;

/** One key a fact, so that replicas never write over each other's facts. */
const keys = {
  began: (place: string, asker: string) => `place/${code(place)}/began/${code(asker)}`,
  spoke: (place: string, asker: string) => `place/${code(place)}/spoke/${code(asker)}`,
  invited: (place: string, asker: string) => `place/${code(place)}/invited/${code(asker)}`,
  uninvited: (place: string, asker: string) => `place/${code(place)}/uninvited/${code(asker)}`,
  company: (place: string) => `place/${code(place)}/company`,
  once: (place: string) => `place/${code(place)}/once`,
  quiet: (place: string) => `place/${code(place)}/quiet`,
  named: (channel: string, asker: string) => `named/${code(channel)}/${code(asker)}`,
  all: (place: string) => `place/${code(place)}/`,
};

/** Without the slash, which separates. */
const code = encodeURIComponent;

export interface Places {
  facts(message: Overheard): Promise<Omit<Facts, 'settings'>>;
  /** Whether somebody has spoken to this asker by name since then, outside of the place: an answer that was not put into the thread. */
  namedSince(channel: string, asker: string, since: number): Promise<boolean>;
  /** Notes that this asker said something here. */
  note(message: Overheard): Promise<void>;
  converse(place: string, asker: string, how: 'invited' | 'uninvited', company: boolean): Promise<void>;
  /** `true` for exactly one caller a place. */
  claim(place: string): Promise<boolean>;
  quiet(place: string): Promise<void>;
}

/** @param now milliseconds */
export function createPlaces(store: Store, now: () => number): Places {
  const mark = (key: string): Promise<void> => store.set(key, '1', PLACE_MILLISECONDS);
  return {
    async facts({ place, asker, begins }) {
      const known = new Set((await store.list(keys.all(place))).map(([key]) => key));
      const own = begins || known.has(keys.began(place, asker));
      const spokeHere = keys.spoke(place, '');
      const others = [...known].filter(
        (key) => key.startsWith(spokeHere) && key !== keys.spoke(place, asker),
      );
      const beganByAnother = [...known].some(
        (key) => key.startsWith(keys.began(place, '')) && key !== keys.began(place, asker),
      );
      const conversation = known.has(keys.invited(place, asker))
        ? 'invited'
        : known.has(keys.uninvited(place, asker))
          ? 'uninvited'
          : undefined;
      return {
        quiet: known.has(keys.quiet(place)),
        spoken: known.has(keys.once(place)),
        conversation,
        own,
        company: others.length > 0 || beganByAnother || known.has(keys.company(place)),
      };
    },
    async namedSince(channel, asker, since) {
      const at = await store.get(keys.named(channel, asker));
      return at !== undefined && Number(at) >= since;
    },
    async note({ channel, place, asker, begins, names }) {
      await mark(begins ? keys.began(place, asker) : keys.spoke(place, asker));
      for (const name of names) await store.set(keys.named(channel, name), String(now()), PLACE_MILLISECONDS);
    },
    async converse(place, asker, how, company) {
      await mark(keys[how](place, asker));
      if (company) await mark(keys.company(place));
    },
    claim: (place) => store.claim(keys.once(place), PLACE_MILLISECONDS),
    quiet: (place) => store.set(keys.quiet(place), '1', QUIET_MILLISECONDS),
  };
}
