import { describe, expect, it } from 'vitest';
import { explain } from '../../src/bot/explain.js';
import type { Language } from '../../src/contract.js';
import type { SecondOpinion } from '../../src/engine/judge.js';
import { trainClassifier } from '../../src/match/classifier/classifier.js';
import { textsOf } from '../../src/match/classifier/entry-classifier.js';
import type { Match, Matching } from '../../src/match/contract.js';
import { createMatcher } from '../../src/match/matcher.js';
import { KNOWLEDGE } from '../support/knowledge.js';

const THRESHOLDS = { answer: 0.6, suggest: 0.3, relevance: 0 };

const why = (language: Language, question: string, matching: Matching): string =>
  explain(language, { question, matching, decision: 'answer', thresholds: THRESHOLDS, overheardNeeded: 0.5 });

const matchingOf = (more: Partial<Match>): Matching => ({
  matches: KNOWLEDGE.entries.slice(0, 1).map((entry) => ({
    entry,
    wording: entry.question,
    score: 1,
    confidence: 0.9,
    terms: [],
    parts: [],
    ...more,
  })),
  asks: 1,
  relevance: 1,
  relevanceParts: [],
  overheard: 1,
  missing: [],
});

describe('what the classifier and drafted wordings had to say', () => {
  it.each([
    ['en', 'for it: `hot` `upgrade`; against it: `quic`'],
    ['zh', '支持它的词：`hot` `upgrade`；不支持的词：`quic`'],
  ] as const)('is in %s the words for and against', (language, line) => {
    const sounds = { for: ['hot', 'upgrade'], against: ['quic'] };
    expect(why(language, 'hot upgrade of quic', matchingOf({ sounds }))).toContain(line);
    expect(why(language, 'hot upgrade of quic', matchingOf({}))).not.toMatch(/against it|不支持的词/);
  });

  it('is told where no word spoke', () => {
    const text = why('en', '?', matchingOf({ sounds: { for: [], against: [] } }));
    expect(text).toMatch(/for it: [^`;]+; against it: [^`;\n]+/);
  });

  it.each([
    ['en', 'drafted wording'],
    ['zh', '草拟问法'],
  ] as const)('is in %s that a drafted wording matched, without showing it', (language, line) => {
    const text = why(language, 'hot upgrade', matchingOf({ drafted: 'swap the binary while it runs' }));
    expect(text).toContain(line);
    expect(text).not.toContain('swap');
    expect(why(language, 'hot upgrade', matchingOf({}))).not.toContain(line);
  });

  it('comes from the matcher, of words that were asked', async () => {
    const drafted = 'swap the binary while connections stay';
    const entries = KNOWLEDGE.entries.map((entry, at) => ({
      ...entry,
      drafted:
        at === 0 ? [drafted, 'replace it while it runs'] : [`about number ${at}`, `${entry.question} please`],
    }));
    const matcher = createMatcher({ ...KNOWLEDGE, entries });
    matcher.teach(trainClassifier(entries.map((entry) => textsOf(entry))));
    const question = 'swap the binary, connections number';
    const matching = await matcher.match({ text: question, limit: 3 });
    const [first] = matching.matches;
    expect(first).toMatchObject({ entry: { id: entries[0]?.id }, drafted });
    expect(first?.wording).not.toBe(drafted);
    const text = why('en', question, matching);
    expect(text).toContain('drafted wording');
    expect(text).not.toContain(drafted);
    expect(text).not.toContain('stay');
    expect(text).toMatch(/for it: [^;\n]*`(?:swap|binary|connections|swap the|the binary)`.*; against it: /);
    for (const word of first?.sounds?.for ?? []) expect(question.replaceAll(',', '')).toContain(word);
  });
});

const secondLine = (language: Language, verdict: SecondOpinion['verdict']): string | undefined =>
  explain(language, {
    question: 'hot upgrade',
    matching: matchingOf({}),
    decision: 'answer',
    thresholds: THRESHOLDS,
    overheardNeeded: 0.5,
    second: { verdict, local: 'none', milliseconds: 3, candidates: 5, needed: 0.25 },
  })
    .split('\n')
    .find((one) => /Second reader|第二读者/.test(one));

describe('what the second reader chose', () => {
  it.each<[Language, SecondOpinion['verdict'], string]>([
    ['en', { asks: true, pick: 2, sure: true }, '- Second reader: chose 2 of 5, sure'],
    ['en', { asks: true, pick: 2, sure: false }, '- Second reader: chose 2 of 5, not sure'],
    [
      'en',
      { asks: true, pick: 1, sure: true, differs: { kind: 'part' } },
      '- Second reader: chose 1 of 5, it answers in part',
    ],
    [
      'en',
      { asks: false, pick: 0, sure: true },
      '- Second reader: chose none of 5, the message asks nothing',
    ],
    ['en', undefined, '- Second reader: away, so this was decided without it'],
    ['zh', { asks: true, pick: 2, sure: true }, '- 第二读者：选了 5 条中的第 2 条，确定'],
  ])('%s %o', (language, verdict, expected) => {
    expect(secondLine(language, verdict)).toBe(expected);
  });

  it('is told with the confidence that an answer takes with it, and not at all where none was asked', () => {
    const second = {
      verdict: { asks: true, pick: 1, sure: true },
      local: 'none',
      milliseconds: 3,
      candidates: 5,
      needed: 0.25,
    } as const;
    const explained = {
      question: 'x',
      matching: matchingOf({}),
      decision: 'answer',
      thresholds: THRESHOLDS,
      overheardNeeded: 0.5,
    } as const;
    expect(explain('en', { ...explained, second })).toContain('0.250');
    expect(explain('en', explained)).not.toMatch(/Second reader|0\.250/);
  });
});
