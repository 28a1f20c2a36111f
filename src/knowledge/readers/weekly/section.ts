import type { Line } from '../markdown/lines.js';
import type { SectionKind } from './sections.js';

/** Lines of a section that are no thread's. */
export interface Section {
  readonly kind: SectionKind;
  /** The title's line; absent for what stands above the first. */
  readonly title?: Line;
  readonly lines: Line[];
}
