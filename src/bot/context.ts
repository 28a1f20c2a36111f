import type { Language, Logger } from '../contract.js';
import type { Judge } from '../engine/judge.js';
import type { Project } from '../knowledge/model.js';
import type { EntryTable } from './entry-table.js';
import type { Intent, ListIntent } from './intent/model.js';
import type { TakeProject } from './intent/terms.js';
import type { Learner } from './learner.js';
import type { ListReplies } from './list-replies.js';
import type { Memory } from './memory.js';
import type { Tokens } from './tokens.js';

/** What questions and presses are answered with. */
export interface BotContext {
  readonly projects: readonly Project[];
  readonly entries: EntryTable;
  readonly judge: Judge;
  readonly lists: ListReplies;
  readonly memory: Memory;
  readonly tokens: Tokens;
  /** Absent until one is attached. */
  learner?: Learner;
  readonly logger: Logger;
  /** The language of the bot's own sentences where it is the same for everybody. */
  readonly fixedLanguage: Language | undefined;
  /** The language that most of the history is in: for where nobody has said a word yet. */
  readonly commonLanguage: Language;
  readonly takeProject: TakeProject;
  /** What a message asks for other than an entry. */
  readonly readIntent: (text: string) => Intent | undefined;
  /** The last list again, for what a message names. */
  readonly follow: (text: string, last: ListIntent) => ListIntent | undefined;
}
