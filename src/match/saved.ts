/** A saved index: taken back only where it is of the same knowledge and of this form. */

import { createHash } from 'node:crypto';
import type { SearchIndex } from '../index/contract.js';
import type { Matchable } from './candidates.js';
import { type SavedLexicon, VIEWS } from './lexicon.js';

/** Raised whenever terms or counts change, so that what an older version saved is built anew. */
const VERSION = 1;

/** A digest of all that the index is made of. */
export function digestOf({ entries, glossary = [] }: Matchable): string {
  const hash = createHash('sha256').update(`version ${VERSION}\n`);
  for (const { id, question, alternates, answer, project, thread } of entries) {
    hash.update(
      JSON.stringify([id, question, alternates, answer, project, thread.turns.length, thread.tags]),
    );
  }
  for (const { zh, en } of glossary) hash.update(JSON.stringify([zh, en]));
  return hash.digest('hex');
}

interface Saved {
  readonly digest: string;
  readonly lexicon: SavedLexicon;
  readonly index: string;
}

function isLexicon(value: unknown): value is SavedLexicon {
  if (typeof value !== 'object' || value === null || !('entries' in value) || !('views' in value))
    return false;
  const { entries, views } = value;
  return (
    typeof entries === 'number' &&
    typeof views === 'object' &&
    views !== null &&
    VIEWS.every((view) => view in views)
  );
}

function isSaved(value: unknown): value is Saved {
  return (
    typeof value === 'object' &&
    value !== null &&
    'digest' in value &&
    typeof value.digest === 'string' &&
    'index' in value &&
    typeof value.index === 'string' &&
    'lexicon' in value &&
    isLexicon(value.lexicon)
  );
}

/** Loads the index and gives the counts; `undefined` where the string is of other knowledge, or of no use. */
export function restore(text: string, digest: string, index: SearchIndex): SavedLexicon | undefined {
  try {
    const saved: unknown = JSON.parse(text);
    if (!isSaved(saved) || saved.digest !== digest) return undefined;
    index.load(saved.index);
    return saved.lexicon;
  } catch {
    // Cut short or of another version: building anew is what is left to do, and costs seconds only.
    return undefined;
  }
}
