/** What an adapter's own test supplies for the suite: its platform, as far as a member and the adapter see it. */

import type { ActionKind, Adapter } from '../contract.js';
import { waitFor } from './runner.js';

/** A message as the platform received it. */
export interface Said {
  /** All that a member can read or open, labels and addresses of buttons and links included, the platform's escapes undone. */
  readonly text: string;
  /** The entry that answered, where the platform's message carries it. */
  readonly entry?: string;
}

/** A platform of a test's own making, with one adapter on it that is not yet started. */
export interface Platform {
  readonly adapter: Adapter;
  /** What the adapter needs to start. */
  readonly settings: Readonly<Record<string, string>>;
  /** Settings without which it must refuse to start, with a message that names them. */
  readonly required: readonly string[];
  /** Whom the host names as its maintainers; absent: `MAINTAINER` of the fakes. */
  readonly maintainers?: readonly string[];
  /** Hands a member's message, addressed to the bot, to the adapter; may resolve before the answer is there. */
  say(text: string): Promise<void>;
  /** The same for a message in a channel that is not addressed to the bot; absent where there is no such thing. */
  overhear?(text: string): Promise<void>;
  /**
   * A maintainer replies in a channel to another member's message, and the bot is not addressed; absent where the
   * adapter tells nothing of it (`Host.gather`).
   */
  reply?(question: string, answer: string): Promise<void>;
  /** Presses the button, or picks the item, with this label in the last message. */
  choose(label: string): Promise<void>;
  /** Presses the action of this kind in the last message. */
  act(kind: ActionKind): Promise<void>;
  /** Every message so far, in order. */
  said(): readonly Said[];
  /** How many reactions of the bot stand under members' messages; absent where there is no such thing. */
  reactions?(): number;
  /** Whether control characters in a message would be obeyed, as a terminal does, or are data like any other. */
  readonly controls: 'obeyed' | 'data';
  /** People or groups that a message would have alerted; absent where a text cannot. */
  alerted?(): readonly string[];
  /** Frees what the platform holds. Called after the adapter has stopped. */
  close(): Promise<void>;
}

/** Waits for the message that comes after `before` others. */
export async function nextMessage(platform: Platform, before: number): Promise<Said> {
  return await waitFor(() => {
    const message = platform.said()[before];
    if (message === undefined) throw new Error(`message ${before + 1} has not come`);
    return message;
  });
}

/** Asks and waits for the one message that answers. */
export async function askThrough(platform: Platform, text: string): Promise<Said> {
  const before = platform.said().length;
  await platform.say(text);
  return await nextMessage(platform, before);
}
