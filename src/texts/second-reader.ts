/** What the second reader is told. No sentence of it comes from a history, and no member sees it. */

import type { Attention, Language } from '../contract.js';
import { secondReader as en } from './second-reader.en.js';
import { secondReader as zh } from './second-reader.zh.js';

export interface SecondReaderTexts {
  readonly system: string;
  /** The names of a request's parts. */
  readonly labels: Readonly<
    Record<
      | 'said'
      | Attention
      | 'message'
      | 'pointedAt'
      | 'threadStart'
      | 'entry'
      | 'earlier'
      | 'question'
      | 'answer',
      string
    >
  >;
}

/** By the language of the message. */
export const SECOND_READER_TEXTS: Readonly<Record<Language, SecondReaderTexts>> = { en, zh };
