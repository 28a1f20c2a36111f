/**
 * Members' text meets linear expressions alone. A checker (scslre) looks at each expression that stands in the sources, and at each
 * that is put together while messages are read. Then the functions that read messages get texts that make bad expressions slow: what
 * takes long must not take four times as long when the text is twice as long.
 */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from 'scslre';
import { parseAst } from 'vitest/node';
import { describe, expect, it } from 'vitest';
import { clean, cutAt, quietLine } from '../adapters/common/text.js';
import { outsideQuotes } from '../adapters/common/quotes.js';
import { namedIn, toMarkdown, unescape } from '../adapters/common/mrkdwn.js';
import { createBot } from '../src/bot/bot.js';
import { MAX_QUESTION_LENGTH, MAX_RAW_LENGTH } from '../src/contract.js';
import { withoutPeople } from '../src/import/people.js';
import { askingOf } from '../src/match/asking/asking.js';
import { isRecord } from '../src/record.js';
import { mask } from '../src/second-reader/mask.js';
import { fakeHost } from '../src/testing/fakes.js';
import { afterAnswer } from '../src/text/after-answer.js';
import { failureIn, partPasted } from '../src/text/pasted-log.js';
import { pointsElsewhere } from '../src/text/pointing.js';
import { loggedFailure, questionText, spokenText } from '../src/text/question-text.js';
import { questionsIn } from '../src/text/questions.js';
import { remarkOf } from '../src/text/remark.js';
import { likeness } from '../src/text/same.js';
import { tokenise } from '../src/text/tokenise.js';
import { asksNothingYet } from '../src/text/unfinished.js';
import { isInVersionRange, numberedNames, versionAskedFor, versionsIn } from '../src/text/versions.js';
import { isWithdrawn } from '../src/text/withdrawn.js';
import { engineOf } from './support/circle/core.js';
import { KNOWLEDGE } from './support/knowledge.js';

const ROOT = join(import.meta.dirname, '..');

/** What these read comes from files, settings and the command line. The readers have bounds of their own. */
const NO_MEMBERS = /^src\/(?:knowledge|drafting|chat|cli|evaluate)\/|^adapters\/\w+\/set-up\//;

interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly where: string;
}

function* literalsIn(node: unknown, where: string): Generator<Expression> {
  if (Array.isArray(node)) for (const one of node) yield* literalsIn(one, where);
  if (!isRecord(node) || Array.isArray(node)) return;
  const { regex } = node;
  if (isRecord(regex)) yield { source: String(regex['pattern']), flags: String(regex['flags']), where };
  for (const inner of Object.values(node)) yield* literalsIn(inner, where);
}

/** Those that stand in the sources. */
function written(): readonly Expression[] {
  const files = execFileSync('git', ['ls-files', 'src', 'adapters'], { cwd: ROOT, encoding: 'utf8' });
  return files
    .split('\n')
    .filter((file) => file.endsWith('.ts') && !NO_MEMBERS.test(file))
    .flatMap((file) => [
      ...literalsIn(parseAst(readFileSync(join(ROOT, file), 'utf8'), { lang: 'ts' }), file),
    ]);
}

/** Those that run while `work` does; all of them go through `exec`. */
async function run(work: () => Promise<void>): Promise<readonly Expression[]> {
  const exec: (this: RegExp, text: string) => RegExpExecArray | null = Reflect.get(RegExp.prototype, 'exec');
  const found = new Map<string, Expression>();
  const noting: typeof exec = function (text) {
    const { source, flags } = this;
    found.set(`${source}/${flags}`, { source, flags, where: 'put together' });
    return exec.call(this, text);
  };
  Reflect.set(RegExp.prototype, 'exec', noting);
  try {
    await work();
  } finally {
    Reflect.set(RegExp.prototype, 'exec', exec);
  }
  return [...found.values()];
}

function faultsOf({ source, flags, where }: Expression): readonly string[] {
  // How often it is matched is no part of how it is.
  const literal = { source, flags: flags.replace(/[gyd]/g, '') };
  const { reports } = analyse(literal, { maxReports: 1, reportTypes: { Move: true } });
  return reports.map(({ type }) => `${where}: ${type} /${source}/`);
}

/** Every kind of message that something reads otherwise. */
const MESSAGES = [
  'how do I upgrade seata 1.4.2 to 2.0? thanks',
  '你好大家，请问 seata-server 报错怎么办',
  'help',
  '/tasks seata easy',
  '/release 1.5',
  'why?',
  '没用',
  'nvm found it',
  '不用了，谢谢',
  '> quoted\nwhat about this',
  'java.lang.NullPointerException: x\n  at a.b.C(D.java:1)\n  at a.b.C(D.java:2)\n  at a.b.C(D.java:3)\n怎么解决',
  'server:\n  port: 8080\n  host: x\n2024-01-01 ERROR [main] a.b.C - failed\nwhy?',
  '1. how to a?\n2. how to b?\n3. c 是什么?',
  '有没有适合新手的任务',
  '最新版本是多少',
  '<@U1> `code` ```x``` *b* ~s~ • https://a.b/c?d=e#L1 mail@example.org @bob',
  '谢谢',
  '这个你知道吗',
];

