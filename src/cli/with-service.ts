import { cleanLine } from '../../adapters/common/text.js';
import { createRedactor } from '../app/redaction.js';
import { close, type KnowledgeOptions, type Opened, openService } from '../app/open-service.js';
import { readSettings, type Settings } from '../settings.js';
import type { Logger } from '../contract.js';
import type { EngineOptions } from '../engine/engine.js';

/** The options of a command that has none of its own. */
export const ALL_KNOWLEDGE: KnowledgeOptions = { projects: true, glossary: true };

/**
 * Runs a command on the bot's service, and closes it in any case. Warnings and errors go to standard error as plain lines.
 * @param tellsOutage whether a store that is out of order is told by a line; a command that ends with that error needs none
 * @throws {QabotError} `settings`, `knowledge-missing`
 */
export async function withService<T>(
  options: KnowledgeOptions,
  { tellsOutage, training }: { readonly tellsOutage: boolean; readonly training?: EngineOptions['training'] },
  work: (opened: Opened, settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = readSettings(process.env);
  const logger = plainLogger();
  const lost = tellsOutage ? undefined : (): void => {};
  const opened = await openService({ ...options, settings, logger, training, lost });
  try {
    return await work(opened, settings);
  } finally {
    await close(opened);
  }
}

/** Writes warnings and errors to standard error as plain lines. */
export function plainLogger(): Logger {
  const redact = createRedactor(process.env);
  const print = (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    const { error } = fields;
    const reason = error instanceof Error ? `: ${error.message}` : '';
    process.stderr.write(`${cleanLine(redact(`qabot: ${message}${reason}`))}\n`);
  };
  return { debug: () => {}, info: () => {}, warn: print, error: print };
}
