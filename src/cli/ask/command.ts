import { type Command, InvalidArgumentError } from 'commander';
import { addKnowledgeOptions, examples } from '../common.js';
import type { AskOptions } from './run.js';

/** Answers a line shows unless `--top` says otherwise. */
const DEFAULT_TOP = 5;
const MOST_TOP = 100;

/** `qabot ask`: one question, or a batch of them as JSON lines. */
export function registerAsk(program: Command): void {
  const command = program
    .command('ask')
    .description('answer one question, or a batch of them')
    .argument('[question]', 'the question; without it and without --batch it is read from standard input')
    .option('--json', 'print one JSON line an answer', false)
    .option('--batch', 'read JSONL {"id","query"} on standard input and answer each line, in order', false)
    .option('--top <n>', `answers in a JSON line, 1 to ${MOST_TOP}`, readTop, DEFAULT_TOP)
    .option('--overheard', 'treat the message as one that was not meant for the bot', false);
  addKnowledgeOptions(command)
    .addHelpText(
      'after',
      examples(
        'qabot ask "Does MOSN support Eureka?"',
        'qabot ask "MOSN 支持 eureka 吗" --json --top 3',
        'qabot ask --batch --json --knowledge ./posts < questions.jsonl > answers.jsonl',
      ),
    )
    .action(async (question: string | undefined, options: AskOptions) => {
      const { ask } = await import('./run.js');
      await ask(question, options);
    });
}

function readTop(given: string): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= MOST_TOP) return value;
  throw new InvalidArgumentError(`It takes a whole number from 1 to ${MOST_TOP}.`);
}
