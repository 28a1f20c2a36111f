/** An entry as a reply, and what is said, noted and remembered with it. */

import type { Action, Language, Reply } from '../contract.js';
import type { Entry } from '../knowledge/model.js';
import { type TextKey, texts } from '../texts/texts.js';
import * as compose from './compose.js';
import type { BotContext } from './context.js';
import { explainPick } from './explain.js';
import type { Member } from './shared-cache.js';

export function entryReply(
  { projects, tokens, entries }: BotContext,
  entry: Entry,
  frame: Pick<Reply, 'language' | 'confidence'> & { readonly lead: TextKey },
  alternatives: readonly Entry[] = [],
): Reply {
  const thread = entries.thread(entry.thread.id);
  return compose.answer({ projects, tokens }, entry, { ...frame, alternatives, thread });
}

/** @param why the token of the explanation */
export function withActions(reply: Reply, actions: readonly Action[], why: string): Reply {
  const explain: Action = { kind: 'why', label: texts(reply.language, 'why.label'), token: why };
  return { ...reply, actions: [...actions, explain] };
}

interface ShownFor {
  readonly question: string;
  readonly language: Language;
  /** Who sees it. */
  readonly who: Member;
}

/** An entry that is shown without being matched: a member chose it, or it is delivered later. */
export function shownEntry(context: BotContext, entry: Entry, { question, language, who }: ShownFor): Reply {
  const why = context.tokens.forExplanation(explainPick(language, entry), language, who);
  const actions = context.learner?.noted({
    question,
    isMatched: false,
    isFollowUp: false,
    attention: 'addressed',
    language,
    decision: 'answer',
    entry,
    near: [entry],
    project: entry.project,
    asker: who.asker,
    platform: who.platform,
  });
  const reply = entryReply(context, entry, { language, confidence: 1, lead: 'answer.pick.lead' });
  return withActions(reply, actions ?? [], why);
}
