/** `qabot eval --second-reader-live` against a server that drafts and reads. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { run as runProgram } from '../../src/cli/program.js';
import {
  type AskedChat,
  type ChatServer,
  completion,
  type GivenChat,
  serveChat,
  wordings,
} from '../drafting/server.js';

let server: ChatServer | undefined;
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'eval-live-'));
  writeFileSync(join(dir, 'faq.jsonl'), FAQ.map((line) => JSON.stringify(line)).join('\n'));
});
afterEach(async () => {
  rmSync(dir, { recursive: true });
  await server?.close();
  server = undefined;
});

const SUBJECTS = ['apples', 'boats', 'clocks', 'drums', 'engines', 'fences'];
const FAQ = SUBJECTS.map((subject) => ({
  id: subject,
  question: `How do I paint ${subject}?`,
  answer: `With the brush for ${subject}.`,
}));

const isReading = ({ prompt }: AskedChat): boolean => prompt.startsWith('Said: ');

/** The entry that the message is about, where it is among those that are shown. */
function read({ prompt }: AskedChat): GivenChat {
  const subject = /colour for (\w+)/.exec(prompt)?.[1] ?? '';
  const entries = prompt.split('\n\n').slice(1);
  const pick = entries.findIndex((entry) => entry.includes(`paint ${subject}?`)) + 1;
  return completion({ content: JSON.stringify({ asks: true, pick, sure: true, differs: null }) });
}

function draft({ prompt }: AskedChat): GivenChat {
  const subject = /Question: How do I paint (\w+)/.exec(prompt)?.[1] ?? '';
  return wordings(`which colour for ${subject}`);
}

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly errors: string;
}

async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  let out = '';
  let errors = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((errors += String(text)), true));
  const chat =
    server === undefined ? { CHAT_URL: '', CHAT_MODEL: '' } : { CHAT_URL: server.url, CHAT_MODEL: 'small' };
  for (const [name, value] of Object.entries({ KNOWLEDGE: '', QABOT_CACHE: 'off', ...chat, ...env }))
    vi.stubEnv(name, value);
  const keep = (text: string): void => {
    errors += text;
  };
  const options = ['--second-reader-live', '--yes', '--knowledge', dir, '--no-projects', '--no-glossary'];
  const status = await runProgram(['eval', ...options, ...words], { out: keep, error: keep });
  process.exitCode = undefined;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  return { status, out, errors };
}

it('drafts a question an entry, asks with and without its answer, and says before what leaves the machine', async () => {
  server = await serveChat((asked) => (isReading(asked) ? read(asked) : draft(asked)));
  const { status, out, errors } = await run(['--sample', '4', '--json']);
  expect(status).toBe(0);
  expect(errors).toContain(
    `To ${server.url} (model small) go about 12 requests for 4 entries of the history`,
  );
  expect(server.asked).toHaveLength(12);
  expect(JSON.parse(out)).toMatchObject({
    drawn: 4,
    asked: 4,
    second: { right: 4, wrong: 0, suggested: 0, silent: 0 },
    withoutAnswer: { none: 4, suggested: 0, answered: 0, away: 0 },
    requests: 8,
    away: 0,
  });
});

it('counts a model that is away, and prints the figures', async () => {
  server = await serveChat((asked) => (isReading(asked) ? { status: 503, body: '{}' } : draft(asked)));
  const { status, out } = await run(['--sample', '2']);
  expect(status).toBe(0);
  expect(out).toContain('2 questions, drafted to 2 entries');
  expect(out).toContain('0 rightly left alone, 0 suggested, 0 answered wrongly, 2 away');
  expect(out).toContain('4 readings, 4 of them away; median');
});

it('leaves out an entry whose draft cannot be used', async () => {
  server = await serveChat((asked) =>
    isReading(asked) ? read(asked) : asked.prompt.includes('boats') ? wordings('?') : draft(asked),
  );
  const { out, errors } = await run(['--json']);
  expect(JSON.parse(out)).toMatchObject({ drawn: 6, asked: 5 });
  expect(errors).toContain('boats is left out: none of its drafts can be used');
});

it('ends where the server refuses all', async () => {
  server = await serveChat(() => ({ status: 401, body: '{"error":{"message":"bad key"}}' }));
  const { status, errors } = await run([]);
  expect(status).not.toBe(0);
  expect(errors).toContain('The chat model cannot be asked: the server answered with status 401: bad key');
  expect(server.asked).toHaveLength(1);
});

it('names the settings that are missing', async () => {
  const { status, errors } = await run([]);
  expect(status).not.toBe(0);
  expect(errors).toContain('No chat model is set up: set CHAT_URL and CHAT_MODEL');
});

it('without it, a file of questions is needed', async () => {
  let errors = '';
  const keep = (text: string): void => {
    errors += text;
  };
  expect(await runProgram(['eval'], { out: keep, error: keep })).not.toBe(0);
  process.exitCode = undefined;
  expect(errors).toContain('There is no file of questions');
});