/** What reads a message that was cut to the longest question. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  questionText,
  spokenText,
  loggedFailure,
  failureIn,
  asksNothingYet,
  pointsElsewhere,
  remarkOf,
  isWithdrawn,
  afterAnswer,
  questionsIn,
  versionsIn,
  versionAskedFor,
  numberedNames,
  isInVersionRange: (text) => isInVersionRange('1.2', text),
  likeness: (text) => likeness(text, text),
  tokenise: (text) => tokenise(text, { words: true, grams: true }),
  askingOf,
  mask: (text) =>
    mask(
      text,
      (given) => given,
      () => false,
    ),
};

/** What reads a message as its platform gives it. */
const RAW_READERS: typeof READERS = {
  unescape: (text) => unescape(text, 'UBOT'),
  namedIn: (text) => namedIn(text, 'UBOT'),
  toMarkdown,
  outsideQuotes,
  clean,
  quietLine,
  cutAt: (text) => cutAt(text, text.length / 2),
  partPasted,
  withoutPeople: (text) => withoutPeople(text),
};

describe('an expression that sees members’ text', () => {
  it('is linear as it stands in the sources', () => {
    const all = written();
    expect(all.length).toBeGreaterThan(300);
    expect(all.flatMap(faultsOf)).toEqual([]);
  });

  it('is linear as it is put together', async () => {
    const { logger } = fakeHost();
    const bot = createBot({ ...engineOf(KNOWLEDGE), logger });
    const all = await run(async () => {
      for (const text of MESSAGES) {
        for (const read of Object.values({ ...READERS, ...RAW_READERS })) read(text);
        for (const attention of ['addressed', 'overheard'] as const) {
          const context = { pointedAt: { text: 'how to use it' } };
          await bot.ask({ text, asker: 'ann', place: 'p', attention, context });
        }
        await bot.complete(text, 3);
      }
    });
    expect(all.length).toBeGreaterThan(200);
    expect(all.flatMap(faultsOf)).toEqual([]);
  });
});

const WITHOUT_SPACES =
  'x X _ 1 a. 1. v1.2 = | $ + ^ . , ! ? ; : - * ~ 。 ， ？ ； ： 、 … " \' ` ``` < > <@ <@U1> @ # &gt; &amp; ( ) [ ] { / \\ % %20 https:// www. :a: 😀 ERROR 哦 嗯 你 们 好 哈 急 的 不 吗 就 你好 大家 谢谢 那个 现在 没用 解决了';
const TOKENS = [
  ' |\n|\t|\r|  \n|\u200B|\u001B[|at |> |- |hi |ok |please |thanks |why |this |nvm |and |very '.split('|'),
  WITHOUT_SPACES.split(' '),
].flat();
const repeated = (token: string, length: number): string =>
  token.repeat(Math.ceil(length / token.length)).slice(0, length);

/** What stands between two of them: what ends a word, a clause or a line, and what goes on one. */
const BETWEEN = ['', ' ', '好'];

/** Texts of any length; each ends in what nothing is made of, so that a match fails late. */
const SHAPES: readonly ((length: number) => string)[] = TOKENS.flatMap((token, at) => [
  ...BETWEEN.map((between) => (length: number) => `x${repeated(token + between, length)}\u0001`),
  // One token a long time, then another one.
  (length: number) =>
    repeated(token, length / 2) + repeated(TOKENS[(at + 7) % TOKENS.length] ?? '', length / 2),
]);

/** Milliseconds of this process alone, of the fastest of several runs. */
function timeOf(work: () => void, enough = 0): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5 && best > enough; round += 1) {
    const begun = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** Milliseconds that no message may take a reader; only what takes longer is measured again. */
const FAST = 5;
/** The whole text is compared with so many parts of it: linear time is the same, the square of it is 8 times as long. */
const PARTS = 8;
/** As much as if twice the length took three times as long. */
const MOST_GROWTH = 1.5 ** 3;

function slowOnes(readers: typeof READERS, length: number): readonly string[] {
  return Object.entries(readers).flatMap(([name, read]) => {
    for (const message of MESSAGES) read(message);
    const slow = SHAPES.find((shape) => {
      const [whole, part] = [shape(length), shape(length / PARTS)];
      const time = timeOf(() => read(whole), FAST);
      if (time <= FAST) return false;
      const inParts = timeOf(() => {
        for (let count = 0; count < PARTS; count += 1) read(part);
      });
      return time / inParts > MOST_GROWTH;
    });
    return slow === undefined ? [] : [`${name}: ${JSON.stringify(slow(40))}`];
  });
}

describe('a message that was written to be slow', { retry: 2 }, () => {
  it('is read in linear time as its platform gives it', { timeout: 120_000 }, () => {
    expect(slowOnes(RAW_READERS, MAX_RAW_LENGTH)).toEqual([]);
  });

  it('is read in linear time by the core', { timeout: 120_000 }, () => {
    expect(slowOnes(READERS, MAX_QUESTION_LENGTH)).toEqual([]);
  });
});
