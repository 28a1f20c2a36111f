/** What the terminal and the pipe share, and the pipe itself: it answers one line after the other, without prompt or banner. */

import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Conversation } from './conversation.js';

export interface Session {
  /** Resolves when the last line is answered; rejects when the input fails. */
  readonly done: Promise<void>;
  /** Takes no more lines. The line that is being answered is still finished. */
  close(): void;
  /** Shows a text that nobody asked for, without touching what is being typed. Resolves to `false` when nobody reads any more. */
  announce(text: string): Promise<boolean>;
}

/** Writes the text and waits until the stream has taken it. Resolves to `false` when nobody reads any more. */
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

  // readline does not report an error of its input.
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
