/** Sizes beyond which a file is reported instead of read: far above any honest file, far below what stops a process. */
export const LIMITS = {
  /** Bytes of one file. 10,000 FAQ rows take about 8 MB. */
  fileBytes: 32 * 1024 * 1024,
  /** Bytes of one Markdown file: the parser takes about a second for one megabyte. */
  markdownBytes: 2 * 1024 * 1024,
  /** Characters of one line, or of one cell of a table. */
  lineCharacters: 1_000_000,
  /** Characters of one line of Markdown: the inline parser is slower than linear in the worst case. */
  markdownLineCharacters: 50_000,
  /** Levels of quotes and lists in one Markdown file: the parser calls itself for each. */
  nesting: 100,
  /** Other wordings in one item of a wordings file. */
  wordings: 50,
  /** Characters of one of them; a longer one tells a story. */
  wordingCharacters: 300,
  /** Files of one knowledge folder. */
  files: 20_000,
  /** Folders within folders. */
  depth: 32,
} as const;
