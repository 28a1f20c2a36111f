import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/knowledge/model.js';
import { createMatcher } from '../../src/match/matcher.js';
import { backgroundRate } from '../../src/match/relevance/background.js';
import model from '../../src/match/relevance/model.json' with { type: 'json' };
import words from '../../src/match/relevance/words.json' with { type: 'json' };
import { SUBJECT_FEATURES } from '../../src/match/relevance/relevance.js';
import { SUBJECT_SIGNS } from '../../src/match/relevance/subject.js';
import { normaliseScript } from '../../src/text/script.js';
import { thresholdsFor } from '../../src/engine/thresholds.js';

const LEAST = thresholdsFor().overheard.relevance;

function entry(id: string, question: string, answer: string): Entry {
  const turn = { question, alternates: [], answer, links: [], line: 1 };
  const source = { path: 'made-up.jsonl', line: 1 };
  return { ...turn, id, turn: 0, thread: { id, n: 1, tags: [], turns: [turn], source } };
}

/** A made-up product, so that nothing here was seen by the fit. */
const BREWER = createMatcher({
  entries: [
    entry('grind', 'Zephyra 的研磨度怎么调？', '在 Zephyra 侧面的旋钮上调研磨度，萃取慢就调粗。'),
    entry('descale', 'Zephyra 多久除垢一次？', '水硬的地方每月除垢，除垢剂倒进水箱，按除垢键。'),
    entry('steam', 'Zephyra 的蒸汽棒不出汽是为什么？', '蒸汽棒的喷嘴堵了，用针通开，再放一次空汽。'),
    entry('milk', 'Zephyra 打不出奶泡怎么办？', '奶泡要冷藏的全脂奶，蒸汽棒插到奶面下一厘米。'),
    entry('error', 'Zephyra 显示 E41 是什么意思？', 'E41 是水箱没有放到位，取下水箱再放回去。'),
    entry('pressure', 'Zephyra 的萃取压力能改吗？', '萃取压力在服务菜单里改，研磨度要跟着调。'),
  ],
});

async function relevance(text: string): Promise<number> {
  return (await BREWER.match({ text, limit: 1 })).relevance;
}

describe('relevance', () => {
  it.each([
    ['Zephyra 的蒸汽棒不出汽了，怎么办？', '我家 Zephyra 的蒸汽棒今天又好用了，谢谢大家'],
    ['Zephyra 显示 E41 是什么意思', '显卡驱动显示 code 43 是什么意思'],
    ['萃取压力可以改吗', '周末可以改到下午吗'],
    ['Zephyra 除垢要多久一次？', '@小周 除垢剂放你桌上了'],
  ])('%s is more of a question for this than %s', async (question, other) => {
    expect(await relevance(question)).toBeGreaterThan(await relevance(other));
  });

  it.each(['在吗', '收到', '哈哈哈哈', '今晚吃什么', 'good morning all', '👍', '？？？', '没有了'])(
    'leaves %s alone',
    async (text) => {
      expect(await relevance(text)).toBeLessThan(LEAST);
    },
  );

  it('names its parts: the two sides, whose product it is, and what each feature adds', async () => {
    const { relevance: value, relevanceParts: parts } = await BREWER.match({
      text: 'Zephyra 除垢要多久一次？',
      limit: 1,
    });
    const [asks, subject, ...features] = parts;
    expect(asks?.name).toBe('asks');
    expect(subject?.name).toBe('subject');
    expect(value).toBeCloseTo((asks?.value ?? 0) * (subject?.value ?? 0), 10);
    expect(features.map(({ name }) => name)).toContain('strongestWord');
    for (const part of features) expect(SUBJECT_FEATURES).toContain(part.name);
  });

  it('does without any match', async () => {
    const { relevance: value } = await createMatcher({ entries: [] }).match({ text: '怎么办？', limit: 1 });
    expect(value).toBe(0);
  });
});

describe('the fitted model', () => {
  it('holds a weight of the right sign for each feature', () => {
    const weights = new Map<string, number>(Object.entries(model.weights));
    expect([...weights.keys()].toSorted()).toEqual(SUBJECT_FEATURES.toSorted());
    for (const name of SUBJECT_FEATURES)
      expect(SUBJECT_SIGNS[name] * (weights.get(name) ?? 0), name).toBeGreaterThanOrEqual(0);
  });
});

describe('the background', () => {
  it('is written as the tokeniser gives its terms', () => {
    const { everyday, developers } = words;
    const lists = [
      ...Object.values(everyday.zh),
      ...Object.values(everyday.en),
      ...Object.values(developers),
    ];
    for (const list of lists) expect(normaliseScript(list).toLowerCase()).toBe(list);
  });

  it('knows usual words in both languages by their stem, and no names', () => {
    for (const word of ['的', '今天', '服务器', 'the', 'server', 'redis'])
      expect(backgroundRate(word), word).toBeDefined();
    for (const word of ['zephyra', '研磨度']) expect(backgroundRate(word), word).toBeUndefined();
  });
});

describe('the unseen group chat', () => {
  it('has 150 messages of five groups', () => {
    const lines = readFileSync(new URL('../data/groupchat-unseen.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const rows: readonly unknown[] = lines.map((line) => JSON.parse(line));
    expect(new Set(lines).size).toBe(150);
    for (const row of rows) {
      expect(row).toEqual({ id: expect.any(String), text: expect.any(String), kind: expect.any(String) });
    }
  });
});
