/** What the relevance is worth, as text. */

import { thresholdsFor } from '../../src/decide/thresholds.js';
import type { Sample } from './data.js';

export interface Scored extends Sample {
  /** 0..1. */
  readonly relevance: number;
}

const THRESHOLDS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

const CONFIDENCE = thresholdsFor().overheard.answer;

function share(part: number, whole: number): string {
  return whole === 0 ? '     -' : `${((100 * part) / whole).toFixed(1)} %`.padStart(7);
}

/** The chance that a question scores above a message that is none. */
function areaUnderCurve(samples: readonly Scored[]): number {
  const sorted = samples
    .filter(({ label }) => label !== undefined)
    .toSorted((a, b) => a.relevance - b.relevance);
  let [negatives, above] = [0, 0];
  for (const { label } of sorted) {
    if (label === 0) negatives += 1;
    else above += negatives;
  }
  return above / Math.max(1, negatives * (sorted.length - negatives));
}

/** One line a kind: the share at or above each threshold, alone and (after the bar) with the confidence. */
function line(name: string, samples: readonly Scored[]): string {
  const alone = THRESHOLDS.map((least) =>
    share(samples.filter(({ relevance }) => relevance >= least).length, samples.length),
  );
  const both = THRESHOLDS.map((least) =>
    share(samples.filter((s) => s.relevance >= least && s.confidence >= CONFIDENCE).length, samples.length),
  );
  return `${name.padEnd(34)}${String(samples.length).padStart(5)} ${alone.join('')} |${both.join('')}`;
}

function groupBy(
  samples: readonly Scored[],
  keyOf: (sample: Scored) => string,
): ReadonlyMap<string, readonly Scored[]> {
  const groups = new Map<string, Scored[]>();
  for (const sample of samples) {
    const key = keyOf(sample);
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return new Map([...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const NEAR = 0.5;

export function report(title: string, samples: readonly Scored[], verbose: boolean): string {
  const lines = [
    `\n== ${title}; relevance from ${THRESHOLDS.join(', ')} | with confidence from ${CONFIDENCE}`,
  ];
  for (const [base, ofBase] of groupBy(samples, (sample) => sample.base)) {
    lines.push(`-- ${base}: AUROC ${areaUnderCurve(ofBase).toFixed(4)}`);
    lines.push(
      line(
        'questions',
        ofBase.filter(({ label }) => label === 1),
      ),
    );
    lines.push(
      line(
        'answerable and found',
        ofBase.filter(({ right }) => right),
      ),
    );
    lines.push(
      line(
        'queries.jsonl found, of all',
        ofBase
          .filter(
            ({ home, kind, answerable }) =>
              home === base && answerable && kind !== 'overheard' && kind !== 'wording',
          )
          .map((s) => (s.right ? s : { ...s, confidence: 0 })),
      ),
    );
    lines.push(
      line(
        'of the field, not answered',
        ofBase.filter((s) => s.label === undefined && !s.answerable),
      ),
    );
    lines.push(
      line(
        'chat',
        ofBase.filter(({ home }) => home === 'chat'),
      ),
    );
    lines.push(
      line(
        'chat but mention',
        ofBase.filter(({ home, kind }) => home === 'chat' && kind !== 'mention'),
      ),
    );
    lines.push(
      line(
        'questions to other bases',
        ofBase.filter((s) => s.label === 0 && s.home !== 'chat'),
      ),
    );
    if (base !== 'weekly') continue;
    for (const [kind, ofKind] of groupBy(ofBase, (s) =>
      s.home === base ? s.kind : `${s.home} ${s.home === 'chat' ? s.kind : ''}`,
    )) {
      lines.push(line(`   ${kind}`, ofKind));
    }
    if (!verbose) continue;
    for (const s of ofBase.filter(({ label, relevance }) => label === 0 && relevance >= NEAR)) {
      lines.push(
        `   ${s.relevance.toFixed(2)} ${s.confidence.toFixed(2)} ${s.home} ${s.kind}: ${s.text.slice(0, 120)}`,
      );
    }
    for (const s of ofBase.filter(({ label, relevance }) => label === 1 && relevance < 0.3)) {
      lines.push(
        `   MISS ${s.relevance.toFixed(2)} ${s.confidence.toFixed(2)} ${s.kind}: ${s.text.slice(0, 120)}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Share of the questions that score above all but a part of the messages of a kind. */
export function tradeOff(samples: readonly Scored[]): string {
  const weekly = samples.filter(({ base }) => base === 'weekly');
  const chat = weekly
    .filter(({ home }) => home === 'chat')
    .map(({ relevance }) => relevance)
    .toSorted((a, b) => b - a);
  const parts = [0.005, 0.01, 0.02, 0.05, 0.1].map((part) => {
    const least = chat[Math.floor(part * chat.length)] ?? 0;
    const above = (kept: readonly Scored[]): string =>
      share(kept.filter(({ relevance }) => relevance > least).length, kept.length);
    return `chat ${100 * part} % (from ${least.toFixed(2)}): queries ${above(weekly.filter((s) => s.answerable && /noisy|paraphrase|symptom|english|keyword/.test(s.kind) && s.home === 'weekly'))} overheard ${above(weekly.filter(({ kind }) => kind === 'overheard'))} wordings ${above(weekly.filter(({ kind }) => kind === 'wording'))}`;
  });
  return `${parts.join('\n')}\n`;
}
