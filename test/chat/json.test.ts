import { expect, it } from 'vitest';
import { jsonIn } from '../../src/chat/json.js';

it('finds what is whole within what is not', () => {
  expect([...jsonIn('see [1]: {broken: {"a": [2]}} {"b":"}"} [')]).toEqual([[1], { a: [2] }, { b: '}' }]);
});

it('does not read the same characters again and again, however they are nested', () => {
  const begun = performance.now();
  expect([...jsonIn(`${'['.repeat(20_000)}x${']'.repeat(20_000)}`)]).toEqual([]);
  // Read once a bracket, it takes twenty seconds.
  expect(performance.now() - begun).toBeLessThan(5_000);
});

it('reads what is as long as an answer may be', () => {
  expect([...jsonIn(JSON.stringify({ a: 'x'.repeat(500_000) }))]).toHaveLength(1);
});
