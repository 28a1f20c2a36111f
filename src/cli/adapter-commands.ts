import type { Command } from 'commander';
import { builtInAdapters, knownAdapters, settingsOf } from '../app/adapters.js';
import { adapterNames } from '../settings.js';
import type { Adapter, AdapterCommand } from '../contract.js';
import { QabotError, reasonOf } from '../errors.js';
import { examples, type Terminal } from './common.js';

/**
 * Adds `qabot ADAPTER COMMAND` for the commands of the adapters. Modules of third parties are loaded only where the command
 * line may mean one of them.
 */
export async function registerAdapters(
  program: Command,
  terminal: Terminal,
  words: readonly string[],
): Promise<void> {
  const own = new Set(program.commands.map((command) => command.name()));
  const word = words.find((one) => !one.startsWith('-'));
  const adapters = word !== undefined && own.has(word) ? await builtInAdapters() : await known(terminal);
  for (const adapter of adapters) {
    const { name, commands = [] } = adapter;
    if (commands.length === 0 || own.has(name)) continue;
    own.add(name);
    const group = program.command(name).description(`set the adapter ${name} up`);
    for (const command of commands) register(group, adapter, command, terminal);
  }
}

/** A module that cannot be loaded must not keep the help from being printed. */
async function known(terminal: Terminal): Promise<readonly Adapter[]> {
  try {
    return await knownAdapters(adapterNames(process.env));
  } catch (error) {
    if (!(error instanceof QabotError)) throw error;
    terminal.error(`qabot: ${error.message}\n`);
    return await builtInAdapters();
  }
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
      throw new QabotError(
        cause instanceof RangeError ? 'option' : 'set-up',
        { reason: reasonOf(cause) },
        { cause },
      );
    }
  });
}
