import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { overview } from '../../src/app/hosts.js';
import { createMostAsked } from '../../src/app/most-asked.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { memoryStore } from '../../src/store/memory.js';
import { fakeBot, makeReply, fakeHost } from '../../src/testing/fakes.js';
import { KNOWLEDGE } from '../support/knowledge.js';

const questionOf = (id: string): string | undefined =>
  KNOWLEDGE.entries.find((entry) => entry.id === id)?.question;

it('suggests what is answered most, then what begins the newest threads; nothing was asked often before it was asked', async () => {
  const bot = fakeBot();
  bot.onAsk('heron', () => makeReply({ kind: 'answer', entry: 'w1#2.1' }));
  const { logger } = fakeHost();
  const mostAsked = createMostAsked(memoryStore(), KNOWLEDGE, questionOf, logger);
  expect(await mostAsked.mostAsked(1)).toEqual([]);
  expect(await mostAsked.suggestions(1)).toEqual(['Kestrel 支持热升级吗？']);
  const counted = mostAsked.counting(bot);
  await counted.ask({ text: 'heron', asker: 'a', place: 'p', attention: 'addressed' });
  await vi.waitFor(async () =>
    expect(await mostAsked.suggestions(5)).toEqual(['Heron 的超时时间怎么配置？', 'Kestrel 支持热升级吗？']),
  );
  expect(await mostAsked.mostAsked(5)).toEqual(['Heron 的超时时间怎么配置？']);
});

it('the overview counts and names the newest post', () => {
  expect(overview(KNOWLEDGE, KNOWLEDGE.entries)).toMatchObject({
    threads: 2,
    entries: 3,
    newest: { date: '2024-05-01' },
  });
});

it('the overview names the projects that the knowledge is about, not those of the catalogue beside', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qabot-overview-'));
  await writeFile(join(folder, 'faq.md'), '# MOSN\n\n## Does MOSN support Eureka?\n\nYes, since 0.20.\n');
  const knowledge = await loadKnowledge([folder]);
  expect(knowledge.projects.length).toBeGreaterThan(10);
  expect(overview(knowledge, knowledge.entries).projects).toEqual(['MOSN']);
});
