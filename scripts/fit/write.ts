/** The fitted model as a source file. */

import { PICK_EVIDENCE } from '../../src/second-reader/pick-evidence.js';
import { EVIDENCE } from '../../src/match/rank/evidence.js';
import { FEATURES } from '../../src/match/rank/features.js';
import { OVERHEARD } from '../../src/match/relevance/overheard.js';
import type { CurvePoint } from './curve.js';
import type { Logistic } from './logistic.js';

export interface Model {
  readonly ranker: readonly number[];
  readonly confidence: Logistic;
}

/** Digits of a weight: less than the figures could tell apart. */
const DIGITS = 4;

function record(names: readonly string[], weights: readonly number[]): string {
  return names.map((name, at) => `  ${name}: ${Number((weights[at] ?? 0).toFixed(DIGITS))},`).join('\n');
}

export function modelSource({ ranker, confidence }: Model): string {
  return `/** Written by \`npm run fit\`; do not edit. */

import type { EvidenceName } from './evidence.js';
import type { Feature } from './features.js';

export const RANKER_WEIGHTS: Readonly<Record<Feature, number>> = {
${record(FEATURES, ranker)}
};

export const CONFIDENCE_BIAS = ${Number(confidence.bias.toFixed(DIGITS))};

export const CONFIDENCE_WEIGHTS: Readonly<Record<EvidenceName, number>> = {
${record(EVIDENCE, confidence.weights)}
};
`;
}

/** The curve from precision to confidence as a source file. */
export function curveSource(curve: readonly CurvePoint[], name = 'PRECISION_CURVE'): string {
  return `/** Written by \`npm run fit\`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const ${name}: readonly (readonly [precision: number, confidence: number])[] = [
${curve.map(([precision, value]) => `  [${precision}, ${value}],`).join('\n')}
];
`;
}

/** What the second reader's choices are weighed by, as a source file. */
export function pickModelSource(model: Logistic): string {
  return `/** Written by \`npm run fit:second-reader\`; do not edit. */

import type { PickEvidenceName } from './pick-evidence.js';

export const PICK_BIAS = ${Number(model.bias.toFixed(DIGITS))};

export const PICK_WEIGHTS: Readonly<Record<PickEvidenceName, number>> = {
${record(PICK_EVIDENCE, model.weights)}
};
`;
}

/** How sure the bot is of what it overhears, as a source file. */
export function overheardModelSource(model: Logistic): string {
  return `/** Written by \`npm run fit:relevance\`; do not edit. */

export const OVERHEARD_BIAS = ${Number(model.bias.toFixed(DIGITS))};

export const OVERHEARD_WEIGHTS = {
${record(OVERHEARD, model.weights)}
} as const;
`;
}
