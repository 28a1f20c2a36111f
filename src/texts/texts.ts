import type { Language, Texts } from '../contract.js';
import { en } from './en.js';
import { zh } from './zh.js';

export type TextKey = keyof typeof zh;

const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { zh, en };

/** Looks a sentence up and fills its `{name}` places; a place without a value stays as it is. */
export const texts: Texts = (language, key, values = {}) => {
  const sentence = CATALOGUES[language][key];
  if (sentence === undefined) return key;
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : String(value);
  });
};
