/** A person at a terminal: line editing, history, completion, interrupts and pasted paragraphs, all through readline. */

import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Host } from '../../src/contract.js';
import { completeLine } from './complete.js';
import type { Conversation } from './conversation.js';
import { HISTORY_LIMIT, type History } from './history.js';
import { type Session, write } from './session.js';
import { paint, span } from './lines.js';

/** Ask the terminal to mark pasted text (xterm's "bracketed paste"), so that a pasted paragraph is one question. */
const PASTE_ON = '\u001B[?2004h';
const PASTE_OFF = '\u001B[?2004l';

/** Goes to the line's beginning and clears from there: removes what was typed while the bot was finding an answer. */
const CLEAR_LINE = '\r\u001B[J';
const lineUp = (rows: number): string => (rows === 0 ? '' : `\u001B[${rows}A`);

interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly host: Host;
  readonly conversation: Conversation;
  readonly history: History;
  readonly colour: boolean;
  /** The terminal understands escape sequences at all (`TERM` is not `dumb`). */
  readonly capable: boolean;
}

/** Draws around the line that is being typed. */
function createScreen({ output, conversation, colour, capable }: TerminalOptions, reader: Interface) {
  return {
    /** Sends an escape sequence to a terminal that understands it. */
    control(sequence: string): void {
      if (capable && !output.destroyed) output.write(sequence);
    },
    /** Draws the prompt, and what was typed behind it. */
    prompt(): void {
      const mark = span(conversation.filling() ? '|' : '>', ['green', 'bold']);
      reader.setPrompt(`${paint([mark], colour)} `);
      reader.prompt(true);
    },
    /** Writes above what is being typed, however many rows that takes. `prompt` must then draw the typed text again. */
    writeAbove(text: string): Promise<boolean> {
      if (!capable) return write(output, `${text}\n\n`);
      const { rows } = reader.getCursorPos();
      return write(output, `${lineUp(rows)}${CLEAR_LINE}${text}\n\n${'\n'.repeat(rowsDrawn(reader))}`);
    },
  };
}

export function runTerminal(options: TerminalOptions): Session {
  const { input, output, host, conversation, history, capable } = options;
  const reader = createInterface({
    input,
    output,
    terminal: true,
    history: [...history.lines],
    historySize: HISTORY_LIMIT,
    removeHistoryDuplicates: true,
    completer: completer(host),
  });
  const screen = createScreen(options, reader);

  let closed = false;
  let stopping = false;
  /** The next Ctrl-C ends the session. */
  let armed = false;
  /** Lines that wait for their answer. */
  let waiting = 0;
  let pasting = false;
  let pasted: string[] = [];
  let answering = Promise.resolve();
  const stop = (): void => {
    stopping = true;
    reader.close();
  };

  const answer = async (line: string): Promise<void> => {
    const { text, end } = await conversation.handle(line);
    waiting -= 1;
    if (text !== '' && !(await screen.writeAbove(text))) stop();
    else if (end) stop();
    else if (!closed && waiting === 0) screen.prompt();
  };

  const announce = async (text: string): Promise<boolean> => {
    if (closed) return false;
    const isShown = await screen.writeAbove(capable ? text : `\n${text}`);
    if (isShown && !closed) screen.prompt();
    return isShown;
  };

  reader.on('line', (line) => {
    if (pasting) {
      pasted.push(line);
      return;
    }
    const question = [...pasted, line].join('\n');
    pasted = [];
    armed = false;
    waiting += 1;
    answering = answering.then(async () => {
      // The text of a form's field does not belong into the history of questions.
      const isField = conversation.filling();
      if (!stopping) await answer(question);
      // `add` logs a failed write and never rejects.
      if (!isField) await history.add(question);
    });
  });

  reader.on('SIGINT', () => {
    if (armed && reader.line === '' && pasted.length === 0) {
      stop();
      return;
    }
    pasted = [];
    emptyLine(reader);
    const cancelled = conversation.cancel();
    armed = cancelled === '';
    output.write(`\n${armed ? conversation.say('repl.interrupt') : cancelled}\n`);
    screen.prompt();
  });

  const keypress = (_text: string | undefined, key: { readonly name?: string } | undefined): void => {
    if (key?.name === 'paste-start') pasting = true;
    if (key?.name === 'paste-end') pasting = false;
  };
  input.on('keypress', keypress);
  // The shell restored its own setting while the program was in the background.
  reader.on('SIGCONT', () => {
    screen.control(PASTE_ON);
    if (waiting === 0) screen.prompt();
  });

  const done = new Promise<void>((resolve, reject) => {
    const failed = (error: Error): void => {
      reader.close();
      reject(error);
    };
    input.once('error', failed);
    reader.once('close', () => {
      closed = true;
      input.off('keypress', keypress);
      input.off('error', failed);
      screen.control(`${PASTE_OFF}\n`);
      answering.then(resolve, reject);
    });
  });

  screen.control(PASTE_ON);
  output.write(`${conversation.say('repl.banner')}\n\n`);
  screen.prompt();
  return { done, close: stop, announce };
}

function completer(host: Host) {
  return (line: string, callback: (error: null, result: [string[], string]) => void): void => {
    completeLine(host.bot, line).then(
      ([names, part]) => callback(null, [[...names], part]),
      (error: unknown) => {
        host.logger.warn('the REPL could not complete', { error: String(error) });
        callback(null, [[], line]);
      },
    );
  };
}

/**
 * The rows that readline goes up before it draws again; a text written above must leave them free below itself. Readline tells the
 * number only in its property `prevRows`, which differs from the cursor's row when a text came in one piece.
 */
function rowsDrawn(reader: Interface): number {
  return 'prevRows' in reader && typeof reader.prevRows === 'number'
    ? reader.prevRows
    : reader.getCursorPos().rows;
}

/** Moves to the end of the line, then deletes back to its beginning. */
function emptyLine(reader: Interface): void {
  reader.write(null, { ctrl: true, name: 'e' });
  reader.write(null, { ctrl: true, name: 'u' });
}
