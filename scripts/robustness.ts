/**
 * `npm run eval:robust`: what spelling, script and politeness cost. Every answerable question of `--shared` is asked as
 * it is and in each disguise; printed are top-1 in percent and the points lost.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomSource } from '../src/evaluate/calibration.js';
import { ranking } from '../src/evaluate/metrics.js';
import { goldResolver, readQueries } from '../src/evaluate/queries.js';
import { ask } from '../src/evaluate/report.js';
import { loadKnowledge } from '../src/knowledge/load.js';
import { createMatcher } from '../src/match/matcher.js';
import { homophones } from './robustness/homophones.js';

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    'no-glossary': { type: 'boolean', default: false },
    'no-projects': { type: 'boolean', default: false },
  },
});

const SEED = 11;

/** Times that each question is disguised: slips are drawn anew. */
const DRAWS = 3;
const random = randomSource(SEED);

type Disguise = (text: string) => string;

const openCc: { Converter: (direction: { from: string; to: string }) => Disguise } = createRequire(
  import.meta.url,
)('opencc-js');
const toTraditional = openCc.Converter({ from: 'cn', to: 't' });
const toTaiwan = openCc.Converter({ from: 'cn', to: 'twp' });

/** Full-width forms of ASCII: U+FF01 is `!` moved up by 0xFEE0. */
const toFullWidth: Disguise = (text) =>
  text
    .replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '\u3000');

/** Two letters swapped, one left out or one doubled, in every Latin word of four letters or more. */
const misspell: Disguise = (text) =>
  text.replace(/[A-Za-z]{4,}/g, (word) => {
    const at = 1 + Math.floor(random() * (word.length - 2));
    const kind = Math.floor(random() * 3);
    if (kind === 0) return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
    if (kind === 1) return word.slice(0, at) + word.slice(at + 1);
    return word.slice(0, at) + word.charAt(at) + word.slice(at);
  });

const DISGUISES: Readonly<Record<string, Disguise>> = {
  'as it is': (text) => text,
  traditional: toTraditional,
  'traditional, Taiwan’s words': toTaiwan,
  'full width': toFullWidth,
  'upper case': (text) => text.toUpperCase(),
  'a typo in every Latin word': misspell,
  'two homophones': (text) => homophones(text, 2, random),
  'a greeting (你好，)': (text) => `你好，${text}`,
  'a greeting (大佬们早上好，请教个问题：)': (text) => `大佬们早上好，请教个问题：${text}`,
  'a filler (那个，我想问一下)': (text) => `那个，我想问一下 ${text}`,
  'a greeting (Hi everyone, quick question:)': (text) => `Hi everyone, quick question: ${text}`,
  'a mention (@qabot)': (text) => `@qabot ${text}`,
  'a mention (<@U0123ABC>)': (text) => `<@U0123ABC> ${text}`,
};

const knowledge = await loadKnowledge([join(values.shared, 'weekly')], {
  projects: !values['no-projects'],
  glossary: !values['no-glossary'],
});
const matcher = createMatcher(knowledge);
const goldOf = goldResolver(knowledge.entries);
const queries = readQueries(readFileSync(join(values.shared, 'eval', 'queries.jsonl'), 'utf8')).filter(
  ({ gold }) => gold.length > 0,
);

let plain: number | undefined;
for (const [name, disguise] of Object.entries(DISGUISES)) {
  const disguised = Array.from({ length: DRAWS }, () =>
    queries.map((query) => ({ ...query, query: disguise(query.query) })),
  ).flat();
  const top1 = 100 * ranking(await ask(matcher, disguised, goldOf)).top1;
  plain ??= top1;
  process.stdout.write(
    `${name.padEnd(48)}${top1.toFixed(1).padStart(7)}${(top1 - plain).toFixed(1).padStart(7)}\n`,
  );
}
