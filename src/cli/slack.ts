import { type Command, InvalidArgumentError } from 'commander';
import type { Terminal } from './terminal.js';

/** `qabot slack manifest`: what to paste when the app is created. */
export function registerSlack(program: Command, terminal: Terminal): void {
  const slack = program.command('slack').description('set the Slack app up');
  slack
    .command('manifest')
    .description('print the app’s manifest: for socket mode, or with --url for HTTP')
    .option('--url <address>', 'where Slack reaches the bot, https://...')
    .addHelpText(
      'after',
      '\nExamples:\n  qabot slack manifest\n  qabot slack manifest --url https://qabot.example.org',
    )
    .action(async ({ url }: { readonly url?: string }) => {
      const { manifestFor } = await import('../../adapters/slack/manifest.js');
      terminal.out(`${JSON.stringify(manifestOrFault(manifestFor, url), undefined, 2)}\n`);
    });
}

function manifestOrFault(make: (url: string | undefined) => object, url: string | undefined): object {
  try {
    return make(url);
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}
