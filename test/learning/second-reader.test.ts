/** What is kept of the second reader with each question. */

import { expect, it } from 'vitest';
import type { Attention } from '../../src/contract.js';
import type { Decision, SecondOpinion } from '../../src/engine/judge.js';
import type { Verdict } from '../../src/second-reader/contract.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { engineOf } from '../support/circle/core.js';
import { KNOWLEDGE } from '../support/knowledge.js';
import { replica } from './circle.js';

const opinion = (local: Decision, milliseconds: number, verdict?: Verdict) => ({
  local,
  milliseconds,
  verdict,
  candidates: 5,
});

/** The events of a question that was decided so, with what the second reader did. */
async function eventsOf(attention: Attention, decision: Decision, second?: SecondOpinion) {
  const engine = engineOf(KNOWLEDGE);
  const one = replica(memoryDatabase(), {
    engine: {
      ...engine,
      judge: async (question) => {
        const judged = await engine.judge(question);
        // Nothing is overheard that is about this knowledge: without a second reader it would not be counted.
        return { ...judged, matching: { ...judged.matching, relevance: 0 }, decision, second };
      },
    },
  });
  const asked = one.ask('Kestrel 支持热升级吗？', { attention });
  await (attention === 'addressed' ? asked : expect(asked).rejects.toThrow('silence'));
  await one.circle.learning.settled();
  return (await one.circle.learning.records.events.list()).map(([, event]) => event);
}

const VERDICT = {
  asks: true,
  pick: 2,
  sure: false,
  differs: { kind: 'product', asked: 'nacos', entry: 'eureka' },
} as const;

it('is what it changed and how long it took, without its words', async () => {
  const [event] = await eventsOf('addressed', 'suggest', opinion('answer', 640, VERDICT));
  expect(event).toMatchObject({
    kind: 'suggested',
    second: { isAway: false, local: 'answer', decided: 'suggest', isOtherEntry: true, milliseconds: 640 },
  });
  expect(JSON.stringify(event)).not.toMatch(/nacos|eureka|热升级/);
});

it('is that it was away', async () => {
  const [event] = await eventsOf('addressed', 'none', opinion('none', 2500));
  expect(event?.second).toEqual({
    isAway: true,
    local: 'none',
    decided: 'none',
    isOtherEntry: false,
    milliseconds: 2500,
  });
});

it('is kept of an overheard message that is left alone, and nothing is where it was not asked', async () => {
  const verdict = { asks: false, pick: 0, sure: true };
  expect(await eventsOf('overheard', 'none', opinion('answer', 500, verdict))).toMatchObject([
    { kind: 'silent', second: { local: 'answer', decided: 'none' } },
  ]);
  expect(await eventsOf('overheard', 'none')).toEqual([]);
  const [event] = await eventsOf('addressed', 'answer');
  expect(event).toMatchObject({ kind: 'answered' });
  expect(event?.second).toBeUndefined();
});
