/**
 * `npm run eval [-- --shared ../shared] [-- --data test/data]`: prints how well the product as it is built finds and answers, with and
 * without other wordings, over the community's posts, parts of them, the shipped posts, a bank's intents and the FAQs of other fields.
 * Every question goes through the engine at the default precision, with a trained classifier. Each section says whether the fitted
 * numbers have seen its data. Without `shared`, only the data of the project are measured. To be run from the project's folder.
 *
 * `--talk FOLDER` adds real talk of two channels, as `../shared/eval/prepare_talk.py GITDIR FOLDER` lays it out. `--only NAME` measures
 * one section alone: posts, asking, contradictions, parts, intents, shipped, faqs or talk.
 *
 * `--second-reader FILE` writes instead what a second reader would be asked, a JSON record a line: `{"hash","set","request":{"system",
 * "user"}}`. `--verdicts FILE` measures what it said, a line a request: `{"hash","asks","pick","sure","differs"}`.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  contradictionsIn,
  draftedWhere,
  FAQS,
  hashOf,
  isHalf,
  partsOf,
  placed,
  questionsIn,
  questionsWithRows,
  readIntents,
  TOOL_FAQS,
  wordingsIn,
} from './eval/data.js';
import {
  answerableOf,
  type Asked,
  byKind,
  openAsker,
  outcomeTable,
  precisionTable,
  rightWhereFalse,
} from './eval/figures.js';
import { CHANNELS, talkTable } from './eval/talk.js';
import { measureVerdicts, writeRequests } from './second-reader/run.js';
import { percent } from '../src/evaluate/print.js';
import { type GoldQuery, goldResolver } from '../src/evaluate/queries.js';
import { loadKnowledge } from '../src/knowledge/load.js';
import type { Knowledge } from '../src/knowledge/model.js';

const PART_TURNS = [20, 50, 150, 400];
const FALSE_SHARE = 0.05;

type Group = readonly [name: string, outcomes: readonly Asked[]];

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    data: { type: 'string', default: 'test/data' },
    talk: { type: 'string' },
    only: { type: 'string' },
    'second-reader': { type: 'string' },
    verdicts: { type: 'string' },
  },
});
const { data } = values;
const folderOf = (name: string): string => join(values.shared, name);

function section(title: string, seen: string, ...blocks: readonly string[]): void {
  process.stdout.write(`${[`## ${title}`, seen, ...blocks].join('\n\n')}\n\n`);
}

function progress(text: string): void {
  process.stderr.write(`${process.uptime().toFixed(0)} s: ${text}\n`);
}

const withWordings = (wordings: boolean): string => (wordings ? 'drafted wordings' : 'without wordings');

/** Everything that is asked of the community's posts. */
function communityQuestions(): Readonly<
  Record<'queries' | 'wordings' | 'negatives' | 'overheard', readonly GoldQuery[]>
> {
  return {
    queries: questionsIn(join(folderOf('eval'), 'queries.jsonl')),
    wordings: wordingsIn(join(folderOf('eval'), 'wordings.jsonl')),
    negatives: questionsIn(join(data, 'extra-negatives.jsonl'), 'more hard negatives'),
    overheard: questionsIn(join(data, 'overheard-questions.jsonl'), 'overheard questions'),
  };
}

const CHAT = [
  ...questionsIn(join(data, 'groupchat.jsonl'), 'overheard: group chat'),
  ...questionsIn(join(data, 'groupchat-unseen.jsonl'), 'overheard: chat of other groups'),
];

/** What came of the queries in this history and in others, by whether an entry that answers is drafted in this one. */
function splitByDraft(
  { entries }: Knowledge,
  queries: readonly GoldQuery[],
  groups: readonly Group[],
): readonly Asked[] {
  const goldOf = goldResolver(entries);
  const drafted = new Set(entries.filter(({ drafted: texts = [] }) => texts.length > 0).map(({ id }) => id));
  return queries.flatMap((query, at) => {
    if (query.gold.length === 0) return [];
    const isDrafted = [...goldOf(query)].some((id) => drafted.has(id));
    return groups.flatMap(([name, outcomes]) => {
      const outcome = outcomes[at];
      return outcome === undefined
        ? []
        : [{ ...outcome, kind: `the answer is ${isDrafted ? '' : 'not '}drafted${name}` }];
    });
  });
}

/**
 * Measures the posts with all, none or half of them drafted. Several histories are reported together. Returns what came of the
 * queries. Questions whose answers are drafted, and not, are set against `baselines`: what came of the same queries before.
 */
