/** The sentence beside a suggestion that says what the question and the entry differ in. */

import { describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.js';
import type { Language, Reply } from '../../src/contract.js';
import { createJudge, type Decision } from '../../src/engine/judge.js';
import { thresholdsFor } from '../../src/engine/thresholds.js';
import { createMatcher } from '../../src/match/matcher.js';
import { DIFFERENCES, type Difference } from '../../src/match/contract.js';
import { texts } from '../../src/texts/texts.js';
import { KNOWLEDGE } from '../support/knowledge.js';

const matcher = createMatcher(KNOWLEDGE);
const local = createJudge({ matcher, thresholds: thresholdsFor() });
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The reply to a question that a second reader chose the first match for. */
async function replyTo(
  differs: Difference | undefined,
  language: Language = 'en',
  decision: Decision = 'suggest',
): Promise<Reply | undefined> {
  const verdict = { asks: true, pick: 1, sure: false, ...(differs && { differs }) };
  const second = { verdict, local: 'answer', milliseconds: 1, candidates: 5 } as const;
  const bot = createBot({
    knowledge: KNOWLEDGE,
    matcher,
    judge: async (question) => ({
      ...(await local(question)),
      decision,
      second,
    }),
    logger: silent,
  });
  const text = 'Kestrel 支持热升级吗？';
  return await bot.ask({ text, asker: 'u1', place: 'p1', attention: 'addressed', language });
}

describe('a suggestion', () => {
  it.each([
    ['en', 'These come closest, but the first is about another product (eureka), and you asked about nacos:'],
    ['zh', '最接近的是下面这些，不过第一个说的是另一个产品（eureka），而你问的是 nacos：'],
  ] as const)('says what differs, in %s', async (language, lead) => {
    const reply = await replyTo({ kind: 'product', asked: 'nacos', entry: 'eureka' }, language);
    expect(reply).toMatchObject({ kind: 'suggest', lead });
    expect(reply?.alternatives[0]?.label).toBe('Kestrel 支持热升级吗？');
  });

  it.each([
    [{ kind: 'version' }, 'These come closest, but the first is about another version:'],
    [{ kind: 'act', entry: 'upgrade' }, '… about doing something else (upgrade):'],
    [{ kind: 'system', asked: 'Windows' }, '… about another system, and you asked about Windows:'],
  ] as const)('leaves out the terms that are not there: %j', async (differs, expected) => {
    expect((await replyTo(differs))?.lead).toContain(expected.replace('… ', ''));
  });

  it('has a sentence of its own for each kind, in both languages', async () => {
    for (const language of ['en', 'zh'] as const) {
      const leads = await Promise.all(
        DIFFERENCES.map(async (kind) => (await replyTo({ kind }, language))?.lead ?? ''),
      );
      expect(new Set(leads).size).toBe(DIFFERENCES.length);
      for (const lead of leads) expect(lead).not.toMatch(/[{}]|differs\./);
    }
  });

  it('shows terms as plain text, on one line and shortened', async () => {
    const asked = `**bold** [x](https://evil.example)\n${'long '.repeat(50)}`;
    const lead = (await replyTo({ kind: 'part', asked, entry: '{asked}' }))?.lead ?? '';
    expect(lead).toContain('\\*\\*bold\\*\\* \\[x\\]\\(https://evil\\.exam');
    expect(lead).toContain('(\\{asked\\})');
    expect(lead).not.toContain('\n');
    expect(lead.length).toBeLessThan(200);
  });

  it('says what the matcher itself found, where no second reader was asked', async () => {
    const differs = { kind: 'product', asked: 'nacos', entry: 'eureka' } as const;
    const bot = createBot({
      knowledge: KNOWLEDGE,
      matcher,
      judge: async (question) => {
        const { matching, ...judgement } = await local(question);
        const [first, ...others] = matching.matches;
        if (first === undefined) throw new Error('nothing was found');
        return {
          ...judgement,
          decision: 'suggest',
          matching: { ...matching, matches: [{ ...first, differs }, ...others] },
        };
      },
      logger: silent,
    });
    const text = 'Kestrel 支持热升级吗？';
    const reply = await bot.ask({ text, asker: 'u1', place: 'p1', attention: 'addressed', language: 'en' });
    expect(reply?.lead).toContain('another product (eureka), and you asked about nacos');
  });

  it('that is only unsure keeps its sentence', async () => {
    expect((await replyTo(undefined))?.lead).toBe(texts('en', 'suggest.lead'));
  });
});

it.each(['answer', 'none'] as const)('the decision %s says nothing of it', async (decision) => {
  const reply = await replyTo({ kind: 'product', asked: 'nacos' }, 'en', decision);
  expect(JSON.stringify(reply)).not.toContain('nacos');
});
