/** The review, which goes through its items in one message. */

import { type ActionKind, type Bot, type Press, type Reply, TOKENS } from '../../../src/contract.js';

const DECISIONS: ReadonlySet<string> = new Set<ActionKind>(['answer', 'accept', 'edit', 'merge', 'reject']);

/** Characters of a reply to a decision that stands above the next item; a longer one stands alone. */
const MAX_SAID = 300;

/** Whether pressing an action of this kind is a maintainer's decision. */
export function isDecision(kind: string): boolean {
  return DECISIONS.has(kind);
}

/** Whether the reply leaves nothing to decide or to choose. */
export function isSettled({ actions, alternatives }: Reply): boolean {
  return alternatives.length === 0 && !actions.some(({ kind }) => isDecision(kind));
}

/** What is shown after a maintainer's decision: the reply to it and, where that leaves nothing to decide, the next item under it. */
export async function afterDeciding(bot: Bot, press: Press, reply: Reply): Promise<Reply> {
  const said = [reply.lead, reply.text].filter((part) => part !== '').join('\n\n');
  if (reply.kind !== 'notice' || !isSettled(reply) || said.length > MAX_SAID) return reply;
  const { fields: _, ...again } = press;
  const next = await bot.press({ ...again, token: TOKENS.review });
  return { ...next, lead: [said, next.lead].filter((part) => part !== '').join('\n\n') };
}
