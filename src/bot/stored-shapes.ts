/** What the store gives back is checked: another version of the program may have written it. */

import * as v from 'valibot';
import { readJson, type Readers } from '../stored.js';

const PROJECT = v.optional(v.string());

const LIST = v.variant('kind', [
  v.object({
    kind: v.literal('tasks'),
    project: PROJECT,
    difficulty: v.optional(v.picklist(['easy', 'medium', 'hard'])),
  }),
  v.object({ kind: v.literal('releases'), project: PROJECT, version: v.optional(v.string()) }),
  v.object({ kind: v.literal('reading'), project: PROJECT, topic: v.optional(v.string()) }),
  v.object({
    kind: v.literal('notes'),
    project: PROJECT,
    about: v.picklist(['contributor', 'meeting', 'event', 'rule']),
  }),
  v.object({ kind: v.literal('project'), project: PROJECT, asked: v.optional(v.string()) }),
]);

const LANGUAGE = v.picklist(['zh', 'en']);

const REMEMBERED = v.object({
  question: v.optional(v.string()),
  language: v.optional(LANGUAGE),
  shown: v.optional(v.string()),
  offered: v.optional(v.array(v.string())),
  asked: v.optional(v.string()),
  list: v.optional(LIST),
});

const ACTION_TOKENS = v.object({
  why: v.optional(v.string()),
  helpful: v.optional(v.string()),
  unhelpful: v.optional(v.string()),
  'ask-maintainers': v.optional(v.string()),
});

const MEANING = v.variant('kind', [
  v.object({ kind: v.literal('explanation'), text: v.string(), language: LANGUAGE }),
  v.object({
    kind: v.literal('more'),
    intent: LIST,
    offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
    language: LANGUAGE,
  }),
]);

/** A reader gives `undefined` for what has another shape. */
const readerOf =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (value: unknown): T | undefined => {
    const { success, output } = v.safeParse(schema, value);
    return success ? output : undefined;
  };

export const readRemembered = readerOf(REMEMBERED);
export const readActionTokens = readerOf(ACTION_TOKENS);
export const readMeaning = readerOf(MEANING);

/** What reads a record, by the beginning of its key. */
export const BOT_READERS: Readers = {
  'memory/': (text) => readJson(text, readRemembered),
  'actions/': (text) => readJson(text, readActionTokens),
  'token/': (text) => readJson(text, readMeaning),
};
