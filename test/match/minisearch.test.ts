import { createMiniSearchIndex } from '../../src/match/index/minisearch.js';
import { searchIndexSuite } from '../../src/testing/search-index.js';

searchIndexSuite('MiniSearch', () => createMiniSearchIndex({ fields: { question: 2, answer: 1 } }));
