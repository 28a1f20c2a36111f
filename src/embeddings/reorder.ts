import type { Matching } from '../match/contract.js';

/**
 * What a cosine of 1 more than the candidates' mean adds to a score. Set by hand and not fitted: no embedding server was at
 * hand. Scores differ by units of 1 and cosines by a few tenths, so that it settles near ties only.
 */
const SIMILARITY_WEIGHT = 2;

/**
 * The matching in a new order: `weight` times the distance of each cosine to the candidates' mean is added to the score, as
 * the part `similarity`. Each match keeps its confidence; one without a cosine keeps its score.
 * @param similarity Cosines, -1..1, by entry id.
 */
export function reorder(
  matching: Matching,
  similarity: ReadonlyMap<string, number>,
  weight = SIMILARITY_WEIGHT,
): Matching {
  const known = matching.matches.flatMap(({ entry }) => similarity.get(entry.id) ?? []);
  if (known.length === 0) return matching;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const matches = matching.matches
    .map((match) => {
      const value = weight * ((similarity.get(match.entry.id) ?? mean) - mean);
      return {
        ...match,
        score: match.score + value,
        parts: [...match.parts, { name: 'similarity', value }],
      };
    })
    .toSorted((a, b) => b.score - a.score);
  const [before] = matching.matches;
  const [best] = matches;
  if (before === undefined || best === undefined || before.entry.id === best.entry.id) {
    return { ...matching, matches };
  }
  // `missing` lists the terms that the best match lacks, so a new best match needs a new list.
  const held = new Set(best.terms);
  const missing = [...new Set([...matching.missing, ...before.terms])].filter((term) => !held.has(term));
  return { ...matching, matches, missing };
}

/**
 * Cosine of two vectors, -1..1; 0 where one has no length.
 * @throws {RangeError} where their sizes differ: they are of two models.
 */
export function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} numbers`);
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (const [place, value] of a.entries()) {
    const other = b[place] ?? 0;
    product += value * other;
    squaresA += value * value;
    squaresB += other * other;
  }
  const length = Math.sqrt(squaresA * squaresB);
  return length === 0 ? 0 : product / length;
}
