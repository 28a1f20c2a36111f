/** The few blocks that messages and views are made of, each inside Slack's limits. */

import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { isMisleading, linkable } from '../../common/links.js';
import { LENGTHS, LIMITS } from './limits.js';
import { quietLine, shorten } from '../../common/text.js';
import { mrkdwn } from './text.js';

/** Slack refuses empty texts: a space stands for them. */
export function plain(text: string, length: number = LIMITS.textObject): PlainTextElement {
  const line = shorten(quietLine(text), length);
  // `emoji: false` shows `:name:` as it was written.
  return { type: 'plain_text', text: line === '' ? ' ' : line, emoji: false };
}

/** One line of mrkdwn that is already escaped; `verbatim` keeps Slack from making links of names and addresses by itself. */
export function verbatim(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/**
 * A mrkdwn link; the label alone where the address cannot be linked, or is so long that others would find no room beside it. A label that
 * would mislead stands beside its address.
 */
export function mrkdwnLink(url: string | undefined, label: string, length: number): string {
  const title = mrkdwn(quietLine(label), length);
  const address = url === undefined ? undefined : linkable(url);
  const escaped = address?.replaceAll('&', '&amp;') ?? '';
  if (escaped === '' || escaped.length > LENGTHS.address) return title;
  if (title === '') return `<${escaped}>`;
  if (address !== undefined && isMisleading(label, address)) return `${title} (<${escaped}>)`;
  // The bar ends an address; in a label it does no harm.
  return `<${escaped}|${title}>`;
}

export function context(elements: readonly (MrkdwnElement | PlainTextElement)[]): readonly ContextBlock[] {
  if (elements.length === 0) return [];
  return [{ type: 'context', elements: elements.slice(0, LIMITS.contextElements) }];
}

/** A paragraph of the bot's own words. */
export function paragraph(text: string): SectionBlock {
  return { type: 'section', text: plain(text) };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, LIMITS.headerText) };
}

export function button(action: string, label: string, value: string, style?: 'danger' | 'primary'): Button {
  return {
    type: 'button',
    action_id: action.slice(0, LIMITS.actionId),
    text: plain(label, LIMITS.buttonText),
    value: value.slice(0, LIMITS.buttonValue),
    style,
  };
}

/** The button, with a question that must be answered before it counts. */
export function confirmed(
  pressed: Button,
  { title, text, confirm, deny }: Readonly<Record<'title' | 'text' | 'confirm' | 'deny', string>>,
): Button {
  return {
    ...pressed,
    confirm: {
      title: plain(title, LIMITS.confirmTitle),
      text: plain(text, LIMITS.confirmText),
      confirm: plain(confirm, LIMITS.confirmButton),
      deny: plain(deny, LIMITS.confirmButton),
      style: 'danger',
    },
  };
}

export function actions(elements: readonly ActionsBlock['elements'][number][]): readonly KnownBlock[] {
  const rows: KnownBlock[] = [];
  for (let from = 0; from < elements.length; from += LIMITS.actionsElements) {
    rows.push({ type: 'actions', elements: elements.slice(from, from + LIMITS.actionsElements) });
  }
  return rows;
}
