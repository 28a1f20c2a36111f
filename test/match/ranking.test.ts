import { describe, expect, it } from 'vitest';
import { decide } from '../../src/engine/judge.js';
import { thresholdsFor } from '../../src/engine/thresholds.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { trainClassifier } from '../../src/match/classifier/classifier.js';
import { textsOf } from '../../src/match/classifier/entry-classifier.js';
import { createMatcher } from '../../src/match/matcher.js';

/** As it ships: with its drafted wordings, and the classifier trained on them. */
const knowledge = await loadKnowledge([]);
const matcher = createMatcher(knowledge);
matcher.teach(trainClassifier(knowledge.entries.map((entry) => textsOf(entry))));
const thresholds = thresholdsFor();

type Row = readonly [text: string, ids: readonly string[], decision: string, why: string];

describe('ranking of the shipped knowledge', () => {
  it.each<Row>([
    ['MOSN 支持 eureka 吗', ['20211015#2.1'], 'answer', 'the one entry with that name'],
    [
      'registry 存储用什么 db',
      ['20211210#5.1'],
      'answer',
      'identifiers, though the project is only half named',
    ],
    [
      'Does MOSN work with eureka?',
      ['20211015#2.1'],
      'suggest',
      'a name alone is shared across the languages',
    ],
    [
      'LocalDateTime 序列化异常',
      ['20211008#4.2', '20211008#4.1', '20220401#2.1'],
      'any',
      'Seata’s with its thread, then RPC’s: both threads are shown',
    ],
    [
      'Seata 里 LocalDateTime 序列化异常',
      ['20211008#4.2', '20211008#4.1'],
      'answer',
      'the project named comes first',
    ],
    ['今天中午吃什么', [], 'none', 'nothing to do with it'],
    ['Kafka 消费积压怎么排查', [], 'none', 'another software’s trouble'],
    ['how do I cook rice', [], 'none', 'another language, and nothing to do with it'],
  ])('%s finds %j, %s: %s', async (text, ids, expected, _why) => {
    const { matches, overheard } = await matcher.match({ text, limit: 3 });
    expect(matches.slice(0, ids.length).map(({ entry }) => entry.id)).toEqual(
      ids.map((id) => `sofa-weekly-${id}`),
    );
    if (expected !== 'any') {
      expect(decide({ matches, overheard }, 'addressed', thresholds)).toBe(expected);
    }
  });

  it('is by score, and each entry stands in it once', async () => {
    const { matches } = await matcher.match({ text: 'MOSN 日志', limit: 30 });
    const scores = matches.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(matches.map(({ entry }) => entry.id)).size).toBe(matches.length);
  });
});
