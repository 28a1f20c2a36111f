/** Every error that the program raises on purpose: a code, and a message that says what to change. */

/** The command line or the settings must be corrected. */
const USAGE = {
  settings: 'Settings to correct: {faults}',
  'settings-file': 'The settings in {path} cannot be read: {reason}',
  option: '{reason}',
  'question-missing': 'There is no question: write it in quotes after "ask", or send it to standard input',
  'batch-question': '--batch reads its questions from standard input: remove the one on the command line',
  'queries-unreadable': '{path} is no file of questions: {reason}',
  'queries-missing':
    'There is no file of questions: name one, or use --second-reader-live, which drafts them',
  'chat-model': 'No chat model is set up: set {names}',
  'knowledge-missing': 'There is no knowledge folder or file "{path}": name one that exists and can be read',
  'reader-load': 'READERS names "{module}", which cannot be loaded: correct the path or the module. {reason}',
  'reader-shape':
    'READERS names "{module}", which exports no reader: its default export must be { name, extensions, read }, or a list of such (docs/readers.md). {reason}',
  'knowledge-kind': 'There is no kind "{kind}": --kind takes {known}',
  'export-options': '--learned writes what the store holds: remove the knowledge folder and --kind',
  'export-foreign': '{path} holds something else: move it away, or name another folder after --learned',
  'draft-folder':
    'Drafts are written beside your own files: name their folder, as in "qabot knowledge draft ./posts", or set KNOWLEDGE',
  'draft-model':
    'No chat model is set up: set {names}, or write the work into a file with --export (docs/drafting.md)',
  'draft-options': '{reason}',
  'draft-file': '{path} cannot be used: {reason}',
  'import-missing':
    'There is nothing to import at "{path}": name a file or folder that exists and can be read',
  'import-unmarked': 'Answers of {title} are not marked as such, so they need a review: leave --accept out',
  'draft-import':
    '{path} holds no wordings: it takes the output of a batch, or the JSON that a chat answered',
} as const;

/** The database is out of order. */
const STORE_OUTAGE = {
  'store-damaged':
    'The store "{path}" is damaged or no SQLite database: move it away, or replace it with a copy. The bot leaves it as it is',
  'store-full': 'The disk with the store "{path}" is full, so nothing new is kept: make room on it',
  'store-locked': 'Another process keeps the store "{path}" locked: end that process',
  'store-unwritable':
    'The store "{path}" cannot be opened for writing: give this user the right to write the file and its folder, or name another place in STORE_URL',
  'store-disk': 'The disk with the store "{path}" fails ({code}): check the disk',
  'store-unreachable':
    'The PostgreSQL of STORE_URL cannot be reached ({code}): check that it runs and that host and port are right',
  'store-refused':
    'The PostgreSQL of STORE_URL refuses us ({code}): correct user, password, database or rights in STORE_URL or on the server',
  'store-server': 'The PostgreSQL of STORE_URL fails ({code}): its own log says why',
  'store-slow':
    'The PostgreSQL of STORE_URL is there but too slow ({code}): look at its load, its disk and its limit of connections',
} as const;

/** The program and the database do not fit each other. */
const STORE_VERSION = {
  'store-newer':
    'The store was written by a newer version of the program: its tables are of version {found}, and this program knows version {known}. Update the program, or name another store in STORE_URL',
} as const;

/** The secret of the store cannot be used. */
const STORE_KEY = {
  'store-key':
    'This is not the key that the store was begun with: set STORE_KEY to that key, or put its file {path} back',
  'store-key-file': 'The key of the store cannot be kept in {path}: {reason}',
} as const;

const OTHERS = {
  'import-folder': 'Answers cannot be written into "{path}", which stays as it was: {reason}',
  'store-text':
    'The store takes no text with a NUL character or half of a surrogate pair, and no key over {most} bytes',
  'store-closed': 'The store is closed',
  'adapter-unknown':
    'There is no adapter "{name}": QABOT_ADAPTERS takes {known}, or the path of a module that exports one',
  'adapter-load': 'The adapter module "{name}" could not be loaded: {reason}',
  'adapter-shape':
    'The module "{name}" exports no adapter: its default export must return {name, start, stop}',
  'adapter-name':
    'The adapter of "{module}" calls itself "{name}": a name has lower case letters, digits and dashes, begins with a letter, and is none of {reserved}',
  'adapter-start': 'The adapter {name} could not start: {reason}',
  'adapter-end': 'The program ends: {reason}',
  'set-up': '{reason}',
  'chat-stopped': 'The chat model cannot be asked: {reason}',
  'draft-stopped':
    'Drafting stops: {reason}. What is written stays, and the same command goes on with the rest',
  'batch-line':
    'Line {line} of the batch is no question: it takes a JSON object with "query", and "id" if you like',
} as const;

const MESSAGES = { ...USAGE, ...STORE_OUTAGE, ...STORE_VERSION, ...STORE_KEY, ...OTHERS };

export type ErrorCode = keyof typeof MESSAGES;

export class QabotError extends Error {
  readonly code: ErrorCode;

  /** @param values what the places in the message are filled with; a place without a value stays as it is */
  constructor(code: ErrorCode, values: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    super(
      MESSAGES[code].replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place),
      options,
    );
    this.name = 'QabotError';
    this.code = code;
  }

  /** Whether the command line, the settings or the program's version must be corrected, rather than the world. */
  get isUsage(): boolean {
    return this.code in USAGE || this.code in STORE_VERSION;
  }

  /** Whether the database is out of order or cannot be used, which the store itself reports, once. */
  get isStoreOutage(): boolean {
    return this.code in STORE_OUTAGE || this.code in STORE_VERSION;
  }

  /** Whether the store's key is another one or cannot be read. */
  get isStoreKey(): boolean {
    return this.code in STORE_KEY;
  }
}

/** The message of whatever was thrown. */
export const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Whether Node or a library gave an error this code, such as `ENOENT`. */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
