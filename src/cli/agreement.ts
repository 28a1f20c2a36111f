/** What a command asks before something leaves the machine. */

import { createInterface } from 'node:readline/promises';

/** Exit status of a program that was ended by Ctrl-C: 128 and the number of SIGINT. */
export const INTERRUPTED = 130;

/** Asks the person at the terminal; where there is none, whoever called the command has agreed. */
export async function isAgreed(): Promise<boolean> {
  if (!process.stdin.isTTY) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    terminal.once('SIGINT', () => process.exit(INTERRUPTED));
    return /^y(?:es)?$/i.test((await terminal.question('Go on? [y/N] ')).trim());
  } finally {
    terminal.close();
  }
}
