/** The report as text for a terminal. */

import type { Ranking } from './metrics.js';
import type { Report } from './report.js';

export const percent = (share: number): string => (Number.isNaN(share) ? '-' : (100 * share).toFixed(1));
const decimals = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(3));

/** Columns to the right, the first to the left. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

export function printReport(report: Report): string {
  const row = (name: string, { count, top1, top3, mrr }: Ranking): readonly string[] => [
    name,
    String(count),
    percent(top1),
    percent(top3),
    decimals(mrr),
  ];
  const kinds = Object.entries(report.kinds).map(([kind, value]) => row(kind, value));
  const parts = [
    table([['kind', 'count', 'top-1 %', 'top-3 %', 'MRR@10'], ...kinds, row('all', report.overall)]),
  ];
  const { error, expected, limit } = report.calibration;
  parts.push(
    [
      `AUROC, answerable against ${report.unanswerable} unanswerable: ${decimals(report.rocAnswerable)}`,
      `AUROC, rightly matched against unanswerable: ${decimals(report.rocRight)}`,
      `calibration error: ${decimals(error)} (perfectly calibrated: ${decimals(expected)}, 95 % below ${decimals(limit)})`,
    ].join('\n'),
  );
  const wrong = [...new Set(report.coverage.flatMap(({ falseAnswers }) => Object.keys(falseAnswers)))];
  parts.push(
    table([
      ['confidence', 'answered right %', 'precision %', ...wrong.map((kind) => `${kind} answered %`)],
      ...report.coverage.map(({ threshold, answeredRight, precision, falseAnswers }) => [
        `>= ${threshold.toFixed(2)}`,
        percent(answeredRight),
        percent(precision),
        ...wrong.map((kind) => percent(falseAnswers[kind] ?? Number.NaN)),
      ]),
    ]),
  );
  return `${parts.join('\n\n')}\n`;
}
