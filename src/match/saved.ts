/** A saved index: taken back only where it is of the same knowledge and of this form. */

import { createHash } from 'node:crypto';
import type { SearchIndex } from '../index/contract.js';
import type { Matchable } from './candidates.js';
import { type Lexicon, type SavedLexicon, VIEWS } from './lexicon.js';

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

interface Head {
  readonly digest: string;
  readonly lexicon: SavedLexicon;
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

function isHead(value: unknown): value is Head {
  return (
    typeof value === 'object' &&
    value !== null &&
    'digest' in value &&
    typeof value.digest === 'string' &&
    'lexicon' in value &&
    isLexicon(value.lexicon)
  );
}

/** Two lines: digest and counts, then the index as it saves itself, so that its megabytes are not quoted again. */
export function savedText(digest: string, lexicon: Lexicon, index: SearchIndex): string {
  const head: Head = { digest, lexicon: lexicon.save() };
  return `${JSON.stringify(head)}\n${index.save()}`;
}

/** Loads the index and gives the counts; `undefined` where the string is of other knowledge, or of no use. */
export function restore(text: string, digest: string, index: SearchIndex): SavedLexicon | undefined {
  const end = text.indexOf('\n');
  try {
    const head: unknown = JSON.parse(text.slice(0, end));
    if (!isHead(head) || head.digest !== digest) return undefined;
    index.load(text.slice(end + 1));
    return head.lexicon;
  } catch {
    // Cut short or of another version: building anew is what is left to do, and costs seconds only.
    return undefined;
  }
}
