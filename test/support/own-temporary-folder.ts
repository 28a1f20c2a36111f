/** Lets everything that the tests write into the temporary folder lie in one folder, and removes that at the end. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'qabot-tests-'));
  // Tests and the programs that they start take their folders from it.
  process.env['TMPDIR'] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
