import type { Command } from 'commander';
import { PLATFORMS } from '../../learning/platforms.js';
import type { Terminal } from '../terminal.js';

/** `qabot forget USER`: one person's wish to be forgotten. */
export function registerForget(program: Command, terminal: Terminal): void {
  program
    .command('forget')
    .description('remove all that the store holds of one person: votes, reasons, addresses, settings')
    .argument('<user>', 'their id, as the platform writes it')
    .option(
      '--platform <name>',
      `on which platform, as the adapter is named; default: ${PLATFORMS.join(', ')}`,
    )
    .addHelpText(
      'after',
      '\nExamples:\n  qabot forget U012AB3CD\n  qabot forget 80351110224678912 --platform discord\n  qabot forget ann --platform webhook',
    )
    .action(async (user: string, { platform }: { readonly platform?: string }) => {
      const { forget } = await import('./run.js');
      const removed = await forget(user, platform === undefined ? PLATFORMS : [platform]);
      terminal.out(`${removed} ${removed === 1 ? 'record' : 'records'} removed\n`);
    });
}
