/** What the relevance is worth, as text. */

import { groupBy } from '../../src/group-by.js';
import type { Sample } from './data.js';

export interface Scored extends Sample {
  /** 0..1. */
  readonly relevance: number;
}

const RELEVANCES = [0.3, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8];
const CONFIDENCES = [0, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9];

/** Parts of the chat that are let through, for the trade-off of the relevance alone. */
const LET_THROUGH = [0.005, 0.01, 0.02, 0.05, 0.1];

/** The relevance from which a message that is no question is printed, and below which a question is. */
const PASSED = 0.65;
const MISSED = 0.3;

const LONGEST_SHOWN = 120;

const isChat = ({ home }: Scored): boolean => home === 'chat';
const isQuery = ({ home, base, answerable, kind }: Scored): boolean =>
  home === base && answerable && kind !== 'overheard' && kind !== 'wording';

function share(part: number, whole: number): string {
  return whole === 0 ? '      -' : `${((100 * part) / whole).toFixed(1)} %`.padStart(7);
}

/** The chance that a question scores above a message that is none; not a number where there are none of either. */
function areaUnderCurve(samples: readonly Scored[]): number {
  const sorted = samples
    .filter(({ label }) => label !== undefined)
    .toSorted((a, b) => a.relevance - b.relevance);
  let [negatives, above] = [0, 0];
  for (const { label } of sorted) {
    if (label === 0) negatives += 1;
    else above += negatives;
  }
  return above / (negatives * (sorted.length - negatives));
}

function inOrder(groups: ReadonlyMap<string, readonly Scored[]>): ReadonlyMap<string, readonly Scored[]> {
  return new Map([...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Questions of the weekly above a relevance that lets so much of the chat through. */
export function tradeOff(samples: readonly Scored[]): string {
  const weekly = samples.filter(({ base }) => base === 'weekly');
  const chat = weekly.filter(isChat).toSorted((a, b) => b.relevance - a.relevance);
  const lines = LET_THROUGH.map((part) => {
    const least = chat[Math.floor(part * chat.length)]?.relevance ?? 0;
    const above = (kept: readonly Scored[]): string =>
      share(kept.filter(({ relevance }) => relevance > least).length, kept.length);
    const [queries, overheard, wordings] = [
      weekly.filter(isQuery),
      weekly.filter(({ kind }) => kind === 'overheard'),
      weekly.filter(({ kind }) => kind === 'wording'),
    ].map(above);
    return `chat ${share(part, 1)} (from ${least.toFixed(2)}): queries ${queries} overheard ${overheard} wordings ${wordings}`;
  });
  return `relevance alone, weekly\n${lines.join('\n')}\n`;
}

/** For pairs of least relevance and least confidence: chat that is answered, and queries that are answered right. */
export function grids(samples: readonly Scored[]): string {
  const tables = [...inOrder(groupBy(samples, ({ base }) => base))].map(([base, ofBase]) => {
    const chat = ofBase.filter(isChat);
    const queries = ofBase.filter(isQuery);
    const rows = RELEVANCES.map((relevance) => {
      const cells = CONFIDENCES.map((confidence) => {
        const kept = (s: Scored): boolean => s.relevance >= relevance && s.confidence >= confidence;
        const right = queries.filter((s) => kept(s) && s.right);
        return `${share(chat.filter(kept).length, chat.length)}/${share(right.length, queries.length)}`;
      });
      return `${relevance.toFixed(2)} ${cells.join('')}\n`;
    });
    return `-- ${base}\n${rows.join('')}`;
  });
  return `from a confidence of ${CONFIDENCES.join(', ')}: chat answered/queries answered right\n${tables.join('')}`;
}

/** The share at or above each relevance. */
function line(name: string, samples: readonly Scored[]): readonly string[] {
  if (samples.length === 0) return [];
  const shares = RELEVANCES.map((least) =>
    share(samples.filter(({ relevance }) => relevance >= least).length, samples.length),
  );
  return [`${name.padEnd(28)}${String(samples.length).padStart(5)} ${shares.join('')}`];
}

function shown(s: Scored): string {
  const text = s.text.replace(/\s+/g, ' ').slice(0, LONGEST_SHOWN);
  return `   ${s.relevance.toFixed(2)} confidence ${s.confidence.toFixed(2)} ${s.home} ${s.kind}: ${text}`;
}

/** A table of the kinds of messages by base. */
export function kinds(samples: readonly Scored[], verbose: boolean): string {
  const lines = [`share from a relevance of ${RELEVANCES.join(', ')}`];
  for (const [base, ofBase] of inOrder(groupBy(samples, (sample) => sample.base))) {
    lines.push(`-- ${base}: AUROC ${areaUnderCurve(ofBase).toFixed(4)}`);
    lines.push(
      ...line(
        'questions',
        ofBase.filter(({ label }) => label === 1),
      ),
      ...line(
        'of the field, unanswered',
        ofBase.filter((s) => s.label === undefined && !s.answerable),
      ),
      ...line('chat', ofBase.filter(isChat)),
      ...line(
        'questions to other bases',
        ofBase.filter((s) => s.label === 0 && !isChat(s) && s.home !== base),
      ),
    );
    if (base !== 'weekly') continue;
    for (const [kind, ofKind] of inOrder(
      inOrder(groupBy(ofBase, (s) => `${s.home} ${s.home === base || isChat(s) ? s.kind : ''}`)),
    )) {
      lines.push(...line(`   ${kind}`, ofKind));
    }
    if (!verbose) continue;
    lines.push('no questions', ...ofBase.filter((s) => s.label === 0 && s.relevance >= PASSED).map(shown));
    lines.push('questions missed', ...ofBase.filter((s) => s.label === 1 && s.relevance < MISSED).map(shown));
  }
  return `${lines.join('\n')}\n`;
}
