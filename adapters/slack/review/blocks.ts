/** The blocks of the Home tab: what the bot knows, settings, and what waits for maintainers. Pure. */

import type { KnownBlock, StaticSelect } from '@slack/types';
import type {
  ChannelSettings,
  Language,
  Overview,
  Reply,
  ReviewQueue,
  Texts,
} from '../../../src/contract.js';
import { shorten } from '../../common/text.js';
import {
  actions,
  button,
  context,
  header,
  mrkdwnLink,
  paragraph,
  plain,
  verbatim,
} from '../outbound/blocks.js';
import { text as rich } from '../outbound/inline.js';
import { LENGTHS, LIMITS } from '../outbound/limits.js';
import { richText } from '../outbound/pages.js';
import { actionButtons, type Say } from '../outbound/render-reply.js';
import { pieces, section, words } from '../outbound/rich-text.js';
import { mrkdwn } from '../outbound/text.js';
import { quietLine } from '../../common/text.js';

export const HOME_ACTIONS = { language: 'home-language', channel: 'home-channel' } as const;

/** Items that are asked for; what does not fit is counted. */
export const MOST_REVIEWED = 15;
/** Channels that are shown; the Home tab holds 100 blocks. */
const MOST_CHANNELS = 20;
const MOST_PROJECTS = 20;
/** Stands for a language that no member has chosen. */
const AUTOMATIC = 'auto';
const DIVIDER: KnownBlock = { type: 'divider' };

interface ReviewOptions {
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
  const blocks: KnownBlock[] = [
    DIVIDER,
    header(say('slack.review.title')),
    ...(notice === undefined ? [] : [noticeLine(notice)]),
    ...(queue === undefined ? [paragraph(say('slack.review.noStore'))] : []),
    ...(queue?.total === 0 ? [paragraph(say('slack.review.none'))] : []),
  ];
  let shown = 0;
  for (const [index, reply] of (queue?.items ?? []).entries()) {
    const added = item(reply, index, say);
    // One block is kept for the line that counts the others.
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

export function knowledgeBlocks(
  { threads, entries, projects, newest }: Overview,
  say: Say,
): readonly KnownBlock[] {
  const names = projects.slice(0, MOST_PROJECTS).join(say('list.separator'));
  const source =
    newest === undefined
      ? []
      : [
          mrkdwn(say('slack.home.newest'), LENGTHS.detail),
          mrkdwnLink(newest.url, newest.title ?? newest.path, LENGTHS.detail),
          mrkdwn(newest.date ?? '', LENGTHS.detail),
        ];
  return [
    header(say('slack.home.title')),
    paragraph(say('slack.home.intro')),
    paragraph(say('slack.home.knows', { threads, entries })),
    ...context(source.length === 0 ? [] : [verbatim(source.join(' '))]),
    ...context(names === '' ? [] : [plain(say('slack.home.projects', { projects: names }))]),
  ];
}

export function mostAskedBlocks(questions: readonly string[], say: Say): readonly KnownBlock[] {
  if (questions.length === 0) return [];
  const lines = questions.map((question) => paragraph(`• ${shorten(question, LENGTHS.question)}`));
  return [DIVIDER, header(say('slack.home.most')), ...lines];
}

/** @param chosen absent for a member who has chosen none */
export function languageBlocks(chosen: Language | undefined, say: Say): readonly KnownBlock[] {
  const options = [option(AUTOMATIC, say('slack.home.auto')), option('zh', '中文'), option('en', 'English')];
  const select: StaticSelect = {
    type: 'static_select',
    action_id: HOME_ACTIONS.language,
    options,
    initial_option: options.find(({ value }) => value === (chosen ?? AUTOMATIC)),
  };
  return [DIVIDER, { type: 'section', text: plain(say('slack.home.language')), accessory: select }];
}

function option(value: string, label: string) {
  return { text: plain(label, LIMITS.optionText), value };
}

export function channelBlocks(
  channels: readonly (readonly [string, ChannelSettings])[],
  say: Say,
): readonly KnownBlock[] {
  return [
    DIVIDER,
    header(say('slack.home.channels')),
    ...(channels.length === 0 ? [paragraph(say('slack.home.noChannels'))] : []),
    ...channels
      .slice(0, MOST_CHANNELS)
      .map(([key, settings], index) => channelLine(key, settings, index, say)),
  ];
}

function channelLine(
  key: string,
  { listening, precision, secondReader }: ChannelSettings,
  index: number,
  say: Say,
): KnownBlock {
  const state = say(listening ? 'slack.home.on' : 'slack.home.off');
  const threshold = precision === undefined ? '' : `, ${say('slack.home.precision', { precision })}`;
  const leftOut = secondReader ? '' : `, ${say('slack.home.noSecondReader')}`;
  const id = key.slice(key.indexOf('/') + 1);
  const action = `${HOME_ACTIONS.channel}:${index}`;
  return {
    type: 'section',
    // The id of a channel that a maintainer typed a command in: Slack shows its name to those who may see it.
    text: verbatim(`<#${id.replace(/\W/g, '')}>: ${mrkdwn(state + threshold + leftOut, LENGTHS.detail)}`),
    accessory: listening
      ? button(action, say('slack.home.switchOff'), `off:${key}`)
      : button(action, say('slack.home.switchOn'), `on:${key}`),
  };
}
