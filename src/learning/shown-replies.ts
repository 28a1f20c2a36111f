/** Replies that were shown: what is noted of each, the buttons under it, and what a member's press on one does. */

import { LRUCache } from 'lru-cache';
import type { Action, Language, Press, Reply } from '../contract.js';
import { say } from '../bot/compose.js';
import type { Learner, AskedQuestion } from '../bot/learner.js';
import type { Member } from '../bot/shared-cache.js';
import { type TextKey, texts } from '../texts/texts.js';
import { type LearningContext, UNKNOWN_PLATFORM } from './context.js';
import { handOver, handOverForm } from './hand-over.js';
import type { LearningEvent, ShownReply } from './records.js';
import { type MemberVerb, newId, tokenFor } from './tokens.js';
import { addReason, vote } from './votes.js';

export interface ShownReplies extends Pick<Learner, 'noted' | 'listed'> {
  /** Carries out a press under the reply with this id. Rejects with what the store rejects with. */
  press(verb: MemberVerb, id: string, press: Press, language: Language): Promise<Reply>;
}

export interface ShownRepliesOptions {
  readonly context: LearningContext;
  /** Whether every question is noted; otherwise only what somebody votes on or hands over. */
  readonly isServing: boolean;
  /** Begins a write that no answer waits for. */
  readonly inBackground: (work: Promise<unknown>) => void;
}

/** How many of the nearest entries a maintainer can look at; further down is noise. */
const NEAR_KEPT = 3;

/** Replies whose buttons this process knows without the store. */
const SHOWN_KEPT = 2000;

const COUNTED_AS = { answer: 'answered', suggest: 'suggested', none: 'none' } as const satisfies Record<
  AskedQuestion['decision'],
  LearningEvent['kind']
>;

const BUTTONS = [
  { kind: 'helpful', verb: 'helpful', label: 'helpful.label' },
  { kind: 'unhelpful', verb: 'unhelpful', label: 'unhelpful.label' },
  { kind: 'ask-maintainers', verb: 'ask', label: 'ask.label' },
] as const satisfies readonly { kind: Action['kind']; verb: MemberVerb; label: TextKey }[];

export function createShownReplies({ context, isServing, inBackground }: ShownRepliesOptions): ShownReplies {
  const { records, now } = context;
  const shownHere = new LRUCache<string, ShownReply>({ max: SHOWN_KEPT });
  const keep = async (id: string, shown: ShownReply, who: Member): Promise<void> =>
    records.shown.put(id, shown, await context.ownerOf(who));
  return {
    noted(asked) {
      const { attention, decision, entry, platform = UNKNOWN_PLATFORM, project } = asked;
      const isSilent = attention === 'overheard' && decision !== 'answer';
      if (isServing) {
        const kind = isSilent ? 'silent' : asked.isMatched ? COUNTED_AS[decision] : 'shown';
        context.count({ kind, platform, project, entry: entry?.id, second: secondOf(asked) });
      }
      if (isSilent) return [];
      const id = newId();
      const shown = shownReply(asked, now());
      shownHere.set(id, shown);
      if (isServing) inBackground(keep(id, shown, asked));
      return BUTTONS.filter(({ verb }) => verb === 'ask' || entry !== undefined).map(
        ({ kind, verb, label }) => ({
          kind,
          label: texts(asked.language, label),
          token: tokenFor(verb, { kind: 'shown', id }),
        }),
      );
    },
    listed(platform = UNKNOWN_PLATFORM, project) {
      if (isServing) context.count({ kind: 'list', platform, project });
    },
    async press(verb, id, press, language) {
      const shown = shownHere.get(id) ?? (await records.shown.get(id));
      if (shown === undefined) return say(language, 'press.expired');
      switch (verb) {
        case 'helpful':
        case 'unhelpful':
          return await vote(context, id, shown, verb, press);
        case 'reason':
          return await addReason(context, shown, press);
        case 'ask':
          return handOverForm(id, shown);
        case 'asked':
          return await handOver(context, shown, press);
      }
    },
  };
}

/** Without the verdict's terms, which are people's words. */
function secondOf({ second }: AskedQuestion): LearningEvent['second'] {
  if (second === undefined) return undefined;
  const { verdict, local, decided, milliseconds } = second;
  const isOtherEntry = verdict !== undefined && verdict.pick > 1;
  return { isAway: verdict === undefined, local, decided, isOtherEntry, milliseconds };
}

function shownReply(asked: AskedQuestion, at: number): ShownReply {
  const { question, isFollowUp, language, decision, entry, drafted, near, project } = asked;
  const nearest = near.slice(0, NEAR_KEPT).map(({ id }) => id);
  return { question, isFollowUp, language, decision, at, near: nearest, entry: entry?.id, drafted, project };
}
