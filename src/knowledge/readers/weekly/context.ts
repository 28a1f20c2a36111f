import type { Source } from '../../../contract.js';
import type { Line } from '../markdown/lines.js';

/** What the readers of single sections need of the file. */
export interface SectionContext {
  /** The place of a line. */
  readonly at: (line: Line) => Source;
  /** An address in full; absent where it leads to no web page. */
  readonly absolute: (url: string) => string | undefined;
}
