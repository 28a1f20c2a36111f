/** What the terminal and the pipe have in common, and the pipe: lines answered one after the other, without prompt or banner. */

import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Conversation } from './conversation.js';

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

export function runPipe(input: Readable, output: Writable, conversation: Conversation): Session {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, terminal: false });
  let closing = false;
  let first = true;
  const print = async (text: string): Promise<boolean> => {
    if (text === '') return true;
    const parted = first ? text : `\n${text}`;
    first = false;
    return await write(output, `${parted}\n`);
  };

  const answerAll = async (): Promise<void> => {
    // The iterator, unlike `question()` in a loop, keeps the lines that arrive while one is being answered.
    for await (const line of lines) {
      if (closing) return;
      const { text, end } = await conversation.handle(line);
      if (!(await print(text)) || end) return;
    }
    // The input ended in the middle of a form.
    await print(conversation.cancel());
  };

  // readline hands an error of its input to nobody.
  const failure = new Promise<never>((_, reject) => {
    input.once('error', reject);
  });

  const done = Promise.race([answerAll(), failure]).finally(() => {
    lines.close();
  });
  return {
    done,
    announce: print,
    close() {
      closing = true;
      lines.close();
    },
  };
}
