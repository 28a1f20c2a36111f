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

/** To nine digits: what was added and taken away again leaves its traces beyond. */
async function scoresOf(
  index: SearchIndex,
  word: string,
): Promise<readonly (readonly [id: string, score: number])[]> {
  const hits = await index.search(word, IDS.length);
  return hits.map(({ id, score }) => [id, Number(score.toFixed(9))]);
}

/** Carries out the steps on a new index, and gives it with what it should hold. */
async function after(steps: readonly Step[], create: () => SearchIndex) {
  let index = create();
  const model = new Map<string, IndexDocument>();
  const remove = async (id: string): Promise<void> => {
    const before = model.get(id);
    if (before !== undefined) await index.remove(before);
    model.delete(id);
  };
  for (const change of steps) {
    switch (change.kind) {
      case 'build':
        await index.build(change.documents);
        model.clear();
        for (const one of change.documents) model.set(one.id, one);
        break;
      case 'replace':
        await remove(change.document.id);
        await index.add(change.document);
        model.set(change.document.id, change.document);
        break;
      case 'remove':
        await remove(change.id);
        break;
      case 'reload': {
        const saved = await index.save();
        index = create();
        await index.load(saved);
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
  const indexOf = async (...documents: readonly IndexDocument[]): Promise<SearchIndex> => {
    const index = create();
    await index.build(documents);
    return index;
  };
  const found = async (index: SearchIndex, query: string, limit: number): Promise<readonly string[]> =>
    (await index.search(query, limit)).map(({ id }) => id);

  describe(`${name} keeps the search index contract`, () => {
    it('finds after any changes exactly the documents that hold the word', async () => {
      const { fc, step } = await arbitraries();
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 12 }),
          fc.constantFrom(...WORDS),
          async (steps, word) => {
            const { index, model } = await after(steps, create);
            const fresh = await indexOf(...model.values());
            expect(await scoresOf(index, word)).toEqual(await scoresOf(fresh, word));
            const expected = [...model.values()].filter((one) => holds(one, word)).map(({ id }) => id);
            expect((await found(index, word, IDS.length)).toSorted()).toEqual(expected.toSorted());
          },
        ),
        { numRuns: 200 },
      );
    });

    it('gives the best first, at most as many as asked for, with the terms that matched', async () => {
      const index = await indexOf(
        { id: 'a', fields: { question: 'raft snapshot', answer: 'snapshot 事务' } },
        { id: 'b', fields: { question: 'raft', answer: 'leader leader leader leader' } },
        { id: 'c', fields: { question: 'leader', answer: 'undo_log' } },
      );
      expect(await found(index, 'raft snapshot', 1)).toEqual(['a']);
      const scores = (await index.search('raft snapshot', 3)).map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      const [best] = await index.search('raft snapshot', 1);
      for (const term of ['raft', 'snapshot']) expect(best?.terms).toContain(term);
    });

    for (const query of ['', '   ', '？！', 'nowhere']) {
      it(`finds nothing for ${JSON.stringify(query)}`, async () => {
        const index = await indexOf({ id: 'a', fields: { question: 'raft', answer: '回滚' } });
        expect(await found(index, query, 5)).toEqual([]);
      });
    }

    it('finds a word within a sentence of Han characters', async () => {
      const index = await indexOf({
        id: 'a',
        fields: { question: '全局事务回滚失败了怎么办', answer: '' },
      });
      expect(await found(index, '回滚', 5)).toEqual(['a']);
    });

    it('removes an unknown id without an error', async () => {
      await create().remove({ id: 'nobody', fields: { question: 'raft', answer: '' } });
    });

    for (const saved of ['', 'not json', '{}', '{"format":"other","version":1,"index":{}}', 'null']) {
      it(`refuses to load ${JSON.stringify(saved)}`, async () => {
        await expect((async () => await create().load(saved))()).rejects.toThrow();
      });
    }
  });
}
