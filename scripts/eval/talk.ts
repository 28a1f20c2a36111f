/**
 * Real talk of two channels, asked of histories made of their earlier talk, as `../shared/eval/prepare_talk.py` lays it out:
 * `NAME/kb.jsonl` and `NAME.channel.jsonl` with lines `{"id","query","first","asks"}`. Hardly any message is answered by the
 * history, so what is spoken to is nearly always wrong.
 */

import { join } from 'node:path';
import { type Asked, isAnswered, isSuggested, openAsker } from './figures.js';
import { questionsWithRows } from './data.js';
import { percent, table } from '../../src/evaluate/print.js';
import type { GoldQuery } from '../../src/evaluate/queries.js';
import { loadKnowledge } from '../../src/knowledge/load.js';

export const CHANNELS = ['elm', 'racket'];

interface Message {
  readonly question: GoldQuery;
  /** Whether it opens a conversation. */
  readonly first: boolean;
  /** Whether it holds a question mark. */
  readonly asks: boolean;
}

interface Spoken {
  readonly overheard: readonly Asked[];
  readonly goesOn: readonly Asked[];
  readonly opening: readonly Asked[];
}

export function messagesOf(folder: string, channel: string): readonly Message[] {
  return questionsWithRows(join(folder, `${channel}.channel.jsonl`)).map(([question, { first, asks }]) => ({
    question,
    first: first === true,
    asks: asks === true,
  }));
}

async function speak(folder: string, channel: string): Promise<Spoken> {
  const askAll = await openAsker(await loadKnowledge([join(folder, channel)], { wordings: false }));
  const messages = messagesOf(folder, channel);
  const overheard = await askAll(
    messages.map(({ question }) => question),
    'overheard',
  );
  const goesOn = overheard.filter((_, place) => {
    const message = messages[place];
    return message !== undefined && !message.first && !message.asks;
  });
  const opening = messages.filter(({ first, asks }) => first && asks);
  return { overheard, goesOn, opening: await askAll(opening.map(({ question }) => question)) };
}

function shareOf(outcomes: readonly Asked[], holds: (outcome: Asked) => boolean): readonly string[] {
  const count = outcomes.filter(holds).length;
  return [String(count), percent(count / outcomes.length)];
}

/** A table with a line for each channel and each thing that the bot may do unasked or wrongly. */
export async function talkTable(folder: string): Promise<string> {
  const lines: (readonly string[])[] = [];
  for (const channel of CHANNELS) {
    const { overheard, goesOn, opening } = await speak(folder, channel);
    const line = (what: string, outcomes: readonly Asked[], holds: (outcome: Asked) => boolean): void => {
      lines.push([`${channel}: ${what}`, String(outcomes.length), ...shareOf(outcomes, holds)]);
    };
    line('overheard, spoken to', overheard, isAnswered);
    line('overheard, goes on without a question mark, spoken to', goesOn, isAnswered);
    line('opening questions, answered', opening, isAnswered);
    line('opening questions, suggestions', opening, isSuggested);
  }
  return table([['', 'messages', 'count', '%'], ...lines]);
}
