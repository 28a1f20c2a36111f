/** Texts as vectors: features counted on a log scale, the rare ones weighing more, each family and each text of length one. */

import { eachFeature, FAMILIES, type Family, type PieceLengths } from './features.js';
import type { Rows } from './solver.js';

export interface FeatureOptions {
  /** How much each family counts; 0 leaves it out. */
  readonly families: Readonly<Record<Family, number>>;
  readonly pieces: PieceLengths;
}

/** The features of a text in the order of their families; `ends[f]` is behind the last one of family `f`. */
export interface Counted {
  /** What the feature is known by: its column, or its hash where it is fresh from a text. */
  readonly features: Int32Array;
  /** 1 + ln of how often it occurs. */
  readonly counts: Float32Array;
  readonly ends: Int32Array;
}

/** FNV-1a over UTF-16 units and murmur3's last mixing; 60,000 features share one of 2³² values with a chance of a third. */
function hashOf(family: Family, feature: string): number {
  let hash = 0x811c9dc5 ^ FAMILIES.indexOf(family);
  for (let at = 0; at < feature.length; at += 1) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The features that are known, with how many texts hold each. */
export class Vocabulary {
  /** Column by hash, in the order of the columns. */
  readonly columns = new Map<number, number>();
  /** By column. */
  readonly frequencies: number[] = [];
  texts = 0;
  readonly #options: FeatureOptions;

  constructor(options: FeatureOptions) {
    this.#options = options;
  }

  /** The hashes of a text's features. `named` is called with each of them and the word that it was found in. */
  read(text: string, named?: (hash: number, written: string) => void): Counted {
    const { families, pieces } = this.#options;
    const found = FAMILIES.map(() => new Map<number, number>());
    eachFeature(text, pieces, (family, feature, written) => {
      const counts = found[FAMILIES.indexOf(family)];
      if (counts === undefined || families[family] === 0) return;
      const hash = hashOf(family, feature);
      counts.set(hash, (counts.get(hash) ?? 0) + 1);
      named?.(hash, written);
    });
    let end = 0;
    return {
      features: Int32Array.from(found.flatMap((counts) => [...counts.keys()])),
      counts: Float32Array.from(
        found.flatMap((counts) => [...counts.values()].map((count) => 1 + Math.log(count))),
      ),
      ends: Int32Array.from(found, ({ size }) => (end += size)),
    };
  }

  /** A text's features as columns; those that are new get one. */
  intern({ features, counts, ends }: Counted): Counted {
    const columns = features.map((hash) => {
      const known = this.columns.get(hash);
      if (known !== undefined) return known;
      const column = this.columns.size;
      this.columns.set(hash, column);
      this.frequencies[column] = 0;
      return column;
    });
    return { features: columns, counts, ends };
  }

  /** A text's features as columns; -1 where one is unknown. */
  find({ features, counts, ends }: Counted): Counted {
    return { features: features.map((hash) => this.columns.get(hash) ?? -1), counts, ends };
  }

  /** Counts a text in (1) or out (-1). */
  count({ features }: Counted, by: 1 | -1): void {
    this.texts += by;
    for (const column of features) this.frequencies[column] = (this.frequencies[column] ?? 0) + by;
  }

  /**
   * Smoothed inverse document frequency. A feature of one text weighs as much as one of none, so that the former need not be kept
   * where no class has a weight for it.
   */
  rarity(column: number): number {
    return Math.log((1 + this.texts) / (1 + Math.max(1, this.frequencies[column] ?? 0))) + 1;
  }

  /** The values of a text's features. The unknown ones count in the length: what is half unknown speaks half as loud. */
  values({ features, counts, ends }: Counted): Float32Array {
    const values = new Float32Array(features.length);
    let start = 0;
    let whole = 0;
    for (const [family, end] of ends.entries()) {
      let square = 0;
      for (let at = start; at < end; at += 1) {
        const value = (counts[at] ?? 0) * this.rarity(features[at] ?? -1);
        values[at] = value;
        square += value * value;
      }
      const weight = square === 0 ? 0 : this.#options.families[FAMILIES[family] ?? 'word'];
      whole += weight * weight;
      for (let at = start; at < end; at += 1) values[at] = ((values[at] ?? 0) * weight) / Math.sqrt(square);
      start = end;
    }
    return whole === 0 ? values : values.map((value) => value / Math.sqrt(whole));
  }
}

/** The texts' vectors one after the other. */
export function rowsOf(texts: readonly Counted[], vocabulary: Vocabulary): Rows {
  const starts = new Int32Array(texts.length + 1);
  for (const [row, { features }] of texts.entries()) starts[row + 1] = (starts[row] ?? 0) + features.length;
  const size = starts[texts.length] ?? 0;
  const columns = new Int32Array(size);
  const values = new Float32Array(size);
  for (const [row, text] of texts.entries()) {
    columns.set(text.features, starts[row] ?? 0);
    values.set(vocabulary.values(text), starts[row] ?? 0);
  }
  return { starts, columns, values, width: vocabulary.columns.size };
}
