import { clean } from '../../adapters/common/text.js';
import { Command, CommanderError } from 'commander';
import { QabotError } from '../errors.js';
import { programVersion } from '../knowledge/files/folders.js';
import { readSettingsFile, unknownSettings } from '../app/settings-file.js';
import { registerAdapters } from './adapter-commands.js';
import { registerAsk } from './ask/command.js';
import { examples, type Terminal } from './common.js';
import { registerDoctor } from './doctor/command.js';
import { registerEval } from './eval/command.js';
import { registerForget } from './forget/command.js';
import { registerImport } from './import/command.js';
import { registerInsights } from './insights/command.js';
import { registerKnowledge } from './knowledge/command.js';
import { registerReview } from './review/command.js';
import { registerStart } from './start/command.js';

/** In the order of the help. Each declares its words and options, and loads what carries it out when it runs. */
const COMMANDS: readonly ((program: Command, terminal: Terminal) => void)[] = [
  registerStart,
  registerAsk,
  registerKnowledge,
  registerEval,
  registerInsights,
  registerDoctor,
  registerImport,
  registerReview,
  registerForget,
];

/** Exit status of a command line that cannot be carried out as written: unknown option, missing file. */
const USAGE_STATUS = 2;

/**
 * Runs one command line and gives its exit status: 0, 1 for a fault, 2 for a command line that must be corrected.
 * @param words the arguments without the node binary and the script
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  const program = new Command('qabot')
    .description('Answers a community’s recurring questions from its own history.')
    .version(programVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showSuggestionAfterError(true);
  program.addHelpText(
    'after',
    examples(
      'qabot start',
      'qabot ask "How do I register an event handler?"',
      'qabot knowledge check ./posts',
    ),
  );
  for (const register of COMMANDS) register(program, terminal);
  await registerAdapters(program, terminal, words);
  program.hook('preAction', (_, command) => {
    const file = readSettingsFile();
    // Among the findings of `doctor` they have their own lines.
    if (command.name() === 'doctor') return;
    for (const line of unknownSettings(file, process.env)) terminal.error(`qabot: ${line}\n`);
  });
  for (const command of [program, ...descendants(program)]) {
    command.exitOverride().configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.error,
      outputError: (text, write) => write(text.replace(/^error: /, 'qabot: ')),
    });
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error, terminal);
  }
}

function report(error: unknown, terminal: Terminal): number {
  // Commander has printed its own line already, and ends with 0 after --help and --version.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE_STATUS;
  if (error instanceof QabotError) {
    terminal.error(`qabot: ${clean(error.message)}\n`);
    return error.isUsage ? USAGE_STATUS : 1;
  }
  terminal.error(`qabot: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}

function descendants(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...descendants(child)]);
}
