/** What waits for a maintainer, as replies. */

import type { Action, ActionKind, Language, Reply, ReviewQueue } from '../contract.js';
import { notice, projectCard } from '../bot/compose.js';
import { type TextKey, texts } from '../texts/texts.js';
import type { Context } from './context.js';
import type { OpenQuestion, Saved, Wording } from './records.js';
import { type Target, tokenFor, type Verb } from './tokens.js';

const LABELS = {
  answer: 'answer.label',
  accept: 'accept.label',
  edit: 'edit.label',
  merge: 'merge.label',
  reject: 'reject.label',
} as const satisfies Partial<Record<ActionKind, TextKey>>;

function actions(
  language: Language,
  kinds: readonly (keyof typeof LABELS & Verb)[],
  target: Target,
  id: string,
): readonly Action[] {
  return kinds.map((kind) => ({
    kind,
    label: texts(language, LABELS[kind]),
    token: tokenFor(kind, target, id),
  }));
}

export interface Items {
  saved(id: string, saved: Saved, language: Language): Reply;
  question(id: string, question: OpenQuestion, language: Language): Promise<Reply>;
  /** What waits, the oldest first. */
  queue(language: Language, limit: number): Promise<ReviewQueue>;
}

export function createItems({ records, parts, projects, vault }: Context): Items {
  const choices = (ids: readonly string[]): Reply['alternatives'] =>
    ids.flatMap((id) => {
      const entry = parts.entries.get(id);
      return entry === undefined
        ? []
        : [{ label: entry.question.replace(/\s+/g, ' '), token: parts.tokens.forEntry(id) }];
    });

  const saved: Items['saved'] = (id, { question, answer, links, project }, language) => {
    const card = projectCard(projects, project, language);
    return {
      ...notice(language, answer),
      lead: `**${texts(language, 'review.item.saved')}**`,
      question,
      links,
      ...(card === undefined ? {} : { project: card }),
      actions: actions(language, ['accept', 'edit', 'merge', 'reject'], 's', id),
    };
  };

  const linkOf = async ({ link }: OpenQuestion): Promise<string | undefined> =>
    link === undefined ? undefined : (await vault()).open(link);

  const question: Items['question'] = async (id, open, language) => {
    const { text, near } = open;
    const link = await linkOf(open);
    const count = (await records.askers.list(`${id}/`)).length;
    return {
      ...notice(language, link === undefined ? '' : texts(language, 'asked.link', { link })),
      lead: `**${texts(language, 'review.item.question', { count })}**`,
      question: text,
      alternatives: choices(near),
      actions: actions(language, ['answer', 'merge', 'reject'], 'q', id),
    };
  };

  const wording = async (id: string, { entry, text }: Wording, language: Language): Promise<Reply> => {
    const count = (await records.confirmations.list(`${id}/`)).length;
    return {
      ...notice(language, ''),
      lead: `**${texts(language, 'review.item.wording', { count })}**`,
      question: text,
      alternatives: choices([entry]),
      actions: actions(language, ['accept', 'reject'], 'w', id),
    };
  };

  return {
    saved,
    question,
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
      const waiting: readonly { readonly at: number; readonly show: () => Promise<Reply> }[] = [
        ...answers
          .filter(([, { status }]) => status === 'pending')
          .map(([id, one]) => ({ at: one.at, show: async () => saved(id, one, language) })),
        ...wordings
          .filter(([, { status, entry }]) => status === 'pending' && parts.entries.get(entry) !== undefined)
          .map(([id, one]) => ({ at: one.at, show: () => wording(id, one, language) })),
        ...questions
          .filter(([id, { status }]) => status === 'open' && !inReview.has(id))
          .map(([id, one]) => ({ at: one.at, show: () => question(id, one, language) })),
      ];
      const shown = waiting.toSorted((a, b) => a.at - b.at).slice(0, limit);
      return { total: waiting.length, items: await Promise.all(shown.map(({ show }) => show())) };
    },
  };
}
