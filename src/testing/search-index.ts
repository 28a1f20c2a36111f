/** What every search index must do, checked against the plainest model: a map of documents. */

import type { IndexDocument, SearchIndex } from '../match/index/contract.js';
import type { Runner } from './runner.js';

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

type Step =
  | { readonly kind: 'build'; readonly documents: readonly IndexDocument[] }
  | { readonly kind: 'replace'; readonly document: IndexDocument }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'reload' };

/** Makes random steps. fast-check is loaded where it is needed, so that the adapter's suite does without it. */
async function arbitraries() {
  const fc = await import('fast-check');
  const text = fc
    .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
    .map((words) => words.join(' '));
  const document = fc.record({
    id: fc.constantFrom(...IDS),
    fields: fc.record({ question: text, answer: text }),
  });
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('build' as const),
      documents: fc.uniqueArray(document, { selector: ({ id }) => id, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('replace' as const), document }),
    fc.record({ kind: fc.constant('remove' as const), id: fc.constantFrom(...IDS) }),
    fc.record({ kind: fc.constant('reload' as const) }),
  );
  return { fc, step };
}

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

/** Carries out the steps on a new index, and gives it with what it should hold. */
function after(steps: readonly Step[], create: () => SearchIndex) {
  let index = create();
  const model = new Map<string, IndexDocument>();
  const remove = (id: string): void => {
    const before = model.get(id);
    if (before !== undefined) index.remove(before);
    model.delete(id);
  };
  for (const change of steps) {
    switch (change.kind) {
      case 'build':
        index.build(change.documents);
        model.clear();
        for (const one of change.documents) model.set(one.id, one);
        break;
      case 'replace':
        remove(change.document.id);
        index.add(change.document);
        model.set(change.document.id, change.document);
        break;
      case 'remove':
        remove(change.id);
        break;
      case 'reload': {
        const saved = index.save();
        index = create();
        index.load(saved);
        break;
      }
    }
  }
  return { index, model };
}

/** @param create makes an empty index over the fields `question` and `answer` */
export function describeSearchIndex(
  { describe, it, expect }: Runner,
  name: string,
  create: () => SearchIndex,
): void {
  const indexOf = (...documents: readonly IndexDocument[]): SearchIndex => {
    const index = create();
    index.build(documents);
    return index;
  };
  describe(`${name} keeps the search index contract`, () => {
    it('finds after any changes exactly the documents that hold the word, in the order of an index built anew', async () => {
      const { fc, step } = await arbitraries();
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 12 }),
          fc.constantFrom(...WORDS),
          async (steps, word) => {
            const { index, model } = after(steps, create);
            const found = await idsOf(index, word);
            expect(found).toEqual(await idsOf(indexOf(...model.values()), word));
            const expected = [...model.values()].filter((one) => holds(one, word)).map(({ id }) => id);
            expect(found.toSorted()).toEqual(expected.toSorted());
          },
        ),
        { numRuns: 200 },
      );
    });

    it('gives the best first, and at most as many as asked for', async () => {
      const index = indexOf(
        { id: 'a', fields: { question: 'raft snapshot', answer: 'snapshot 事务' } },
        { id: 'b', fields: { question: 'raft', answer: 'leader leader leader leader' } },
        { id: 'c', fields: { question: 'leader', answer: 'undo_log' } },
      );
      expect(await idsOf(index, 'raft snapshot', 1)).toEqual(['a']);
      expect(await idsOf(index, 'raft snapshot')).toEqual(['a', 'b']);
    });

    it('keeps to a project where one is asked for, before it counts how many', async () => {
      const fields = { question: 'raft', answer: '' };
      const index = indexOf(
        { id: 'a', fields },
        { id: 'b', fields, project: 'Heron' },
        { id: 'c', fields: { question: 'raft snapshot leader', answer: '' }, project: 'Kestrel' },
      );
      const found = await index.search('raft', { limit: 1, project: 'Kestrel' });
      expect(found.map(({ id }) => id)).toEqual(['c']);
      expect(await index.search('raft', { limit: 1, project: 'Nobody' })).toEqual([]);
      const loaded = create();
      loaded.load(index.save());
      expect(await loaded.search('raft', { limit: 1, project: 'Kestrel' })).toEqual(found);
    });

    for (const query of ['', '   ', '？！', 'nowhere']) {
      it(`finds nothing for ${JSON.stringify(query)}`, async () => {
        const index = indexOf({ id: 'a', fields: { question: 'raft', answer: '回滚' } });
        expect(await idsOf(index, query)).toEqual([]);
      });
    }

    it('finds a word within a sentence of Han characters', async () => {
      const index = indexOf({ id: 'a', fields: { question: '全局事务回滚失败了怎么办', answer: '' } });
      expect(await idsOf(index, '回滚')).toEqual(['a']);
    });

    it('removes an unknown id without an error', () => {
      create().remove({ id: 'nobody', fields: { question: 'raft', answer: '' } });
    });

    for (const saved of ['', 'not json', '{}', '{"format":"other","version":1,"index":{}}', 'null']) {
      it(`refuses to load ${JSON.stringify(saved)}`, () => {
        expect(() => create().load(saved)).toThrow();
      });
    }
  });
}
