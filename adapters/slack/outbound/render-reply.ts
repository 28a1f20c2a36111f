/** A reply as a Slack message. Pure. */

import type { Button, ContextActionsBlock, KnownBlock } from '@slack/types';
import type { Action, ActionKind, Choice, ProjectCard, Reply, Source, Texts } from '../../../src/contract.js';
import { actions, button, confirmed, context, mrkdwnLink, plain, verbatim } from './blocks.js';
import { link, text as rich } from './inline.js';
import { LENGTHS, LIMITS, MAX_ALTERNATIVES, MAX_FOLLOW_UPS } from './limits.js';
import { paginate, richText } from './pages.js';
import { type Piece, pieces, section, words } from './rich-text.js';
import { quietLine, shorten } from '../../common/text.js';
import { mrkdwn, mrkdwnBytes } from './text.js';

/** The values of the adapter's own buttons; a button without a value is left out. */
export interface OwnButtons {
  /** Opens the whole answer where the message holds only its beginning. */
  readonly more?: string;
  readonly share?: string;
  readonly quiet?: string;
  readonly remove?: string;
}

interface RenderOptions {
  readonly texts: Texts;
  readonly buttons?: OwnButtons;
}

export interface Rendered {
  /** What a notification and a screen reader say: mrkdwn, escaped. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** Whether the answer needs a modal to be read to its end. */
  readonly isLong: boolean;
}

/** Action ids; what follows the colon keeps them apart within a message. */
export const ACTIONS = {
  choice: 'choice',
  act: 'act',
  feedback: 'feedback',
  more: 'more',
  page: 'page',
  share: 'share',
  quiet: 'quiet',
  remove: 'remove',
} as const;

const VOTES: readonly ActionKind[] = ['helpful', 'unhelpful'];

/** A sentence of the catalogue in one language. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function render(reply: Reply, { texts, buttons = {} }: RenderOptions): Rendered {
  const say: Say = (key, values) => texts(reply.language, key, values);
  const lead = pieces(reply.lead);
  const answer = pieces(reply.text);
  const pages = paginate([...answer, ...linkPieces(reply, texts)], LENGTHS.answer, LENGTHS.page);
  const blocks: readonly KnownBlock[] = [
    ...richText(paginate(lead, LENGTHS.lead, LENGTHS.page)[0] ?? []),
    ...richText(questionPieces(reply, say)),
    ...richText(pages[0] ?? []),
    ...(buttons.more === undefined ? [] : actions([button(ACTIONS.more, say('reply.more'), buttons.more)])),
    ...choices(
      'alternative',
      alternativesTitle(reply, say),
      reply.alternatives.slice(0, MAX_ALTERNATIVES),
      say,
    ),
    ...choices('follow-up', say('slack.followUps'), reply.followUps.slice(0, MAX_FOLLOW_UPS), say),
    ...context([...projectLine(reply.project, say), ...sourceLine(reply.source, say)]),
    ...feedback(reply, say),
    ...ownActions(reply, buttons, say),
  ];
  return {
    text: plainText(reply, lead, answer, say),
    isLong: pages.length > 1,
    blocks:
      blocks.length === 0
        ? [{ type: 'section', text: plain(say('reply.empty')) }]
        : blocks.slice(0, LIMITS.messageBlocks),
  };
}

/** The answer and its links, on pages of a modal. */
export function bodyPages(reply: Reply, texts: Texts): readonly (readonly Piece[])[] {
  return paginate([...pieces(reply.text), ...linkPieces(reply, texts)], LENGTHS.page, LENGTHS.page);
}

function linkPieces(reply: Reply, texts: Texts): readonly Piece[] {
  const title = texts(reply.language, 'reply.links');
  const links = reply.links.map(({ title: label, url }) =>
    section([...rich(`${shorten(quietLine(label), LENGTHS.detail)}: `), ...link('', url)]),
  );
  if (links.length === 0) return [];
  const list: Piece = { type: 'rich_text_list', style: 'bullet', elements: links };
  return [section(rich(`${title}\n`, { bold: true })), list];
}

function questionPieces(reply: Reply, say: Say): readonly Piece[] {
  const question = shorten(quietLine(reply.question ?? ''), LENGTHS.question);
  if (question === '') return [];
  return [section([...rich(`${say('reply.question')} `), ...rich(question, { bold: true })])];
}

/** Empty for a suggestion with a lead, which has asked already. */
function alternativesTitle(reply: Reply, say: Say): string {
  return reply.kind === 'suggest' && reply.lead !== '' ? '' : say('slack.alternatives');
}

