import type { KnowledgeOptions } from '../../app/open-service.js';
import { insightsOf } from '../../insights/figures.js';
import { printInsights } from '../../insights/print.js';
import { readInsights } from './source.js';
import type { Terminal } from '../common.js';

export interface InsightsOptions extends KnowledgeOptions {
  /** Milliseconds since 1970. */
  readonly since?: number;
  readonly json: boolean;
}

/** Prints the figures, as tables or as one line of JSON. */
export async function insights(options: InsightsOptions, terminal: Terminal): Promise<void> {
  const figures = insightsOf(await readInsights(options), options.since);
  if (options.json) {
    terminal.out(`${JSON.stringify(figures)}\n`);
    return;
  }
  terminal.out(
    printInsights(figures, {
      columns: process.stdout.columns ?? Number.POSITIVE_INFINITY,
      unicode: showsUnicode(process.env, process.platform),
      colour: process.stdout.hasColors?.() ?? false,
    }),
  );
}

/** Whether the locale is one of UTF-8, by the first of its variables that is set (POSIX, "Internationalization Variables"). */
export function showsUnicode(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): boolean {
  // Node writes to the console of Windows in Unicode, whatever the code page.
  if (platform === 'win32') return true;
  const locale = ['LC_ALL', 'LC_CTYPE', 'LANG']
    .map((name) => environment[name] ?? '')
    .find((value) => value !== '');
  return /utf-?8/i.test(locale ?? '');
}
