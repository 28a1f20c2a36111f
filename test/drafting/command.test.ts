/** `qabot knowledge draft` as it is run, against a server of this machine. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run as runProgram } from '../../src/cli/program.js';
import { openWordingsFiles } from '../../src/drafting/files.js';
import { type ChatServer, completion, type GivenChat, serveChat, wordings } from './server.js';

const SUBJECTS = ['apples', 'bridges', 'candles', 'dragons', 'engines', 'forests', 'gardens', 'harbours'];

let dir = '';
/** For files that are no knowledge. */
let aside = '';
let server: ChatServer | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'qabot-draft-'));
  aside = mkdtempSync(join(tmpdir(), 'qabot-draft-aside-'));
  writeFaq(SUBJECTS);
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  for (const folder of [dir, aside]) rmSync(folder, { recursive: true, force: true });
});

const questionOf = (subject: string): string => `How do I paint ${subject}?`;

function writeFaq(subjects: readonly string[]): void {
  const rows = subjects.map((subject) => ({
    id: subject,
    question: questionOf(subject),
    answer: `Paint ${subject} with a brush.`,
  }));
  writeFileSync(join(dir, 'faq.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

const written = () => openWordingsFiles([dir], new Map()).items;
const entriesWritten = (): readonly string[] => written().map(({ entry }) => entry);

const subjectOf = (prompt: string): string => SUBJECTS.find((one) => prompt.includes(questionOf(one))) ?? '';
const good = (prompt: string): GivenChat => {
  const subject = subjectOf(prompt);
  return wordings(`colour for ${subject}`, `${subject} colouring`, `want my ${subject} in red`);
};

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly errors: string;
}

/** Within this process, with what it prints and its exit status. */
async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  let [out, errors] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((errors += String(text)), true));
  const chat = server === undefined ? { CHAT_URL: '' } : { CHAT_URL: server.url, CHAT_MODEL: 'small' };
  for (const [name, value] of Object.entries({ KNOWLEDGE: '', ...chat, ...env })) vi.stubEnv(name, value);
  const keep = (text: string): void => {
    errors += text;
  };
  const status = await runProgram(['knowledge', 'draft', '--yes', ...words], { out: keep, error: keep });
  process.exitCode = undefined;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  return { status, out, errors };
}

