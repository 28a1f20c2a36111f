import { describe, expect, it } from 'vitest';
import {
  isInVersionRange,
  mayBeSameVersion,
  numberedNames,
  versionAskedFor,
  versionsIn,
} from '../../src/text/versions.js';

it.each([
  ['1.5', '1.5.2', true],
  ['1.5', '1.50', false],
  ['2.0.1', '2.0.1', true],
  ['1.4.2', '1.5.2', false],
])('%s and %s may be the same: %s', (one, other, same) => expect(mayBeSameVersion(one, other)).toBe(same));

it.each([
  ['sofa-rpc on JDK 21?', [['jdk', '21']]],
  ['Java17 的版本', [['java', '17']]],
  ['ShardingSphere 5.x 的接口', [['shardingsphere', '5']]],
  ['Spring Boot 2.7.3', []],
  ['port 8080, error 500', []],
])('names with a number: %s', (text, found) =>
  expect(numberedNames(text).map(({ name, number }) => [name, number])).toEqual(found),
);

it.each([
  ['jraft 3 个节点', true],
  ['only 10 services', true],
  ['retry 3 times', true],
  ['JDK 17 报错', false],
])('the number of "%s" counts something: %s', (text, isCount) =>
  expect(numberedNames(text).map((one) => one.isCount)).toEqual([isCount]),
);

describe('asking for a version', () => {
  it.each([
    'GlobalLock 注解最早出现在 seata 哪一版',
    'which Seata release first ships raft mode?',
    '从哪个版本开始支持的',
    'Since when is it there?',
  ])('%s', (text) => expect(versionAskedFor(text)).toBeDefined());
  it('is told by its words', () => expect(versionAskedFor('从哪个版本开始支持的')).toBe('从哪个版本'));
  it.each(['新版本什么时候发', '升级版本后启动失败', 'what changed after the upgrade'])('not: %s', (text) =>
    expect(versionAskedFor(text)).toBeUndefined(),
  );
});

it.each([
  ['2.5', '1.5.2 以上都支持', true],
  ['1.4.9', '1.5.2 以上都支持', false],
  ['1.10', 'supported since v1.9', true],
  ['1.8', 'supported since v1.9', false],
  ['2.0', 'before 2.1 it was missing', true],
  ['3.0.1', '3.0+', true],
  ['3.0.1', '3.0 里修复了', false],
  ['1.6.0', '自 1.4.1 起支持', true],
  ['1.6.0', '客户端 1.4.1 起 10 个服务', false],
  ['1.6.0', 'we went from 1.3 to 1.4', false],
  ['1.6.0', '从 1.3 升到 1.4', false],
])('%s in the range of "%s": %s', (version, text, isIn) =>
  expect(isInVersionRange(version, text)).toBe(isIn),
);

it('takes no long over an answer made to be slow', () => {
  for (const piece of ['1.1', '1.', 'a-', 'a1', 'v1 ', 'since 1.1 ', '1.1 以上']) {
    const text = piece.repeat(40_000 / piece.length);
    const begun = performance.now();
    isInVersionRange('1.2', text);
    numberedNames(text);
    versionsIn(text);
    expect(performance.now() - begun).toBeLessThan(1000);
  }
});
