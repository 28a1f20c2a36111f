/** The REPL, fed through a pipe. */

import { PassThrough } from 'node:stream';
import { createRepl } from '../../adapters/repl/repl.js';
import type { Platform, Said } from '../../src/testing/platform.js';

export async function pipedRepl(): Promise<Platform> {
  const input = new PassThrough();
  const output = new PassThrough();
  const messages: Said[] = [];
  // The REPL writes each reply in one piece.
  output.on('data', (chunk: Buffer) => messages.push({ text: chunk.toString('utf8') }));
  const type = async (line: string): Promise<void> => {
    input.write(`${line}\n`);
  };
  return {
    adapter: createRepl({ input, output, env: {} }),
    settings: {},
    required: [],
    controls: 'obeyed',
    say: type,
    async choose(label) {
      const line = messages
        .at(-1)
        ?.text.split('\n')
        .find((text) => text.endsWith(`] ${label}`));
      const number = /\[ *(\d+)\]/.exec(line ?? '')?.[1];
      if (number === undefined) throw new Error(`no number stands before "${label}"`);
      await type(number);
    },
    act: (kind) => type(`/${kind}`),
    said: () => messages,
    async close() {
      input.destroy();
      output.destroy();
    },
  };
}
