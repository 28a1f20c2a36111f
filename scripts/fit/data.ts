/** The data that the model is fitted on: questions with known answers, and the knowledge that they are asked of. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GoldQuery, goldResolver, readQueries } from '../../src/evaluate/queries.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import type { Entry } from '../../src/knowledge/model.js';
import { trainClassifier } from '../../src/match/classifier/classifier.js';
import { EntryClassifier, textsOf } from '../../src/match/classifier/entry-classifier.js';
import type { Matchable } from '../../src/match/contract.js';
import { createIndexedEntries } from '../../src/match/index/indexed-entries.js';
import { type Candidate, findCandidates } from '../../src/match/rank/candidates.js';
import { FEATURES } from '../../src/match/rank/features.js';
import type { PreparedQuestion } from '../../src/match/analyse/question.js';
import {
  contradictionsIn,
  FAQS,
  intentQuestions,
  questionsIn,
  readIntents,
  TOOL_FAQS,
} from '../eval/data.js';
import { CHANNELS, messagesOf } from '../eval/talk.js';
import { foldOf, grouping, hashOf } from './folds.js';
import { groupBy } from '../../src/group-by.js';
import type { Sample } from './listwise.js';

/** A question with its candidates, ready for the fit. */
export interface Case extends Sample {
  /** The set that it is reported under. */
  readonly set: string;
  /** The knowledge that it is asked of. */
  readonly knowledge: string;
  /** Cases of one group are never on both sides of a split. */
  readonly group: string;
  readonly query: GoldQuery;
  /** Weight in the fit of the confidence; 0 leaves it out. */
  readonly confidenceWeight: number;
  readonly question: PreparedQuestion;
  readonly candidates: readonly Candidate[];
}

interface Weights {
  readonly rank: number;
  readonly confidence: number;
}

/** Questions of the community count most; the others keep the model from learning only this community. */
const WEIGHTS = {
  queries: { rank: 1, confidence: 1 },
  wordings: { rank: 0.4, confidence: 0.3 },
  overheard: { rank: 0.6, confidence: 0.3 },
  negatives: { rank: 0, confidence: 0.4 },
  learned: { rank: 0.3, confidence: 0.1 },
  besideLearned: { rank: 0.3, confidence: 0.1 },
  faq: { rank: 0.3, confidence: 0.25 },
  alternates: { rank: 0.1, confidence: 0.1 },
  faqDrafted: { rank: 0.2, confidence: 0.2 },
  drafted: { rank: 0.4, confidence: 0.4 },
  draftedWordings: { rank: 0.15, confidence: 0.1 },
  parts: { rank: 0.15, confidence: 0.25 },
  // Of what a community asks, most is about what its history is about, however short that is.
  outside: { rank: 0, confidence: 0.03 },
  draftedNegatives: { rank: 0, confidence: 0.15 },
  chat: { rank: 0, confidence: 0.03 },
  contradictions: { rank: 0.3, confidence: 0.2 },
  opening: { rank: 0, confidence: 0.15 },
  talk: { rank: 0, confidence: 0.06 },
  intents: { rank: 0.05, confidence: 0.05 },
} as const satisfies Record<string, Weights>;

function readLines(path: string): readonly GoldQuery[] {
  return readQueries(readFileSync(path, 'utf8'));
}

/** `{"post","n","turn","wordings":[...]}` lines, one question a wording; the last of the four is English. */
function readWordings(path: string): readonly (GoldQuery & { readonly place: number })[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line, row) => {
      const { post, n, turn, wordings }: { post: string; n: number; turn: number; wordings: string[] } =
        JSON.parse(line);
      return wordings.map((query, place) => ({
        id: `wording-${row}.${place}`,
        query,
        kind: ['wording zh', 'wording zh', 'wording mixed', 'wording en'][place] ?? 'wording',
        gold: [{ post, n, turn }],
        place,
      }));
    });
}

/** Questions of `overheard-questions.jsonl` carry their text as `text`. */
function readOverheard(path: string): readonly GoldQuery[] {
  return readQueries(readFileSync(path, 'utf8').replaceAll('"text":', '"query":')).map((query) => ({
    ...query,
    kind: 'overheard',
  }));
}

const ALL_DRAFTED = 'all drafted';

/** What the sets of questions that contradict an entry begin with. */
export const CONTRADICTIONS = 'contradictions';

/** Wordings that are drafted for an entry, in histories of which parts are drafted. */
const DRAFT_MIXES: readonly (readonly [mix: string, count: (entry: Entry) => number])[] = [
  [ALL_DRAFTED, () => Number.POSITIVE_INFINITY],
  ['half drafted', (entry) => (isHalf(entry) ? Number.POSITIVE_INFINITY : 0)],
  ['other half drafted', (entry) => (isHalf(entry) ? 0 : Number.POSITIVE_INFINITY)],
  ['few drafted', ({ id }) => foldOf(id) % 4],
];

