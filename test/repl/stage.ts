/** A REPL on streams of a test's own. */

import { PassThrough } from 'node:stream';
import { vi } from 'vitest';
import { createRepl, type ReplOptions } from '../../adapters/repl/repl.js';
import type { Adapter } from '../../src/contract.js';
import { type FakeHost, fakeHost } from '../../src/testing/fakes.js';

/** Milliseconds. */
const POLL = { timeout: 3000, interval: 5 };

export interface Stage {
  readonly repl: Adapter;
  readonly host: FakeHost;
  readonly input: PassThrough;
  /** All that was written so far. */
  written(): string;
  /** Types or pipes a text in and waits until the output holds another. */
  type(text: string, until: string): Promise<void>;
  /** Waits until the REPL asks the program to end. */
  ended(): Promise<void>;
}

export function stage(
  options: Omit<Partial<ReplOptions>, 'input' | 'output'> = {},
  settings: Readonly<Record<string, string>> = {},
): Stage {
  const input = new PassThrough();
  // Readline asks the output itself how wide it is.
  const output = Object.assign(
    new PassThrough(),
    options.columns === undefined ? {} : { columns: options.columns },
  );
  const host = fakeHost(settings);
  let written = '';
  output.setEncoding('utf8').on('data', (chunk: string) => {
    written += chunk;
  });
  return {
    repl: createRepl({ env: {}, ...options, input, output }),
    host,
    input,
    written: () => written,
    async type(text, until) {
      const before = written.length;
      input.write(text);
      await vi.waitFor(() => {
        if (!written.slice(before).includes(until)) {
          throw new Error(`waited for ${JSON.stringify(until)} in ${JSON.stringify(written.slice(before))}`);
        }
      }, POLL);
    },
    async ended() {
      await vi.waitFor(() => {
        if (host.exits.length === 0) throw new Error('the REPL has not ended');
      }, POLL);
    },
  };
}
