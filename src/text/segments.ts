/** The words of Chinese, by Node's own dictionary (ICU). */

/** Takes 30 ms to set up, so on first use. */
let segmenter: Intl.Segmenter | undefined;

/**
 * Characters that are read at once. Over a run of one repeated character the dictionary takes the square of its length (4,000: 20 ms,
 * 24,000: 300 ms), and nobody writes as many without a mark.
 */
const LONGEST_RUN = 200;

/** @param run Han characters alone */
export function hanSegments(run: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const words: string[] = [];
  for (let start = 0; start < run.length; start += LONGEST_RUN) {
    for (const { segment } of segmenter.segment(run.slice(start, start + LONGEST_RUN))) words.push(segment);
  }
  return words;
}
