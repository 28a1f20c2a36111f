/** A person at the REPL, and what is run beside it. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { expect, vi } from 'vitest';
import { createRepl } from '../../../adapters/repl/repl.js';
import type { Adapter } from '../../../src/contract.js';
import { PATIENCE } from './community.js';

export interface Terminal {
  /** Types lines; gives what is printed up to the place where `until` is found. */
  type(lines: readonly string[], until: RegExp): Promise<string>;
  /** Everything that was printed. */
  printed(): string;
}

export interface Program extends Terminal {
  /** Ends the input; resolves with the exit status when the program has ended. */
  end(): Promise<unknown>;
  kill(): void;
}

function terminal(input: Writable, output: Readable, complaints = (): string => ''): Terminal {
  let printed = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  return {
    printed: () => printed,
    async type(lines, until) {
      const from = printed.length;
      for (const line of lines) input.write(`${line}\n`);
      await vi.waitFor(() => expect(printed.slice(from) + complaints()).toMatch(until), PATIENCE);
      return printed.slice(from);
    },
  };
}

/** The adapter on streams. */
export function streamedRepl(): { readonly adapter: Adapter; readonly terminal: Terminal } {
  const input = new PassThrough();
  const output = new PassThrough();
  return { adapter: createRepl({ input, output, env: {} }), terminal: terminal(input, output) };
}

/** The program as it is built, with these words. */
export function program(words: readonly string[], environment: Readonly<Record<string, string>>): Program {
  const child = spawn(process.execPath, ['dist/src/main.js', ...words], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString('utf8');
  });
  const ended = once(child, 'close');
  return {
    ...terminal(child.stdin, child.stdout, () => complaints),
    async end() {
      child.stdin.end();
      const [status] = await ended;
      expect(complaints).toBe('');
      return status;
    },
    kill: () => child.kill('SIGKILL'),
  };
}
