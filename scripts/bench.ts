/**
 * `npm run bench`: how long an answer takes, with everything on. Entries are made up from the words of the shipped
 * knowledge by a seeded source, so that every run asks the same. Figures are milliseconds.
 */

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { randomSource } from '../src/evaluate/calibration.js';
import { loadKnowledge } from '../src/knowledge/load.js';
import type { Entry, Knowledge } from '../src/knowledge/model.js';
import type { Matching } from '../src/match/contract.js';
import { createMatcher } from '../src/match/matcher.js';

const SIZES = [1000, 10_000] as const;
const QUESTIONS = 500;
const SEED = 7;

/** Confirmed wordings of every entry, and entries that are put in and taken out. */
const WORDINGS = 5;
const CHANGES = 100;

/** Questions that are asked before the clock runs. */
const WARM_UP = 50;

const COLD_STARTS = 5;

/** Words of a made-up question and answer: about the length of the community's. */
const QUESTION_WORDS = 14;
const ANSWER_WORDS = 40;

function madeUp(knowledge: Knowledge, size: number): readonly Entry[] {
  const random = randomSource(SEED);
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const words = knowledge.entries.flatMap(({ question, answer }) =>
    [...segmenter.segment(`${question} ${answer}`)]
      .filter(({ isWordLike }) => isWordLike)
      .map(({ segment }) => segment),
  );
  // Every history has words of its own in addition to the common ones: names, numbers, identifiers.
  const rare = Array.from({ length: size }, (_, at) => `name${at.toString(36)}Service`);
  const pick = (): string =>
    (random() < 0.9
      ? words[Math.floor(random() * words.length)]
      : rare[Math.floor(random() * rare.length)]) ?? '';
  const sentence = (length: number): string => Array.from({ length }, pick).join(random() < 0.5 ? '' : ' ');
  const [pattern] = knowledge.entries;
  if (pattern === undefined) throw new Error('The knowledge is empty.');
  return Array.from({ length: size }, (_, at): Entry => {
    const question = sentence(QUESTION_WORDS);
    const answer = sentence(ANSWER_WORDS);
    const id = `made-up-${at}`;
    const thread = {
      ...pattern.thread,
      id,
      turns: [{ question, alternates: [], answer, links: [], line: 1 }],
    };
    return { ...pattern, id, thread, turn: 0, question, alternates: [], answer };
  });
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

async function took<T>(work: () => T | Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

/** Milliseconds of each, least first. */
async function times<T>(items: readonly T[], work: (item: T) => unknown): Promise<readonly number[]> {
  const durations: number[] = [];
  for (const item of items) durations.push((await took(() => work(item)))[1]);
  return durations.toSorted((a, b) => a - b);
}

function line(name: string, ...values: readonly number[]): void {
  process.stdout.write(`${name.padEnd(44)}${values.map((value) => value.toFixed(1).padStart(9)).join('')}\n`);
}

const knowledge = await loadKnowledge([]);
process.stdout.write(`${''.padEnd(44)}${'p50'.padStart(9)}${'p99'.padStart(9)}\n`);
for (const size of SIZES) {
  const entries = madeUp(knowledge, size);
  const [matcher, build] = await took(() => createMatcher({ ...knowledge, entries }));
  const questions = madeUp(knowledge, QUESTIONS + size)
    .slice(size)
    .map(({ question }) => question);
  // Half of the questions are the history's own, so that many candidates are close.
  const asked = questions.map((question, at) =>
    at % 2 === 0 ? question : (entries[at]?.question ?? question),
  );
  // Starting up is measured apart: here the code is warm, as in a bot that runs.
  const ask = (text: string): Promise<Matching> => matcher.match({ text, limit: 5 });
  await times(asked.slice(0, WARM_UP), ask);
  const plain = await times(asked, ask);
  line(`one question of ${size} entries`, percentile(plain, 0.5), percentile(plain, 0.99));
  line(`  building the index`, build);
  for (const [at, { id }] of entries.entries()) {
    const wordings = Array.from({ length: WORDINGS }, (_, n) => entries[(at + 1 + n) % size]?.question ?? '');
    matcher.learn(id, wordings);
  }
  await times(asked.slice(0, WARM_UP), ask);
  const learned = await times(asked, ask);
  line(`  with ${WORDINGS} confirmed wordings an entry`, percentile(learned, 0.5), percentile(learned, 0.99));
  const changes = entries.slice(0, CHANGES).map((entry, at) => ({ ...entry, id: `put-${at}` }));
  for (const [name, change] of [
    ['putting an entry in', (entry: Entry): void => matcher.put(entry)],
    ['confirming a wording', ({ id, question }: Entry): void => matcher.learn(id, [question])],
    ['taking it out again', ({ id }: Entry): void => matcher.remove(id)],
  ] as const) {
    const durations = await times(changes, change);
    line(`  ${name}`, percentile(durations, 0.5), percentile(durations, 0.99));
  }
  const [snapshot, saving] = await took(() => matcher.snapshot());
  line(`  saving it (${(snapshot.length / 1e6).toFixed(1)} MB)`, saving);
  const [loaded, loading] = await took(() => createMatcher({ ...knowledge, entries }, { snapshot }));
  const [, first] = await took(() => loaded.match({ text: asked[0] ?? '', limit: 5 }));
  line('  loading it, to the first answer', loading + first);
}

/** Milliseconds that a member waits at the command line for the answer to one question: process, files, answer. */
async function coldStart(environment: Readonly<Record<string, string>>): Promise<number> {
  const [main, question] = [fileURLToPath(new URL('../src/main.js', import.meta.url)), 'MOSN 怎么平滑升级'];
  const options = { env: { ...process.env, ...environment }, stdio: 'ignore' } as const;
  const starts = Array.from({ length: COLD_STARTS }, () => [main, 'ask', question]);
  return percentile(await times(starts, (words) => execFileSync(process.execPath, words, options)), 0.5);
}

line(`cold start of the shipped knowledge (middle of ${COLD_STARTS})`, await coldStart({}));
line('  with nothing kept (QABOT_CACHE=off)', await coldStart({ QABOT_CACHE: 'off' }));
