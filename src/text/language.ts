/** Chinese or English: the two languages that the bot speaks. */

import type { Language } from '../contract.js';
import { ENGLISH_FUNCTION_WORDS } from './function-words.js';
import { HAN } from './script.js';

const HAN_CHARACTER = /\p{Script=Han}/gu;
const LATIN_WORD = /[A-Za-z][A-Za-z'’-]*/g;

/**
 * Han characters per Latin word from which a text counts as Chinese. Chinese questions about software are full of
 * English names ("MOSN 支持 Eureka 吗": 1.5), English ones quote at most a term or two ("What does 回滚 mean in AT mode": 0.3).
 */
const HAN_PER_LATIN_WORD = 0.6;

/** The language of a text by its script. A text without letters counts as English. */
export function detectLanguage(text: string): Language {
  const han = text.match(HAN_CHARACTER)?.length ?? 0;
  if (han === 0) return 'en';
  const latin = text.match(LATIN_WORD)?.length ?? 0;
  return han >= HAN_PER_LATIN_WORD * latin ? 'zh' : 'en';
}

const FUNCTION_WORDS: ReadonlySet<string> = new Set(ENGLISH_FUNCTION_WORDS);
const COMMAND = /^\s*[/／]\S+/u;
const LOWER_CASE_WORD = /[a-z][a-z']*/g;

/**
 * The language that a message is spoken in: Chinese where it has Han characters, English where it has English function
 * words, by their shares where it has both. `undefined` for a command and its arguments, names and keywords alone: they
 * are the same in both.
 */
export function spokenLanguage(raw: string): Language | undefined {
  const text = raw.replace(COMMAND, ' ');
  const english = (text.toLowerCase().match(LOWER_CASE_WORD) ?? []).some((word) => FUNCTION_WORDS.has(word));
  if (HAN.test(text)) return english ? detectLanguage(text) : 'zh';
  return english ? 'en' : undefined;
}

/** Counts texts, to tell whether most of them are English. */
export interface LanguageCount {
  add(text: string): void;
  /** A text that was added. */
  remove(text: string): void;
  readonly isMostlyEnglish: boolean;
}

export function countLanguages(texts: Iterable<string> = []): LanguageCount {
  let all = 0;
  let english = 0;
  const count = (text: string, by: 1 | -1): void => {
    all += by;
    if (detectLanguage(text) === 'en') english += by;
  };
  for (const text of texts) count(text, 1);
  return {
    add: (text) => count(text, 1),
    remove: (text) => count(text, -1),
    get isMostlyEnglish() {
      return 2 * english > all;
    },
  };
}

export const isMostlyEnglish = (texts: Iterable<string>): boolean => countLanguages(texts).isMostlyEnglish;
