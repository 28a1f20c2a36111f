import type { Command } from 'commander';
import { QabotError } from '../errors.js';
import type { Terminal } from './terminal.js';

/** `qabot slack manifest`: what to paste when the app is created. */
export function registerSlack(program: Command, terminal: Terminal): void {
  const slack = program.command('slack').description('set the Slack app up');
  slack
    .command('manifest')
    .description('print the app’s manifest: for socket mode, or with --url for HTTP')
    .option('--url <address>', 'where Slack reaches the bot, https://...')
    .option('--user-groups', 'with the scope that QABOT_MAINTAINERS needs to name a user group')
    .addHelpText(
      'after',
      '\nExamples:\n  qabot slack manifest\n  qabot slack manifest --url https://qabot.example.org',
    )
    .action(async ({ url, userGroups = false }: ManifestOptions) => {
      const { manifestFor } = await import('../../adapters/slack/set-up/manifest.js');
      const manifest = manifestOrFault(() => manifestFor(url, userGroups));
      terminal.out(`${JSON.stringify(manifest, undefined, 2)}\n`);
    });
}

interface ManifestOptions {
  readonly url?: string;
  readonly userGroups?: boolean;
}

function manifestOrFault(make: () => object): object {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new QabotError('option', { reason: error.message });
    throw error;
  }
}
