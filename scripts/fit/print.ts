/** The cross-validated figures as text. */

import { calibration } from '../../src/evaluate/calibration.js';
import { ranking } from '../../src/evaluate/metrics.js';
import { printReport } from '../../src/evaluate/print.js';
import { report } from '../../src/evaluate/report.js';
import type { ValidatedCase } from './validate.js';

const percent = (share: number): string => (100 * share).toFixed(1).padStart(6);

function isEnglish({ asked }: ValidatedCase): boolean {
  return asked.question.language === 'en';
}

function calibrationLine(name: string, outcomes: readonly ValidatedCase[]): string {
  const { error, expected, limit } = calibration(
    outcomes.map(({ confidence, rank }) => ({ confidence, right: rank === 1 })),
  );
  return `calibration error ${name}: ${error.toFixed(3)} (perfect: ${expected.toFixed(3)}, 95 % below ${limit.toFixed(3)})`;
}

/** `thresholds` are those of the default precision. */
export function printFigures(outcomes: readonly ValidatedCase[], thresholds: readonly number[]): string {
  const sets = [...new Set(outcomes.map(({ asked }) => asked.set))];
  const rows = sets.flatMap((set) => {
    const own = outcomes.filter(({ asked, answerable }) => asked.set === set && answerable);
    if (own.length === 0) return [];
    const kinds = [...new Set(own.map(({ kind }) => kind))];
    return [undefined, ...(kinds.length > 1 ? kinds : [])].map((kind) => {
      const { count, top1, top3, mrr } = ranking(
        kind === undefined ? own : own.filter((one) => one.kind === kind),
      );
      const name = kind === undefined ? set : `  ${kind}`;
      return `${name.padEnd(24)}${String(count).padStart(5)}${percent(top1)}${percent(top3)}  ${mrr.toFixed(3)}`;
    });
  });
  const queries = outcomes.filter(({ asked }) => asked.set === 'queries');
  const negatives = outcomes.filter(({ asked }) => asked.set === 'negatives');
  return [
    'Cross-validated: count, top-1 %, top-3 %, MRR@10',
    ...rows,
    '',
    'The community’s questions (queries.jsonl), with confidence:',
    printReport(report(queries, thresholds)),
    calibrationLine('of the English ones', queries.filter(isEnglish)),
    calibrationLine('with the written negatives', [...queries, ...negatives]),
    ...sets
      .filter((set) => outcomes.some(({ asked, answerable }) => asked.set === set && !answerable))
      .map((set) => {
        const own = outcomes.filter(({ asked }) => asked.set === set);
        const { rocRight, coverage } = report(own);
        const at = coverage.find(({ threshold }) => threshold >= 0.6);
        const wrong = Object.entries(at?.falseAnswers ?? {}).map(
          ([kind, share]) => `${kind}${percent(share)} %`,
        );
        return `${set}: AUROC of right against unanswerable ${rocRight.toFixed(3)}, at 0.6: right${percent(at?.answeredRight ?? 0)} %, precision${percent(at?.precision ?? 0)} %, ${wrong.join(', ')}\n  ${calibrationLine('', own)}`;
      }),
    '',
  ].join('\n');
}
