import type { Language, Texts } from '../contract.js';
import { discordTexts as discordEn } from './discord.en.js';
import { discordTexts as discordZh } from './discord.zh.js';
import { en } from './en.js';
import { learningTexts as learningEn } from './learning.en.js';
import { learningTexts as learningZh } from './learning.zh.js';
import { partTexts as partsEn } from './parts.en.js';
import { partTexts as partsZh } from './parts.zh.js';
import { replTexts as replEn } from './repl.en.js';
import { replTexts as replZh } from './repl.zh.js';
import { slackTexts as slackEn } from './slack.en.js';
import { slackTexts as slackZh } from './slack.zh.js';
import { zh } from './zh.js';

export type TextKey = keyof typeof zh | keyof typeof learningZh;

/** One catalogue per language. */
export const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: { ...zh, ...learningZh, ...partsZh, ...replZh, ...slackZh, ...discordZh },
  en: { ...en, ...learningEn, ...partsEn, ...replEn, ...slackEn, ...discordEn },
};

/** Looks a sentence up and fills its `{name}` places; a place without a value stays as it is. */
export const texts: Texts = (language, key, values = {}) => {
  const sentence = CATALOGUES[language][key];
  if (sentence === undefined) return key;
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : String(value);
  });
};
