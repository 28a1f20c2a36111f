/** Chinese or English: the two languages that the bot speaks. */

import type { Language } from '../contract.js';

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
