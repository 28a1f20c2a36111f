import type { Store } from '../../src/contract.js';

export interface Mortal {
  /** What a process has of the store until it is killed: then nothing that it still asks for happens. */
  readonly store: Store;
  readonly kill: () => void;
}

export function mortal(store: Store): Mortal {
  let isKilled = false;
  return {
    store: new Proxy(store, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...given: readonly unknown[]): unknown =>
          isKilled ? away() : Reflect.apply(value, target, given);
      },
    }),
    kill() {
      isKilled = true;
    },
  };
}

export const away = (): Promise<never> => Promise.reject(new Error('away'));
