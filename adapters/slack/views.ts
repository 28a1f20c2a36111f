/** Modals: an answer read to its end, and why it was given. */

import type { KnownBlock, View } from '@slack/types';
import type { Reply, Texts } from '../../src/contract.js';
import { actions, button, context, plain } from './blocks.js';
import { LENGTHS, LIMITS } from './limits.js';
import { richText } from './pages.js';
import { ACTIONS, bodyPages, render } from './render.js';
import { pieces } from './rich-text.js';
import { quietLine } from './text.js';

/** One page of a long answer, from 0; a page beyond the last is the last. */
export function answerView(reply: Reply, id: string, page: number, texts: Texts): View {
  const pages = bodyPages(reply, texts, LENGTHS.page);
  const shown = Math.min(page, pages.length - 1);
  const question = quietLine(reply.question ?? '');
  const next = button(
    ACTIONS.page,
    texts(reply.language, 'slack.next', { page: shown + 2, pages: pages.length }),
    `${id}:${shown + 1}`,
  );
  return modal(reply, 'slack.answer.title', texts, [
    ...(question === '' ? [] : context([plain(question, LENGTHS.question)])),
    ...richText(pages[shown] ?? []),
    ...(shown < pages.length - 1 ? actions([next]) : []),
  ]);
}

/** Any reply as a modal without buttons, such as the explanation of an answer. */
export function replyView(reply: Reply, title: string, texts: Texts): View {
  const text = [reply.lead, reply.text].filter((part) => part !== '').join('\n\n');
  if (reply.kind === 'notice') return modal(reply, title, texts, richText(pieces(text)));
  const bare = { ...reply, alternatives: [], followUps: [], actions: [] };
  return modal(reply, title, texts, render(bare, { texts }).blocks);
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
