/**
 * Edit distance of `wanted` to the part of `name` that is nearest to it (Sellers 1980), where two letters that changed
 * places are one slip: the first row is all 0, so that the part may begin anywhere, and the least of the last row is the
 * answer, so that it may end anywhere.
 */
export function slipsWithin(wanted: string, name: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: name.length + 1 }, () => 0);
  for (const [at, letter] of Array.from(wanted).entries()) {
    const next = [at + 1];
    for (let end = 1; end <= name.length; end += 1) {
      const change = (row[end - 1] ?? 0) + (name[end - 1] === letter ? 0 : 1);
      const isSwap = at > 0 && end > 1 && name[end - 2] === letter && name[end - 1] === wanted[at - 1];
      const swap = isSwap ? (before[end - 2] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row[end] ?? 0) + 1, (next[end - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return Math.min(...row);
}
