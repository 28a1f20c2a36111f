/** What the bot tells the part that learns, and asks of it. */

import type { Action, Attention, Language, Press, Reply } from '../contract.js';
import type { Decision, SecondOpinion } from '../engine/judge.js';
import type { Entry } from '../knowledge/model.js';

/** A question with what became of it. */
export interface AskedQuestion {
  readonly question: string;
  /** Whether the question was matched just now, rather than an entry picked for it or delivered later. */
  readonly isMatched: boolean;
  /** Whether the question leans on the one before it: then its words alone say little. */
  readonly isFollowUp: boolean;
  readonly attention: Attention;
  readonly language: Language;
  readonly decision: Decision;
  /** The entry that answers, for the decision `answer`. */
  readonly entry?: Entry;
  /** The drafted wording that `entry` was found by, where it was. */
  readonly drafted?: string;
  /** What came nearest, best first, the entry among them. */
  readonly near: readonly Entry[];
  readonly project?: string;
  readonly asker: string;
  readonly platform?: string;
  /** Where a second reader was asked; `decided` is what came of it, before a thread's next turn took its place. */
  readonly second?: SecondOpinion & { readonly decided: Decision };
}

export interface Learner {
  /** Called with each question for this knowledge once it is decided. The actions that it returns are shown under the reply, if there is one. */
  noted(asked: AskedQuestion): readonly Action[];
  /** Called with each request for a list, such as tasks or releases. */
  listed(platform: string | undefined, project: string | undefined): void;
  /** Carries out a press of one of its own tokens; `undefined` for any other token. */
  press(press: Press, language: Language): Promise<Reply | undefined>;
}
