/** A reply as a Discord message of components. Pure. */

import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Action, Choice, Language, Reply, Texts } from '../../../src/contract.js';
import { button, display, menu, rows, separator } from './components.js';
import { addresses, type Layout, layout, type Say } from './layout.js';

/** The adapter's own buttons; one that is absent is not shown. */
export interface OwnButtons {
  /** What the button "read on" carries, where the message holds the beginning only. */
  readonly more?: string;
  readonly quiet?: boolean;
  /** Whether the post that it stands in is solved: a button marks it so, or shows it. */
  readonly solved?: boolean;
  readonly remove?: boolean;
  /** Whether the reply is an item of the review: the reply to its buttons takes its place, and the next item follows. */
  readonly review?: boolean;
}

interface RenderOptions {
  readonly texts: Texts;
  readonly buttons?: OwnButtons;
}

/** The ids of buttons and menus; a token or an id may follow behind a colon. */
export const IDS = {
  alternatives: 'alternatives',
  followUps: 'followUps',
  act: 'act',
  form: 'form',
  more: 'more',
  quiet: 'quiet',
  solved: 'solved',
  remove: 'remove',
} as const;

/** What ends the ids of a message of the review. */
export const REVIEW = 'review';

/** The id of a button, a menu or a form, from its parts. */
export function customId(parts: readonly string[], isReview: boolean): string {
  return [...parts, ...(isReview ? [REVIEW] : [])].join(':');
}

const COLOURS: Readonly<Record<Reply['kind'], number | undefined>> = {
  answer: 0x3b_82_f6,
  suggest: 0xf5_9e_0b,
  none: 0x9c_a3_af,
  list: 0x3b_82_f6,
  notice: undefined,
  acknowledgement: undefined,
};

export function render(reply: Reply, options: RenderOptions): readonly APIMessageTopLevelComponent[] {
  const say: Say = (key, values) => options.texts(reply.language, key, values);
  const buttons = options.buttons ?? {};
  const { head, foot, pages, offered } = layout(reply, options.texts);
  const [body = ''] = pages;
  const parts: readonly APIComponentInContainer[] = [
    ...display(head),
    ...display(body),
    ...menus(offered, reply.kind, buttons.review === true, say),
    ...(foot === '' ? [] : [separator(), ...display(foot)]),
    ...rows(addresses(reply, say)),
    ...rows(ownButtons(reply, buttons, say)),
  ];
  return container(parts.length === 0 ? display(say('reply.empty')) : parts, COLOURS[reply.kind]);
}

/** An answer that is longer than its message, in pages of Discord's Markdown. */
export interface Pages {
  readonly language: Language;
  readonly pages: readonly string[];
}

/** One page of a long answer, from 0; a page beyond the last is the last. */
export function renderPage(
  { language, pages }: Pages,
  page: number,
  id: string,
  texts: Texts,
): readonly APIMessageTopLevelComponent[] {
  const shown = Math.min(page, pages.length - 1);
  const next = texts(language, 'reply.next', { page: shown + 2, pages: pages.length });
  return container([
    ...display(pages[shown] || texts(language, 'reply.empty')),
    ...(shown < pages.length - 1 ? rows([button(`${IDS.more}:${id}:${shown + 1}`, next)]) : []),
  ]);
}

/** A sentence of the adapter's own. */
export function renderNote(sentence: string): readonly APIMessageTopLevelComponent[] {
  return container(display(sentence));
}

/** The whole answer in pages; a single page where the message holds all of it. */
export function pagesOf(reply: Reply, texts: Texts): Pages {
  return { language: reply.language, pages: layout(reply, texts).pages };
}

function container(
  components: readonly APIComponentInContainer[],
  colour?: number,
): readonly APIMessageTopLevelComponent[] {
  return [{ type: ComponentType.Container, components: [...components], accent_color: colour }];
}

function menus(
  offered: Layout['offered'],
  kind: Reply['kind'],
  isReview: boolean,
  say: Say,
): readonly APIComponentInContainer[] {
  const unnamed = say('reply.unnamed');
  const one = (id: string, key: string, choices: readonly Choice[]) =>
    menu(customId([id], isReview), say(key), choices, unnamed);
  return [
    ...one(
      IDS.alternatives,
      kind === 'suggest' ? 'discord.choose' : 'discord.alternatives',
      offered.alternatives,
    ),
    ...one(IDS.followUps, 'discord.followUps', offered.followUps),
  ];
}

const STYLES: Readonly<Partial<Record<Action['kind'], Parameters<typeof button>[2]>>> = {
  answer: ButtonStyle.Primary,
  accept: ButtonStyle.Success,
  reject: ButtonStyle.Danger,
};

/** Marks a forum post as solved; shows it where it is. */
export function solvedButton(isSolved: boolean, say: Say): APIButtonComponent {
  return isSolved
    ? { ...button(IDS.solved, `✅ ${say('discord.isSolved')}`), disabled: true }
    : button(IDS.solved, say('discord.solved'), ButtonStyle.Success);
}

/** An emoji says more on a small button than a word. */
const MARKS: Readonly<Partial<Record<Action['kind'], string>>> = { helpful: '👍 ', unhelpful: '👎 ' };

function ownButtons(reply: Reply, own: OwnButtons, say: Say): readonly APIButtonComponent[] {
  const kinds = new Set<string>();
  return [
    ...(own.more === undefined
      ? []
      : [button(`${IDS.more}:${own.more}`, say('reply.more'), ButtonStyle.Primary)]),
    ...(own.solved === undefined ? [] : [solvedButton(own.solved, say)]),
    ...reply.actions
      // One of each kind, as ids must differ.
      .filter(({ kind }) => !kinds.has(kind) && kinds.add(kind))
      .map(({ kind, label, token }) =>
        button(
          customId([IDS.act, kind, token], own.review === true),
          `${MARKS[kind] ?? ''}${label}`,
          STYLES[kind],
        ),
      ),
    ...(own.quiet === true ? [button(IDS.quiet, say('reply.quiet'))] : []),
    ...(own.remove === true ? [button(IDS.remove, say('discord.remove'))] : []),
  ];
}
