/** Reads exports into pairs, and counts what they hold. */

import { QabotError, reasonOf } from '../errors.js';
import type { ImportedPair } from '../learning/imported/model.js';
import type { Inputs } from './inputs.js';
import {
  type Found,
  type FoundFault,
  foundFault,
  type PairOptions,
  type Reason,
  type Source,
} from './model.js';
import { pairOf } from './pair.js';

export interface ReadOptions extends PairOptions {
  readonly site?: string;
  /** Called with the bytes that were read since. */
  readonly read: (bytes: number) => void;
}

export type Outcome =
  | { readonly kind: 'pair'; readonly pair: ImportedPair }
  | { readonly kind: 'left-out'; readonly reason: Reason }
  | FoundFault;

/** What becomes of each thread of the files, as a stream. A file that cannot be read costs itself and one fault. */
export async function* outcomesOf(
  source: Source,
  { files, faults }: Inputs,
  options: ReadOptions,
): AsyncGenerator<Outcome> {
  yield* faults;
  for (const { path, name } of files) {
    try {
      for await (const found of source.threads(path, { ...options, name }))
        yield outcomeOf(found, source, options);
    } catch (error) {
      if (error instanceof QabotError) throw error;
      yield foundFault(name, 1, 'file-unreadable', reasonOf(error));
    }
  }
}

function outcomeOf(found: Found, source: Source, options: PairOptions): Outcome {
  if (found.kind !== 'thread') return found;
  const pair = (source.pairOf ?? pairOf)(found.thread, source, options);
  return typeof pair === 'string' ? { kind: 'left-out', reason: pair } : { kind: 'pair', pair };
}
