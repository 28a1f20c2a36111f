/** What waits for maintainers, as blocks of the Home tab. Pure. */

import type { KnownBlock } from '@slack/types';
import type { Language, Reply, ReviewQueue, Texts } from '../../../src/contract.js';
import { shorten } from '../../common/text.js';
import { actions, context, header, paragraph, plain } from '../outbound/blocks.js';
import { text as rich } from '../outbound/inline.js';
import { LENGTHS } from '../outbound/limits.js';
import { richText } from '../outbound/pages.js';
import { actionButtons, type Say } from '../outbound/render-reply.js';
import { pieces, section, words } from '../outbound/rich-text.js';
import { quietLine } from '../../common/text.js';

/** Items that are asked for; what does not fit is counted. */
export const MOST_REVIEWED = 15;

export interface ReviewOptions {
  readonly language: Language;
  readonly texts: Texts;
  /** Blocks that there is room for. */
  readonly room: number;
  /** What the last press brought. */
  readonly notice?: Reply;
}

/** @param queue absent where the store cannot be reached */
export function reviewBlocks(
  queue: ReviewQueue | undefined,
  { language, texts, room, notice }: ReviewOptions,
): readonly KnownBlock[] {
  const say: Say = (key, values) => texts(language, key, values);
  const head: readonly KnownBlock[] = [
    { type: 'divider' },
    header(say('slack.review.title')),
    ...(notice === undefined ? [] : [noticeLine(notice)]),
    ...(queue === undefined ? [paragraph(say('slack.review.noStore'))] : []),
    ...(queue?.total === 0 ? [paragraph(say('slack.review.none'))] : []),
  ];
  const blocks = [...head];
  let shown = 0;
  for (const [index, reply] of (queue?.items ?? []).entries()) {
    const added = item(reply, index, say);
    // One is kept for the line that counts the others.
    if (blocks.length + added.length > room - 1) break;
    blocks.push(...added);
    shown += 1;
  }
  const left = (queue?.total ?? 0) - shown;
  if (left > 0) blocks.push(...context([plain(say('slack.review.more', { count: left }))]));
  return blocks;
}

function item(reply: Reply, index: number, say: Say): readonly KnownBlock[] {
  const question = shorten(quietLine(reply.question ?? ''), LENGTHS.question);
  const answer = shorten(words(pieces(reply.text)), LENGTHS.reviewed);
  const lead = shorten(words(pieces(reply.lead)), LENGTHS.question);
  const near = reply.alternatives.map(({ label }) => shorten(quietLine(label), LENGTHS.prompt));
  const name = shorten(quietLine(reply.project?.name ?? ''), LENGTHS.detail);
  const details = [
    ...(name === '' ? [] : [say('slack.project', { project: name })]),
    ...(near.length === 0 ? [] : [say('slack.review.near', { questions: near.join(say('list.separator')) })]),
  ];
  return [
    ...richText([
      ...(lead === '' ? [] : [section(rich(`${lead}\n`, { italic: true }))]),
      ...(question === '' ? [] : [section(rich(`${question}\n`, { bold: true }))]),
      ...(answer === '' ? [] : [section(rich(answer))]),
    ]),
    ...context(details.map((detail) => plain(detail))),
    ...actions(actionButtons(reply.actions, say, String(index))),
  ];
}

/** What the last press brought, in a line. */
export function noticeLine({ lead, text }: Reply): KnownBlock {
  const whole = [words(pieces(lead)), words(pieces(text))].filter((part) => part !== '').join(' ');
  return paragraph(`▸ ${shorten(quietLine(whole), LENGTHS.reviewed)}`);
}
