import type { Command } from 'commander';
import { builtInAdapters, loadAdapter, settingsOf } from '../app/adapters.js';
import { adapterNames } from '../settings.js';
import type { Adapter, AdapterCommand } from '../contract.js';
import { QabotError, reasonOf } from '../errors.js';
import { examples, type Terminal } from './common.js';

/**
 * Adds `qabot ADAPTER COMMAND` for the commands of the adapters. Modules of third parties are loaded only where the command
 * line may mean one of them; one that is at fault costs a line, and neither the help nor the commands of the others.
 */
export async function registerAdapters(
  program: Command,
  terminal: Terminal,
  words: readonly string[],
): Promise<void> {
  const word = words.find((one) => !one.startsWith('-'));
  const isOwn = program.commands.some((command) => command.name() === word);
  for (const adapter of await builtInAdapters()) registerAdapter(program, adapter, terminal);
  if (isOwn) return;
  for (const name of adapterNames(process.env) ?? []) {
    try {
      registerAdapter(program, await loadAdapter(name, process.cwd()), terminal);
    } catch (cause) {
      const error =
        cause instanceof QabotError
          ? cause
          : new QabotError('adapter-load', { name, reason: reasonOf(cause) }, { cause });
      terminal.error(`qabot: ${error.message}\n`);
    }
  }
}

/** @throws where the commands are not as the contract wants them; then none of them is added */
function registerAdapter(program: Command, adapter: Adapter, terminal: Terminal): void {
  const { name, commands = [] } = adapter;
  if (commands.length === 0 || program.commands.some((command) => command.name() === name)) return;
  const group = program.createCommand(name).copyInheritedSettings(program);
  group.description(`set the adapter ${name} up`);
  for (const command of commands) register(group, adapter, command, terminal);
  program.addCommand(group);
}

function register(group: Command, adapter: Adapter, given: AdapterCommand, terminal: Terminal): void {
  const { name, description, options = [] } = given;
  const lines = (given.examples ?? ['']).map((words) => `qabot ${adapter.name} ${name} ${words}`.trimEnd());
  const command = group.command(name).description(description);
  for (const option of options) command.option(option.flags, option.description);
  command.addHelpText('after', examples(...lines));
  command.action(async (chosen: Readonly<Record<string, string | true>>) => {
    try {
      terminal.out(`${await given.run(chosen, settingsOf(adapter, process.env))}\n`);
    } catch (cause) {
      // The adapter's message says what to change; a stack would hide it.
      const code = cause instanceof RangeError ? 'option' : 'set-up';
      throw new QabotError(code, { reason: reasonOf(cause) }, { cause });
    }
  });
}
