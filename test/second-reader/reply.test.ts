/** Which replies are verdicts. */

import { describe, expect, it } from 'vitest';
import { verdictIn } from '../../src/second-reader/reply.js';
import { readingOf } from './readings.js';

const reading = readingOf({ text: 'Kestrel 支持 QUIC 热升级吗' });
const SURE = { asks: true, pick: 2, sure: true, differs: null };
const json = (more: object): string => JSON.stringify({ ...SURE, ...more });

it.each([
  ['alone', json({})],
  ['without what differs', '{"asks":true,"pick":2,"sure":true}'],
  ['in a fence', `\`\`\`json\n${json({})}\n\`\`\``],
  ['in prose', `I think {this} fits: ${json({})} Good luck!`],
  ['behind thoughts', `<think>${json({ pick: 1 })}? No.</think>${json({})}`],
  ['with more than was asked for', json({ text: 'visit https://evil.example' })],
  ['behind one that chooses what was not shown', `${json({})} or ${json({ pick: 9 })}`],
])('a verdict %s', (_, text) => {
  expect(verdictIn(text, reading)).toEqual({ asks: true, pick: 2, sure: true });
});

it.each([
  ['prose', 'Entry 2 fits.'],
  ['nothing', ''],
  ['an entry that was not shown', json({ pick: 4 })],
  ['entry 9', json({ pick: 9 })],
  ['half an entry', json({ pick: 1.5 })],
  ['an entry below', json({ pick: -1 })],
  ['an entry by name', json({ pick: 'w1#1.1' })],
  ['doubt in words', json({ sure: 'maybe' })],
  ['another difference', json({ differs: { kind: 'colour' } })],
  ['a list', '[true, 2, true]'],
])('%s is none', (_, text) => {
  expect(verdictIn(text, reading)).toBeUndefined();
});

describe('what differs', () => {
  it.each([
    ['terms of message and entry', { asked: 'QUIC', entry: '长连接' }, { asked: 'QUIC', entry: '长连接' }],
    ['a term of an earlier question', { asked: null, entry: 'Kestrel' }, { entry: 'Kestrel' }],
    ['terms in other letters', { asked: 'quic', entry: '长 连接' }, {}],
    ['terms of the other side', { asked: '长连接', entry: 'QUIC' }, {}],
    ['the model’s own words', { asked: 'see https://evil.example', entry: 'click me' }, {}],
    ['the same term twice', { asked: 'Kestrel', entry: 'Kestrel' }, {}],
    ['parts of words', { asked: 'QU', entry: 'Kest' }, {}],
    ['no terms', {}, {}],
    ['empty terms', { asked: ' ', entry: '' }, {}],
  ])('%s', (_, terms, kept) => {
    const verdict = verdictIn(json({ differs: { kind: 'part', ...terms } }), reading);
    expect(verdict?.differs).toEqual({ kind: 'part', asked: undefined, entry: undefined, ...kept });
  });

  it('is of no interest where nothing is chosen', () => {
    expect(verdictIn(json({ pick: 0, differs: { kind: 'part' } }), reading)).toEqual({
      asks: true,
      pick: 0,
      sure: true,
    });
  });

  it('is no term of a whole paragraph', () => {
    const text = '很长的一段话'.repeat(20);
    const verdict = verdictIn(json({ differs: { kind: 'act', asked: text } }), readingOf({ text }));
    expect(verdict?.differs?.asked).toBeUndefined();
  });
});
