/** One interaction, acknowledged in time and answered once. */

import type { Host } from '../../../src/contract.js';
import type { Api, Components, InteractionKey } from './api.js';
import { LIMITS } from '../outbound/limits.js';

/** Milliseconds after which an answer that is not there yet is announced. */
export interface Patience {
  readonly answer: number;
  /** Where a form may come, which cannot be opened once an answer is announced. */
  readonly form: number;
}

/** Half and two thirds of what Discord allows: the way there takes time too. */
export const PATIENCE: Patience = {
  answer: LIMITS.acknowledgeMilliseconds / 2,
  form: (LIMITS.acknowledgeMilliseconds * 2) / 3,
};

export interface Responder {
  readonly key: InteractionKey;
  /** Announces an answer now, unless one was given or announced. */
  announce(): void;
  /**
   * Answers, or fills the answer that was announced, which stays as private as it was announced.
   * @returns the id of the message; `undefined` where an answer was given before
   */
  answer(components: Components, isPrivate: boolean): Promise<string | undefined>;
  /** Puts the answer in place of the message whose button was pressed; what was announced is filled instead. */
  replace(components: Components): Promise<string | undefined>;
  /** Acknowledges with something else than a message. @returns `false` where an answer was announced before */
  instead(acknowledge: (key: InteractionKey) => Promise<void>): Promise<boolean>;
  /** Gives up: nothing more is announced. */
  close(): void;
}

interface ResponderOptions {
  readonly api: Api;
  readonly key: InteractionKey;
  /** How an answer that comes late is announced. */
  readonly isPrivate: boolean;
  /** Whether it was announced before, by a process that has ended. */
  readonly isAnnounced?: boolean;
  /** Milliseconds after which it is announced. */
  readonly patience: number;
  readonly onFault: (error: unknown) => void;
  /** {@link Host.acknowledging} */
  readonly acknowledging: Host['acknowledging'];
}

export function createResponder(options: ResponderOptions): Responder {
  const { api, key, isPrivate, isAnnounced = false, patience, onFault, acknowledging } = options;
  let isDone = false;
  let deferring: Promise<boolean> | undefined = isAnnounced ? Promise.resolve(true) : undefined;
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
    acknowledging(deferring);
  };
  const timer = setTimeout(announce, patience);

  /** Carries out the one answer that there is. One that Discord refuses leaves room for another, such as a note of the fault. */
  const once = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    if (isDone) return undefined;
    isDone = true;
    try {
      return await act();
    } catch (error) {
      isDone = false;
      throw error;
    }
  };
  /** An answer that was announced is filled: its privacy cannot change, and filling it twice leaves one message. */
  const send = async (components: Components, fresh: () => Promise<string | undefined>) => {
    clearTimeout(timer);
    return await once(async () => {
      if (deferring === undefined) return await fresh();
      return (await deferring) ? await api.edit(key, components) : undefined;
    });
  };

  return {
    key,
    announce,
    answer: (components, wantsPrivate) => send(components, () => api.respond(key, components, wantsPrivate)),
    replace: (components) => send(components, () => api.replace(key, components)),
    async instead(acknowledge) {
      clearTimeout(timer);
      if (deferring !== undefined) return false;
      await once(() => acknowledge(key));
      return true;
    },
    close: () => clearTimeout(timer),
  };
}
