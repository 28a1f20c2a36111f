/**
 * The package as somebody else gets it: packed, unpacked into a folder of its own, and used by an adapter, its test and a
 * compiler that know nothing of this project.
 */

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Milliseconds: packing takes 2 s and a run of the suite 5 s, on an idle machine. */
const PATIENCE = 120_000;

const run = promisify(execFile);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-third-party-'));
  const modules = join(folder, 'node_modules');
  const unpacked = join(modules, 'community-qa-bot');
  await mkdir(unpacked, { recursive: true });
  // `npm test` has built it.
  const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename }]: [{ filename: string }] = JSON.parse((await run('npm', packing)).stdout);
  await run('tar', ['-xzf', join(folder, filename), '-C', unpacked, '--strip-components=1']);
  const { dependencies }: { dependencies: object } = JSON.parse(await readFile('package.json', 'utf8'));
  for (const name of Object.keys(dependencies)) await link(name);
  await write('package.json', JSON.stringify({ name: 'somebody-elses', private: true, type: 'module' }));
}, PATIENCE);
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);

/** Makes a package of ours one of theirs. */
async function link(name: string): Promise<void> {
  const path = join(folder, 'node_modules', name);
  await mkdir(dirname(path), { recursive: true });
  await symlink(resolve('node_modules', name), path);
}

/** A source of ours as somebody else would have written it: in one folder, with the package's name for what is published. */
async function copy(path: string): Promise<void> {
  const text = (await readFile(path, 'utf8'))
    .replace(/'[./]+\/src\/contract\.js'/, "'community-qa-bot/contract'")
    .replace(/'[./]+\/contract\/platform\.js'/, "'community-qa-bot/testing'")
    .replace(/'(?:\.{1,2}\/)+(?:[\w-]+\/)*([\w-]+)\.js'/g, "'./$1.js'");
  await write(path.replace(/^.*\//, ''), text);
}

it(
  'the suite runs on their adapter under their runner, without fast-check',
  async () => {
    for (const path of [
      'adapters/example/webhook.ts',
      'test/support/webhook-platform.ts',
      'test/support/free-port.ts',
    ])
      await copy(path);
    await write(
      'webhook.test.ts',
      `import * as vitest from 'vitest';
import { describeAdapter } from 'community-qa-bot/testing';
import { webhookPlatform } from './webhook-platform.js';
describeAdapter(vitest, 'Their webhook', webhookPlatform);
`,
    );
    await link('vitest');
    // What this run has set is not for theirs.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')),
    );
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', '--test-timeout=60000'];
    const { stdout } = await run(process.execPath, vitest, { cwd: folder, env }).catch((error: unknown) => {
      throw new Error('their run failed', { cause: error });
    });
    const counts: { numPassedTests: number; numTotalTests: number } = JSON.parse(stdout);
    expect(counts.numPassedTests).toBe(counts.numTotalTests);
    expect(counts.numTotalTests).toBeGreaterThan(30);
  },
  PATIENCE,
);

it(
  'its declarations need neither a runner nor fast-check',
  async () => {
    await write(
      'types.ts',
      `import { MAX_FIELDS } from 'community-qa-bot/contract';
import { loadKnowledge, type Reader, READERS } from 'community-qa-bot/knowledge';
import { createMatcher, type IndexFactory, type SearchIndex } from 'community-qa-bot/matching';
import { describeAdapter, describeReader, describeSearchIndex, describeStore } from 'community-qa-bot/testing';
export const readers: readonly Reader[] = READERS;
export const suite = (index: SearchIndex) => describeSearchIndex(vitest, 'Their index', () => index);
export const matcherOn = (createIndex: IndexFactory) => createMatcher(
  { entries: [] },
  { createIndex },
);
export const all = [MAX_FIELDS, loadKnowledge, createMatcher, describeAdapter, describeReader, describeStore];
declare const vitest: Parameters<typeof describeAdapter>[0];
`,
    );
    await link('@types/node');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', 'node', '--lib', 'es2023'];
    const compiler = resolve('node_modules/.bin/tsc');
    const done = run(process.execPath, [compiler, ...options, 'types.ts'], { cwd: folder });
    await expect(done).resolves.toMatchObject({ stdout: '' });
  },
  PATIENCE,
);
