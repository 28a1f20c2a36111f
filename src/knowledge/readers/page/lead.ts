/** Everything on a page that could be a question, in one form. */

/** How it is written. `mark` is `Q:`, `title` that of a block such as `<details>`, `row` one of a table. */
export type LeadKind = 'heading' | 'mark' | 'row' | 'title' | 'bold' | 'item' | 'link' | 'quote';

export interface Lead {
  readonly kind: LeadKind;
  /** 1 to 6 for headings, else how many lists, or blocks with a title, it stands in. */
  readonly depth: number;
  readonly question: string;
  readonly asks: boolean;
  /** Whether its own mark says that it is a question. */
  readonly declared: boolean;
  /** Index of its row, of the first row below it, and of the row where its block ends, if it is bound to one. */
  readonly row: number;
  readonly from: number;
  readonly to?: number;
  /** What stands beside it: the beginning of the answer. */
  readonly rest: string;
  /** Columns that the rows of its answer are indented by. */
  readonly indent: number;
}