/** As a process of its own, which can be interrupted. */
function start(words: readonly string[], url: string): ChildProcess {
  return spawn(process.execPath, ['dist/src/main.js', 'knowledge', 'draft', ...words], {
    env: { PATH: process.env['PATH'], HOME: dir, CHAT_URL: url, CHAT_MODEL: 'small' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ChildProcess): Promise<Ran> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('no pipes');
  const status = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const [out, errors] = await Promise.all([readAll(stdout), readAll(stderr)]);
  return { status: await status, out, errors };
}

describe('at an endpoint', () => {
  it('drafts each entry, says before what leaves the machine, and shows no progress in a pipe', async () => {
    server = await serveChat(({ prompt }) => good(prompt));
    const { status, out, errors } = await run([dir]);
    expect(status).toBe(0);
    expect(errors).toContain('8 of 8 entries to draft');
    expect(errors).toContain(`To ${server.url} (model small) go, for 8 entries: the question,`);
    expect(errors).not.toContain('\r');
    expect(out).toContain('8 entries drafted with 24 wordings, 0 left');
    expect(entriesWritten()).toEqual(SUBJECTS);
    expect(written()[0]).toMatchObject({
      by: 'model:small',
      question: expect.stringMatching(/^[0-9a-f]{16}$/),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      wordings: ['colour for apples', 'apples colouring', 'want my apples in red'],
    });
  });

  it('drafts only what is new or has changed, unless all is wanted', async () => {
    server = await serveChat(({ prompt }) => good(prompt));
    await run([dir]);
    expect((await run([dir])).errors).toContain('0 of 8 entries to draft (0 of them again); 8 have drafts');
    expect(server.asked).toHaveLength(8);
    const path = join(dir, 'faq.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('paint apples', 'mend apples'));
    expect((await run([dir])).errors).toContain('1 of 8 entries to draft (1 of them again)');
    await run([dir, '--all']);
    expect(server.asked).toHaveLength(8 + 1 + 8);
    expect(written()).toHaveLength(8);
  });

  it('leaves alone what a person wrote or checked', async () => {
    server = await serveChat(({ prompt }) => good(prompt));
    await run([dir]);
    const path = join(dir, 'faq.wordings.yaml');
    const checked = readFileSync(path, 'utf8').replaceAll('model:small', 'person:mia');
    writeFileSync(path, checked);
    const { errors } = await run([dir, '--all']);
    expect(errors).toContain('8 have wordings of people');
    expect(readFileSync(path, 'utf8')).toBe(checked);
  });

  it('loses one entry by a broken answer, and takes it up with the next run', async () => {
    let isWell = false;
    server = await serveChat(({ prompt }) => {
      if (isWell) return good(prompt);
      const broken: Readonly<Record<string, GivenChat>> = {
        apples: completion({ content: 'I would rather not.' }),
        bridges: completion({ content: '{"wordings": ["cut' }, 'length'),
        candles: completion({ content: null, refusal: 'No.' }),
        dragons: wordings(questionOf('engines'), '?'),
        engines: { status: 418, body: '{}' },
      };
      return broken[subjectOf(prompt)] ?? good(prompt);
    });
    const { status, out, errors } = await run([dir, '--concurrency', '4']);
    expect(status).toBe(1);
    expect(entriesWritten()).toEqual(['forests', 'gardens', 'harbours']);
    expect(out).toContain('3 entries drafted with 9 wordings, 5 left');
    expect(out).toContain('2 drafts dropped: 1 repeat another wording, 1 no question');
    expect(errors.match(/is left for the next run/g)).toHaveLength(5);
    expect(errors).toContain('qabot: apples is left for the next run: the model’s answer is not the JSON');
    // A broken answer is asked for three times, a refusal once.
    expect(server.asked.filter(({ prompt }) => prompt.includes('apples'))).toHaveLength(3);
    expect(server.asked.filter(({ prompt }) => prompt.includes('candles'))).toHaveLength(1);
    isWell = true;
    expect((await run([dir])).status).toBe(0);
    expect(entriesWritten()).toEqual(SUBJECTS);
  });

  it('takes JSON with prose around it, from a server without structured output', async () => {
    server = await serveChat(({ prompt, format }) =>
      format === undefined
        ? completion({ content: `Here:\n{"wordings": ["colour for ${subjectOf(prompt)}"]}\nGood luck!` })
        : { status: 400, body: '{"error":{"message":"unknown field response_format"}}' },
    );
    expect((await run([dir])).status).toBe(0);
    expect(entriesWritten()).toEqual(SUBJECTS);
  });

  it('stops at a key that the server refuses, and does not print it', async () => {
    server = await serveChat(({ headers }) => ({
      status: 401,
      body: JSON.stringify({ error: { message: `wrong: ${headers.authorization}` } }),
    }));
    const { status, errors } = await run([dir], { CHAT_KEY: 'a-secret-of-mine' });
    expect(status).toBe(1);
    expect(errors).toContain('Drafting stops: the server answered with status 401: wrong: Bearer [redacted]');
    expect(errors).not.toContain('a-secret-of-mine');
    expect(server.asked.length).toBeLessThanOrEqual(2);
  });

  it('stops at a server that answers no more, and keeps what is written', async () => {
    server = await serveChat(({ prompt }, nth) =>
      nth <= 2 ? good(prompt) : { status: 503, headers: { 'x-should-retry': 'false' }, body: '{}' },
    );
    const { status, errors } = await run([dir, '--concurrency', '1']);
    expect(status).toBe(1);
    expect(errors).toContain('Drafting stops: the server answered with status 503');
    expect(entriesWritten()).toEqual(SUBJECTS.slice(0, 2));
    expect(server.asked).toHaveLength(2 + 5);
  });

  it('loses nothing by Ctrl-C, ends at once, and goes on with the next run', async () => {
    let child: ChildProcess | undefined;
    let answered = 0;
    server = await serveChat(({ prompt }, nth) => {
      answered = nth;
      if (nth <= 3) return good(prompt);
      child?.kill('SIGINT');
      return { ...good(prompt), delay: 60_000 };
    });
    child = start([dir, '--concurrency', '1'], server.url);
    const { status, out } = await ended(child);
    expect(status).toBe(130);
    expect(out).toContain('3 entries drafted with 9 wordings, 5 left');
    expect(entriesWritten()).toEqual(SUBJECTS.slice(0, 3));
    expect(readdirSync(dir).toSorted()).toEqual(['faq.jsonl', 'faq.wordings.yaml']);
    await server.close();
    const asked: string[] = [];
    server = await serveChat(({ prompt }) => {
      asked.push(subjectOf(prompt));
      return good(prompt);
    });
    expect((await run([dir, '--concurrency', '1'])).status).toBe(0);
    expect(asked).toEqual(SUBJECTS.slice(3));
    expect(entriesWritten()).toEqual(SUBJECTS);
    expect(answered).toBe(4);
  });

  it('keeps to the number of requests at a time', async () => {
    let open = 0;
    let most = 0;
    server = await serveChat(({ prompt }) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => (open -= 1), 50);
      return { ...good(prompt), delay: 60 };
    });
    await run([dir, '--concurrency', '3']);
    expect(most).toBe(3);
  });

  it('writes at most as many wordings as are wanted', async () => {
    server = await serveChat(({ prompt }) => good(prompt));
    await run([dir, '--count', '1']);
    expect(written().map((one) => one.wordings)).toEqual(SUBJECTS.map((one) => [`colour for ${one}`]));
  });
});

describe('without one', () => {
  it('counts entries and tokens, and sends nothing', async () => {
    server = await serveChat(({ prompt }) => good(prompt));
    const { status, out } = await run([dir, '--dry-run']);
    expect(status).toBe(0);
    expect(out).toMatch(/^About [\d,]+ tokens to the model and 1,056 back \(estimated: /);
    expect(server.asked).toEqual([]);
    expect(written()).toEqual([]);
  });

  it('says what is missing', async () => {
    const { status, errors } = await run([dir]);
    expect(status).toBe(2);
    expect(errors).toContain('No chat model is set up: set CHAT_URL and CHAT_MODEL');
    expect((await run([], {})).errors).toContain('Drafts are written beside your own files');
    expect((await run([dir, '--export', 'a', '--import', 'b'])).status).toBe(2);
    expect((await run([dir, '--count', '13'])).status).toBe(2);
    expect((await run([dir, '--import', join(dir, 'none')])).errors).toContain('cannot be used: ');
    expect((await run([dir, '--import', join(dir, 'faq.jsonl')])).errors).toContain('holds no wordings');
  });

  it('goes by way of a batch', async () => {
    const [requests, answers] = [join(aside, 'requests.jsonl'), join(aside, 'answers.jsonl')];
    await run([dir, '--export', requests, '--model', 'big']);
    const lines: readonly { custom_id: string; url: string; body: { messages: { content: string }[] } }[] =
      readFileSync(requests, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(8);
    expect(lines[0]).toMatchObject({
      custom_id: expect.stringMatching(/^[0-9a-f]{12}$/),
      method: 'POST',
      url: '/v1/chat/completions',
      body: { model: 'big', response_format: { type: 'json_schema' } },
    });
    const records = lines.map(({ custom_id: id, body }, index) => ({
      custom_id: id,
      response:
        index === 0
          ? null
          : { status_code: 200, body: JSON.parse(good(body.messages[1]?.content ?? '').body) },
    }));
    const stray = { custom_id: 'f00f00f00f00', response: records[1]?.response };
    writeFileSync(answers, [...records, stray].map((record) => `${JSON.stringify(record)}\n`).join(''));
    const { status, out, errors } = await run([dir, '--import', answers]);
    expect(status).toBe(1);
    expect(out).toContain('7 entries drafted with 21 wordings, 1 left');
    expect(errors).toContain('apples is left for the next run: its answer is missing');
    expect(errors).toContain('1 answers belong to no entry that waits');
    expect(entriesWritten()).toEqual(SUBJECTS.slice(1));
    expect(written()[0]?.by).toBe('model:small');
  });

  it('goes by way of pages to paste, and what is copied back', async () => {
    const [pages, answers] = [join(aside, 'pages.md'), join(aside, 'answers.txt')];
    writeFaq([...SUBJECTS, ...SUBJECTS.map((one) => `old ${one}`)]);
    await run([dir, '--export', pages]);
    const text = readFileSync(pages, 'utf8');
    expect(text).toContain('<!-- Page 2 of 2');
    const entries = [...text.matchAll(/^Entry (\w+)\nQuestion: How do I paint (.+)\?$/gm)];
    expect(entries).toHaveLength(16);
    const answered = entries.map(([, id = '', subject = '']) => ({
      id,
      wordings: [`colour for ${subject}`, 'How do I paint old bridges?'],
    }));
    const copied = [answered.slice(0, 10), answered.slice(10)].map((some) => JSON.stringify(some, null, 2));
    writeFileSync(
      answers,
      `Here is page 1:\n${copied[0]}\n\nAnd page 2 is:\n\`\`\`json\n${copied[1]}\n\`\`\`\n`,
    );
    const { status, out } = await run([dir, '--import', answers, '--model', 'pasted']);
    expect(status).toBe(0);
    expect(out).toContain('16 entries drafted with 16 wordings, 0 left');
    expect(out).toContain('16 drafts dropped: 16 repeat another wording');
    expect(new Set(written().map(({ by }) => by))).toEqual(new Set(['model:pasted']));
  });
});
