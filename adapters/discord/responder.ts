/** One interaction, acknowledged in time and answered once. */

import type { Api, Components, InteractionKey } from './api.js';
import { LIMITS } from './limits.js';

/** Milliseconds after which an answer that is not there yet is announced: half of what Discord allows, as the way there counts. */
export const DEFER_MILLISECONDS = LIMITS.acknowledgeMilliseconds / 2;

export interface Responder {
  readonly key: InteractionKey;
  /** Announces an answer, unless there is one. */
  announce(): void;
  /** @returns the id of the message; nothing is sent a second time. */
  answer(components: Components, isPrivate: boolean): Promise<string | undefined>;
  /** Acknowledges with something else than a message, once. */
  instead(acknowledge: (key: InteractionKey) => Promise<void>): Promise<void>;
  /** Gives up: nothing more is announced. */
  close(): void;
}

/** @param isPrivate how an answer that comes late is announced */
export function createResponder(
  api: Api,
  key: InteractionKey,
  isPrivate: boolean,
  onFault: (error: unknown) => void,
  hold: (acknowledgement: Promise<unknown>) => void,
): Responder {
  let isDone = false;
  let deferring: Promise<boolean> | undefined;
  const announce = (): void => {
    clearTimeout(timer);
    if (isDone || deferring !== undefined) return;
    deferring = api.defer(key, isPrivate).then(
      () => true,
      (error: unknown) => {
        onFault(error);
        return false;
      },
    );
    hold(deferring);
  };
  const timer = setTimeout(announce, DEFER_MILLISECONDS);

  return {
    key,
    announce,
    async answer(components, wantsPrivate) {
      clearTimeout(timer);
      if (isDone) return undefined;
      isDone = true;
      try {
        if (deferring === undefined) return await api.respond(key, components, wantsPrivate);
        if (!(await deferring)) return undefined;
        if (wantsPrivate === isPrivate) return await api.edit(key, components);
        // Who sees an answer is settled when it is announced: another one is sent in its place.
        const id = await api.followUp(key, components, wantsPrivate);
        await api.deleteOriginal(key).catch(onFault);
        return id;
      } catch (error) {
        // Discord refused this answer: there may still be a word that it takes.
        isDone = false;
        throw error;
      }
    },
    async instead(acknowledge) {
      clearTimeout(timer);
      if (isDone || deferring !== undefined) return;
      isDone = true;
      await acknowledge(key);
    },
    close: () => clearTimeout(timer),
  };
}
