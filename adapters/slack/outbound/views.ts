/** Modals: an answer read to its end, and why it was given. */

import type { KnownBlock, View } from '@slack/types';
import { type Action, EMPTY_REPLY, type Language, type Reply, type Texts } from '../../../src/contract.js';
import { actions, button, context, plain } from './blocks.js';
import { type Origin, writeMetadata } from './forms.js';
import { LENGTHS, LIMITS } from './limits.js';
import { text as rich } from './inline.js';
import { paginate, richText } from './pages.js';
import { ACTIONS, bodyPages, render } from './render-reply.js';
import { type Piece, pieces, section } from './rich-text.js';
import { quietLine } from '../../common/text.js';

/** One page of a long answer, from 0; a page beyond the last is the last. */
export function answerView(reply: Reply, id: string, page: number, texts: Texts): View {
  const pages = bodyPages(reply, texts);
  const shown = Math.min(page, pages.length - 1);
  const question = quietLine(reply.question ?? '');
  const next = button(
    ACTIONS.page,
    texts(reply.language, 'reply.next', { page: shown + 2, pages: pages.length }),
    `${id}:${shown + 1}`,
  );
  return modal(reply, 'slack.answer.title', texts, [
    ...(question === '' ? [] : context([plain(question, LENGTHS.question)])),
    ...richText(pages[shown] ?? []),
    ...(shown < pages.length - 1 ? actions([next]) : []),
  ]);
}

/**
 * Any reply as a modal, such as the explanation of an answer.
 * @param origin where it began; without one the modal has no buttons, as their presses would belong nowhere
 */
export function replyView(reply: Reply, title: string, texts: Texts, origin?: Origin): View {
  const offered = origin === undefined ? NOTHING : { ...reply, actions: reply.actions.filter(isNoVote) };
  const shown = {
    ...reply,
    alternatives: offered.alternatives,
    followUps: offered.followUps,
    actions: offered.actions,
  };
  const hasButtons = shown.alternatives.length + shown.followUps.length + shown.actions.length > 0;
  const text = [reply.lead, reply.text].filter((part) => part !== '').join('\n\n');
  const blocks =
    reply.kind === 'notice' && !hasButtons ? richText(onePage(text)) : render(shown, { texts }).blocks;
  const metadata =
    hasButtons && origin !== undefined ? { private_metadata: writeMetadata(origin) } : undefined;
  return { ...modal(reply, title, texts, blocks), ...metadata };
}

/** The bot speaks of itself in a page or less; what is longer is cut there, with a mark. */
function onePage(text: string): readonly Piece[] {
  const [first = [], second] = paginate(pieces(text), LENGTHS.page, LENGTHS.page);
  return second === undefined ? first : [...first, section(rich('…'))];
}

const NOTHING = { alternatives: [], followUps: [], actions: [] } as const;

/** Votes are a block of messages. https://docs.slack.dev/reference/block-kit/blocks/context-actions-block */
function isNoVote({ kind }: Action): boolean {
  return kind !== 'helpful' && kind !== 'unhelpful';
}

/** A sentence of the adapter's own, for the eyes of one member. */
export function noticeOf(language: Language, texts: Texts, key: string): Reply {
  return { ...EMPTY_REPLY, kind: 'notice', language, lead: texts(language, key), audience: 'asker' };
}

function modal(reply: Reply, title: string, texts: Texts, blocks: readonly KnownBlock[]): View {
  const filled = blocks.length === 0 ? [{ type: 'section', text: plain(' ') } as const] : blocks;
  return {
    type: 'modal',
    title: plain(texts(reply.language, title), LIMITS.viewTitle),
    close: plain(texts(reply.language, 'slack.close'), LIMITS.viewButton),
    blocks: filled.slice(0, LIMITS.viewBlocks),
  };
}
