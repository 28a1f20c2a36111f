/** One interaction, acknowledged in time and answered once. */

import type { Api, Components, InteractionKey } from './api.js';
import { LIMITS } from '../outbound/limits.js';

/** Milliseconds after which an answer that is not there yet is announced: half of what Discord allows, as the way there counts. */
export const DEFER_MILLISECONDS = LIMITS.acknowledgeMilliseconds / 2;
/** The same where a form may come, which cannot be opened once an answer is announced. */
export const FORM_MILLISECONDS = (LIMITS.acknowledgeMilliseconds * 2) / 3;

export interface Responder {
  readonly key: InteractionKey;
  /** Announces an answer, unless there is one. */
  announce(): void;
  /**
   * Nothing is sent a second time. What was announced stays as private as it was announced.
   * @returns the id of the message
   */
  answer(components: Components, isPrivate: boolean): Promise<string | undefined>;
  /** Puts the answer in place of the message whose button was pressed; what was announced is filled instead. */
  replace(components: Components): Promise<string | undefined>;
  /** Acknowledges with something else than a message. @returns `false` where an answer was announced before */
  instead(acknowledge: (key: InteractionKey) => Promise<void>): Promise<boolean>;
  /** Gives up: nothing more is announced. */
  close(): void;
}

export interface ResponderOptions {
  readonly api: Api;
  readonly key: InteractionKey;
  /** How an answer that comes late is announced. */
  readonly isPrivate: boolean;
  /** Milliseconds after which it is announced. */
  readonly patience: number;
  readonly onFault: (error: unknown) => void;
  readonly hold: (acknowledgement: Promise<unknown>) => void;
}

export function createResponder(options: ResponderOptions): Responder {
  const { api, key, isPrivate, patience, onFault, hold } = options;
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
  const timer = setTimeout(announce, patience);

  /** Who sees an answer is settled when it is announced, and only filling that can be repeated without a double. */
  const send = async (fresh: () => Promise<string | undefined>, components: Components) => {
    clearTimeout(timer);
    if (isDone) return undefined;
    isDone = true;
    try {
      if (deferring === undefined) return await fresh();
      return (await deferring) ? await api.edit(key, components) : undefined;
    } catch (error) {
      // Discord refused this answer: there may still be a word that it takes.
      isDone = false;
      throw error;
    }
  };

  return {
    key,
    announce,
    answer: (components, wantsPrivate) => send(() => api.respond(key, components, wantsPrivate), components),
    replace: (components) => send(() => api.replace(key, components), components),
    async instead(acknowledge) {
      clearTimeout(timer);
      if (deferring !== undefined) return false;
      if (isDone) return true;
      isDone = true;
      try {
        await acknowledge(key);
        return true;
      } catch (error) {
        isDone = false;
        throw error;
      }
    },
    close: () => clearTimeout(timer),
  };
}
