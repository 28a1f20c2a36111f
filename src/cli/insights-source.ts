/** Where `qabot insights` reads what happened. */

import type { InsightsData } from '../insights/model.js';
import { createSimilarity } from '../insights/similarity.js';

// TODO: read it from the store.
export const readInsights: () => Promise<InsightsData> = async () => ({
  events: [],
  open: [],
  entries: [],
  similarity: createSimilarity([]),
});
