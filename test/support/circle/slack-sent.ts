/** What was sent to Slack, as those see it who read and press it. */

import type { ActionKind } from '../../../src/contract.js';
import { buttonsOf } from '../../slack/platform.js';
import { readable, record } from '../../slack/shapes.js';
import { KINDS, type Shown } from './community.js';

export type Json = Readonly<Record<string, unknown>>;

/** Something that was sent, as its buttons need it. */
export interface Sent extends Shown {
  /** The message or the view. */
  readonly body: Json;
  /** Those whose buttons are meant. */
  readonly blocks: unknown;
  readonly surface: 'message' | 'ephemeral' | 'modal' | 'home';
}

/** The part of a Home tab that belongs to one item: its buttons are those that follow its words. */
export function itemOf(home: Sent, words: string): Sent {
  const blocks = Array.isArray(home.body['blocks']) ? home.body['blocks'] : [];
  const from = blocks.findIndex((block) => readable(block).includes(words));
  const to = blocks.findIndex((block, index) => index > from && record(block)['type'] === 'actions');
  if (from < 0 || to < 0) throw new Error(`nothing waits with the words ${words}: ${home.text}`);
  return { ...sentOf('home', { blocks: blocks.slice(from, to + 1) }), body: home.body };
}

export function sentOf(surface: Sent['surface'], body: Json): Sent {
  const blocks = body['blocks'];
  const inputs = (Array.isArray(blocks) ? blocks : []).map(record).filter(({ type }) => type === 'input');
  return {
    body,
    blocks,
    surface,
    text: `${readable(blocks)}\n${textOf(body['text'])}`,
    how: inputs.length > 0 ? 'form' : surface === 'message' ? 'message' : 'private',
    place: surface === 'message' ? `${textOf(body['channel'])}/${textOf(body['thread_ts'])}` : '',
    kinds: elementsIn(blocks).map(([kind]) => kind),
    fields: Object.fromEntries(
      inputs.map(({ element }) => {
        const { action_id: action, initial_value: value = '' } = record(element);
        return [String(action).replace('field:', ''), String(value)];
      }),
    ),
  };
}

/** The buttons of actions, each as Slack would tell it when it is pressed. */
function elementsIn(blocks: unknown): readonly (readonly [ActionKind, Json])[] {
  const buttons = buttonsOf(blocks).flatMap((button): readonly (readonly [ActionKind, Json])[] => {
    const kind = KINDS.find((one) => String(button['action_id']).split(':')[1] === one);
    return kind === undefined || !String(button['action_id']).startsWith('act:') ? [] : [[kind, button]];
  });
  return [...buttons, ...votesIn(blocks)];
}

function votesIn(blocks: unknown): readonly (readonly [ActionKind, Json])[] {
  if (Array.isArray(blocks)) return blocks.flatMap(votesIn);
  if (typeof blocks !== 'object' || blocks === null) return [];
  const node = record(blocks);
  if (node['type'] !== 'feedback_buttons') return Object.values(node).flatMap(votesIn);
  const { type, action_id: action } = node;
  const half = (name: string): Json => ({ type, action_id: action, value: record(node[name])['value'] });
  return [
    ['helpful', half('positive_button')],
    ['unhelpful', half('negative_button')],
  ];
}

export function elementOf({ blocks, text, surface }: Sent, kind: ActionKind): Json {
  const [, element] = elementsIn(blocks).find(([one]) => one === kind) ?? [];
  if (element === undefined) throw new Error(`no ${kind} on this ${surface}: ${text}`);
  return element;
}

export function asSent(shown: Shown): Sent {
  if (!isSent(shown)) throw new Error('this was not sent in Slack');
  return shown;
}

function isSent(shown: Shown): shown is Sent {
  return 'surface' in shown;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function markOf(body: Json): string {
  const [first] = Array.isArray(body['blocks']) ? body['blocks'] : [];
  return String(record(first)['block_id']);
}
