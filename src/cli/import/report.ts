/** What an import says at its end. */

import { REASONS, type Reason } from '../../import/model.js';
import type { QueueState } from '../../learning/imported/queue.js';
import { keysOf } from '../../record.js';

export interface ImportReport {
  /** Threads that were read. */
  readonly seen: number;
  readonly taken: Readonly<Partial<Record<QueueState | 'written', number>>>;
  /** Of those that were added: whose question looks like one that is answered already. */
  readonly near: number;
  readonly leftOut: Readonly<Partial<Record<Reason, number>>>;
  readonly faults: number;
  /** With `--accept`: the files that were written, and the rows in them that stay as a person changed them. */
  readonly files?: readonly string[];
  readonly edited?: number;
}

const TAKEN: Readonly<Record<QueueState | 'written', string>> = {
  written: 'written',
  added: 'added to the review',
  changed: 'in the review again, as their source has changed',
  known: 'known already',
  'rejected-before': 'rejected before, and left so',
};

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

export function reportLines({
  seen,
  taken,
  near,
  leftOut,
  faults,
  files = [],
  edited = 0,
}: ImportReport): readonly string[] {
  const left = keysOf(REASONS).filter((reason) => (leftOut[reason] ?? 0) > 0);
  return [
    `${counted(seen, 'thread')} seen`,
    ...keysOf(TAKEN).flatMap((state) =>
      taken[state] === undefined ? [] : [`${taken[state]} ${TAKEN[state]}`],
    ),
    ...(near === 0 ? [] : [`${near} of them look answered already: the review offers to merge them`]),
    ...left.map((reason) => `${leftOut[reason] ?? 0} left out: ${REASONS[reason]}`),
    ...(faults === 0 ? [] : [`${counted(faults, 'fault')} in the files`]),
    ...(edited === 0 ? [] : [`${edited} rows stay as somebody changed them`]),
    ...files.map((name) => `wrote ${name}`),
  ];
}
