/** What an adapter hands in is checked, as an adapter may be somebody else's and in plain JavaScript. */

import { isRecord } from '../record.js';

const ATTENTIONS: readonly unknown[] = ['addressed', 'overheard'];

/** The first field of a question that is missing or of a wrong type, as a sentence for the log. */
export function faultOfQuestion(question: unknown): string | undefined {
  const fault = faultOfTexts('question', question, ['text', 'asker', 'place']);
  if (fault !== undefined || !isRecord(question)) return fault;
  return ATTENTIONS.includes(question['attention'])
    ? undefined
    : "The adapter's question needs `attention`, 'addressed' or 'overheard'";
}

/** The first field of a press that is missing or of a wrong type, as a sentence for the log. */
export const faultOfPress = (press: unknown): string | undefined =>
  faultOfTexts('press', press, ['token', 'asker', 'place']);

function faultOfTexts(what: string, value: unknown, fields: readonly string[]): string | undefined {
  if (!isRecord(value)) return `The adapter's ${what} is no object`;
  const missing = fields.find((field) => typeof value[field] !== 'string');
  return missing === undefined ? undefined : `The adapter's ${what} needs \`${missing}\`, a string`;
}
