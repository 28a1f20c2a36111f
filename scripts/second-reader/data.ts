/** The questions that the second reader is measured on, what it would be sent of them, and what it said. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Attention } from '../../src/contract.js';
import { teachClassifier } from '../../src/engine/classifier.js';
import { createJudge, type Judgement } from '../../src/engine/judge.js';
import { DEFAULT_PRECISION, thresholdsFor } from '../../src/engine/thresholds.js';
import { type GoldQuery, goldResolver } from '../../src/evaluate/queries.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { createMatcher } from '../../src/match/matcher.js';
import type { Reading, SecondReader, Verdict } from '../../src/second-reader/contract.js';
import { renderRequest, requestHash, type SecondReaderRequest } from '../../src/second-reader/render.js';
import { verdictOf } from '../../src/second-reader/reply.js';
import { createRules } from '../../src/second-reader/rules.js';
import { rows } from '../eval-learning/data.js';
import { contradictionsIn, questionsIn } from '../eval/data.js';

export interface Folders {
  /** With `weekly` posts and `eval` questions. */
  readonly shared: string;
  /** Of the project. */
  readonly data: string;
}

interface Case {
  readonly set: string;
  readonly attention: Attention;
  readonly query: GoldQuery;
}

export interface Judged extends Case {
  /** The entries that answer. */
  readonly gold: ReadonlySet<string>;
  readonly judgement: Judgement;
  /** What a second reader is asked; absent where the bot decides by itself. */
  readonly reading?: Reading;
}

/** The chat of other groups, of which as little as may be is to be sent. */
export const CHAT = 'chat of other groups';

/** Nothing of the environment goes into a request that is written to a file. */
const asIs = (text: string): string => text;

function casesIn({ shared, data }: Folders): readonly Case[] {
  return [
    ...casesOf(join(shared, 'eval', 'queries.jsonl'), 'questions', 'addressed'),
    ...casesOf(join(data, 'contradictions.jsonl'), 'contradictions', 'addressed', sampledIn),
    ...casesOf(join(data, 'channel-messages.jsonl'), 'channel', 'overheard'),
    ...casesOf(join(data, 'groupchat-unseen.jsonl'), CHAT, 'overheard'),
  ];
}

function casesOf(
  path: string,
  set: string,
  attention: Attention,
  read: (path: string) => readonly GoldQuery[] = questionsIn,
): readonly Case[] {
  if (existsSync(path)) return read(path).map((query) => ({ set, attention, query }));
  process.stderr.write(`There is no ${path}: it is left out.\n`);
  return [];
}

function sampledIn(path: string): readonly GoldQuery[] {
  return contradictionsIn(path).filter(({ isSample }) => isSample);
}

/** Judges every case over the community's posts without drafted wordings, at the default precision. */
export async function judgeAll(folders: Folders, read: SecondReader): Promise<readonly Judged[]> {
  const knowledge = await loadKnowledge([join(folders.shared, 'weekly')], { wordings: false });
  const matcher = createMatcher(knowledge);
  await teachClassifier({ knowledge, matcher, training: 'wait', snapshots: [] });
  let reading: Reading | undefined;
  const judge = createJudge({
    matcher,
    thresholds: thresholdsFor(),
    second: {
      read: async (asked) => {
        reading = asked;
        return await read(asked);
      },
      rules: createRules(DEFAULT_PRECISION),
    },
  });
  const goldOf = goldResolver(knowledge.entries);
  const judged: Judged[] = [];
  for (const one of casesIn(folders)) {
    reading = undefined;
    const judgement = await judge({ text: one.query.query, attention: one.attention, limit: DEPTH });
    judged.push({ ...one, gold: goldOf(one.query), judgement, reading });
  }
  return judged;
}

/** Matches that are looked through. */
const DEPTH = 10;

export interface NamedRequest {
  readonly hash: string;
  readonly set: string;
  readonly request: SecondReaderRequest;
}

/** What would be sent, each request once; the chat of other groups is only counted. */
export function requestsOf(judged: readonly Judged[]): readonly NamedRequest[] {
  const requests = judged.flatMap(({ set, reading }) => {
    if (reading === undefined || set === CHAT) return [];
    const request = renderRequest(reading, asIs);
    return [{ hash: requestHash(request), set, request }];
  });
  return [...new Map(requests.map((one) => [one.hash, one])).values()];
}

/** A second reader that says what stands in a file of verdicts, a JSON record with `hash` a line. What is missing there is away. */
export function readerFrom(path: string): SecondReader {
  const verdicts = new Map(rows(path).map((verdict) => [verdict['hash'], verdict]));
  return async (reading): Promise<Verdict | undefined> =>
    verdictOf(verdicts.get(requestHash(renderRequest(reading, asIs))), reading);
}