async function posts(
  title: string,
  histories: readonly Knowledge[],
  baselines: readonly Group[] = [],
): Promise<readonly Asked[]> {
  const { queries, wordings, negatives, overheard } = communityQuestions();
  const asked: Asked[] = [];
  const others: Asked[] = [];
  const byDraft: Asked[] = [];
  for (const [place, knowledge] of histories.entries()) {
    progress(`${title}, history ${place + 1} of ${histories.length}`);
    const askAll = await openAsker(knowledge);
    const outcomes = await askAll(queries);
    asked.push(...outcomes);
    byDraft.push(...splitByDraft(knowledge, queries, [['', outcomes], ...baselines]));
    const unasked = queries.filter(({ gold }) => gold.length > 0);
    others.push(
      ...(await askAll([...wordings, ...negatives])),
      ...(await askAll(
        unasked.map((query) => ({ ...query, kind: 'overheard: queries' })),
        'overheard',
      )),
      ...(await askAll(
        overheard.map((query) => ({ ...query, kind: 'overheard: questions' })),
        'overheard',
      )),
      ...(await askAll(CHAT, 'overheard')),
    );
  }
  const groups: readonly Group[] = [
    ...byKind(asked),
    ['all with an answer', answerableOf(asked)],
    ...(baselines.length > 0 ? byKind(byDraft).toSorted(([a], [b]) => (a < b ? -1 : 1)) : []),
    ...byKind(others),
  ];
  section(
    title,
    'Seen in the fit: all but the chat of other groups (`npm run fit -- --dry` prints cross-validated figures).',
    outcomeTable(groups),
    precisionTable(asked),
  );
  return asked;
}

/** Written messages of channels over the community's posts, and what came of each kind. */
async function asking(): Promise<void> {
  const messages = questionsWithRows(join(data, 'asking.jsonl')).filter(([, { base }]) => base === undefined);
  for (const wordings of [false, true]) {
    progress(`messages of channels, ${withWordings(wordings)}`);
    const knowledge = await loadKnowledge([folderOf('weekly')], { wordings });
    const asked = await (await openAsker(knowledge))(
      messages.map(([query]) => query),
      'overheard',
    );
    const asksNothing = asked.filter((_, place) => messages[place]?.[1]['asks'] !== true);
    section(
      `Messages of channels, overheard, ${withWordings(wordings)}`,
      'Seen in the fit (`npm run fit:relevance -- --dry` prints cross-validated figures).',
      outcomeTable([...byKind(asked), ['all that ask nothing', asksNothing]]),
    );
  }
}

async function parts(drafted: Knowledge): Promise<void> {
  const { queries, overheard } = communityQuestions();
  for (const wordings of [false, true]) {
    const groups: Group[] = [];
    for (const turns of PART_TURNS) {
      const histories = partsOf(wordings ? drafted : draftedWhere(drafted, () => false), turns);
      progress(`${histories.length} parts of ${turns} turns, ${withWordings(wordings)}`);
      const outcomes: Asked[] = [];
      for (const knowledge of histories) {
        const askAll = await openAsker(knowledge);
        outcomes.push(...(await askAll([...queries, ...overheard].map((query) => placed(query, knowledge)))));
      }
      for (const [kind, own] of byKind(outcomes))
        groups.push([`${histories.length} x ${turns} turns: ${kind}`, own]);
    }
    section(
      `Parts of the posts, ${withWordings(wordings)}`,
      'Seen in the fit: the questions, over the whole history. A question is asked of every part.',
      outcomeTable(groups),
    );
  }
}

