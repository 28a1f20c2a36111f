/** What needs no answer: thanks and closing words, and what goes on a conversation without asking anything. */

import type { Question } from '../contract.js';
import type { Matching } from '../match/contract.js';
import type { Remark } from '../text/courtesy.js';
import { remarkOf } from '../text/remark.js';

/**
 * How likely a message must be to ask something, 0..1. A message without any mark of asking or against it has .82 in
 * `relevanceParts`, "好的，我试试" .57, 那 windows 呢 .81: what lies below has more against it than for it.
 */
const ASKING = 0.8;

/** Whether a message asks the room for something; one that nothing is known about does not. */
export function asksTheRoom({ relevanceParts }: Matching): boolean {
  return (relevanceParts.find(({ name }) => name === 'asks')?.value ?? 0) >= ASKING;
}

/**
 * The remark that a message makes or begins with, where the bot is to show that it has understood. Among several people only
 * thanks may be meant for it.
 */
export function remarkToBot({ text, attention, followUp }: Question): Remark | undefined {
  if (attention === 'overheard' && followUp !== true) return undefined;
  const remark = remarkOf(text);
  return remark?.kind === 'thanks' || attention === 'addressed' ? remark : undefined;
}
