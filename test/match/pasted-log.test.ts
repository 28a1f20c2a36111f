/** Questions with a log pasted beside them. */

import { describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.js';
import { createJudge } from '../../src/engine/judge.js';
import { thresholdsFor } from '../../src/engine/thresholds.js';
import { createMatcher } from '../../src/match/matcher.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { entriesOf, thread, turn } from '../support/knowledge.js';

const shipped = await loadKnowledge([]);
const threads = [
  ...shipped.threads,
  thread('own#1', 'Seata', [
    turn('get global lock fail，LockConflictException 是怎么回事？', '两个全局事务改了同一行。'),
  ]),
];
const knowledge = { ...shipped, threads, entries: entriesOf(threads) };
const matcher = createMatcher(knowledge);
const judge = createJudge({ matcher, thresholds: thresholdsFor() });
const logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const bot = createBot({ knowledge, matcher, judge, logger });

const stack = (lines: number): string =>
  Array.from(
    { length: lines },
    (_, at) => `\tat org.springframework.beans.factory.Factory${at}.create(Factory${at}.java:${at})`,
  ).join('\n');
const UNRELATED = `java.lang.IllegalStateException: Failed to load ApplicationContext\n${stack(60)}`;
const LONGER = `2021-10-11 14:22:31 ERROR [main] o.s.Dispatcher : failed\n${stack(90)}`;
const KNOWN = `org.springframework.dao.QueryTimeoutException: commit\n${stack(30)}
Caused by: io.seata.rm.datasource.exec.LockConflictException: get global lock fail, xid:192.168.3.239:8092:138\n${stack(30)}`;

const idOf = async (text: string): Promise<string | undefined> => {
  const { decision, matching } = await judge({ text, limit: 3, attention: 'addressed' });
  return decision === 'answer' ? matching.matches[0]?.entry.id : undefined;
};
const ask = (text: string) => bot.ask({ text, asker: 'u1', place: text, attention: 'addressed' });

async function relevance(text: string): Promise<number> {
  return (await judge({ text, limit: 1, attention: 'overheard' })).matching.relevance;
}

describe('a question with a log', () => {
  it.each([UNRELATED, LONGER])('is answered as without it, in its own language', async (log) => {
    for (const question of ['MOSN 支持 eureka 吗', 'Does MOSN support Eureka?']) {
      const plain = await ask(question);
      expect(plain?.kind).toBe('answer');
      for (const text of [`${question}\n${log}`, `${log}\n${question}`]) {
        const { kind, entry, language, confidence } = (await ask(text)) ?? {};
        expect({ kind, entry, language }).toEqual({
          kind: 'answer',
          entry: plain?.entry,
          language: plain?.language,
        });
        expect(confidence).toBeCloseTo(plain?.confidence ?? 0, 1);
      }
    }
  });

  it('that says little is answered by what failed', async () => {
    for (const words of ['这个报错怎么解决？', '求助，启动报错', 'how do I fix this?', '']) {
      expect(await idOf(`${words}\n${KNOWN}`)).toBe('own#1.1');
      expect(await idOf(`${words}\n${UNRELATED}`)).toBeUndefined();
    }
  });

  it('that was overheard is no more relevant by its log', async () => {
    expect(await relevance(`MOSN 支持 eureka 吗\n${UNRELATED}`)).toBeCloseTo(
      await relevance('MOSN 支持 eureka 吗'),
      3,
    );
  });
});
