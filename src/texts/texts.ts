import type { Language, Sentences, Texts } from '../contract.js';
import { en } from './en.js';
import { learningTexts as learningEn } from './learning.en.js';
import { learningTexts as learningZh } from './learning.zh.js';
import { partTexts as partsEn } from './parts.en.js';
import { partTexts as partsZh } from './parts.zh.js';
import { zh } from './zh.js';

export type TextKey = keyof typeof zh | keyof typeof learningZh;

/** One catalogue a language. */
export type Catalogues = Readonly<Record<Language, Sentences>>;

/** The core's own sentences. */
export const CATALOGUES: Catalogues = {
  zh: { ...zh, ...learningZh, ...partsZh },
  en: { ...en, ...learningEn, ...partsEn },
};

/**
 * Looks sentences up in `own` first, then in the core's. A place without a value stays as it is.
 * @param own the sentences of an adapter
 */
export function createTexts(own?: Catalogues): Texts {
  return (language, key, values = {}) => {
    const sentence = own?.[language][key] ?? CATALOGUES[language][key];
    if (sentence === undefined) return key;
    return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name];
      return value === undefined ? place : String(value);
    });
  };
}

/** The core's sentences alone. */
export const texts: Texts = createTexts();
