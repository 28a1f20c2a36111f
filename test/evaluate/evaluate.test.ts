import { describe, expect, it } from 'vitest';
import { calibration, randomSource } from '../../src/evaluate/calibration.js';
import { areaUnderRoc, coverageAt, ranking } from '../../src/evaluate/metrics.js';
import { goldResolver, postName, readQueries } from '../../src/evaluate/queries.js';
import { printReport } from '../../src/evaluate/print.js';
import { report } from '../../src/evaluate/report.js';
import { HISTORY } from '../match/entries.js';

const OUTCOMES = [
  { kind: 'plain', answerable: true, rank: 1, confidence: 0.9 },
  { kind: 'plain', answerable: true, rank: 2, confidence: 0.6 },
  { kind: 'plain', answerable: true, rank: 4, confidence: 0.3 },
  { kind: 'plain', answerable: true, confidence: 0.2 },
  { kind: 'chitchat', answerable: false, confidence: 0.3 },
];

describe('figures', () => {
  it('rank the answerable ones', () => {
    expect(ranking(OUTCOMES)).toEqual({ count: 4, top1: 0.25, top3: 0.5, mrr: (1 + 0.5 + 0.25) / 4 });
  });

  it('measure the area under the curve, ties by half', () => {
    expect(areaUnderRoc([0.9, 0.6, 0.3, 0.2], [0.3])).toBe((1 + 1 + 0.5) / 4);
  });

  it('tell what a threshold costs', () => {
    expect(coverageAt(OUTCOMES, 0.3)).toEqual({
      threshold: 0.3,
      answeredRight: 0.25,
      precision: 0.25,
      falseAnswers: { chitchat: 1 },
    });
  });

  it('find a model calibrated that is, and one that is not', () => {
    const random = randomSource(1);
    const confidences = Array.from({ length: 2000 }, () => random());
    const honest = calibration(
      confidences.map((confidence) => ({ confidence, right: random() < confidence })),
    );
    expect(honest.error).toBeLessThan(honest.limit);
    const boastful = calibration(
      confidences.map((confidence) => ({ confidence, right: random() < confidence / 2 })),
    );
    expect(boastful.error).toBeGreaterThan(boastful.limit);
  });

  it('print as tables', () => {
    expect(printReport(report(OUTCOMES))).toMatch(/plain +4 +25\.0 +50\.0 +0\.438/);
  });
});

describe('queries', () => {
  it.each([
    ['{"query":"a"}', /line 1: no "gold" list/],
    ['{"gold":[]}', /line 1: no "query" text/],
    ['{"query":"a","gold":[]}\nnot json', /line 2: not JSON/],
    ['{"query":"a","gold":[3]}', /line 1: a gold item/],
  ])('%s is refused with its line', (text, message) => {
    expect(() => readQueries(text)).toThrow(message);
  });

  it.each([
    ['weekly/sofa-1.md', 'sofa-1'],
    ['weekly/sofa-2/index.md', 'sofa-2'],
  ])('%s is the post %s', (path, name) => {
    expect(postName(path)).toBe(name);
  });

  it('find gold by id and by place', () => {
    const goldOf = goldResolver(HISTORY);
    const gold = ['card.1', 'nowhere', { post: 'drain', n: 1, turn: 2 }];
    expect([...goldOf({ id: '1', query: '', kind: '', gold })]).toEqual(['card.1', 'drain.2']);
  });
});
