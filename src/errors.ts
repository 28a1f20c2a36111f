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
  'adapter-end': 'The program ends: {reason}',
  'queries-unreadable': '{path} is no file of questions: {reason}',
  'knowledge-missing': 'There is no knowledge folder "{path}": name a folder that exists and can be read',
  'export-foreign':
    '{path} is in the way, as it holds something else: move it away, or name another folder behind --learned',
  'export-options': '--learned writes what the store holds: leave out the knowledge folder and --kind',
  'knowledge-kind': 'There is no kind "{kind}": --kind takes {known}',
  'question-missing': 'There is no question: write it behind "ask" in quotes, or into standard input',
} as const;

/** Faults of the command line or the settings, as against faults of the world. */
const USAGE: ReadonlySet<ErrorCode> = new Set([
  'settings',
  'queries-unreadable',
  'knowledge-missing',
  'export-foreign',
  'export-options',
  'knowledge-kind',
  'batch-question',
  'question-missing',
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

  /** Whether the command line or the settings must be corrected, rather than the world. */
  get isUsage(): boolean {
    return USAGE.has(this.code);
  }
}
