import type { Command } from 'commander';
import { examples, type Terminal } from '../common.js';

/** `qabot forget USER`: carries out one person's wish to be forgotten. */
export function registerForget(program: Command, terminal: Terminal): void {
  const command = program
    .command('forget')
    .description(
      'remove all that the store holds of one person: questions, votes, reasons, addresses, settings',
    )
    .argument('<user>', 'their id, as the platform writes it')
    .option('--platform <name>', 'on which platform, as the adapter is named; default: on each of them');
  command
    .addHelpText(
      'after',
      examples(
        'qabot forget U012AB3CD',
        'qabot forget 80351110224678912',
        'qabot forget ann --platform webhook',
      ),
    )
    .action(async (user: string, { platform }: { readonly platform?: string }) => {
      const { forget } = await import('./run.js');
      const removed = await forget(user, platform);
      terminal.out(`${removed} ${removed === 1 ? 'record' : 'records'} removed\n`);
    });
}
