/** A maintainer's press, and the replies that many of them end in. */

import type { Language, Press, Reply } from '../../contract.js';
import { notice } from '../../bot/compose.js';
import { type TextKey, texts } from '../../texts/texts.js';
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

export const say = (language: Language, key: TextKey): Reply => notice(language, texts(language, key));

/** The item was decided already. */
export const gone = (language: Language): Reply => say(language, 'review.gone');
