/** The circle at the terminal: the REPL, and `qabot review` beside it on the same SQLite file. */

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULTS } from '../../src/settings.js';
import { openEngine } from '../../src/engine/engine.js';
import { openStore } from '../../src/store/open.js';
import { texts } from '../support/texts.js';
import { PATIENCE, saying } from '../support/circle/community.js';
import { startCore } from '../support/circle/core.js';
import { program, type Program, streamedRepl, type Terminal } from '../support/circle/repl.js';
import { ANSWER, ANSWERED, OTHER_WORDS, QUESTION, STORY } from '../support/circle/story.js';

const FAQ = `---
title: Questions about Kestrel
---

# Questions about Kestrel

## Kestrel 支持热升级吗？

支持，发送 \`SIGUSR2\` 即可。

## 热升级时长连接会断吗？

不会，连接会迁移到新进程。

## Heron 的超时时间怎么配置？

在 \`timeout\` 里配置，单位毫秒。
`;

let folder: string;
let environment: Readonly<Record<string, string>>;
const running: Program[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-circle-'));
  const knowledge = join(folder, 'knowledge');
  environment = { STORE_URL: join(folder, 'qabot.db'), KNOWLEDGE: knowledge, QABOT_LANGUAGE: 'zh' };
  await mkdir(knowledge);
  await writeFile(join(knowledge, 'faq.md'), FAQ);
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill();
  await rm(folder, { recursive: true, force: true });
});

const run = (...words: readonly string[]): Program => {
  const child = program([...words, '--no-projects', '--no-glossary'], environment);
  running.push(child);
  return child;
};

/** Asks what is not known, and hands it over. */
async function handOver(repl: Terminal): Promise<void> {
  expect(await repl.type([QUESTION], /\/ask-maintainers/)).not.toContain('/helpful');
  await repl.type(['/ask-maintainers'], /\[1\/1\]/);
  // An empty line keeps the question as it is.
  await repl.type([''], saying('ask.done'));
}

/** Answers the open question in `qabot review`, and accepts the answer there. */
async function review(): Promise<void> {
  const maintainer = run('review');
  await maintainer.type([], saying('answer.label'));
  expect(maintainer.printed()).toContain(QUESTION);
  await maintainer.type(['w'], saying('draft.question'));
  await maintainer.type(['', ANSWER, '.', '', ''], saying('review.saved'));
  await maintainer.type(['a'], saying('review.none'));
  expect(await maintainer.end()).toBe(0);
}

/** How often the answer has come unasked. */
const late = (repl: Terminal): number =>
  repl.printed().split(texts('zh', 'late.lead', { question: QUESTION })).length - 1;

/** Waits for the late answer, and takes it as any other. */
async function isTold(repl: Terminal): Promise<void> {
  await vi.waitFor(() => expect(late(repl)).toBe(1), PATIENCE);
  await vi.waitFor(() => expect(repl.printed()).toContain(ANSWERED), PATIENCE);
  await repl.type(['/helpful'], saying('feedback.thanks'));
}

/** Asks in other words, as a member who comes later. */
async function nextMember(): Promise<void> {
  const next = run('start');
  await next.type([OTHER_WORDS], new RegExp(ANSWERED));
  expect(late(next)).toBe(0);
  expect(await next.end()).toBe(0);
  const asked = run('ask', OTHER_WORDS);
  expect(await asked.end()).toBe(0);
  expect(asked.printed()).toContain(ANSWERED);
}

// `npm test` builds first; without a build there is no program to run.
describe.skipIf(!existsSync('dist/src/main.js'))('the circle at a terminal', () => {
  it(
    'asked of the adapter on streams, answered and accepted in another process, told, and known to the next',
    async () => {
      const { adapter, terminal } = streamedRepl();
      const database = openStore(environment['STORE_URL'] ?? '', { lost: () => {}, recovered: () => {} });
      const engine = await openEngine({
        knowledge: [environment['KNOWLEDGE'] ?? ''],
        projects: false,
        glossary: false,
        precision: DEFAULTS.precision,
        precisionOverheard: DEFAULTS.precisionOverheard,
      });
      const core = await startCore({
        database,
        engine,
        // The key lies in the file beside the database, where both processes find it.
        environment: { ...environment, STORE_KEY: '' },
        platforms: [{ adapter, settings: {} }],
      });
      try {
        await handOver(terminal);
        await review();
        await isTold(terminal);
        await terminal.type([OTHER_WORDS], new RegExp(ANSWERED));
        await nextMember();
        await core.circle.refresh();
        await core.circle.learning.settled();
        expect(late(terminal)).toBe(1);
        expect(core.logged.filter(({ level }) => level === 'error')).toEqual([]);
      } finally {
        await core.stop();
        await database.close();
      }
    },
    STORY,
  );

  it(
    'tells whoever waits at the REPL what `qabot review` has accepted, and others answer with it',
    async () => {
      const repl = run('start');
      await handOver(repl);
      await review();
      await isTold(repl);
      await repl.type([OTHER_WORDS], new RegExp(ANSWERED));
      await nextMember();
      expect(late(repl)).toBe(1);
      expect(await repl.end()).toBe(0);
    },
    STORY,
  );

  it(
    'tells them at its next start, once, when it was down in between',
    async () => {
      const before = run('start');
      await handOver(before);
      expect(await before.end()).toBe(0);
      await review();
      const after = run('start');
      await isTold(after);
      expect(await after.end()).toBe(0);
      const again = run('start');
      await again.type([OTHER_WORDS], new RegExp(ANSWERED));
      expect(await again.end()).toBe(0);
      expect(late(again)).toBe(0);
    },
    STORY,
  );
});
