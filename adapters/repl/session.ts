/** What the terminal and the pipe have in common. */

import type { Writable } from 'node:stream';

export interface Session {
  /** Resolves when the last line is answered; rejects when the input fails. */
  readonly done: Promise<void>;
  /** Takes no more lines; what is being answered is finished. */
  close(): void;
  /** Shows a text that nobody waited for, and leaves what is being typed as it is. Resolves with `false` when nobody reads any more. */
  announce(text: string): Promise<boolean>;
}

/** Writes and waits until the text is handed on. Resolves with `false` when nobody reads any more. */
export function write(output: Writable, text: string): Promise<boolean> {
  if (output.destroyed || output.writableEnded) return Promise.resolve(false);
  return new Promise((resolve) => {
    output.write(text, (error) => resolve(error === null || error === undefined));
  });
}
