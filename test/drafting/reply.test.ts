import { describe, expect, it } from 'vitest';
import { returnedIn, wordingsIn } from '../../src/drafting/reply.js';

describe('the wordings of an answer', () => {
  it.each<[string, string, readonly string[] | undefined]>([
    ['JSON alone', '{"wordings": ["a", "b"]}', ['a', 'b']],
    ['a code block in prose', 'Sure [1]:\n```json\n{"wordings": ["a"]}\n```\nAnything else?', ['a']],
    ['thoughts before it', '<think>{"wordings": ["x"]} is bad</think>{"wordings": ["a"]}', ['a']],
    ['brackets and quotes within', '{"wordings": ["a ] } \\" {", "b"]}', ['a ] } " {', 'b']],
    ['within another object', '{"result": 1} {"wordings": []}', []],
    ['cut off', '{"wordings": ["a", "b', undefined],
    ['other names', '{"questions": ["a"]}', undefined],
    ['other values', '{"wordings": [1, 2]}', undefined],
    ['no JSON', 'I cannot do this.', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, text, found) => {
    expect(wordingsIn(text)).toEqual(found);
  });

  it('takes no time over a text of brackets', () => {
    expect(wordingsIn('[{"'.repeat(50_000))).toBeUndefined();
  });
});

const answer = (content: string, finish = 'stop'): object => ({
  response: {
    status_code: 200,
    body: { model: 'big', choices: [{ finish_reason: finish, message: { content } }] },
  },
});

describe('what comes back', () => {
  it('from a batch, one record a line', () => {
    const lines = [
      { custom_id: 'k1', ...answer('{"wordings":["a"]}'), error: null },
      { custom_id: 'k2', ...answer('{"wordings":["a"', 'length'), error: null },
      { custom_id: 'k3', response: null, error: { message: 'expired' } },
      { custom_id: 'k4', response: { status_code: 429, body: { error: {} } } },
    ];
    expect(returnedIn(lines.map((line) => JSON.stringify(line)).join('\n'))).toEqual([
      { key: 'k1', wordings: ['a'], model: 'big' },
      { key: 'k2', wordings: undefined, model: 'big' },
      { key: 'k3', wordings: undefined, model: undefined },
      { key: 'k4', wordings: undefined, model: undefined },
    ]);
  });

  it('from a chat: several answers with prose around them, one of them cut off', () => {
    const text = `Here they are:
\`\`\`json
[{"id": "k1", "wordings": ["a"]}, {"id": 2, "wordings": ["b"]}]
\`\`\`
And the next page: [{"id": "k3", "wordings": ["c"]}, {"id": "k4", "wordi`;
    expect(returnedIn(text)).toEqual([
      { key: 'k1', wordings: ['a'] },
      { key: '2', wordings: ['b'] },
      { key: 'k3', wordings: ['c'] },
    ]);
  });

  it('in an object around the list; of two answers for one entry the later', () => {
    const text = '{"entries": [{"id": "k", "wordings": ["a"]}, {"id": "k", "wordings": ["b"]}]}';
    expect(returnedIn(text)).toEqual([{ key: 'k', wordings: ['b'] }]);
  });
});
