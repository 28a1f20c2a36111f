/** Messages of a channel over histories that may hold their answers: what the overheard confidence and its curve are fitted on. */

import { join } from 'node:path';
import { teachClassifier } from '../../src/engine/classifier.js';
import { type GoldQuery, goldResolver } from '../../src/evaluate/queries.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import type { Knowledge } from '../../src/knowledge/model.js';
import { createMatcher } from '../../src/match/matcher.js';
import {
  OVERHEARD,
  OVERHEARD_SIGNS,
  overheardEvidence,
  type OverheardInput,
} from '../../src/match/relevance/overheard.js';
import { CHANNELS, messagesOf } from '../eval/talk.js';
import { FAQS, questionsIn, questionsWithRows, TOOL_FAQS } from '../eval/data.js';
import { foldOf, FOLDS, hashOf } from '../fit/folds.js';
import { type Example, fitLogistic, type Logistic, probability } from '../fit/logistic.js';

/** What a message is to a history: asks what it holds, asks something else, or asks nothing; `talk` is real and to be left alone. */
type Part = 'known' | 'unknown' | 'quiet' | 'talk';

export interface Heard extends Example {
  readonly part: Part;
  readonly kind: string;
  readonly history: string;
  readonly group: string;
  /** Nothing is fitted on it. */
  readonly isTest: boolean;
}

const RIDGE = 0.001;
const SIGNS = OVERHEARD.map((name) => OVERHEARD_SIGNS[name]);

/** Talk over its own history, and group chat over the community's: nearly all that a channel holds. */
const OWN_TALK = 2;
/** Talk over a history of something else. */
const FOREIGN_TALK = 0.2;
/** One in so many of the talk is put to each history of something else. */
const FOREIGN_SHARE = 4;

interface Message {
  readonly query: GoldQuery;
  readonly part: Exclude<Part, 'known'>;
  readonly weight: number;
  readonly group: string;
  readonly isTest: boolean;
}

interface History {
  readonly name: string;
  readonly knowledge: Knowledge;
  readonly messages: readonly Message[];
}

/** Log-odds that a message asks, by a model that has not seen it. */
export type OddsOf = (text: string) => number;

async function heardOver({ name, knowledge, messages }: History, oddsOf: OddsOf): Promise<readonly Heard[]> {
  const inputs: OverheardInput[] = [];
  const matcher = createMatcher(knowledge, { heard: (_, overheard) => inputs.push(overheard) });
  await teachClassifier({ knowledge, matcher, training: 'wait', snapshots: [] });
  const goldOf = goldResolver(knowledge.entries);
  const heard: Heard[] = [];
  for (const { query, part, ...message } of messages) {
    inputs.length = 0;
    const { matches } = await matcher.match({ text: query.query, limit: 1 });
    const [best] = matches;
    // A second try of a slip comes last; it is what the first match is by where it is surer.
    const input = inputs.find(({ confidence }) => confidence === best?.confidence);
    if (input === undefined || best === undefined || best.differs !== undefined) continue;
    const gold = goldOf(query);
    const evidence = overheardEvidence({ ...input, asking: oddsOf(query.query) });
    heard.push({
      ...message,
      part: gold.size > 0 ? 'known' : part,
      kind: query.kind,
      history: name,
      row: OVERHEARD.map((one) => evidence[one]),
      right: gold.has(best.entry.id),
    });
  }
  return heard;
}

function writtenFor(data: string, base: string): readonly Message[] {
  return questionsWithRows(join(data, 'asking.jsonl')).flatMap(([query, row]) => {
    if ((row['base'] ?? '') !== base) return [];
    const about = row['about'];
    return [
      {
        query,
        part: row['asks'] === true ? ('unknown' as const) : ('quiet' as const),
        weight: 1,
        group: about === undefined ? query.id : JSON.stringify(about),
        isTest: row['split'] === 'test',
      },
    ];
  });
}

function talkOf(queries: readonly GoldQuery[], weight: number): readonly Message[] {
  return queries.map((query) => ({ query, part: 'talk', weight, group: query.query, isTest: false }));
}

async function histories(shared: string, data: string, talk: string): Promise<readonly History[]> {
  const weekly = join(shared, 'weekly');
  const chat = talkOf(questionsIn(join(data, 'groupchat.jsonl'), 'group chat'), OWN_TALK);
  const channels = CHANNELS.map((name) => ({
    name,
    messages: messagesOf(talk, name).map(({ question }) => question),
  }));
  const foreign = talkOf(
    channels.flatMap(({ messages }) => messages).filter(({ query }) => hashOf(query) % FOREIGN_SHARE === 0),
    FOREIGN_TALK,
  );
  const community = [...writtenFor(data, ''), ...chat, ...foreign];
  const everything = [
    await loadKnowledge([data], { projects: false, wordings: false }),
    await loadKnowledge([data], { projects: false }),
  ];
  const faqs = [...FAQS, ...TOOL_FAQS].flatMap((name) =>
    everything.map((knowledge, place) => ({
      name: `${name}${place === 0 ? '' : ', drafted'}`,
      knowledge: {
        ...knowledge,
        entries: knowledge.entries.filter(({ thread }) => thread.source.path === `faq-${name}.jsonl`),
      },
      messages: [...writtenFor(data, name), ...foreign],
    })),
  );
  return [
    { name: 'community', knowledge: await loadKnowledge([weekly], { wordings: false }), messages: community },
    { name: 'community, drafted', knowledge: await loadKnowledge([weekly]), messages: community },
    ...faqs,
    ...(await Promise.all(
      channels.map(async ({ name, messages }) => ({
        name,
        knowledge: await loadKnowledge([join(talk, name)], { wordings: false }),
        messages: talkOf(messages, OWN_TALK),
      })),
    )),
  ];
}

export async function readHeard(
  folders: { readonly shared: string; readonly data: string; readonly talk: string },
  oddsOf: OddsOf,
): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  for (const history of await histories(folders.shared, folders.data, folders.talk)) {
    heard.push(...(await heardOver(history, oddsOf)));
  }
  return heard;
}

export function solveOverheard(heard: readonly Heard[]): Logistic {
  return fitLogistic(heard, SIGNS, RIDGE);
}

export interface HeardScored extends Heard {
  /** 0..1 */
  readonly confidence: number;
}

/** Each by a model that has not seen its group; those of the test by a model of all others. */
export function validateOverheard(heard: readonly Heard[]): readonly HeardScored[] {
  const fit = heard.filter(({ isTest }) => !isTest);
  const scored = (model: Logistic, rows: readonly Heard[]): readonly HeardScored[] =>
    rows.map((one) => ({ ...one, confidence: probability(model, one.row) }));
  return [
    ...Array.from({ length: FOLDS }, (_, fold) =>
      scored(
        solveOverheard(fit.filter(({ group }) => foldOf(group) !== fold)),
        fit.filter(({ group }) => foldOf(group) === fold),
      ),
    ).flat(),
    ...scored(
      solveOverheard(fit),
      heard.filter(({ isTest }) => isTest),
    ),
  ];
}
