/** What all handlers share. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Host, Language, Reply } from '../../../src/contract.js';
import type { Api, Components } from './api.js';
import type { Records } from '../inbound/records.js';
import { type OwnButtons, pagesOf, render, renderNote } from '../outbound/render-reply.js';
import { createTurns } from './turns.js';

/** Milliseconds for which a delivery is remembered; a session can be resumed for some minutes only. */
const SEEN_MILLISECONDS = 60 * 60 * 1000;
/** Milliseconds that the store may take to say whether another process was first; a member waits, and Discord does for 3 s. */
const CLAIM_MILLISECONDS = 1000;
/** Deliveries remembered without the store. */
const MAX_RECENT = 5000;

/** Somebody who acts, with the roles that the event told. */
export interface Actor {
  readonly user: string;
  readonly roles: readonly string[];
}

export interface Service {
  readonly host: Host;
  readonly api: Api;
  readonly records: Records;
  readonly isStopping: () => boolean;
  /** Whether this delivery is the first of its id, here and on every replica. */
  readonly isFirst: (id: string) => Promise<boolean>;
  /** Lets an acknowledgement pass the questions that wait. */
  readonly hold: (acknowledgement: Promise<unknown>) => void;
  readonly isMaintainer: (actor: Actor) => boolean;
  /** The components of a reply; what does not fit is kept for the button "read on". */
  readonly compose: (reply: Reply, buttons?: OwnButtons) => Promise<Components>;
  readonly note: (
    language: Language,
    key: string,
    values?: Readonly<Record<string, string | number>>,
  ) => Components;
  /** The language of the bot's own sentences where no question tells it. */
  readonly languageOf: (locale: string | undefined) => Language;
  /** Remembers a reply; that it cannot be remembered is no reason not to give it. */
  readonly remember: (message: string | undefined, sent: Parameters<Records['putSent']>[1]) => Promise<void>;
}

export function createService(given: Host, api: Api, records: Records, isStopping: () => boolean): Service {
  const turns = createTurns(given.bot);
  const host: Host = { ...given, bot: turns.bot };
  const recent = new Set<string>();
  return {
    host,
    api,
    records,
    isStopping,
    async isFirst(id) {
      if (recent.has(id)) return false;
      recent.add(id);
      const [oldest] = recent;
      if (recent.size > MAX_RECENT && oldest !== undefined) recent.delete(oldest);
      try {
        const late = sleep(CLAIM_MILLISECONDS, true, { ref: false });
        return await Promise.race([host.store.claim(`seen/${id}`, SEEN_MILLISECONDS), late]);
      } catch (error) {
        // This process remembers; another replica may answer once more, which is better than nobody.
        host.logger.error('the store could not be reached', { error });
        return true;
      }
    },
    hold: (acknowledgement) => turns.hold(acknowledgement),
    isMaintainer: ({ user, roles }) => [user, ...roles].some((id) => host.maintainers.includes(id)),
    async compose(reply, buttons = {}) {
      const pages = pagesOf(reply, host.texts);
      if (pages.pages.length < 2) return render(reply, { texts: host.texts, buttons });
      try {
        const more = `${await records.keep(pages)}:1`;
        return render(reply, { texts: host.texts, buttons: { ...buttons, more } });
      } catch (error) {
        host.logger.error('a long answer could not be kept', { error });
        return render(reply, { texts: host.texts, buttons });
      }
    },
    note: (language, key, values) => renderNote(host.texts(language, key, values)),
    languageOf(locale) {
      const set = host.settings['QABOT_LANGUAGE'];
      if (set === 'zh' || set === 'en') return set;
      return locale === undefined || locale.startsWith('zh') ? 'zh' : 'en';
    },
    async remember(message, sent) {
      if (message === undefined) return;
      try {
        await records.putSent(message, sent);
      } catch (error) {
        host.logger.error('a reply could not be remembered', { error });
      }
    },
  };
}
