import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';

/** Platforms of the adapters that ship with the project; an id may be of any of them. */
const PLATFORMS = ['slack', 'discord', 'repl', 'terminal'] as const;

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
      const removed = await forget(user, platform === undefined ? PLATFORMS : [platform], PLATFORMS);
      terminal.out(`${removed} ${removed === 1 ? 'record' : 'records'} removed\n`);
    });
}
