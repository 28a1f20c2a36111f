/** What the store remembers of places: who began them, who spoke there, and whether the bot shall. */

import type { Overheard, Store } from '../contract.js';
import type { Facts } from './manners.js';

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
  all: (place: string) => `place/${code(place)}/`,
};

/** Without the slash, which separates. */
const code = encodeURIComponent;

export interface Places {
  facts(message: Overheard): Promise<Omit<Facts, 'settings'>>;
  /** Notes that this asker said something here. */
  note(message: Overheard): Promise<void>;
  converse(place: string, asker: string, how: 'invited' | 'uninvited', company: boolean): Promise<void>;
  /** `true` for exactly one caller a place. */
  claim(place: string): Promise<boolean>;
  quiet(place: string): Promise<void>;
}

export function createPlaces(store: Store): Places {
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
        ...(conversation === undefined ? {} : { conversation }),
        own,
        company: others.length > 0 || beganByAnother || known.has(keys.company(place)),
      };
    },
    note: ({ place, asker, begins }) => mark(begins ? keys.began(place, asker) : keys.spoke(place, asker)),
    async converse(place, asker, how, company) {
      await mark(keys[how](place, asker));
      if (company) await mark(keys.company(place));
    },
    claim: (place) => store.claim(keys.once(place), PLACE_MILLISECONDS),
    quiet: (place) => store.set(keys.quiet(place), '1', QUIET_MILLISECONDS),
  };
}
