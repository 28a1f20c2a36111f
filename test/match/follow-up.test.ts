import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/engine/judge.js';
import { thresholdsFor } from '../../src/engine/thresholds.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { createMatcher } from '../../src/match/matcher.js';
import type { Matching } from '../../src/match/contract.js';

const knowledge = await loadKnowledge([]);
const matcher = createMatcher(knowledge);
const thresholds = thresholdsFor();

const BEFORE = ['Seata LocalDateTime 序列化失败怎么办', 'How do I upgrade MOSN without losing connections?'];

function match(text: string, previous?: string): Promise<Matching> {
  return matcher.match({ text, limit: 3, previous });
}

function decision(matching: Matching): string {
  return decide(matching, 'addressed', thresholds);
}

describe('a question that stands for itself', () => {
  it.each([
    ['MOSN 支持 eureka 吗', 'a project'],
    ['registry 存储用什么 db', 'names'],
    ['ark 事件传播', 'a name and two words'],
    ['layotto sdk', 'a project and a word'],
    ['MOSN 日志', 'a project and a usual word'],
    ['mosn tls', 'the same in lower case'],
    ['redis 怎么用', 'a name that all developers use'],
    ['怎么热部署', 'a word of the field'],
    ['how to install', 'a word, and nothing that points back'],
    ['日志', 'a single word'],
    ['谢谢', 'no question at all'],
    ['好的', 'no question at all'],
    ['在？', 'no question at all'],
    ['thanks, that works', 'no question, though it points back'],
    ['那 Seata 的回滚日志什么时候清理', 'a beginning that points back, but all that it takes after it'],
    ['does it support gRPC', 'a pronoun beside a name'],
  ])('%s: %s', async (text) => {
    for (const previous of BEFORE) expect(await match(text, previous)).toEqual(await match(text));
  });

  it('is matched the same with and without a question before it, whatever that was', async () => {
    const frame = fc.constantFrom('怎么', '为什么', '那', '它', '这个', '能不能', '');
    const content = fc.uniqueArray(
      fc.constantFrom('限流', '灰度', '序列化', '事务', '熔断', '镜像', '注册中心', '快照', '监听器'),
      { minLength: 2, maxLength: 4 },
    );
    const project = fc.constantFrom(...knowledge.projects.map(({ name }) => name));
    const ending = fc.constantFrom('', '吗', '？', '怎么配置');
    const complete = fc.oneof(
      fc.tuple(frame, content, ending).map(([a, words, z]) => `${a}${words.join(' ')}${z}`),
      fc.tuple(project, ending).map(([name, z]) => `${name} ${z}`),
    );
    const before = fc.constantFrom(
      ...BEFORE,
      ...knowledge.entries.slice(0, 8).map(({ question }) => question),
    );
    await fc.assert(
      fc.asyncProperty(complete, before, async (text, previous) => {
        expect(await match(text, previous)).toEqual(await match(text));
      }),
      { numRuns: 60 },
    );
  });
});

const SERIALISATION = (await match('Seata LocalDateTime 序列化失败怎么办')).matches[0]?.entry.id;

describe('a follow-up', () => {
  it.each([
    ['为什么', 'a bare question word'],
    ['那怎么办呢？', 'nothing but function words'],
    ['那怎么解决', 'a usual word after a word that points back'],
    ['它支持吗', 'a pronoun'],
    ['and why?', 'a connective and a question word'],
    ['how can I fix it', 'an English pronoun'],
    ['这个怎么配置', 'a demonstrative'],
    ['那 Seata 呢？', 'a name in the place of another'],
    ['what about seata', 'the same in English'],
  ])('%s: %s', async (text) => {
    const [best] = (await match(text, BEFORE[0])).matches;
    expect(best?.entry.id).toBe(SERIALISATION);
  });

  it.each(['那 nacos 呢？', 'what about consul', 'how about layotto', 'how can I translate it'])(
    '%s is not answered with what says nothing of it',
    async (text) => {
      expect(decision(await match(text, BEFORE[0]))).not.toBe('answer');
    },
  );
});
