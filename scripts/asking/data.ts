/** Messages that ask the room or do not: written ones of `test/data`, and real talk, whose messages go on a conversation. */

import { join } from 'node:path';
import { isRecord } from '../../src/record.js';
import { postName } from '../../src/evaluate/queries.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { questionsIn, wordingsIn } from '../eval/data.js';
import { CHANNELS, messagesOf } from '../eval/talk.js';
import { rows } from '../eval-learning/data.js';

export interface Message {
  readonly text: string;
  readonly asks: boolean;
  /** Weight in the fit. */
  readonly weight: number;
  /** Messages of a group are on the same side of a split: those about one post, or one entry. */
  readonly group: string;
  /** Who wrote it; `''` for real talk. */
  readonly voice: string;
  /** The FAQ that it was written for; `''` for the community's posts. */
  readonly base: string;
}

/** Real messages are many and their labels rough: what goes on a conversation may still ask. */
const TALK_WEIGHT = 0.1;

/** Not what somebody writes to a room: questions that were edited, and sentences without what is before them. */
const POST_WEIGHT = 0.2;
const QUERY_WEIGHT = 0.2;
/** Kinds of evaluation questions that do not ask in words. */
const UNASKED_KINDS = new Set(['keyword', 'chitchat']);

/** Kinds of group chat that ask nothing. */
const QUIET_KINDS = new Set(
  'tech-reply mention gossip logistics smalltalk news thanks joke philosophy greeting recruiting'.split(' '),
);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function aboutOf(about: unknown, base: string): string {
  if (isRecord(about)) return textOf(about['post']);
  return about === undefined ? '' : `${base} ${textOf(about)}`;
}

/** @param split `fit`, or `test`, which nothing is fitted on */
export function writtenMessages(data: string, split: 'fit' | 'test'): readonly Message[] {
  return rows(join(data, 'asking.jsonl')).flatMap((row) => {
    if (row['split'] !== split) return [];
    const base = textOf(row['base']);
    return [
      {
        text: textOf(row['text']),
        asks: row['asks'] === true,
        weight: 1,
        group: aboutOf(row['about'], base) || textOf(row['id']),
        voice: textOf(row['voice']),
        base,
      },
    ];
  });
}

/** A message that nobody wrote for the fit. */
function unwritten(text: string, asks: boolean, group: string, weight: number): Message {
  return { text, asks, group, weight, voice: '', base: '' };
}

const SENTENCE = /(?<=[。！!？?])|\n+/u;
const LEAST_SENTENCE = 6;

/** The community's posts, whose questions ask while the sentences of their answers do not, and the questions of the evaluation. */
export async function postMessages(shared: string): Promise<readonly Message[]> {
  const { entries } = await loadKnowledge([join(shared, 'weekly')], { wordings: false });
  const posts = entries.flatMap(({ question, answer, thread }) => {
    const group = postName(thread.source.path);
    const sentences = answer.split(SENTENCE).filter((sentence) => sentence.trim().length >= LEAST_SENTENCE);
    return [
      unwritten(question, true, group, POST_WEIGHT),
      ...sentences.map((sentence) => unwritten(sentence, false, group, POST_WEIGHT)),
    ];
  });
  const queries = [
    ...questionsIn(join(shared, 'eval', 'queries.jsonl')),
    ...wordingsIn(join(shared, 'eval', 'wordings.jsonl')),
  ].filter(({ kind }) => !UNASKED_KINDS.has(kind));
  return [...posts, ...queries.map(({ query }) => unwritten(query, true, query, QUERY_WEIGHT))];
}

export function realMessages(data: string, talk: string): readonly Message[] {
  const channels = CHANNELS.flatMap((channel) =>
    messagesOf(talk, channel).flatMap(({ question, first }) =>
      first ? [] : [unwritten(question.query, false, question.query, TALK_WEIGHT)],
    ),
  );
  const chat = rows(join(data, 'groupchat.jsonl')).flatMap((row) =>
    QUIET_KINDS.has(textOf(row['kind']))
      ? [unwritten(textOf(row['text']), false, textOf(row['text']), TALK_WEIGHT)]
      : [],
  );
  return [...channels, ...chat];
}
