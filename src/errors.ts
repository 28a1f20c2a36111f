/** Every error that the program raises on purpose: a code, and a message that says what to change. */
const MESSAGES = {
  settings: 'Settings to correct: {faults}',
  'adapter-unknown':
    'There is no adapter "{name}": QABOT_ADAPTERS takes {known}, or the path of a module that exports one',
  'adapter-load': 'The adapter module "{name}" could not be loaded: {reason}',
  'adapter-shape':
    'The module "{name}" exports no adapter: its default export must return {name, start, stop}',
  'batch-question':
    '--batch reads its questions from standard input: leave out the question on the command line',
  'batch-line':
    'Line {line} of the batch is no question: it takes a JSON object with "query", and "id" if you like',
  'adapter-start': 'The adapter {name} could not start: {reason}',
  'set-up': '{reason}',
  'store-key':
    'The key is not the one that the store was begun with: set the STORE_KEY of then, or put back the file {path}',
  'store-key-file': 'The key of the store cannot be kept in {path}: {reason}',
  'adapter-end': 'The program ends: {reason}',
  option: '{reason}',
  'queries-unreadable': '{path} is no file of questions: {reason}',
  'knowledge-missing': 'There is no knowledge folder "{path}": name a folder that exists and can be read',
  'export-foreign':
    '{path} is in the way, as it holds something else: move it away, or name another folder behind --learned',
  'export-options': '--learned writes what the store holds: leave out the knowledge folder and --kind',
  'knowledge-kind': 'There is no kind "{kind}": --kind takes {known}',
  'store-damaged':
    'The store "{path}" is damaged or no SQLite database: move it away or put a copy back in its place; it is left as it is',
  'store-full': 'The disk with the store "{path}" is full, so nothing new is kept: make room on it',
  'store-locked': 'Another process keeps the store "{path}" locked: end that process',
  'store-unwritable':
    'The store "{path}" cannot be opened for writing: give this user the right to write the file and its folder, or name another place in STORE_URL',
  'store-disk': 'The disk with the store "{path}" fails ({code}): look after the disk',
  'store-unreachable':
    'The PostgreSQL of STORE_URL cannot be reached ({code}): see that it runs and that host and port are right',
  'store-refused':
    'The PostgreSQL of STORE_URL refuses us ({code}): correct user, password, database or rights in STORE_URL or on the server',
  'store-server': 'The PostgreSQL of STORE_URL fails ({code}): its own log says why',
  'store-text':
    'The store takes no text with a NUL character or half of a surrogate pair, and no key over {most} bytes',
  'store-closed': 'The store is closed',
  'question-missing': 'There is no question: write it behind "ask" in quotes, or into standard input',
} as const;

/** Faults of the command line or the settings, as against faults of the world. */
const USAGE: ReadonlySet<ErrorCode> = new Set([
  'settings',
  'option',
  'queries-unreadable',
  'knowledge-missing',
  'export-foreign',
  'export-options',
  'knowledge-kind',
  'batch-question',
  'question-missing',
]);

/** Of a database that is out of order, as against a text that it does not take. */
const OUTAGES: ReadonlySet<ErrorCode> = new Set([
  'store-damaged',
  'store-full',
  'store-locked',
  'store-unwritable',
  'store-disk',
  'store-unreachable',
  'store-refused',
  'store-server',
]);

export type ErrorCode = keyof typeof MESSAGES;

export class QabotError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, values: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    super(
      MESSAGES[code].replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place),
      options,
    );
    this.name = 'QabotError';
    this.code = code;
  }

  /** Whether the database is out of order, which it tells once by itself. */
  get isStoreOutage(): boolean {
    return OUTAGES.has(this.code);
  }

  /** Whether the command line or the settings must be corrected, rather than the world. */
  get isUsage(): boolean {
    return USAGE.has(this.code);
  }
}
