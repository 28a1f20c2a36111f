/** The matcher's whole index as text and back: it is taken back only where it is of the same knowledge and of this form. */

import { createHash } from 'node:crypto';
import { isRecord } from '../../record.js';
import type { SearchIndex } from '../index/contract.js';
import type { Matchable } from '../contract.js';
import type { ConceptTables } from '../analyse/concepts.js';
import { type LexiconSnapshot, VIEWS } from '../analyse/lexicon.js';
import type { Survey } from '../relevance/survey.js';

/** Raised whenever terms or counts change, so that a snapshot of an older version is left aside. */
const VERSION = 4;

/** The last line: what lacks it was cut short. */
const END = 'end';

/** A digest of all that the index is made of. */
export function digestOf({ entries, glossary = [] }: Matchable): string {
  const hash = createHash('sha256').update(`version ${VERSION}\n`);
  for (const { id, question, alternates, drafted, answer, project, thread } of entries) {
    hash.update(
      JSON.stringify([id, question, alternates, drafted, answer, project, thread.turns.length, thread.tags]),
    );
  }
  for (const { zh, en } of glossary) hash.update(JSON.stringify([zh, en]));
  return hash.digest('hex');
}

/** What is known of the knowledge as a whole. */
export interface KnowledgeSummary {
  readonly lexicon: LexiconSnapshot;
  readonly concepts: ConceptTables;
  readonly survey: Survey;
}

interface Head extends KnowledgeSummary {
  readonly digest: string;
}

export interface IndexSnapshot extends KnowledgeSummary {
  /** A line for each entry, in order; none where they were too many to keep. */
  readonly entries: readonly string[];
}

function isLexicon(value: unknown): value is LexiconSnapshot {
  if (!isRecord(value) || typeof value['entries'] !== 'number') return false;
  const { views } = value;
  return isRecord(views) && VIEWS.every((view) => view in views);
}

function isHead(value: unknown): value is Head {
  return (
    isRecord(value) &&
    typeof value['digest'] === 'string' &&
    'concepts' in value &&
    'survey' in value &&
    isLexicon(value['lexicon'])
  );
}

/**
 * The first line is digest and summary, the second the index as it saves itself, so that its megabytes are not quoted
 * again; then come the entries, one a line.
 */
export function writeIndexSnapshot(
  digest: string,
  summary: KnowledgeSummary,
  index: SearchIndex,
  entries: readonly string[],
): string {
  const head: Head = { digest, ...summary };
  return [JSON.stringify(head), index.save(), ...entries, END].join('\n');
}

/**
 * Loads the index and gives the rest; `undefined` where the string is of other knowledge, or of no use.
 */
export function readIndexSnapshot(
  text: string,
  { digest, count }: { readonly digest: string; readonly count: number },
  index: SearchIndex,
): IndexSnapshot | undefined {
  try {
    const [first = '', second = '', ...entries] = text.split('\n');
    const head: unknown = JSON.parse(first);
    if (!isHead(head) || head.digest !== digest || entries.pop() !== END) return undefined;
    const { lexicon, concepts, survey } = head;
    if (lexicon.entries !== count || (entries.length > 0 && entries.length !== count)) return undefined;
    index.load(second);
    return { lexicon, concepts, survey, entries };
  } catch {
    // Cut short or of another version: building anew is what is left to do, and costs seconds only.
    return undefined;
  }
}
