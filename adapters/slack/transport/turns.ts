/** One piece of heavy work at a time, and between two of them a look at the network: acknowledgements never queue behind answers. */

/** Resolves when it is the caller's turn; what the caller then does without waiting is its whole turn. */
export type Turn = () => Promise<void>;

export function createTurns(): Turn {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    waiting.shift()?.();
    // The loop polls the network before it comes back here.
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
