/** Pieces of work that concern the same thing run one after another. */

/**
 * @param key names what the work concerns; work with other keys does not wait
 * @returns what the work gives, or rejects with what it rejects with; work that failed holds up nothing behind it
 */
export type Serial = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createSerial(): Serial {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const begun = before.then(work, work);
    last.set(key, begun);
    try {
      return await begun;
    } finally {
      if (last.get(key) === begun) last.delete(key);
    }
  };
}
