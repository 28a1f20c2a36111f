/**
 * What the suites need of a test runner. They take it as a parameter: a runner that this package imported would be another copy
 * than the one that runs your tests, which Vitest refuses, and the suites would run under Vitest alone. Vitest's own module fits
 * as it is, `import * as vitest from 'vitest'`, and so do Jest's globals.
 */
export interface Runner {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => Promise<void> | void) => void;
  readonly beforeEach: (hook: () => Promise<void> | void) => void;
  readonly afterEach: (hook: () => Promise<void> | void) => void;
  readonly expect: (actual: unknown) => Expectation;
}

/** The assertions that the suites make. */
export interface Assertions {
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
  toMatchObject(expected: object): void;
  toMatch(pattern: RegExp): void;
  toContain(part: unknown): void;
  toHaveLength(length: number): void;
  toBeUndefined(): void;
  toThrow(part?: string): void;
}

export interface Expectation extends Assertions {
  readonly not: Assertions;
  readonly rejects: { toThrow(part?: string): Promise<void> };
}

/** How long {@link waitFor} tries; milliseconds. A busy machine took 6 s to lay out the deepest quotes. */
const PATIENCE = 20_000;

/** Pause between two tries; milliseconds. */
const INTERVAL = 5;

/**
 * Calls `attempt` until it no longer throws, and gives what it returned.
 * @throws what the last attempt threw, when the time is over
 */
export async function waitFor<Result>(attempt: () => Result): Promise<Result> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    }
  }
}
