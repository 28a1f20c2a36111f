import * as vitest from 'vitest';
import { createMiniSearchIndex } from '../../src/match/index/minisearch.js';
import { describeSearchIndex } from '../../src/testing/search-index.js';

describeSearchIndex(vitest, 'MiniSearch', () =>
  createMiniSearchIndex({ fields: { question: 2, answer: 1 } }),
);
