import { type Command, Option } from 'commander';
import { examples } from '../common.js';

export interface ImportOptions {
  readonly accept?: string;
  readonly project?: string;
  readonly maintainers?: readonly string[];
  readonly site?: string;
  readonly json: boolean;
}

/** The kinds of `src/import/sources`, which is loaded only when it is needed; a test holds the two together. */
export const IMPORT_KINDS = [
  'github-discussions',
  'github-issues',
  'discourse',
  'stackexchange',
  'azure-cqa',
  'slack',
  'discord',
] as const;

/** `qabot import`: answers that lie in the exports of other platforms. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('take questions with their answers from the export of a platform, for the review')
    .argument('<kind>', IMPORT_KINDS.join(', '))
    .argument('<path>', 'the export: a file or a folder')
    .option('--accept <folder>', 'write marked answers into this folder of your knowledge, without a review')
    .option('--project <name>', 'what all of it is about; default: what the export says')
    .option('--site <address>', 'the forum’s address, where the export does not say it')
    .addOption(
      new Option('--maintainers <ids>', 'who else is a maintainer there, parted by commas').argParser(
        (text) => text.split(',').map((id) => id.trim()),
      ),
    )
    .option('--json', 'print the report as JSON', false)
    .addHelpText(
      'after',
      examples(
        'qabot import github-discussions discussions.json',
        'qabot import slack export.zip --maintainers U012ABC,U034DEF',
        'qabot import discourse ./topics --site https://forum.example.org',
        'qabot import github-discussions discussions.json --accept ./history/imported',
      ),
    )
    .action(async (kind: string, path: string, options: ImportOptions) => {
      const { importExports } = await import('./run.js');
      await importExports(kind, path, options);
    });
}
