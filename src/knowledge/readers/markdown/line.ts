import type { Link } from '../../../contract.js';

/** One printed line of a document with what the parser knows of it. */
export interface Line {
  /** Markdown, without quote marks and images; list markers and indentation are kept. A fenced block is one line. */
  readonly markdown: string;
  /** As a reader sees it, without markup or list marker. */
  readonly plain: string;
  readonly bold: boolean;
  readonly kind: 'text' | 'heading' | 'code' | 'rule';
  /** Depth of a heading, 1..6; 0 for others. */
  readonly depth: number;
  /** Depth of quotes around it. */
  readonly quoted: number;
  /** Whether it belongs to a quote without a `>` of its own. */
  readonly lazy: boolean;
  /** The top-level block that it stands in, counted from 0: lines of one block have no blank line between blocks. */
  readonly block: number;
  /** The paragraph that it stands in, counted over the document. */
  readonly paragraph: number;
  /** Whether the paragraph holds this line alone. */
  readonly alone: boolean;
  /** `- `, `1. ` with its indentation where it starts an item of a list, else empty. */
  readonly marker: string;
  readonly links: readonly Link[];
  readonly images: readonly Link[];
  /** Links that show one address (`title`) and lead to another (`url`). */
  readonly strayed: readonly Link[];
  /** 1-based line of the file. */
  readonly line: number;
  /** 1-based last line of its paragraph or heading. */
  readonly end: number;
}
