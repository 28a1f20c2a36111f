/** The longest run of letters that two texts share. */

/** Letters that are compared: the run of a pasted log says nothing more, and costs the square of its length. */
const LONGEST_COMPARED = 100;

/**
 * Gives for a text the length of the longest run of letters that it shares with `first`. Made once a question, for all of its
 * candidates.
 */
export function longestRunWith(first: string): (second: string) => number {
  const a = first.slice(0, LONGEST_COMPARED);
  /** For each letter of `a` the last place that it stands at, and for each place the one before it with the same letter. */
  const last = new Map<number, number>();
  const before = new Int16Array(a.length);
  for (let at = 0; at < a.length; at += 1) {
    const letter = a.charCodeAt(at);
    before[at] = last.get(letter) ?? -1;
    last.set(letter, at);
  }
  // The usual table, cell (i, j) being the run that ends with b[i] and a[j]. One row is enough, backwards; of it only the
  // cells where the letters agree are visited, and `rowOf` tells in which row a cell was filled.
  const row = new Uint8Array(a.length);
  const rowOf = new Int16Array(a.length);
  return (second) => {
    const end = Math.min(second.length, LONGEST_COMPARED);
    let longest = 0;
    rowOf.fill(-1);
    for (let i = 0; i < end; i += 1) {
      for (let j = last.get(second.charCodeAt(i)) ?? -1; j >= 0; j = before[j] ?? -1) {
        const run = j > 0 && i > 0 && rowOf[j - 1] === i - 1 ? (row[j - 1] ?? 0) + 1 : 1;
        row[j] = run;
        rowOf[j] = i;
        if (run > longest) longest = run;
      }
    }
    return longest;
  };
}
