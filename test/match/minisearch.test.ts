import * as fc from 'fast-check';
import * as vitest from 'vitest';
import type { SearchIndex } from '../../src/match/index/contract.js';
import { createMiniSearchIndex } from '../../src/match/index/minisearch.js';
import { describeSearchIndex } from '../../src/testing/search-index.js';

const create = (): SearchIndex => createMiniSearchIndex({ fields: { question: 2, answer: 1 } });

describeSearchIndex(vitest, 'MiniSearch', create);

/** To nine digits: what was added and taken away again leaves its traces beyond. */
const scoresOf = async (index: SearchIndex): Promise<readonly (readonly [string, number])[]> =>
  (await index.search('raft 回滚', { limit: 9 })).map(({ id, score = 0 }) => [id, Number(score.toFixed(9))]);

vitest.it('scores after a removal as if the document had never been there, the best first', async () => {
  const text = fc
    .array(fc.constantFrom('raft', 'leader', '回滚', 'undo_log'), { minLength: 1, maxLength: 6 })
    .map((words) => words.join(' '));
  const document = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    fields: fc.record({ question: text, answer: text }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(document, { selector: ({ id }) => id }),
      fc.nat(4),
      async (documents, kept) => {
        const index = create();
        index.build(documents);
        for (const one of documents.slice(kept)) index.remove(one);
        const fresh = create();
        fresh.build(documents.slice(0, kept));
        const scores = await scoresOf(index);
        vitest.expect(scores).toEqual(await scoresOf(fresh));
        vitest.expect(scores).toEqual(scores.toSorted(([, a], [, b]) => b - a));
      },
    ),
  );
});