/** Posts are drafted as a whole. */
function isHalf({ thread }: Entry): boolean {
  return foldOf(`half ${thread.source.path}`) % 2 === 0;
}

/** Whether a question is answered by posts that the part lacks. */
const isOutside = ({ kind }: GoldQuery): boolean => kind === 'outside';

/** Turns of a part. */
const PART_SIZES = [20, 50, 150] as const;

/** So many turns, in whole posts, drawn by a hash of their names. */
function partOf(entries: readonly Entry[], size: number): readonly Entry[] {
  const order = (entry: Entry): number => hashOf(`part of ${size} ${entry.thread.source.path}`);
  const posts = [...groupBy(entries, ({ thread }) => thread.source.path).values()];
  const drawn = posts.toSorted(([a], [b]) => (a && b ? order(a) - order(b) : 0)).flat();
  return drawn.slice(0, size);
}

function withDrafts(entry: Entry, count: number): Entry {
  return { ...entry, drafted: entry.drafted?.slice(0, count) };
}

interface Asked {
  readonly set: string;
  readonly knowledge: string;
  readonly matchable: Matchable;
  readonly queries: readonly GoldQuery[];
  readonly weights: Weights;
  readonly groupOf: (query: GoldQuery) => string;
}

async function casesOf({
  set,
  knowledge,
  matchable,
  queries,
  weights,
  groupOf,
}: Asked): Promise<readonly Case[]> {
  const classes = matchable.entries.map((entry) => textsOf(entry));
  const classifier = new EntryClassifier(trainClassifier(classes), classes);
  const state = { entries: createIndexedEntries(matchable), classifier };
  const goldOf = goldResolver(matchable.entries);
  const cases: Case[] = [];
  for (const query of queries) {
    const gold = goldOf(query);
    await findCandidates(
      () => state,
      { text: query.query, limit: 1 },
      ({ question, candidates }) =>
        cases.push({
          set,
          knowledge,
          group: groupOf(query),
          query,
          weight: weights.rank,
          confidenceWeight: weights.confidence,
          question,
          candidates,
          rows: candidates.map(({ features }) => FEATURES.map((name) => features[name])),
          right: candidates.map(({ prepared }) => gold.has(prepared.entry.id)),
        }),
    );
  }
  return cases;
}

/** The threads that answer a query; its own id where none does. */
function threadsOf({ id, gold }: GoldQuery): readonly string[] {
  return gold.length === 0
    ? [id]
    : gold.map((item) => (typeof item === 'string' ? item : `${item.post}#${item.n}`));
}

