/** A maintainer's press, and the replies that many of them end in. */

import type { Language, Press, Reply } from '../../contract.js';
import { say } from '../../bot/compose.js';
import type { LearningContext } from '../context.js';
import type { ItemRecord } from './items.js';

export interface MaintainerPress {
  readonly context: LearningContext;
  readonly press: Press;
  readonly language: Language;
}

/** A press under an item. */
export interface ItemPress extends MaintainerPress, ItemRecord {
  /** The beginning of the token of an entry that was chosen. */
  readonly entry?: string;
}

/** The item was decided already. */
export const gone = (language: Language): Reply => say(language, 'review.gone');
