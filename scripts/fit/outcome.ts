/** What became of a case. */

import type { Outcome as Plain } from '../../src/evaluate/metrics.js';
import type { Case } from './data.js';

export interface Outcome extends Plain {
  readonly asked: Case;
}

/** Ids of the candidates that answer a case. */
export function goldIn({ candidates, right }: Case): ReadonlySet<string> {
  return new Set(candidates.filter((_, place) => right[place]).map(({ prepared }) => prepared.entry.id));
}
