/** What an adapter hands in is checked, as an adapter may be somebody else's and in plain JavaScript. */

import * as v from 'valibot';
import { type Logger, MAX_QUESTION_LENGTH, PRECISION_RANGE, type Press, type Question } from '../contract.js';
import { isRecord } from '../record.js';
import { cutPasted } from '../text/pasted-log.js';

const LANGUAGE = v.picklist(['zh', 'en']);

/** A field that is ignored where its value is wrong, so that the member still gets an answer. */
const orNone = <I, O>(schema: v.GenericSchema<I, O>) => v.fallback(v.optional(schema), undefined);

/** What a member wrote, as far as it is read. */
const WORDS = v.pipe(
  v.string(),
  v.transform((text) => cutPasted(text, MAX_QUESTION_LENGTH).trim()),
);

const OTHER_MESSAGE = v.object({
  text: WORDS,
  link: orNone(v.pipe(v.string(), v.regex(/^https?:\/\/[^\s()<>]+$/))),
  author: orNone(v.string()),
  isOwn: orNone(v.boolean()),
});
const CONTEXT = v.object({ pointedAt: orNone(OTHER_MESSAGE), threadStart: orNone(OTHER_MESSAGE) });

const QUESTION = v.object({
  text: WORDS,
  asker: v.string(),
  place: v.string(),
  attention: v.picklist(['addressed', 'overheard']),
  language: orNone(LANGUAGE),
  project: orNone(v.string()),
  precision: orNone(v.pipe(v.number(), v.minValue(PRECISION_RANGE.least), v.maxValue(PRECISION_RANGE.most))),
  platform: orNone(v.string()),
  followUp: orNone(v.boolean()),
  isAlone: orNone(v.boolean()),
  stream: orNone(v.string()),
  channel: orNone(v.string()),
  quoted: orNone(v.omit(OTHER_MESSAGE, ['text'])),
  context: orNone(
    v.union([
      CONTEXT,
      v.pipe(
        v.function(),
        v.transform((lookUp) => async () => v.parse(CONTEXT, await lookUp())),
      ),
    ]),
  ),
  // Where it is not plain whether something may leave the process, it stays.
  secondReader: v.optional(v.fallback(v.boolean(), false)),
});

const PRESS = v.object({
  token: v.string(),
  asker: v.string(),
  place: v.string(),
  // Without its fields a form would be another press.
  fields: v.optional(
    v.pipe(
      v.custom((given) => !Array.isArray(given)),
      v.record(v.string(), v.string()),
    ),
  ),
  maintainer: orNone(v.boolean()),
  language: orNone(LANGUAGE),
  link: orNone(v.string()),
  platform: orNone(v.string()),
});

/** The question that an adapter hands in; `undefined` where it has to be refused. What is wrong with it goes to the log. */
export const readQuestion = (given: unknown, logger: Logger): Question | undefined =>
  read('question', QUESTION, given, logger);

/** The press that an adapter hands in; `undefined` where it has to be refused. What is wrong with it goes to the log. */
export const readPress = (given: unknown, logger: Logger): Press | undefined =>
  read('press', PRESS, given, logger);

function read<T>(
  what: string,
  schema: v.GenericSchema<unknown, T>,
  given: unknown,
  logger: Logger,
): T | undefined {
  try {
    const { success, output, issues } = v.safeParse(schema, given);
    if (!success) {
      const wrong = issues.map((issue) => `\`${v.getDotPath(issue) ?? what}\` (${issue.expected})`);
      // The wrong value itself is not logged: it may be a member's words.
      logger.error(`The adapter's ${what} is refused, as it needs ${wrong.join(', ')}`);
      return undefined;
    }
    const wrong = isRecord(given) && isRecord(output) ? ignored(given, output) : [];
    if (wrong.length > 0)
      logger.error(
        `The adapter's ${what} has a wrong value, ignored, in ${wrong.map((name) => `\`${name}\``).join(', ')}`,
      );
    return output;
  } catch {
    // A getter that throws; what it throws is the adapter's, and may be anything.
    logger.error(`The adapter's ${what} cannot be read`);
    return undefined;
  }
}

function ignored(
  given: Readonly<Record<string, unknown>>,
  output: Readonly<Record<string, unknown>>,
): string[] {
  return Object.keys(output).filter((name) => output[name] === undefined && given[name] !== undefined);
}
