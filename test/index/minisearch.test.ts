import { createMiniSearchIndex } from '../../src/index/minisearch.js';
import { searchIndexSuite } from './contract.js';

searchIndexSuite('MiniSearch', () => createMiniSearchIndex({ fields: { question: 2, answer: 1 } }));
