/** Sizes beyond which a file is reported instead of read: far above any honest file, far below what stops a process. */
export const LIMITS = {
  /** Bytes of one file. 10,000 FAQ rows take about 8 MB. */
  fileBytes: 32 * 1024 * 1024,
  /** Characters of one file up to which it is read at once; a longer one is read in a thread. The longest of 102 posts has 6,176. */
  inProcessCharacters: 64 * 1024,
  /** Bytes of one Markdown file: the parser takes about a second for one megabyte. */
  markdownBytes: 2 * 1024 * 1024,
  /** Rows of one table, faulty ones among them. 10,000 take 0.2 s, the index over them two. */
  rows: 50_000,
  /** Characters of one line, or of one cell of a table. */
  lineCharacters: 1_000_000,
  /** Characters of one line of Markdown: the inline parser is slower than linear in the worst case. */
  markdownLineCharacters: 50_000,
  /** Lines with words, and marks such as `*`, `[`, `<`, of one Markdown file. Each takes about 70 us (102 posts: 14,307 in 1 s). */
  markdownPieces: 20_000,
  /** Lines of one top-level block, such as a list, outside of fences: the parser's time grows with their square. */
  markdownBlockLines: 3_000,
  /** Marks of one paragraph: the same. The most in 102 posts is 60. */
  markdownParagraphMarks: 1_000,
  /** Marks times characters, summed over paragraphs: what closes a mark is looked for to the paragraph's end, at 30 ns a character. */
  markdownSteps: 30_000_000,
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