/** The community's own posts and questions, in `shared` (folders `weekly` and `eval`). */
async function communityCases(shared: string, own: string): Promise<readonly Case[]> {
  const drafted = await loadKnowledge([join(shared, 'weekly')]);
  const knowledge = { ...drafted, entries: drafted.entries.map((entry) => withDrafts(entry, 0)) };
  const queries = readLines(join(shared, 'eval', 'queries.jsonl'));
  const wordings = readWordings(join(shared, 'eval', 'wordings.jsonl'));
  const overheard = readOverheard(join(own, 'overheard-questions.jsonl'));
  const negatives = readLines(join(own, 'extra-negatives.jsonl'));
  const chat = questionsIn(join(own, 'groupchat.jsonl'), 'chat');
  const contradictions = contradictionsIn(join(own, 'contradictions.jsonl')).filter(
    ({ split }) => split === 'fit',
  );
  const rootOf = grouping([...queries, ...wordings, ...overheard].map(threadsOf));
  const groupOf = (query: GoldQuery): string => rootOf(threadsOf(query)[0] ?? query.id);
  const asked = (
    set: string,
    matchable: Matchable,
    list: readonly GoldQuery[],
    weights: Weights,
  ): Promise<readonly Case[]> =>
    casesOf({ set, knowledge: 'community', matchable, queries: list, weights, groupOf });

  // Learned wordings: every turn with wordings has three of the four as alternates and is asked for by the fourth.
  const goldOf = goldResolver(knowledge.entries);
  const wordingsOf = new Map<string, (typeof wordings)[number][]>();
  for (const wording of wordings) {
    for (const id of goldOf(wording)) wordingsOf.set(id, [...(wordingsOf.get(id) ?? []), wording]);
  }
  const learned = (heldOut: number): Matchable => ({
    ...knowledge,
    entries: knowledge.entries.map((entry): Entry => {
      const others = (wordingsOf.get(entry.id) ?? []).filter(({ place }) => place !== heldOut);
      return { ...entry, alternates: [...entry.alternates, ...others.map(({ query }) => query)] };
    }),
  });
  const heldOut = (place: number): readonly GoldQuery[] => wordings.filter((query) => query.place === place);
  const answerable = queries.filter(({ gold }) => gold.length > 0);
  return [
    ...(await asked('queries', knowledge, queries, WEIGHTS.queries)),
    ...(await asked('wordings', knowledge, wordings, WEIGHTS.wordings)),
    ...(await asked('overheard', knowledge, overheard, WEIGHTS.overheard)),
    ...(await asked('negatives', knowledge, negatives, WEIGHTS.negatives)),
    ...(await asked('chat', knowledge, chat, WEIGHTS.chat)),
    ...(await contradicting(CONTRADICTIONS, knowledge)),
    ...(await asked('learned', learned(1), heldOut(1), WEIGHTS.learned)),
    ...(await asked('learned', learned(3), heldOut(3), WEIGHTS.learned)),
    ...(await asked('beside learned', learned(1), answerable, WEIGHTS.besideLearned)),
    ...(await draftedCases()),
    ...(await partCases()),
  ];

  /** Questions on entries that do not answer them are grouped with what these entries do answer. */
  function contradicting(set: string, matchable: Matchable): Promise<readonly Case[]> {
    const aboutOf = new Map(contradictions.map(({ id, about }) => [id, about]));
    return casesOf({
      set,
      knowledge: 'community',
      matchable,
      queries: contradictions,
      weights: WEIGHTS.contradictions,
      groupOf: ({ id }) => rootOf(aboutOf.get(id) ?? id),
    });
  }

  /** The same questions over a few of the posts: what the other posts answer is then asked in vain. */
  async function partCases(): Promise<readonly Case[]> {
    const cases: Case[] = [];
    for (const size of PART_SIZES) {
      for (const isDrafted of [false, true]) {
        const entries = partOf(isDrafted ? drafted.entries : knowledge.entries, size);
        const inPart = goldResolver(entries);
        const set = `part of ${size}${isDrafted ? ', drafted' : ''}`;
        const inOrOut = queries.map((query) => ({
          ...query,
          gold: inPart(query).size > 0 ? query.gold : [],
          kind: inPart(query).size > 0 || query.gold.length === 0 ? query.kind : 'outside',
        }));
        const matchable = { ...drafted, entries };
        cases.push(
          ...(await asked(
            set,
            matchable,
            inOrOut.filter((one) => !isOutside(one)),
            WEIGHTS.parts,
          )),
          ...(await asked(set, matchable, inOrOut.filter(isOutside), WEIGHTS.outside)),
        );
      }
    }
    return cases;
  }

  /** The same questions over histories of which wordings were drafted for all, for half of the posts, or for a few here and there. */
  async function draftedCases(): Promise<readonly Case[]> {
    const cases: Case[] = [];
    for (const [mix, count] of DRAFT_MIXES) {
      const matchable = {
        ...drafted,
        entries: drafted.entries.map((entry) => withDrafts(entry, count(entry))),
      };
      cases.push(
        ...(await asked(`queries, ${mix}`, matchable, queries, WEIGHTS.drafted)),
        ...(await asked(`wordings, ${mix}`, matchable, wordings, WEIGHTS.draftedWordings)),
        ...(await asked(`chat, ${mix}`, matchable, chat, WEIGHTS.chat)),
        ...(mix === ALL_DRAFTED ? await contradicting(`${CONTRADICTIONS}, ${mix}`, matchable) : []),
        ...(await asked(`negatives, ${mix}`, matchable, negatives, WEIGHTS.draftedNegatives)),
      );
    }
    return cases;
  }
}

/** Half of the alternates stay, the other half are questions. */
function stays(row: number, place: number): boolean {
  return (row + place) % 2 === 0;
}

