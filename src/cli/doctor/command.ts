import type { Command } from 'commander';
import { addKnowledgeOptions, type KnowledgeOptions } from '../options.js';
import type { Terminal } from '../terminal.js';

/** `qabot doctor`: every setting, looked over before the bot is started. */
export function registerDoctor(program: Command, terminal: Terminal): void {
  const command = program
    .command('doctor')
    .description('name every missing or wrong setting, one a line; exit status 1 when there is one')
    .addHelpText('after', '\nExample:\n  qabot doctor');
  addKnowledgeOptions(command).action(async (options: KnowledgeOptions) => {
    const { examine } = await import('./run.js');
    const { createRedactor } = await import('../../app/redaction.js');
    const redact = createRedactor(process.env);
    const findings = await examine(options);
    for (const { level, text } of findings) terminal.out(`${redact(`${level.padEnd(8)}${text}`)}\n`);
    if (findings.some(({ level }) => level === 'error')) process.exitCode = 1;
  });
}
