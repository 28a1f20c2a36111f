import { expect, it, vi } from 'vitest';
import { overview } from '../../src/app/hosts.js';
import { createMostAsked } from '../../src/app/most-asked.js';
import { memoryStore } from '../../src/store/memory.js';
import { fakeBot, makeReply, fakeHost } from '../../src/testing/fakes.js';
import { KNOWLEDGE } from '../support/knowledge.js';

const questionOf = (id: string): string | undefined =>
  KNOWLEDGE.entries.find((entry) => entry.id === id)?.question;

it('what is answered most comes first, then what begins the newest threads', async () => {
  const bot = fakeBot();
  bot.onAsk('heron', () => makeReply({ kind: 'answer', entry: 'w1#2.1' }));
  const { logger } = fakeHost();
  const mostAsked = createMostAsked(memoryStore(), KNOWLEDGE, questionOf, logger);
  expect(await mostAsked.mostAsked(1)).toEqual(['Kestrel 支持热升级吗？']);
  const counted = mostAsked.counting(bot);
  await counted.ask({ text: 'heron', asker: 'a', place: 'p', attention: 'addressed' });
  await vi.waitFor(async () =>
    expect(await mostAsked.mostAsked(5)).toEqual(['Heron 的超时时间怎么配置？', 'Kestrel 支持热升级吗？']),
  );
});

it('the overview counts and names the newest post', () => {
  expect(overview(KNOWLEDGE, KNOWLEDGE.entries.length)).toMatchObject({
    threads: 2,
    entries: 3,
    newest: { date: '2024-05-01' },
  });
});
