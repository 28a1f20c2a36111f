/** Several questions in one message. */

import { describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.js';
import type { Question, Reply } from '../../src/contract.js';
import { createJudge } from '../../src/engine/judge.js';
import type { Entry } from '../../src/knowledge/model.js';
import type { Match, MatchQuery } from '../../src/match/contract.js';
import { entriesOf, KNOWLEDGE, thread, turn } from '../support/knowledge.js';

const THRESHOLDS = {
  addressed: { answer: 0.6, suggest: 0.3, relevance: 0 },
  overheard: { answer: 0.8, suggest: 0.3, relevance: 0.5 },
};
const LONG = 'long '.repeat(500).trim();
const THREADS = [
  thread('w1#1', 'Kestrel', [turn('Does Kestrel support Eureka?', 'Yes, since 0.9.')]),
  thread('w1#2', 'Heron', [
    turn('When is the undo log deleted?', 'Right after the rollback.', [
      { title: 'log', url: 'https://example.org/log' },
    ]),
  ]),
  thread('w1#3', 'Heron', [turn('How is the timeout set?', LONG)]),
];
const ENTRIES = entriesOf(THREADS);
const WORDS = { eureka: 'w1#1.1', undo: 'w1#2.1', timeout: 'w1#3.1' };

/** What names one thing is sure, what names several is unsure; `maybe` makes it half sure, `then` a follow-up, `surely` turns both to a third. */
function scripted(asked: string[]) {
  return {
    match: async ({ text, previous }: MatchQuery) => {
      asked.push(text);
      const isSurelyTimeout = ['surely', 'eureka', 'undo'].every((word) => text.includes(word));
      const named = Object.entries(WORDS).filter(([word]) =>
        isSurelyTimeout ? word === 'timeout' : text.includes(word),
      );
      const confidence = named.length > 1 || text.includes('maybe') ? 0.4 : 0.9;
      const matches = named.flatMap(([, id]): readonly Match[] =>
        ENTRIES.filter((entry: Entry) => entry.id === id).map((entry) => ({
          entry,
          confidence,
          wording: entry.question,
          score: confidence,
          terms: [],
          parts: [],
        })),
      );
      const usedPrevious = previous !== undefined && /\bthen\b/.test(text);
      return {
        matches,
        asks: 1,
        relevance: 1,
        relevanceParts: [],
        overheard: confidence,
        missing: [],
        usedPrevious,
      };
    },
    complete: async () => [],
  };
}

async function ask(text: string, more: Partial<Question> = {}) {
  const asked: string[] = [];
  const noted: string[] = [];
  const matcher = scripted(asked);
  const bot = createBot({
    knowledge: { ...KNOWLEDGE, threads: THREADS, entries: ENTRIES },
    matcher,
    judge: createJudge({ matcher, thresholds: THRESHOLDS }),
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: (message) => noted.push(message) },
  });
  bot.attach({
    noted: ({ question, decision, entry }) => {
      noted.push(`${question} ${decision}`);
      return [{ kind: 'helpful', label: 'yes', token: `v${entry?.id.length ?? 0}` }];
    },
    listed: () => {},
    press: async () => undefined,
  });
  const reply = await bot.ask({ text, asker: 'u1', place: 'p1', attention: 'addressed', ...more });
  const why = async (): Promise<Reply> =>
    bot.press({ token: reply?.actions.at(-1)?.token ?? '', asker: 'u1', place: 'p1' });
  return { reply, asked, noted, why };
}

describe('several questions', () => {
  it('are answered below each other, each with its question and its source', async () => {
    const { reply, noted, why } = await ask('Does it support eureka? When is the undo log deleted?');
    expect(reply).toMatchObject({
      kind: 'answer',
      entry: 'w1#1.1',
      lead: expect.stringContaining('Does it support eureka?'),
      links: [{ url: 'https://example.org/log' }],
      alternatives: [],
    });
    for (const part of [
      /^Yes, since/,
      /You also asked “When is the undo log deleted\?”/,
      /Right after/,
      /w1\//,
    ])
      expect(reply?.text).toMatch(part);
    expect(noted).toEqual(['Does it support eureka? answer', 'When is the undo log deleted? answer']);
    expect((await why()).text).toMatch(/eureka[^]*undo log/);
  });

  it('whose answers are long are offered to choose from', async () => {
    const { reply } = await ask('- eureka?\n- how is the timeout set?\n- when is undo done?');
    expect(reply?.text).toContain('Right after the rollback.');
    expect(reply?.text).not.toContain(LONG);
    expect(reply?.alternatives.map(({ label }) => label)).toEqual(['How is the timeout set?']);
  });

  it('that nothing answers are named, and those half sure offered', async () => {
    const { reply } = await ask('Is eureka supported? Is the moon? Is undo maybe?');
    expect(reply?.entry).toBe('w1#1.1');
    expect(reply?.text).toMatch(/“Is the moon\?”\. I found nothing/);
    expect(reply?.alternatives.map(({ label }) => label)).toEqual(['When is the undo log deleted?']);
  });

  it('are four at most, and each is matched once', async () => {
    const { asked } = await ask('Is eureka? Is undo? Is a moon? Is a sun? Is a star? Is a sky?');
    expect(asked).toHaveLength(5);
  });

  it('that go on from another are none', async () => {
    const { reply } = await ask('Is eureka supported? And what is it then?');
    expect([reply?.entry, reply?.text]).toEqual(['w1#1.1', 'Yes, since 0.9.']);
  });

  it('do not take the place of an answer to the whole that is none of theirs', async () => {
    const { reply } = await ask('Is eureka? Is undo surely?');
    expect([reply?.entry, reply?.text]).toEqual(['w1#3.1', LONG]);
  });

  it('that were overheard are left as they are', async () => {
    const { reply, asked } = await ask('Is eureka? Is undo?', { attention: 'overheard' });
    expect([reply, asked.length]).toEqual([undefined, 1]);
  });
});
