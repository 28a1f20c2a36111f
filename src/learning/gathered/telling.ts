/** Tells the maintainers of what was gathered: two lines an hour at most, and none where nothing is new. */

import { notice } from '../../bot/compose.js';
import type { Store } from '../../contract.js';
import { detectLanguage } from '../../text/language.js';
import { texts } from '../../texts/texts.js';
import type { LearningContext } from '../context.js';
import { tellMaintainers } from '../hand-over.js';

/** Milliseconds between two times. */
const HOUR_MILLISECONDS = 60 * 60 * 1000;
/** When they were told last, in milliseconds since 1970. */
const TOLD = 'gathered-told';

export interface Telling {
  /** Call it when something was gathered. */
  noted(): void;
  /** Tells the maintainers where it is time to. One of several replicas does. */
  tell(): Promise<void>;
}

export function createTelling(context: LearningContext, store: Store): Telling {
  const { records, platforms, now } = context;
  /** The process before may have ended before it told them. */
  let isNew = true;
  return {
    noted() {
      isNew = true;
    },
    async tell() {
      if (!isNew || platforms.names().length === 0) return;
      const before = await store.get(TOLD);
      const last = Number(before ?? 0);
      if (now() - last < HOUR_MILLISECONDS) return;
      isNew = false;
      const waiting = (await records.imported.list()).filter(
        ([, { status, isGathered, at }]) => status === 'pending' && isGathered === true && at > last,
      );
      const newest = waiting.map(([, one]) => one).toSorted((a, b) => b.at - a.at)[0];
      if (newest === undefined || !(await store.swap(TOLD, before, String(now())))) return;
      const language = detectLanguage(newest.question);
      const lines = [
        texts(language, 'gathered.told', { count: waiting.length }),
        texts(language, 'gathered.review'),
      ];
      const platform = newest.source.slice(0, newest.source.indexOf(':'));
      await tellMaintainers(context, platform, {
        ...notice(language, lines.join('\n\n')),
        audience: 'everyone',
      });
    },
  };
}
