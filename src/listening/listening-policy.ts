/** Whether an overheard message is let go, or the bot may speak without having been asked to. Pure. */

import type { Attention, ChannelSettings, Overheard } from '../contract.js';

/** What is known of a place when a message comes. */
export interface Facts {
  readonly settings: ChannelSettings;
  /** The place was told to be quiet. */
  readonly quiet: boolean;
  /** Whether the bot has spoken here without being asked to. */
  readonly spoken: boolean;
  /** How this asker's conversation with the bot began here, where there is one. */
  readonly conversation?: 'invited' | 'uninvited';
  /** Whether this asker's own message began the place. */
  readonly own: boolean;
  /** Whether anyone but this asker has said something here. */
  readonly company: boolean;
}

/** `leave`: let go. `wait`: a person gets the time to answer first. Otherwise it is asked at once, with this attention. */
export type Verdict = 'leave' | 'wait' | Attention;

export function listeningPolicy(message: Overheard, facts: Facts): Verdict {
  if (facts.quiet || message.names.length > 0 || !message.hasWords) return 'leave';
  const { conversation, settings, company } = facts;
  // Two people who talk are not to be interrupted by "I found nothing": with company only a sure answer will do.
  if (conversation === 'invited') return company ? 'overheard' : 'addressed';
  if (!settings.listening) return 'leave';
  if (conversation === 'uninvited') return 'overheard';
  if (facts.spoken || company) return 'leave';
  return message.begins || facts.own ? 'wait' : 'leave';
}
