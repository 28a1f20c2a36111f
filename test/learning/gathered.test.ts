/** Which replies are an answer, and when the maintainers are told of what was gathered. */

import { describe, expect, it } from 'vitest';
import type { Noticed, Utterance } from '../../src/contract.js';
import { isAnswerLike, repliesInARow } from '../../src/learning/gathered/replies.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { replica } from './circle.js';

const MINUTE = 60_000;

const said = (id: string, author: string, minutes: number, text = id): Utterance => ({
  id,
  author,
  text,
  at: minutes * MINUTE,
});

describe('replies in a row', () => {
  const thread = [
    said('1', 'mia', 0),
    said('2', 'mia', 9),
    said('3', 'ann', 10),
    said('4', 'mia', 11),
    said('5', 'mia', 12),
    said('6', 'mia', 30),
  ];
  it.each([
    ['1', ['1', '2']],
    ['2', ['1', '2']],
    ['3', ['3']],
    ['5', ['4', '5']],
    ['6', ['6']],
    ['7', []],
  ])('around %s are %o', (id, ids) => {
    expect(repliesInARow(thread, id).map((one) => one.id)).toEqual(ids);
  });
});

describe('an answer', () => {
  it.each([
    ['Set `timeout` to 5.', true],
    ['That is how it works: set `timeout`.', true],
    ['Set `timeout`. Does that help?', true],
    ['在配置里设置 timeout 就可以了。', true],
    ['Which version do you have?', false],
    ['你用的是哪个版本？', false],
    ['能发一下日志吗', false],
    ['Thanks!', false],
    ['谢谢', false],
    [':+1:', false],
    ['', false],
  ])('%s: %s', (text, is) => {
    expect(isAnswerLike(text)).toBe(is);
  });
});

const HOUR = 60 * MINUTE;

/** A maintainer's reply, or tick, to a question. */
const noticed = (answer: string, more: Partial<Noticed> = {}): Noticed => ({
  kind: 'written',
  channel: 'c',
  message: `${answer}/2`,
  isMaintainer: async () => true,
  read: async () => ({
    id: answer,
    messages: [
      said(`${answer}/1`, 'ann', 0, `How do I set ${answer} in Kestrel?`),
      said(`${answer}/2`, 'mia', 1, `Write ${answer}.`),
    ],
  }),
  ...more,
});

const begin = (environment: Readonly<Record<string, string>> = {}) => {
  let at = HOUR;
  const on = replica(memoryDatabase(), { now: () => at, environment });
  return {
    on,
    later: (milliseconds: number) => void (at += milliseconds),
    gather: (one: Noticed) => on.circle.learning.gather({ ...one, platform: 'slack' }, async () => true),
    pairs: async () => (await on.circle.learning.records.imported.list()).map(([, pair]) => pair),
  };
};

describe('what was gathered', () => {
  it('is told once an hour, and not again where nothing has come', async () => {
    const { on, later, gather } = begin();
    await gather(noticed('one'));
    await gather(noticed('two'));
    later(1);
    await on.circle.refresh();
    expect(on.told.map(({ reply }) => reply.text)).toEqual([expect.stringContaining(': 2')]);
    later(HOUR / 2);
    await gather(noticed('three'));
    await on.circle.refresh();
    expect(on.told).toHaveLength(1);
    later(HOUR / 2);
    await on.circle.refresh();
    expect(on.told[1]?.reply.text).toContain(': 1');
    later(2 * HOUR);
    // The same reply, told again.
    await gather(noticed('three'));
    await on.circle.refresh();
    expect(on.told).toHaveLength(2);
  });

  it.each([
    [undefined, ['white_check_mark', '✅', 'white_check_mark::skin-tone-2'], ['heavy_check_mark', '👀']],
    [':solved:, ☑️', ['solved', '☑️'], ['white_check_mark', '✅']],
  ])('by reactions as QABOT_TICKS says, %s', async (ticks, marking, others) => {
    const { gather, pairs } = begin(ticks === undefined ? {} : { QABOT_TICKS: ticks });
    for (const reaction of others) await gather(noticed(reaction, { kind: 'reacted', reaction }));
    expect(await pairs()).toEqual([]);
    for (const reaction of marking) await gather(noticed(reaction, { kind: 'reacted', reaction }));
    expect(await pairs()).toHaveLength(marking.length);
  });

  it('stays as a maintainer has decided, whatever else is written', async () => {
    const { on, gather, pairs } = begin();
    await gather(noticed('one'));
    const [item] = (await on.circle.review('en', 1)).items;
    if (item === undefined) throw new Error('nothing waits');
    await on.act(item, 'reject', { asker: 'mia', maintainer: true });
    await gather(
      noticed('one', {
        read: async () => ({
          id: 'one',
          messages: [said('one/1', 'ann', 0, 'How?'), said('one/2', 'mia', 1, 'Otherwise.')],
        }),
      }),
    );
    expect((await pairs()).map(({ status }) => status)).toEqual(['rejected']);
  });

  it('is read one after the other in a channel, so that the last word counts', async () => {
    const { on, gather } = begin();
    const messages = [said('1', 'ann', 0, 'How do I set it in Kestrel?'), said('2', 'mia', 1, 'Write one.')];
    const before = [...messages];
    const slowly = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { id: 'c', messages: before };
    };
    const first = gather(noticed('', { message: '2', read: slowly }));
    messages.push(said('3', 'mia', 2, 'And two.'));
    await Promise.all([
      first,
      gather(noticed('', { message: '3', read: async () => ({ id: 'c', messages }) })),
    ]);
    expect((await on.circle.review('en', 1)).items[0]?.text).toContain('Write one.\n\nAnd two.');
  });

  it('is what was ticked, whatever a maintainer writes below it', async () => {
    const { on, gather } = begin();
    const messages = [said('1', 'ann', 0, 'How do I set it in Kestrel?'), said('2', 'ben', 1, 'Write one.')];
    const read = async () => ({ id: 'c', messages: [...messages] });
    await gather(noticed('', { kind: 'reacted', reaction: '✅', message: '2', read }));
    messages.push(said('3', 'mia', 2, 'I have put it into the handbook.'));
    await gather(noticed('', { message: '3', read }));
    const { items } = await on.circle.review('en', 2);
    expect(items.map(({ text }) => text.split('\n')[0])).toEqual(['Write one.']);
  });

  it('survives a platform that cannot be read', async () => {
    const { gather, pairs, on } = begin();
    expect(
      await gather(noticed('one', { read: () => Promise.reject(new Error('rate limited')) })),
    ).toBeUndefined();
    expect(await pairs()).toEqual([]);
    expect(on.logged.map(({ level }) => level)).toEqual(['warn']);
  });

  it('that was deleted goes, also where the platform cannot be read', async () => {
    const { gather, pairs } = begin();
    await gather(noticed('one'));
    expect(await pairs()).toHaveLength(1);
    await gather(noticed('one', { kind: 'deleted', read: () => Promise.reject(new Error('away')) }));
    expect(await pairs()).toEqual([]);
  });
});
