/** Reading a platform's JSON: shapes that differ by kind and by year, so each field is looked at before it is used. */

import type { Language } from '../../src/contract.js';

export type Json = Readonly<Record<string, unknown>>;

/** The text of a record of the store as an object; an empty one where it is no JSON of that shape. */
export function parsed(text: string): Json {
  try {
    return object(JSON.parse(text));
  } catch {
    return {};
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one where it is none. */
export function object(value: unknown): Json {
  return isObject(value) ? { ...value } : {};
}

/** The value as a text that says something; `undefined` where it is none or empty. */
export function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value as one of the bot's languages; `undefined` where it is none. */
export function knownLanguage(value: unknown): Language | undefined {
  return value === 'zh' || value === 'en' ? value : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts of a list, without anything else that it holds. */
export function strings(value: unknown): readonly string[] {
  return list(value).filter((one) => typeof one === 'string');
}
