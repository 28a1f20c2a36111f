/** The second reader at the command line: on, and off as if there were none. */

import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ChatServer, completion, serveChat } from '../drafting/server.js';

const run = promisify(execFile);

let server: ChatServer | undefined;
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'second-reader-'));
});
afterEach(async () => {
  rmSync(dir, { recursive: true });
  await server?.close();
  server = undefined;
});

interface Asked {
  /** What `qabot ask --json` prints. */
  readonly line: string;
  /** The modules that were loaded, one a line. */
  readonly modules: string;
}

async function ask(env: Readonly<Record<string, string>>): Promise<Asked> {
  const coverage = mkdtempSync(join(dir, 'coverage-'));
  const { stdout } = await run(
    process.execPath,
    ['dist/src/main.js', 'ask', 'MOSN 支持 eureka 吗', '--json'],
    {
      env: {
        PATH: process.env['PATH'],
        HOME: dir,
        STORE_URL: ':memory:',
        NODE_V8_COVERAGE: coverage,
        ...env,
      },
    },
  );
  const modules = readdirSync(coverage).flatMap((file): readonly string[] =>
    JSON.parse(readFileSync(join(coverage, file), 'utf8')).result.map(({ url }: { url: string }) => url),
  );
  return { line: stdout, modules: modules.join('\n') };
}

const answersOf = (line: string): readonly string[] =>
  JSON.parse(line).answers.map(({ id }: { id: string }) => id);

it('off, it loads nothing and changes nothing', async () => {
  const chat = { CHAT_URL: 'http://127.0.0.1:9/v1', CHAT_MODEL: 'small' };
  const [none, off] = await Promise.all([ask({}), ask({ ...chat, SECOND_READER: '0' })]);
  expect(off.line).toBe(none.line);
  for (const { modules } of [none, off]) {
    expect(modules).toContain('src/engine/judge.js');
    expect(modules).not.toMatch(/second-reader\/|src\/chat\/|openai|cockatiel/);
  }
});

it('on, its choice comes first', async () => {
  server = await serveChat(() =>
    completion({ content: JSON.stringify({ asks: true, pick: 2, sure: true, differs: null }) }),
  );
  const [off, on] = await Promise.all([
    ask({}),
    ask({ CHAT_URL: server.url, CHAT_MODEL: 'small', SECOND_READER: '1', CHAT_TIMEOUT: '30000' }),
  ]);
  const [first, second, ...others] = answersOf(off.line);
  expect(answersOf(on.line)).toEqual([second, first, ...others]);
  // Nothing else speaks for it.
  expect(JSON.parse(on.line).decision).toBe('suggest');
  expect(server.asked).toHaveLength(1);
  expect(on.modules).toContain('second-reader/');
});

it('on, `qabot eval` measures what the bot would answer with it', async () => {
  server = await serveChat(() => completion({ content: JSON.stringify({ asks: false }) }));
  const file = join(dir, 'questions.jsonl');
  writeFileSync(file, JSON.stringify({ query: 'MOSN 支持 eureka 吗', gold: [] }));
  await run(process.execPath, ['dist/src/main.js', 'eval', file], {
    env: {
      PATH: process.env['PATH'],
      QABOT_CACHE: 'off',
      CHAT_URL: server.url,
      CHAT_MODEL: 'small',
      CHAT_TIMEOUT: '30000',
      SECOND_READER: '1',
    },
  });
  expect(server.asked.length).toBeGreaterThan(0);
});
