/** The two steps of measuring a second reader without a model at hand: what it is asked, and what its verdicts change. */

import { writeFileSync } from 'node:fs';
import { type Folders, judgeAll, readerFrom, requestsOf } from './data.js';
import { isAway, outcomesTable, precisionLines, sentTable } from './figures.js';

/** Writes what a second reader would be asked, and prints how much that is. */
export async function writeRequests(path: string, folders: Folders): Promise<void> {
  const judged = await judgeAll(folders, async () => undefined);
  const requests = requestsOf(judged);
  writeFileSync(path, requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
  print(`${requests.length} requests are in ${path}.`, sentTable(judged));
}

/** Prints what the verdicts of the file change. */
export async function measureVerdicts(path: string, folders: Folders): Promise<void> {
  const judged = await judgeAll(folders, readerFrom(path));
  print(
    'Over the community’s posts, without wordings. The local numbers have seen the questions.',
    `${judged.filter(isAway).length} requests have no verdict in ${path}: there the bot decides by itself.`,
    sentTable(judged),
    outcomesTable(judged),
    precisionLines(judged),
  );
}

function print(...blocks: readonly string[]): void {
  process.stdout.write(`${blocks.join('\n\n')}\n`);
}
