/** Where `qabot knowledge export --learned` reads what was learned. */

import type { ConfirmedWordings, LearnedRecord } from '../knowledge/learned.js';

export interface Learned {
  /** Saved answers that are accepted. */
  readonly entries: readonly LearnedRecord[];
  /** Confirmed wordings of entries that come from files. */
  readonly confirmed: readonly ConfirmedWordings[];
}

// TODO: read them from the store.
export const readLearned: () => Promise<Learned> = async () => ({ entries: [], confirmed: [] });