function choices(name: string, title: string, offered: readonly Choice[], say: Say): readonly KnownBlock[] {
  if (offered.length === 0) return [];
  const buttons = offered.map(({ label, token }, index) =>
    button(
      `${ACTIONS.choice}:${name}:${index}`,
      quietLine(label) === '' ? say('reply.unnamed') : label,
      token,
    ),
  );
  return [...context(title === '' ? [] : [plain(title)]), ...actions(buttons)];
}

function projectLine(project: ProjectCard | undefined, say: Say) {
  if (project === undefined) return [];
  const name = shorten(quietLine(project.name), LENGTHS.detail);
  const description = shorten(quietLine(project.description), LENGTHS.detail);
  const links = (
    [
      ['label.repository', project.repository],
      ['label.documentation', project.documentation],
      ['label.issues', project.issues],
    ] as const
  ).flatMap(([key, url]) => (url === undefined ? [] : [mrkdwnLink(url, say(key), LENGTHS.detail)]));
  return [
    plain(say('slack.project', { project: description === '' ? name : `${name} - ${description}` })),
    ...(links.length === 0 ? [] : [verbatim(links.join(' · '))]),
  ];
}

function sourceLine(source: Source | undefined, say: Say) {
  if (source === undefined) return [];
  const title = source.title ?? `${source.path}:${source.line}`;
  const where = mrkdwnLink(source.url, title, LENGTHS.detail);
  const date = source.date === undefined ? '' : `, ${mrkdwn(source.date, LENGTHS.detail)}`;
  return [verbatim(`${mrkdwn(say('reply.source'), LENGTHS.detail)} ${where}${date}`)];
}

/** One of the two feedback buttons. */
function half({ label, token }: Choice, spoken: string) {
  return {
    text: plain(label, LIMITS.buttonText),
    value: token,
    accessibility_label: plain(spoken, LIMITS.buttonText).text,
  };
}

function feedback(reply: Reply, say: Say): readonly KnownBlock[] {
  const [helpful, unhelpful] = VOTES.map((vote) => reply.actions.find(({ kind }) => kind === vote));
  if (helpful === undefined || unhelpful === undefined) return [];
  const block: ContextActionsBlock = {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: ACTIONS.feedback,
        positive_button: half(helpful, say('slack.helpful')),
        negative_button: half(unhelpful, say('slack.unhelpful')),
      },
    ],
  };
  return [block];
}

/** Slack shows votes as a pair; one alone is a button. */
function hasBothVotes(offered: readonly Action[]): boolean {
  return VOTES.every((vote) => offered.some(({ kind }) => kind === vote));
}

/**
 * Every action but a pair of votes, as buttons.
 * @param scope keeps the ids of several items in one view apart
 */
export function actionButtons(offered: readonly Action[], say: Say, scope = ''): readonly Button[] {
  const seen = new Map<string, number>();
  return offered
    .filter(({ kind }) => !VOTES.includes(kind) || !hasBothVotes(offered))
    .map(({ kind, label, token }) => {
      const first = `${ACTIONS.act}:${kind}${scope === '' ? '' : `:${scope}`}`;
      const count = (seen.get(first) ?? 0) + 1;
      seen.set(first, count);
      const id = count === 1 ? first : `${first}:${count}`;
      if (kind !== 'reject') return button(id, label, token, kind === 'accept' ? 'primary' : undefined);
      return confirmed(button(id, label, token, 'danger'), {
        title: say('slack.reject.title'),
        text: say('slack.reject.text'),
        confirm: label,
        deny: say('slack.cancel'),
      });
    });
}

function ownActions(reply: Reply, buttons: OwnButtons, say: Say): readonly KnownBlock[] {
  return actions([
    ...actionButtons(reply.actions, say),
    ...(buttons.share === undefined
      ? []
      : [button(ACTIONS.share, say('slack.share'), buttons.share, 'primary')]),
    ...(buttons.quiet === undefined ? [] : [button(ACTIONS.quiet, say('reply.quiet'), buttons.quiet)]),
    ...(buttons.remove === undefined ? [] : [button(ACTIONS.remove, say('slack.remove'), buttons.remove)]),
  ]);
}

/** The reply read out: no marks, and of the buttons what they offer. */
function plainText(reply: Reply, lead: readonly Piece[], answer: readonly Piece[], say: Say): string {
  const lines = [
    words(lead),
    reply.question === undefined ? '' : `${say('reply.question')} ${quietLine(reply.question)}`,
    words(answer),
    ...(reply.alternatives.length === 0 ? [] : [alternativesTitle(reply, say)]),
    ...reply.alternatives.map(({ label }) => `- ${quietLine(label)}`),
  ];
  const whole = lines.filter((line) => line.trim() !== '').join('\n');
  return mrkdwnBytes(whole === '' ? say('reply.empty') : whole, LIMITS.messageTextBytes);
}
