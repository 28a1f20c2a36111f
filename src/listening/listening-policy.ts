/** Decides whether the bot leaves an overheard message alone or may answer it unasked. Pure. */

import type { Attention, ChannelSettings, Overheard } from '../contract.js';

/** What is known of a place when a message comes. */
export interface Facts {
  readonly settings: Pick<ChannelSettings, 'listening'>;
  readonly isQuiet: boolean;
  readonly takesPart: boolean;
  /** Whether the bot has spoken here without being asked to. */
  readonly hasSpokenUnasked: boolean;
  /** How this asker's conversation with the bot began here, where there is one. */
  readonly conversation?: 'invited' | 'uninvited';
  /** Whether this asker's own message began the place. */
  readonly askerBegan: boolean;
  /** Whether anyone but this asker has said something here. */
  readonly hasOthers: boolean;
  /** Whether the asker has addressed the bot a moment ago without asking anything yet, so that this message goes on. */
  readonly goesOn: boolean;
}

/** `leave`: say nothing. `wait`: a person gets the time to answer first. Otherwise it is asked at once, with this attention. */
type Verdict = 'leave' | 'wait' | Attention;

export function listeningPolicy(message: Overheard, facts: Facts): Verdict {
  if (facts.isQuiet || message.names.length > 0 || message.text === '') return 'leave';
  const { conversation, settings, hasOthers } = facts;
  if (facts.goesOn) return 'addressed';
  // Two people who talk are not to be interrupted by "I found nothing": among others only a sure answer will do.
  if (conversation === 'invited') return hasOthers ? 'overheard' : 'addressed';
  if (!settings.listening) return 'leave';
  // In a post of their own they have nobody else to write to.
  if (conversation === 'uninvited')
    return message.isOwnPost === true && !hasOthers ? 'addressed' : 'overheard';
  if (facts.hasSpokenUnasked || hasOthers) return 'leave';
  return message.begins || facts.askerBegan ? 'wait' : 'leave';
}