/** By kind: how many of the questions that contradict an entry are answered, and of their controls. */
async function contradictions(): Promise<void> {
  const queries = contradictionsIn(join(data, 'contradictions.jsonl'));
  const groups: Group[] = [];
  for (const wordings of [false, true]) {
    const name = withWordings(wordings);
    progress(`contradictions, ${name}`);
    const asked = await (await openAsker(await loadKnowledge([folderOf('weekly')], { wordings })))(
      queries.map(({ kind, split, ...query }) => ({ ...query, kind: `${name}: ${kind}, ${String(split)}` })),
    );
    groups.push(...byKind(asked).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
  section(
    'Questions that share most words with an entry and ask something else, and their controls',
    'Seen in the fit: the half that is called so. Nothing is fitted on `test`.',
    outcomeTable(groups),
  );
}

async function intents(): Promise<void> {
  const groups: Group[] = [];
  const lines: string[] = [];
  for (const isKept of [(): boolean => true, (intent: string): boolean => hashOf(intent) % 10 !== 0]) {
    const { knowledge, questions } = readIntents(folderOf('eval/banking77'), isKept);
    const name = `${knowledge.entries.length} intents`;
    progress(name);
    const outcomes = await (await openAsker(knowledge))(questions);
    for (const [kind, own] of byKind(outcomes)) groups.push([`${name}: ${kind}`, own]);
    if (outcomes.some((outcome) => !outcome.answerable))
      lines.push(
        `${name}: ${percent(rightWhereFalse(outcomes, FALSE_SHARE))} % answered rightly where at most ${percent(FALSE_SHARE)} % of the questions to the others are answered.`,
      );
  }
  section(
    'Intents of a bank, with about 130 people’s wordings each',
    'Not seen in the fit: what is asked, test.csv. The training rows were.',
    outcomeTable(groups),
    ...lines,
  );
}

async function shippedPosts(hasShared: boolean): Promise<void> {
  const groups: Group[] = [];
  for (const wordings of [false, true]) {
    progress(`shipped posts, ${withWordings(wordings)}`);
    const knowledge = await loadKnowledge([], { wordings });
    const askAll = await openAsker(knowledge);
    const { queries = [], overheard = [] } = hasShared ? communityQuestions() : {};
    const asked = await askAll([...queries, ...overheard].map((query) => placed(query, knowledge)));
    for (const [kind, own] of [...byKind(asked), ...byKind(await askAll(CHAT, 'overheard'))])
      groups.push([`${withWordings(wordings)}: ${kind}`, own]);
  }
  section(
    'The shipped posts',
    'Seen in the fit: the questions and the group chat, over the whole history; not the chat of other groups.',
    outcomeTable(groups),
  );
}

async function faqs(
  title: string,
  seen: string,
  names: readonly string[],
  ways: readonly boolean[],
): Promise<void> {
  const groups: Group[] = [];
  for (const wordings of ways) {
    const everything = await loadKnowledge([data], { projects: false, wordings });
    for (const name of names) {
      progress(`FAQ ${name}, ${withWordings(wordings)}`);
      const entries = everything.entries.filter(({ thread }) => thread.source.path === `faq-${name}.jsonl`);
      const knowledge = { ...everything, entries };
      const queries = questionsIn(join(data, `queries-${name}.jsonl`)).map((query) =>
        placed(query, knowledge),
      );
      for (const [kind, own] of byKind(await (await openAsker(knowledge))(queries)))
        groups.push([`${name}, ${withWordings(wordings)}: ${kind}`, own]);
    }
  }
  section(title, seen, outcomeTable(groups));
}

async function talk(folder: string): Promise<void> {
  if (!CHANNELS.every((channel) => existsSync(join(folder, channel)))) {
    process.stdout.write(
      `There is no real talk in ${folder}: ../shared/eval/prepare_talk.py lays it out.\n\n`,
    );
    return;
  }
  progress('real talk');
  section(
    'Real talk of two channels, over a history made of their earlier talk',
    'Seen in the fit, in part. Hardly any message is answered there: nearly all is to be left alone.',
    await talkTable(folder),
  );
}

async function allPosts(): Promise<void> {
  const drafted = await loadKnowledge([folderOf('weekly')]);
  const bare = await loadKnowledge([folderOf('weekly')], { wordings: false });
  const none = await posts('The community’s posts, without wordings', [bare]);
  const all = await posts('The community’s posts, all drafted', [drafted]);
  await posts(
    'The community’s posts, half of them drafted, both ways together',
    [0, 1].map((half) => draftedWhere(drafted, (entry) => isHalf(entry, half))),
    [
      [': had none been', none],
      [': had all been', all],
    ],
  );
}

async function measureAll(): Promise<void> {
  const hasShared = ['weekly', 'eval'].every((folder) => existsSync(folderOf(folder)));
  const isWanted = (name: string): boolean => values.only === undefined || values.only === name;
  if (hasShared) {
    if (isWanted('posts')) await allPosts();
    if (isWanted('asking')) await asking();
    if (isWanted('contradictions')) await contradictions();
    if (isWanted('parts')) await parts(await loadKnowledge([folderOf('weekly')]));
    if (isWanted('intents') && existsSync(folderOf('eval/banking77'))) await intents();
  } else {
    process.stdout.write(
      `There is no ${values.shared} with the folders weekly and eval: only the data of the project are measured.\n\n`,
    );
  }
  if (isWanted('shipped')) await shippedPosts(hasShared);
  if (isWanted('faqs')) {
    await faqs('FAQs of other fields', 'Seen in the fit.', FAQS, [false, true]);
    await faqs('FAQ pages of three tools', 'Seen in the fit.', TOOL_FAQS, [false]);
  }
  if (values.talk !== undefined && isWanted('talk')) await talk(values.talk);
  progress('done');
}

const { 'second-reader': requests, verdicts } = values;
if (requests !== undefined) await writeRequests(requests, values);
else if (verdicts !== undefined) await measureVerdicts(verdicts, values);
else await measureAll();
