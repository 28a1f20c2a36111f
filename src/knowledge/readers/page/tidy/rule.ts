/** What a rule is: it looks at a row where a block may begin that is not Markdown. */

import type { htmlToMarkdown } from '../../html/to-markdown.js';
import type { SourceRow } from '../../rows.js';
import type { PageRow } from '../row.js';

/** What the rules need of the rows around. */
export interface Around {
  readonly rows: readonly SourceRow[];
  /** Whether a row stands in a fence. */
  readonly fenced: readonly boolean[];
  /** From the row that opens something to the one that closes it, by kind. */
  readonly tagEnds: ReadonlyMap<number, number>;
  readonly htmlEnds: ReadonlyMap<number, number>;
  readonly directiveEnds: ReadonlyMap<number, number>;
  readonly shortcodeEnds: ReadonlyMap<number, number>;
  /** Tidies what stands within a block. */
  readonly inside: (rows: readonly SourceRow[]) => readonly PageRow[];
  /** Absent: tags go, and their text stays. */
  readonly toMarkdown: typeof htmlToMarkdown | undefined;
}

/** The rows in place of those from `at` to before `next`. */
export interface Replaced {
  readonly rows: readonly PageRow[];
  readonly next: number;
}

export type Rule = (around: Around, at: number, row: SourceRow) => Replaced | undefined;

/** A blank row in place of one. */
export const nothing = (at: number, row: SourceRow): Replaced => ({
  rows: [{ ...row, text: '' }],
  next: at + 1,
});
