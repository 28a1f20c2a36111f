/** What every search index must do, checked against the plainest model: a map of documents. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndexDocument, SearchIndex } from '../match/index/contract.js';

const WORDS = [
  'raft',
  'leader',
  'snapshot',
  '回滚',
  '事务',
  '注册中心',
  'onApply',
  'undo_log',
  '1.4.2',
] as const;
const IDS = ['a', 'b', 'c', 'd'] as const;

const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' '));
const document = fc.record({
  id: fc.constantFrom(...IDS),
  fields: fc.record({ question: text, answer: text }),
});

type Step =
  | { readonly kind: 'build'; readonly documents: readonly IndexDocument[] }
  | { readonly kind: 'replace'; readonly document: IndexDocument }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'reload' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('build' as const),
    documents: fc.uniqueArray(document, { selector: ({ id }) => id, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('replace' as const), document }),
  fc.record({ kind: fc.constant('remove' as const), id: fc.constantFrom(...IDS) }),
  fc.record({ kind: fc.constant('reload' as const) }),
);

function holds(found: IndexDocument, word: string): boolean {
  return Object.values(found.fields).some((field) => field.split(' ').includes(word));
}

async function idsOf(
  index: SearchIndex,
  query: string,
  limit: number = IDS.length,
): Promise<readonly string[]> {
  return (await index.search(query, { limit })).map(({ id }) => id);
}

/** `create` makes an empty index over the fields `question` and `answer`. */
export function searchIndexSuite(name: string, create: () => SearchIndex): void {
  describe(`${name} keeps the search index contract`, () => {
    it('finds after any changes exactly the documents that hold the word, in the order of an index built anew', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 12 }),
          fc.constantFrom(...WORDS),
          async (steps, word) => {
            let index = create();
            const model = new Map<string, IndexDocument>();
            for (const change of steps) {
              if (change.kind === 'build') {
                index.build(change.documents);
                model.clear();
                for (const one of change.documents) model.set(one.id, one);
              } else if (change.kind === 'replace') {
                const before = model.get(change.document.id);
                if (before !== undefined) index.remove(before);
                index.add(change.document);
                model.set(change.document.id, change.document);
              } else if (change.kind === 'remove') {
                const before = model.get(change.id);
                if (before !== undefined) index.remove(before);
                model.delete(change.id);
              } else {
                const saved = index.save();
                index = create();
                index.load(saved);
              }
            }
            const fresh = create();
            fresh.build(model.values());
            const found = await idsOf(index, word);
            expect(found).toEqual(await idsOf(fresh, word));
            const expected = [...model.values()].filter((one) => holds(one, word)).map(({ id }) => id);
            expect(found.toSorted()).toEqual(expected.toSorted());
          },
        ),
        { numRuns: 200 },
      );
    });

    it('gives the best first, and at most as many as asked for', async () => {
      const index = create();
      index.build([
        { id: 'a', fields: { question: 'raft snapshot', answer: 'snapshot 事务' } },
        { id: 'b', fields: { question: 'raft', answer: 'leader leader leader leader' } },
        { id: 'c', fields: { question: 'leader', answer: 'undo_log' } },
      ]);
      expect(await idsOf(index, 'raft snapshot', 1)).toEqual(['a']);
      expect(await idsOf(index, 'raft snapshot')).toEqual(['a', 'b']);
    });

    it('keeps to a project where one is asked for, before it counts how many', async () => {
      const index = create();
      const fields = { question: 'raft', answer: '' };
      index.build([
        { id: 'a', fields },
        { id: 'b', fields, project: 'Heron' },
        { id: 'c', fields: { question: 'raft snapshot leader', answer: '' }, project: 'Kestrel' },
      ]);
      const found = await index.search('raft', { limit: 1, project: 'Kestrel' });
      expect(found.map(({ id }) => id)).toEqual(['c']);
      expect(await index.search('raft', { limit: 1, project: 'Nobody' })).toEqual([]);
      const loaded = create();
      loaded.load(index.save());
      expect(await loaded.search('raft', { limit: 1, project: 'Kestrel' })).toEqual(found);
    });

    it.each(['', '   ', '？！', 'nowhere'])('finds nothing for %j', async (query) => {
      const index = create();
      index.build([{ id: 'a', fields: { question: 'raft', answer: '回滚' } }]);
      expect(await idsOf(index, query)).toEqual([]);
    });

    it('finds a word within a sentence of Han characters', async () => {
      const index = create();
      index.build([{ id: 'a', fields: { question: '全局事务回滚失败了怎么办', answer: '' } }]);
      expect(await idsOf(index, '回滚')).toEqual(['a']);
    });

    it('removes an unknown id without an error', () => {
      const index = create();
      expect(() => index.remove({ id: 'nobody', fields: { question: 'raft', answer: '' } })).not.toThrow();
    });

    it.each(['', 'not json', '{}', '{"format":"other","version":1,"index":{}}', 'null'])(
      'refuses to load %j',
      (saved) => {
        expect(() => create().load(saved)).toThrow();
      },
    );
  });
}
