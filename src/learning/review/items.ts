/** What waits for a maintainer, as replies. */

import type { Action, ActionKind, Language, Reply, ReviewQueue } from '../../contract.js';
import { notice, projectCard } from '../../bot/compose.js';
import { type TextKey, texts } from '../../texts/texts.js';
import type { Context } from '../context.js';
import { countUnder, type OpenQuestion, type Saved, type Wording } from '../records.js';
import { type Target, tokenFor, type Verb } from '../tokens.js';

const LABELS = {
  answer: 'answer.label',
  accept: 'accept.label',
  edit: 'edit.label',
  merge: 'merge.label',
  reject: 'reject.label',
} as const satisfies Partial<Record<ActionKind, TextKey>>;

type Kind = keyof typeof LABELS;

/** What a button does with what is in force already, where that differs: a stale button must not undo a decision. */
const IN_FORCE: Readonly<Partial<Record<Kind, Verb>>> = { edit: 'revise', reject: 'withdraw' };

function actions(
  language: Language,
  kinds: readonly Kind[],
  target: Target,
  id: string,
  isInForce = false,
): readonly Action[] {
  return kinds.map((kind) => ({
    kind,
    label: texts(language, isInForce && kind === 'reject' ? 'withdraw.label' : LABELS[kind]),
    token: tokenFor((isInForce ? IN_FORCE[kind] : undefined) ?? kind, target, id),
  }));
}

export interface Items {
  saved(id: string, saved: Saved, language: Language): Reply;
  question(id: string, question: OpenQuestion, language: Language): Promise<Reply>;
  /** What waits: answers and wordings, then open questions, the oldest first. */
  queue(language: Language, limit: number): Promise<ReviewQueue>;
  /** What was learned and is in force, the newest first. */
  inForce(language: Language, limit: number): Promise<ReviewQueue>;
}

/** The tables of the people behind a record. */
type People = 'askers' | 'confirmations';

interface Item {
  readonly id: string;
  readonly at: number;
  readonly people?: People;
  /** @param against people who say that a wording is wrong */
  readonly show: (count: number, against: number) => Promise<Reply>;
}

export function createItems({ records, parts, projects, vault }: Context): Items {
  const choices = (ids: readonly string[]): Reply['alternatives'] =>
    ids.flatMap((id) => {
      const entry = parts.entries.get(id);
      return entry === undefined
        ? []
        : [{ label: entry.question.replace(/\s+/g, ' '), token: parts.tokens.forEntry(id) }];
    });

  const saved: Items['saved'] = (id, { question, answer, links, project, status }, language) => {
    const isInForce = status === 'accepted';
    const card = projectCard(projects, project, language);
    return {
      ...notice(language, answer),
      lead: `**${texts(language, isInForce ? 'review.item.accepted' : 'review.item.saved')}**`,
      question,
      links,
      project: card,
      actions: isInForce
        ? actions(language, ['edit', 'reject'], 's', id, true)
        : actions(language, ['accept', 'edit', 'merge', 'reject'], 's', id),
    };
  };

  const linkOf = async ({ link }: OpenQuestion): Promise<string | undefined> =>
    link === undefined ? undefined : (await vault()).open(link);

  const question = async (
    id: string,
    open: OpenQuestion,
    count: number,
    language: Language,
  ): Promise<Reply> => {
    const { text, near } = open;
    const link = await linkOf(open);
    return {
      ...notice(language, link === undefined ? '' : texts(language, 'asked.link', { link })),
      lead: `**${texts(language, 'review.item.question', { count })}**`,
      question: text,
      alternatives: choices(near),
      actions: actions(language, ['answer', 'merge', 'reject'], 'q', id),
    };
  };

  const wording = (
    id: string,
    { entry, text, status }: Wording,
    people: { readonly count: number; readonly against: number },
    language: Language,
  ): Reply => {
    const isInForce = status === 'live';
    const waiting = people.against > 0 ? 'review.item.disputed' : 'review.item.wording';
    return {
      ...notice(language, ''),
      lead: `**${texts(language, isInForce ? 'review.item.live' : waiting, people)}**`,
      question: text,
      alternatives: choices([entry]),
      actions: isInForce
        ? actions(language, ['reject'], 'w', id, true)
        : actions(language, ['accept', 'reject'], 'w', id),
    };
  };

  const savedItem = (id: string, one: Saved, language: Language): Item => ({
    id,
    at: one.at,
    show: async () => saved(id, one, language),
  });

  const wordingItem = (id: string, one: Wording, language: Language): Item => ({
    id,
    at: one.at,
    people: 'confirmations',
    show: async (count, against) => wording(id, one, { count, against }, language),
  });

  const queueOf = async (items: readonly Item[], limit: number): Promise<ReviewQueue> => {
    const page = items.slice(0, limit);
    const countOf = (table: People): Promise<(id: string) => number> =>
      countUnder<unknown>(
        records[table],
        page.filter(({ people }) => people === table).map(({ id }) => id),
      );
    const counts = { askers: await countOf('askers'), confirmations: await countOf('confirmations') };
    const worded = page.filter(({ people }) => people === 'confirmations').map(({ id }) => id);
    const against = await countUnder(records.objections, worded);
    return {
      total: items.length,
      items: await Promise.all(
        page.map(({ id, people, show }) => show(people === undefined ? 0 : counts[people](id), against(id))),
      ),
    };
  };

  return {
    saved,
    async question(id, open, language) {
      const count = await countUnder(records.askers, [id]);
      return await question(id, open, count(id), language);
    },
    async queue(language, limit) {
      const [answers, wordings, questions] = await Promise.all([
        records.saved.list(),
        records.wordings.list(),
        records.questions.list(),
      ]);
      // A question whose answer waits is no work of its own.
      const inReview = new Set(
        answers.flatMap(([, { status, asked }]) =>
          status === 'pending' && asked !== undefined ? [asked] : [],
        ),
      );
      const toDecide: readonly Item[] = [
        ...answers
          .filter(([, { status }]) => status === 'pending')
          .map(([id, one]) => savedItem(id, one, language)),
        ...wordings
          .filter(([, { status, entry }]) => status === 'pending' && parts.entries.get(entry) !== undefined)
          .map(([id, one]) => wordingItem(id, one, language)),
      ];
      const toAnswer: readonly Item[] = questions
        .filter(([id, { status }]) => status === 'open' && !inReview.has(id))
        .map(([id, one]) => ({
          id,
          at: one.at,
          people: 'askers',
          show: (count) => question(id, one, count, language),
        }));
      // What takes a word comes before what takes an answer, which perhaps nobody knows yet.
      const waiting = [toDecide, toAnswer].flatMap((some) => some.toSorted((a, b) => a.at - b.at));
      return await queueOf(waiting, limit);
    },
    async inForce(language, limit) {
      const [answers, wordings] = await Promise.all([records.saved.list(), records.wordings.list()]);
      const known: readonly Item[] = [
        ...answers
          .filter(([, { status }]) => status === 'accepted')
          .map(([id, one]) => savedItem(id, one, language)),
        ...wordings
          .filter(([, { status }]) => status === 'live')
          .map(([id, one]) => wordingItem(id, one, language)),
      ];
      return await queueOf(
        known.toSorted((a, b) => b.at - a.at),
        limit,
      );
    },
  };
}
