/**
 * Measures the readers against threads that were read by hand.
 * `npm run eval:reader -- DIR THREADS.jsonl [--verbose]`; a thread is {post, n, asker, project, projectUrl, turns: [{q, a}]}.
 * "Found whole" compares the plain text that the export prints, "whole as Markdown" the text that it is made from.
 */

import { readFileSync } from 'node:fs';
import { exportThread, type ExportedThread } from '../src/knowledge/export.js';
import { loadKnowledge } from '../src/knowledge/load.js';
import type { Thread } from '../src/knowledge/model.js';
import { normalForm } from '../src/knowledge/text.js';

interface GoldTurn {
  readonly q: string;
  readonly a: string | null;
}

interface GoldThread {
  readonly post: string;
  readonly n: number;
  readonly asker: string | null;
  readonly project: string | null;
  readonly projectUrl: string | null;
  readonly turns: readonly GoldTurn[];
}

interface Found {
  readonly post: string;
  readonly thread: Thread;
  readonly exported: ExportedThread;
}

const same = (a: string | null | undefined, b: string | null | undefined): boolean =>
  normalForm(a ?? '') === normalForm(b ?? '');

const turnKey = (post: string, question: string, answer: string | null | undefined): string =>
  `${post}\t${normalForm(question)}\t${normalForm(answer ?? '')}`;

const share = (part: number, whole: number): string =>
  `${part}/${whole} ${whole === 0 ? '-' : ((100 * part) / whole).toFixed(2)} %`;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<void> {
  const [dir, threadsFile, ...flags] = process.argv.slice(2);
  if (dir === undefined || threadsFile === undefined) {
    process.stderr.write('usage: npm run eval:reader -- DIR THREADS.jsonl [--verbose]\n');
    process.exitCode = 2;
    return;
  }
  const verbose = flags.includes('--verbose');
  const gold = readFileSync(threadsFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(goldThread);
  const started = performance.now();
  const knowledge = await loadKnowledge([dir]);
  const elapsed = performance.now() - started;
  const found = knowledge.threads.map((thread) => ({
    post: thread.id.replace(/#\d+$/, ''),
    thread,
    exported: exportThread(thread),
  }));
  const tell = (text: string): void => {
    if (verbose) say(text);
  };
  const goldKeys = gold.flatMap((thread) => thread.turns.map((turn) => turnKey(thread.post, turn.q, turn.a)));
  const keys = found.flatMap(({ post, exported }) =>
    exported.turns.map((turn) => turnKey(post, turn.question, turn.answer)),
  );
  const rawKeys = found.flatMap(({ post, thread }) =>
    thread.turns.map((turn) => turnKey(post, turn.question, turn.answer)),
  );
  const whole = goldKeys.filter((key) => keys.includes(key));
  const spurious = keys.filter((key) => !goldKeys.includes(key));
  for (const key of goldKeys.filter((each) => !keys.includes(each))) tell(`missing   ${key}`);
  for (const key of spurious) tell(`spurious  ${key}`);
  const pairs = gold.map((thread) => ({ thread, match: matching(thread, found) }));
  const askers = pairs.filter(({ thread, match }) => match && same(thread.asker, match.exported.asker));
  const projects = pairs.filter(
    ({ thread, match }) =>
      match &&
      same(thread.project, match.exported.project) &&
      same(thread.projectUrl, match.exported.projectUrl),
  );
  for (const { thread, match } of pairs) {
    const place = `${thread.post}#${thread.n}`;
    if (!match) tell(`thread    ${place} not found`);
    else {
      if (!same(thread.asker, match.exported.asker))
        tell(`asker     ${place} ${thread.asker} <> ${match.exported.asker}`);
      if (
        !same(thread.project, match.exported.project) ||
        !same(thread.projectUrl, match.exported.projectUrl)
      )
        tell(
          `project   ${place} ${thread.project} ${thread.projectUrl} <> ${match.exported.project} ${match.exported.projectUrl}`,
        );
      if (match.exported.n !== thread.n) tell(`number    ${place} <> ${match.exported.n}`);
    }
  }
  say(`turns found whole    ${share(whole.length, goldKeys.length)}`);
  say(
    `whole as Markdown    ${share(goldKeys.filter((key) => rawKeys.includes(key)).length, goldKeys.length)}`,
  );
  say(`spurious turns       ${share(spurious.length, keys.length)}`);
  say(`asker right          ${share(askers.length, gold.length)}`);
  say(`project right        ${share(projects.length, gold.length)}`);
  say(`read in              ${elapsed.toFixed(0)} ms`);
}

/** The found thread with the most questions of the gold one; the number decides between equals. */
function matching(thread: GoldThread, found: readonly Found[]): Found | undefined {
  const questions = new Set(thread.turns.map((turn) => normalForm(turn.q)));
  const ranked = found
    .filter(({ post }) => post === thread.post)
    .map((each) => ({
      each,
      shared: each.exported.turns.filter((turn) => questions.has(normalForm(turn.question))).length,
      away: Math.abs(each.exported.n - thread.n),
    }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared || a.away - b.away);
  return ranked[0]?.each;
}

function goldThread(line: string): GoldThread {
  const value: unknown = JSON.parse(line);
  if (isGoldThread(value)) return value;
  throw new Error(`not a thread: ${line.slice(0, SHOWN)}`);
}

/** Characters of a faulty line that the error shows. */
const SHOWN = 80;

function isGoldThread(value: unknown): value is GoldThread {
  return (
    typeof value === 'object' &&
    value !== null &&
    'post' in value &&
    'turns' in value &&
    Array.isArray(value.turns)
  );
}

await main();
