/** A server that is busy, and one that is gone. */

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createPatience } from '../../src/store/patience.js';

/** Milliseconds. */
const LIMITS = { silence: 200, queue: 700 } as const;

const never = () => new Promise<never>(() => undefined);

const fail = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

it('waits for longer than the server may be silent, as long as it answers others', async () => {
  const { inTime } = createPatience(LIMITS);
  const late = inTime(() => sleep(450, 'late'));
  for (let calls = 0; calls < 5; calls += 1) await inTime(() => sleep(80));
  expect(await late).toBe('late');
});

it('counts what the server itself refuses as an answer, and a fault of the network as none', async () => {
  const { inTime } = createPatience(LIMITS);
  const served = inTime(() => sleep(300, 'served'));
  await sleep(150);
  await expect(inTime(fail('57014'))).rejects.toThrow('57014');
  expect(await served).toBe('served');
  const unserved = inTime(() => sleep(300, 'unserved'));
  await sleep(150);
  await expect(inTime(fail('EPIPE'))).rejects.toThrow('EPIPE');
  await expect(unserved).rejects.toMatchObject({ code: 'ETIMEDOUT' });
});

it('tells a call whose turn does not come from a server that is silent', async () => {
  const { inTime } = createPatience(LIMITS);
  const busy = expect(inTime(never)).rejects.toMatchObject({ code: 'EBUSY' });
  for (let calls = 0; calls < 8; calls += 1) await inTime(() => sleep(90));
  await busy;
  await expect(inTime(never)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
});

it('does not take for silent what answered while this process was held up itself', async () => {
  const { inTime } = createPatience(LIMITS);
  const work = inTime(() => sleep(150, 'there'));
  await sleep(1);
  const end = performance.now() + 2 * LIMITS.silence;
  while (performance.now() < end);
  expect(await work).toBe('there');
});

it('lets everybody go when the database is closed', async () => {
  const { inTime, end } = createPatience(LIMITS);
  const waiting = expect(inTime(never)).rejects.toMatchObject({ code: 'ECONNRESET' });
  end();
  await waiting;
});
