/** The REPL: the bot in a terminal, or behind a pipe. */

import { homedir } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import type { Adapter, Host, Reply } from '../../src/contract.js';
import { type Conversation, createConversation } from './conversation.js';
import { historyPath, openHistory } from './history.js';
import { render } from './render.js';
import { runPipe, type Session } from './session.js';
import { runTerminal } from './terminal.js';

export interface ReplOptions {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Whether a person types; the default is whether both streams are terminals. */
  readonly terminal?: boolean;
  /** Overrides `REPL_HISTORY` and the default place. */
  readonly historyFile?: string;
  /** Overrides the width that the output reports. */
  readonly columns?: number;
  /** Where NO_COLOR, FORCE_COLOR, TERM and XDG_STATE_HOME are read: conventions of terminals, not settings of the bot. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

interface Opened {
  readonly session: Session;
  readonly conversation: Conversation;
}

/** Columns of a terminal that does not report its width. */
const DEFAULT_COLUMNS = 80;

/** Longer lines are hard to read. */
const MAX_COLUMNS = 100;

/** Fewer leave no room for an indent and a word. */
const MIN_COLUMNS = 20;

export function createRepl(options: ReplOptions): Adapter {
  const { input, output, env = process.env } = options;
  const terminal = options.terminal ?? (input.isTTY === true && output.isTTY === true);
  const onScreen = terminal || output.isTTY === true;
  const colour = wantsColour(onScreen, env);
  let opening: Promise<Opened> | undefined;
  let stopped = false;

  const columns = (): number => {
    const told = options.columns ?? output.columns;
    if (told === undefined || told === 0) return onScreen ? DEFAULT_COLUMNS : Number.POSITIVE_INFINITY;
    return Math.max(MIN_COLUMNS, Math.min(told, MAX_COLUMNS));
  };

  const open = async (host: Host): Promise<Opened> => {
    const conversation = createConversation(host, (reply) =>
      render(reply, { columns: columns(), colour, texts: host.texts, hint: true }),
    );
    if (!terminal) return { session: runPipe(input, output, conversation), conversation };
    const file = options.historyFile ?? historyPath(host.settings, env, homedir());
    const history = await openHistory(file, host.logger);
    const capable = env['TERM'] !== 'dumb';
    const session = runTerminal({ input, output, host, conversation, history, colour, capable });
    return { session, conversation };
  };

  return {
    name: 'repl',
    async start(host) {
      if (opening !== undefined) throw new Error('the REPL is already running');
      // Without a listener, the program would end with a stack trace when its reader goes away (`| head -1`).
      output.on('error', (error) => host.logger.debug('the REPL cannot write', { error: String(error) }));
      stopped = false;
      opening = open(host);
      const { session } = await opening;
      session.done.then(
        () => stopped || host.exit(),
        (error: unknown) => host.exit(error instanceof Error ? error : new Error(String(error))),
      );
    },
    async stop() {
      stopped = true;
      // The host knows already of a start or a session that failed.
      const opened = await opening?.catch(() => undefined);
      opened?.session.close();
      await opened?.session.done.catch(() => undefined);
    },
    async deliver(_to, reply: Reply) {
      const opened = stopped ? undefined : await opening;
      // There is one place and one asker, so the address says nothing more.
      const isShown = await opened?.session.announce(opened.conversation.receive(reply));
      if (isShown !== true) throw new Error('nobody reads at the terminal any more');
    },
  };
}

/** Whether to colour: NO_COLOR (no-color.org), FORCE_COLOR and NODE_DISABLE_COLORS as Node reads them, then the terminal. */
function wantsColour(terminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '' || (env['NODE_DISABLE_COLORS'] ?? '') !== '') return false;
  return terminal && env['TERM'] !== 'dumb';
}
