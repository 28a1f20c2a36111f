import { describe, expect, it } from 'vitest';
import type { Family } from '../../src/knowledge/model.js';
import { createDifferenceFinder, type Differences } from '../../src/match/differences/differences.js';
import { createNameFinder } from '../../src/match/differences/names.js';
import { createMatcher } from '../../src/match/matcher.js';
import { entriesOf } from './entries.js';

const member = (...names: string[]): Family['members'][number] => ({ names, ambiguous: [] });

const FAMILIES: readonly Family[] = [
  { kind: 'product', members: [member('nacos'), member('zookeeper', 'zk'), member('eureka', '尤里卡')] },
  { kind: 'product', members: [member('redis'), member('redis sentinel'), member('rocket mq')] },
  { kind: 'system', members: [member('linux'), member('windows')] },
  { kind: 'product', members: [{ names: ['go', 'golang'], ambiguous: ['go'] }, member('java')] },
  { kind: 'act', members: [member('enable', '开启'), member('disable', '关闭')] },
  { kind: 'act', members: [member('serialize', '序列化'), member('deserialize', '反序列化')] },
  { kind: 'product', members: [member('c'), member('c语言')] },
];

describe('names', () => {
  const finder = createNameFinder(FAMILIES);
  it.each([
    ['MOSN 用 ZK 可以吗', ['ZK']],
    ['mazookeeperx', []],
    ['RocketMQ and rocket-mq', ['RocketMQ']],
    ['redis sentinel 怎么配', ['redis sentinel']],
    ['反序列化报错', ['反序列化']],
    ['go on with golang', ['golang']],
    ['see https://nacos.io/x', []],
    ['尤里卡開啟', ['尤里卡', '开启']],
    ['İİ nacos', ['nacos']],
    ['c c语言 c 语言 cc', ['c', 'c语言']],
    ['', []],
  ])('in "%s": %j', (text, found) => expect([...finder.find(text).values()]).toEqual(found));
});

it('names are found in one pass, however many begin with one letter', () => {
  const many = Array.from({ length: 5000 }, (_, at) => member(`a${String.fromCodePoint(0x4e00 + at)}`));
  const finder = createNameFinder([{ kind: 'product', members: many }]);
  const begun = performance.now();
  finder.find('a '.repeat(2000));
  expect(performance.now() - begun).toBeLessThan(1000);
});

describe('the differences of a question and an entry', () => {
  const finder = createDifferenceFinder(createNameFinder(FAMILIES));
  const between = (asked: string, question: string, answer = '可以。'): Differences => {
    const [entry] = entriesOf([{ id: 'e', turns: [[question, answer]] }]);
    if (entry === undefined) throw new Error('no entry');
    return finder.between(asked, entry, question);
  };

  it.each([
    [
      'another product',
      '支持 nacos 吗',
      '支持 eureka 吗',
      { kind: 'product', asked: 'nacos', entry: 'eureka' },
    ],
    [
      'another system',
      'on Windows?',
      'does it run on Linux?',
      { kind: 'system', asked: 'Windows', entry: 'Linux' },
    ],
    ['the other act', '怎么关闭限流', '怎么开启限流', { kind: 'act', asked: '关闭', entry: '开启' }],
    ['another version', '1.4.2 修了吗', '1.4.0 修了吗', { kind: 'version', asked: '1.4.2', entry: '1.4.0' }],
    ['another number', 'JDK 21?', '支持 jdk 17 吗', { kind: 'version', asked: '21', entry: '17' }],
    [
      'another number beside a version',
      'Seata 1.9.0 支持 JDK 21 吗',
      '支持 jdk 17 吗',
      { kind: 'version', asked: '21', entry: '17' },
    ],
    [
      'another count',
      'raft 3 个节点够吗',
      'raft 5 个节点够吗',
      { kind: 'condition', asked: '3', entry: '5' },
    ],
    ['which version', '哪个版本加的这个参数', '这个参数有什么用', { kind: 'part', asked: '哪个版本' }],
  ])('tell %s', (_, asked, question, plain) => expect(between(asked, question).plain).toEqual(plain));

  it.each([
    ['the same by another name', '支持 zk 吗', '支持 zookeeper 吗', '可以。'],
    ['the answer speaks of it', '支持 nacos 吗', '支持 eureka 吗', '支持，nacos 也支持。'],
    ['the question names both', '从 eureka 迁到 nacos', 'eureka 怎么迁移', '可以。'],
    ['the entry names none of the family', '支持 nacos 吗', '支持哪些注册中心', '很多。'],
    ['a range holds it', '1.6.0 能用吗', '1.5 能用吗', '1.5.2 以上都行。'],
    ['the answer tells the version', '哪个版本加的', '什么时候有这个', '2.0.1 加的。'],
  ])('are none where %s', (_, asked, question, answer) =>
    expect(between(asked, question, answer).plain).toBeUndefined(),
  );

  it('count what is one-sided, and what only the answer has', () => {
    expect(between('支持 nacos 吗', '支持哪些注册中心')).toMatchObject({ plain: undefined, strange: 1 });
    expect(between('支持 nacos 吗', '支持哪些注册中心', '支持 eureka。')).toMatchObject({
      doubtful: 1,
      strange: 0,
    });
    expect(between('怎么关闭它', '它是什么')).toMatchObject({ strangeActs: 1, strange: 0 });
    expect(between('1.2.3 呢', '它是什么')).toMatchObject({ plain: undefined, doubtful: 1 });
  });

  it('count other wordings as the entry’s, and ask polarity of the nearest', () => {
    const [entry] = entriesOf([
      { id: 'e', alternates: ['接 nacos 行不行'], turns: [['支持 eureka 吗', '可以。']] },
    ]);
    if (entry === undefined) throw new Error('no entry');
    expect(finder.between('nacos 支持吗', entry, '接 nacos 行不行').plain).toBeUndefined();
    expect(finder.between('为什么不支持', entry, '支持 eureka 吗').otherPolarity).toBe(true);
    expect(finder.between('为什么不支持', entry, '怎么不支持 eureka').otherPolarity).toBe(false);
  });
});

it('a name is no slip for a word of the history', async () => {
  const knowledge = {
    entries: entriesOf([
      { id: 'registry', turns: [['网关支持 eureka 注册中心吗', '支持。']] },
      { id: 'console', turns: [['console 在哪里打开', '浏览器里。']] },
    ]),
    families: [{ kind: 'product', members: [member('eureka'), member('consul')] }] satisfies Family[],
  };
  const { matches, missing } = await createMatcher(knowledge).match({
    text: '网关支持 Consul 注册中心吗',
    limit: 1,
  });
  expect(missing).toContain('consul');
  expect(matches[0]).toMatchObject({
    entry: { id: 'registry.1' },
    differs: { kind: 'product', asked: 'Consul', entry: 'eureka' },
  });
});
