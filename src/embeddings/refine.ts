import type { EmbeddingSettings } from '../settings.js';
import type { Logger } from '../contract.js';
import type { Refine } from '../match/contract.js';
import { cosine, reorder } from './reorder.js';
import { createEmbedder } from './client.js';

const WARNING_MILLISECONDS = 60_000;

interface RefineOptions {
  readonly settings: EmbeddingSettings | undefined;
  readonly logger: Logger;
  readonly cacheFolder?: string;
  /** Milliseconds; the system's clock by default. */
  readonly now?: () => number;
}

/**
 * `undefined` where no server is set. Any fault or time-out leaves the matching as it is and is logged as a warning, once a
 * minute at most.
 */
export function createRefine({
  settings,
  logger,
  cacheFolder,
  now = Date.now,
}: RefineOptions): Refine | undefined {
  if (settings === undefined) return undefined;
  const embedder = createEmbedder({ ...settings, cacheFolder });
  let warned = Number.NEGATIVE_INFINITY;
  return async (matching, text) => {
    // Nothing to put in order.
    if (matching.matches.length < 2) return matching;
    try {
      const entries = matching.matches.map(({ entry }) => entry);
      const [asked, ...vectors] = await embedder.embed(
        [text, ...entries.map(({ question }) => question)],
        [text],
      );
      if (asked === undefined) return matching;
      const similarity = new Map<string, number>();
      for (const [place, { id }] of entries.entries()) {
        const vector = vectors[place];
        if (vector !== undefined) similarity.set(id, cosine(asked, vector));
      }
      return reorder(matching, similarity);
    } catch (error) {
      if (now() - warned >= WARNING_MILLISECONDS) {
        warned = now();
        logger.warn('The embedding server did not help; answers go out without it', { error });
      }
      return matching;
    }
  };
}
