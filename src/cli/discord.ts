import type { Command } from 'commander';
import { QabotError } from '../errors.js';
import type { Terminal } from './terminal.js';

/** `qabot discord register|invite`: what is done once, when the bot is set up. */
export function registerDiscord(program: Command, terminal: Terminal): void {
  const discord = program.command('discord').description('set the Discord bot up (needs DISCORD_TOKEN)');
  discord
    .command('register')
    .description('register the commands where they differ from what is registered')
    .option('--guild <id>', 'in this server alone, where they appear at once')
    .addHelpText(
      'after',
      '\nExamples:\n  qabot discord register\n  qabot discord register --guild 123456789012345678',
    )
    .action(async ({ guild }: { readonly guild?: string }) => {
      const { register } = await import('../../adapters/discord/set-up/set-up.js');
      const variables = guild === undefined ? process.env : { ...process.env, DISCORD_GUILD_ID: guild };
      const isNew = await orFault(() => register(variables));
      terminal.out(isNew ? 'The commands were registered.\n' : 'The commands are registered already.\n');
    });
  discord
    .command('invite')
    .description('print the address that invites the bot, with the least permissions')
    .option('--forum', 'with the permission to mark forum posts as solved', false)
    .addHelpText('after', '\nExamples:\n  qabot discord invite\n  qabot discord invite --forum')
    .action(async ({ forum }: { readonly forum: boolean }) => {
      const { invite } = await import('../../adapters/discord/set-up/set-up.js');
      terminal.out(`${await orFault(() => invite(process.env, forum))}\n`);
    });
}

/** The sentences of the adapter's faults say what to change; a stack would hide them. */
async function orFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new QabotError('set-up', { reason }, { cause });
  }
}