/** FAQs of other fields, written for this project, in `own`. */
async function faqCases(own: string): Promise<readonly Case[]> {
  const everything = await loadKnowledge([own], { projects: false });
  const cases: Case[] = [];
  for (const name of [...FAQS, ...TOOL_FAQS]) {
    const path = `faq-${name}.jsonl`;
    const drafted = everything.entries.filter((entry) => entry.thread.source.path === path);
    const entries = drafted.map((entry) => withDrafts(entry, 0));
    const groupOf = ({ id, gold: [first] }: GoldQuery): string =>
      typeof first === 'string' ? `${name}:${first}` : id;
    const common = { knowledge: name, groupOf };
    const { glossary, families } = everything;
    const queries = readLines(join(own, `queries-${name}.jsonl`));
    cases.push(
      ...(await casesOf({
        ...common,
        set: name,
        matchable: { entries, glossary, families },
        queries,
        weights: WEIGHTS.faq,
      })),
    );
    if (drafted.some(({ drafted: texts = [] }) => texts.length > 0))
      cases.push(
        ...(await casesOf({
          ...common,
          set: `${name}, drafted`,
          matchable: { entries: drafted, glossary, families },
          queries,
          weights: WEIGHTS.faqDrafted,
        })),
      );
    if (entries.every(({ alternates }) => alternates.length === 0)) continue;
    const kept = entries.map((entry, row) => ({
      ...entry,
      alternates: entry.alternates.filter((_, place) => stays(row, place)),
    }));
    const heldOut = entries.flatMap((entry, row) =>
      entry.alternates
        .filter((_, place) => !stays(row, place))
        .map((query, place) => ({ id: `${entry.id}~${place}`, query, kind: 'alternate', gold: [entry.id] })),
    );
    const matchable = { entries: kept, glossary, families };
    cases.push(
      ...(await casesOf({
        ...common,
        set: `${name} alternates`,
        matchable,
        queries: heldOut,
        weights: WEIGHTS.alternates,
      })),
    );
  }
  return cases;
}

/** Of the training rows of banking77 one in twelve is asked; what five in six hold stays in the history. */
const ASKED_SHARE = 12;
const HELD_OUT_SHARE = 6;
/** One intent in so many is taken out, and asked for in vain. */
const TAKEN_OUT = 8;
/** Wordings an intent, where it has few. */
const FEW = 8;

const share = (text: string): number => hashOf(`held out ${text}`) % ASKED_SHARE;
const isTrained = (text: string): boolean => share(text) % HELD_OUT_SHARE !== 0;
const inPart = (intent: string): boolean => hashOf(`taken out ${intent}`) % TAKEN_OUT !== 0;

/** A bank's intents with many people's wordings each, all of them or not, and with few. Only training rows are used. */
async function intentCases(shared: string): Promise<readonly Case[]> {
  const folder = join(shared, 'eval', 'banking77');
  const cases: Case[] = [];
  for (const [set, isKept, most] of [
    ['intents', () => true, Number.POSITIVE_INFINITY],
    ['part of the intents', inPart, Number.POSITIVE_INFINITY],
    ['intents with few wordings', inPart, FEW],
  ] as const) {
    const { knowledge } = readIntents(folder, isKept, { isTrained, most });
    const queries = intentQuestions(folder, 'train.csv', isKept).filter(({ query }) => share(query) === 0);
    cases.push(
      ...(await casesOf({
        set,
        knowledge: 'intents',
        matchable: knowledge,
        queries,
        weights: WEIGHTS.intents,
        groupOf: ({ id }) => id,
      })),
    );
  }
  return cases;
}

/** One in so many of the messages that open no conversation is asked: they are many, and alike. */
const TALK_SHARE = 3;

/** Real talk over histories made of earlier talk: hardly any message is answered there, so each is taken for one that nothing answers. */
async function talkCases(folder: string): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const channel of CHANNELS) {
    const matchable = await loadKnowledge([join(folder, channel)], { wordings: false });
    const messages = messagesOf(folder, channel);
    const isOpening = ({ first, asks }: (typeof messages)[number]): boolean => first && asks;
    const common = { knowledge: channel, matchable, groupOf: ({ id }: GoldQuery) => id };
    const opening = messages.filter(isOpening);
    const others = messages.filter((one) => !isOpening(one)).filter((_, at) => at % TALK_SHARE === 0);
    for (const [set, own, weights] of [
      [`${channel}, opening`, opening, WEIGHTS.opening],
      [`${channel}, talk`, others, WEIGHTS.talk],
    ] as const)
      cases.push(
        ...(await casesOf({ ...common, set, queries: own.map(({ question }) => question), weights })),
      );
  }
  return cases;
}

/**
 * Throws an Error where a folder is missing.
 * @param talk the folder of real talk
 */
export async function loadCases(shared: string, own: string, talk: string): Promise<readonly Case[]> {
  for (const folder of [
    join(shared, 'weekly'),
    join(shared, 'eval'),
    own,
    ...CHANNELS.map((one) => join(talk, one)),
  ]) {
    if (!existsSync(folder))
      throw new Error(
        `There is no folder ${folder}: name it with --shared, --data or --talk (laid out by ${shared}/eval/prepare_talk.py).`,
      );
  }
  return [
    ...(await communityCases(shared, own)),
    ...(await faqCases(own)),
    ...(await intentCases(shared)),
    ...(await talkCases(talk)),
  ];
}
