/** Every error that the program raises on purpose: a code, and a message that says what to change. */
const MESSAGES = {
  settings: 'Settings to correct: {faults}',
  'adapter-unknown':
    'There is no adapter "{name}": QABOT_ADAPTERS takes {known}, or the path of a module that exports one',
  'adapter-load': 'The adapter module "{name}" could not be loaded: {reason}',
  'adapter-shape':
    'The module "{name}" exports no adapter: its default export must return {name, start, stop}',
  'knowledge-missing': 'There is no knowledge folder "{path}": name a folder that exists and can be read',
} as const;

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
}
