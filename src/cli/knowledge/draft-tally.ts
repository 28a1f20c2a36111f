/** What has become of the entries so far, and the line that shows it. */

import { DROPPED, type DropReason } from '../../drafting/checks.js';
import type { Outcome } from '../../drafting/settle.js';
import { groupBy } from '../../group-by.js';

export interface Tally {
  readonly add: (outcome: Outcome) => void;
  /** Entries without drafts of this run. */
  left(): number;
  /** A line for each entry that failed. */
  failures(): readonly string[];
  /** A line for each file, and the counts. */
  summary(): readonly string[];
  /** Takes the progress off the terminal. */
  clear(): void;
}

/** @param terminal where the progress is shown, when it is one */
export function createTally(
  all: number,
  terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>,
): Tally {
  const outcomes: Outcome[] = [];
  const begun = Date.now();
  const written = (): readonly Outcome[] => outcomes.filter(({ path }) => path !== undefined);
  const failed = (): readonly Outcome[] => outcomes.filter(({ failure }) => failure !== undefined);
  // A terminal that does not tell its width says 0.
  const show = (): void => {
    if (!terminal.isTTY) return;
    const line = progressLine(outcomes.length, failed().length, all, Date.now() - begun);
    terminal.write(`\r\u001B[2K${line.slice(0, (terminal.columns || LINE) - 1)}`);
  };
  show();
  return {
    add: (outcome) => {
      outcomes.push(outcome);
      show();
    },
    left: () => all - written().length,
    failures: () =>
      failed().map(({ task, failure }) => `${task.entry.id} is left for the next run: ${failure}`),
    summary: () => {
      const files = groupBy(written(), ({ path }) => path ?? '');
      const kept = outcomes.reduce((sum, outcome) => sum + outcome.kept, 0);
      return [
        ...Array.from(files, ([path, some]) => `wrote ${path} (${some.length} entries)`),
        `${written().length} entries drafted with ${kept} wordings, ${all - written().length} left`,
        ...droppedLine(outcomes.flatMap(({ dropped }) => dropped)),
      ];
    },
    clear: () => {
      if (terminal.isTTY) terminal.write('\r\u001B[2K');
    },
  };
}

/** Columns of a terminal that does not tell. */
const LINE = 80;
const BAR = 24;

/** `[######------------------] 12/48 done, 1 failed, about 3 min left` */
function progressLine(done: number, failed: number, all: number, elapsed: number): string {
  const full = Math.round((BAR * done) / all);
  const bar = '#'.repeat(full) + '-'.repeat(BAR - full);
  const seconds = Math.ceil(((elapsed / done) * (all - done)) / 1000);
  const left = seconds < 60 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
  return [
    `[${bar}] ${done}/${all} done`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(done === 0 ? [] : [`about ${left} left`]),
  ].join(', ');
}

function droppedLine(dropped: readonly DropReason[]): readonly string[] {
  if (dropped.length === 0) return [];
  const counts = Array.from(
    groupBy(dropped, (reason) => reason),
    ([reason, some]) => `${some.length} ${DROPPED[reason]}`,
  );
  return [`${dropped.length} drafts dropped: ${counts.join(', ')}`];
}
