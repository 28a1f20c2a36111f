/** Reading an export that a test writes. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inputsOf } from '../../src/import/inputs.js';
import type { Source } from '../../src/import/model.js';
import { type Outcome, outcomesOf } from '../../src/import/read.js';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The catalogue of these tests. */
const projectOf = (name: string): string | undefined => (name === 'r' ? 'Router' : undefined);

/** What becomes of the files of a folder. */
export async function importFiles(
  source: Source,
  files: Files,
  { site, maintainers = [] }: { readonly site?: string; readonly maintainers?: readonly string[] } = {},
): Promise<readonly Outcome[]> {
  const folder = await mkdtemp(join(tmpdir(), 'import-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    const inputs = await inputsOf(folder, source);
    const found: Outcome[] = [];
    const options = { site, maintainers: new Set(maintainers), projectOf, read: () => {} };
    for await (const outcome of outcomesOf(source, inputs, options)) found.push(outcome);
    return found;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** An outcome in a line: the pair's id, the reason, or the fault. */
export function inWords(outcome: Outcome): string {
  if (outcome.kind === 'pair') return outcome.pair.id;
  if (outcome.kind === 'left-out') return outcome.reason;
  const { path, line, rule } = outcome.finding;
  return `${path}:${line} ${rule}`;
}

export const pairsIn = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap((outcome) => (outcome.kind === 'pair' ? [outcome.pair] : []));
