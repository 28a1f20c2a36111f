import { expect, it } from 'vitest';
import { createSerial } from '../../adapters/common/serial.js';
import { gate } from '../../src/testing/fakes.js';

it('work on the same thing runs one after another, in the order in which it came', async () => {
  const serial = createSerial();
  const [first, second] = [gate<void>(), gate<void>()];
  const done: string[] = [];
  const work = (name: string, until?: Promise<void>) => async () => {
    done.push(`${name} begins`);
    await until;
    done.push(`${name} ends`);
    return name;
  };
  const all = [
    serial('a', work('one', first.promise)),
    serial('a', work('two', second.promise)),
    serial('b', work('other')),
  ];
  await all[2];
  expect(done).toEqual(['one begins', 'other begins', 'other ends']);
  second.open();
  first.open();
  expect(await Promise.all(all)).toEqual(['one', 'two', 'other']);
  expect(done.slice(3)).toEqual(['one ends', 'two begins', 'two ends']);
});

it('work that fails says so to its caller alone', async () => {
  const serial = createSerial();
  const failed = serial('a', () => Promise.reject(new Error('no')));
  const next = serial('a', async () => 'yes');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
