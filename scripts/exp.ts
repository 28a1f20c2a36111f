import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { Entry } from '../src/knowledge/model.js';
import { loadKnowledge } from '../src/knowledge/load.js';
import type { Matchable } from '../src/match/contract.js';
import { goldResolver, readQueries, type GoldQuery } from '../src/evaluate/queries.js';
import { createIndexedEntries } from '../src/match/index/indexed-entries.js';
import { findCandidates } from '../src/match/rank/candidates.js';
import { FEATURES, FEATURE_SIGNS } from '../src/match/rank/features.js';
import { fitListwise } from './fit/listwise.js';
import { standardised, trainClassifier } from '../src/match/classifier/classifier.js';
import { rankBy } from '../src/match/rank/rank.js';
import { foldOf, FOLDS, grouping } from './fit/folds.js';

const MODE = process.argv[3] ?? 'base';
const knowledge = await loadKnowledge(['../shared/weekly']);
const drafts = new Map<string, readonly string[]>(knowledge.entries.map((e) => [e.id, e.drafted ?? []]));
const half = (id: string): boolean => foldOf(`half${id.split('#')[0]}`) % 2 === 0;
const mix = (takes: (id: string) => number): Matchable => ({
  ...knowledge,
  entries: knowledge.entries.map((e): Entry => ({ ...e, drafted: (drafts.get(e.id) ?? []).slice(0, takes(e.id)) })),
});
const bases: Record<string, Matchable> = {
  none: mix(() => 0),
  all: mix(() => 6),
  halfA: mix((id) => (half(id) ? 6 : 0)),
  halfB: mix((id) => (half(id) ? 0 : 6)),
  few: mix((id) => foldOf(id) % 4),
};
const queries = readQueries(readFileSync('../shared/eval/queries.jsonl', 'utf8')).filter(({ gold }) => gold.length > 0);
const wordings: GoldQuery[] = readFileSync('../shared/eval/wordings.jsonl', 'utf8').trim().split('\n').flatMap((l, row) => {
  const { post, n, turn, wordings: all } = JSON.parse(l);
  return all.map((query: string, place: number) => ({ id: `w${row}.${place}`, query, kind: 'wording', gold: [{ post, n, turn }] }));
});
const threadsOf = ({ id, gold }: GoldQuery) => gold.length === 0 ? [id] : gold.map((i) => typeof i === 'string' ? i : `${i.post}#${i.n}`);
const root = grouping([...queries, ...wordings].map(threadsOf));
interface C { id: string; base: string; set: string; fold: number; kind: string; draftedGold: boolean; sample: { weight: number; rows: number[][]; right: boolean[] }; candidates: any }
const cases: C[] = [];
let recall: Record<string, [number, number]> = {};
const wOf = new Map<string, { query: string; place: number }[]>();
{ const g = goldResolver(knowledge.entries); wordings.forEach((w) => { for (const id of g(w)) wOf.set(id, [...(wOf.get(id) ?? []), { query: w.query, place: Number(w.id.split('.')[1]) }]); }); }
for (const p of [1, 3]) bases[`learned${p}`] = { ...knowledge, entries: knowledge.entries.map((e): Entry => ({ ...e, alternates: (wOf.get(e.id) ?? []).filter((x) => x.place !== p).map((x) => x.query) })) };
for (const [base, matchable] of Object.entries(bases)) {
  const state = { entries: createIndexedEntries(matchable) };
  const t0 = process.cpuUsage().user;
  const svm = trainClassifier(matchable.entries.map((e) => ({ id: e.id, texts: [e.question, `${e.question}\n${e.answer.slice(0, 200)}`, ...e.alternates, ...(e.drafted ?? [])] })));
  console.log(base, 'trained in', (process.cpuUsage().user - t0) / 1e6);
  const at = new Map(svm.ids.map((id, i) => [id, i]));
  const mean = matchable.entries.reduce((s, e) => s + Math.log2(1 + e.alternates.length + (e.drafted?.length ?? 0)), 0) / matchable.entries.length / 3;
  const goldOf = goldResolver(matchable.entries);
  for (const [set, list, weight] of (base.startsWith('learned') ? [['queries', queries, 0.3], ['wordings', wordings.filter((w) => w.id.endsWith(`.${base.at(-1)}`)), 0.3]] as const : [['queries', queries, 1], ['wordings', wordings, 0.4]] as const))
    for (const q of list) {
      const gold = goldOf(q);
      await findCandidates(() => state, { text: q.query, limit: 1 }, ({ candidates: plain }) => {
        const z = standardised(svm.margins(q.query));
        const candidates = plain.map((c) => { const m = z[at.get(c.prepared.entry.id) ?? -1] ?? 0; const n = Math.min(1, Math.log2(c.prepared.wordings.length) / 3); return { ...c, features: { ...c.features, sounds: m * (MODE === 'base' ? mean : 1), soundsTaught: m * n } }; });
        const right = candidates.map(({ prepared }) => gold.has(prepared.entry.id));
        const r = (recall[`${base} ${set}`] ??= [0, 0]); r[1]++; if (right.some(Boolean)) r[0]++;
        const draftedGold = [...gold].some((id) => (matchable.entries.find((e) => e.id === id)?.drafted?.length ?? 0) > 0);
        cases.push({ id: q.id, base, set, kind: q.kind, draftedGold, fold: foldOf(root(threadsOf(q)[0] ?? q.id)), candidates,
          sample: { weight, rows: candidates.map(({ features }) => FEATURES.map((n) => features[n])), right } });
      });
    }
}
console.log('recall', Object.entries(recall).map(([k, [a, b]]) => `${k} ${(100 * a / b).toFixed(1)}`).join(', '));
const allSigns = FEATURES.map((n) => FEATURE_SIGNS[n]);
for (const drop of [['sounds', 'soundsTaught'], [], ['otherClear', 'otherSure', 'otherChance', 'otherRelative', 'otherConcept', 'otherDrafted']] as string[][]) {
const keep = FEATURES.map((n, i) => [n, i] as const).filter(([n]) => !drop.includes(n)).map(([, i]) => i);
const signs = keep.map((i) => allSigns[i] ?? 0);
const score = new Map<string, [number, number, number]>();
const add = (k: string, rank: number) => { const s = score.get(k) ?? [0, 0, 0]; s[0]++; if (rank === 0) s[1]++; if (rank >= 0 && rank < 3) s[2]++; score.set(k, s); };
let last: readonly number[] = [];
const only = process.argv[2]?.split(',');
for (let fold = 0; fold < FOLDS; fold += 1) {
  const w = fitListwise(cases.filter((c) => c.fold !== fold && (only === undefined || only.includes(c.base))).map((c) => ({ ...c.sample, rows: c.sample.rows.map((r) => keep.map((i) => r[i] ?? 0)) })), { signs, ridge: 0.01 });
  { const full = FEATURES.map(() => 0); keep.forEach((i, k) => { full[i] = w[k] ?? 0; }); last = full; }
  for (const c of cases.filter((c) => c.fold === fold)) {
    const ranked = rankBy(c.candidates as any, last);
    const ids = new Set(c.candidates.filter((_: any, i: number) => c.sample.right[i]).map((x: any) => x.prepared.entry.id));
    const rank = ranked.findIndex(({ candidate }: any) => ids.has(candidate.prepared.entry.id));
    add(`${c.set} ${c.base}`, rank); if (c.set === 'wordings' && c.base === 'none' && /\.[13]$/.test((c as any).id)) add(`wordings none, place ${(c as any).id.at(-1)}`, rank);
    if (c.base.startsWith('half')) add(`${c.set} half, ${c.draftedGold ? 'drafted' : 'undrafted'} gold`, rank);
    if (c.set === 'queries' && (c.base === 'none' || c.base === 'all')) add(`  ${c.base} ${c.kind}`, rank);
  }
}
console.log('DROP', drop.join(' '));
for (const [k, [n, a, b]] of [...score].toSorted()) console.log(k.padEnd(40), n, (100 * a / n).toFixed(1), (100 * b / n).toFixed(1));
console.log(FEATURES.map((n, i) => `${n} ${last[i]?.toFixed(2)}`).join(' '));
}
