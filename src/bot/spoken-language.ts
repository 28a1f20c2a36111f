import type { Language } from '../contract.js';
import { ENGLISH_FUNCTION_WORDS } from '../text/function-words.js';
import { detectLanguage } from '../text/language.js';

const FUNCTION_WORDS: ReadonlySet<string> = new Set(ENGLISH_FUNCTION_WORDS);
const COMMAND = /^\s*[/／]\S+/u;
const HAN = /\p{Script=Han}/u;
const LATIN_WORD = /[a-z][a-z']*/g;

/**
 * The language that a message is spoken in: Chinese where it has Han characters, English where it has English function
 * words, by their shares where it has both. `undefined` for a command and its arguments, names and keywords alone: they
 * are the same in both.
 */
export function spokenLanguage(raw: string): Language | undefined {
  const text = raw.replace(COMMAND, ' ');
  const english = (text.toLowerCase().match(LATIN_WORD) ?? []).some((word) => FUNCTION_WORDS.has(word));
  if (HAN.test(text)) return english ? detectLanguage(text) : 'zh';
  return english ? 'en' : undefined;
}
