/** A platform as the people of a community use it: they ask, press, fill in, and read what stands there. */

import type { ActionKind, Adapter, Language } from '../../../src/contract.js';
import type { TextKey } from '../../../src/texts/texts.js';
import { texts } from '../texts.js';

export const KINDS: readonly ActionKind[] = [
  'why',
  'helpful',
  'unhelpful',
  'ask-maintainers',
  'answer',
  'accept',
  'edit',
  'merge',
  'reject',
];

/** Milliseconds that anything may take to appear when the machine is busy; it is waited for no longer than it takes. */
export const PATIENCE = { timeout: 20_000, interval: 10 } as const;

/** `mia` is the maintainer. */
export type Person = 'ann' | 'ben' | 'carl' | 'dora' | 'eve' | 'mia';

/** Something that a person sees. */
export interface Shown {
  /** All that can be read or opened. */
  readonly text: string;
  /** A message that others see too, words for one pair of eyes, or a form. */
  readonly how: 'message' | 'private' | 'form';
  /** The conversation that a message stands in; empty of anything else. */
  readonly place: string;
  /** The kinds of its buttons. */
  readonly kinds: readonly ActionKind[];
  /** What the fields of a form are filled with. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface Writing {
  readonly mentions?: boolean;
  readonly to?: Shown;
}

export interface Community {
  readonly adapter: Adapter;
  readonly settings: Readonly<Record<string, string>>;
  /** As QABOT_MAINTAINERS names them. */
  readonly maintainers: readonly string[];
  /** Asks in the members' channel; gives the message that answers. */
  ask(who: Person, text: string): Promise<Shown>;
  /** The members' channel, as the core knows it. */
  readonly channel: string;
  /** Writes in the members' channel, or below a message of the bot: in its thread, or as a reply to it. */
  write(who: Person, text: string, how?: Writing): Promise<void>;
  /** Presses the button that removes a message of the bot. */
  remove(who: Person, on: Shown): Promise<void>;
  /** Asks where nobody else reads the answer, and the bot cannot post: with a command; in Discord in a server of others. */
  askApart(who: Person, text: string): Promise<Shown>;
  /** Presses the button of this kind; gives what the presser sees then. */
  act(who: Person, on: Shown, kind: ActionKind): Promise<Shown>;
  /** Chooses what is offered under this label. */
  choose(who: Person, on: Shown, label: string): Promise<Shown>;
  /** Submits a form, with these fields changed. */
  submit(who: Person, form: Shown, fields?: Readonly<Record<string, string>>): Promise<Shown>;
  /** Chooses "Save as answer" on a message in the members' channel that answers another. */
  save(who: Person, question: string, answer: string): Promise<Shown>;
  /** Opens the review; gives the item that waits with these words. */
  review(who: Person, words: string): Promise<Shown>;
  /** Messages that others see too, in order. */
  messages(): readonly Shown[];
  /** How many reactions of the bot stand under members' messages. */
  reactions(): number;
  /** What has come in the maintainers' channel. */
  readonly forMaintainers: () => readonly Shown[];
  /** What has come in this person's direct messages. */
  direct(who: Person): readonly Shown[];
  /** The next message cannot be posted in the members' channel. */
  closeChannel(): void;
  /** Rejects when something was sent that the platform would refuse. */
  close(): Promise<void>;
}

/** What one of the bot's own sentences looks like, in whichever language, without Markdown. */
export function saying(key: TextKey, values?: Readonly<Record<string, string | number>>): RegExp {
  const either = (['zh', 'en'] as const satisfies readonly Language[]).map((language) =>
    texts(language, key, values)
      .replaceAll('*', '')
      .replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'),
  );
  return new RegExp(either.join('|'));
}
