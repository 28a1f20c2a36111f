import type { Difficulty, Knowledge, Note } from '../../knowledge/model.js';

/** The parts of the knowledge that lists show. */
export type ListedKnowledge = Pick<Knowledge, 'tasks' | 'releases' | 'readings' | 'notes' | 'projects'> &
  Partial<Pick<Knowledge, 'glossary'>>;

/** A request for a list, which a later message may narrow down or repeat for another project. */
export type ListIntent =
  | { readonly kind: 'tasks'; readonly project?: string; readonly difficulty?: Difficulty }
  | { readonly kind: 'releases'; readonly project?: string; readonly version?: string }
  | { readonly kind: 'reading'; readonly project?: string; readonly topic?: string }
  | { readonly kind: 'notes'; readonly about: Note['kind']; readonly project?: string }
  | { readonly kind: 'project'; readonly project?: string; readonly asked?: string };

/** A message that is not matched against the entries, because it asks for something else the knowledge holds. */
export type Intent =
  | ListIntent
  | { readonly kind: 'help' }
  | { readonly kind: 'why' }
  | { readonly kind: 'unknown-command'; readonly command: string }
  | { readonly kind: 'unknown-argument'; readonly command: string; readonly argument: string };

export function isList(intent: Intent): intent is ListIntent {
  return ['tasks', 'releases', 'reading', 'notes', 'project'].includes(intent.kind);
}
