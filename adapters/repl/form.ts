/** Fills in a form at a prompt, one field after the other. It knows nothing of streams. */

import type { Form, FormField, Language, Texts } from '../../src/contract.js';
import { beginning, clean, cleanLine, joinLines } from '../common/text.js';

/** A line that holds only this ends a text of several lines, or leaves a field empty. */
const END_OF_TEXT = '.';

/** What follows a line of input: something to show, or the finished form. */
export type Step =
  | { readonly kind: 'ask'; readonly text: string }
  | { readonly kind: 'filled'; readonly fields: Readonly<Record<string, string>> };

export interface Filling {
  readonly form: Form;
  /** Returns what to show first, or the fields at once where nothing is left to ask. */
  begin(): Step;
  /** Takes what was typed, untrimmed. Pasted lines come as one text; a typed text of several lines takes one call a line. */
  take(typed: string): Step;
}

/** @param first fills the first field, which is then not asked for; cut to the field's length */
export function fillIn(form: Form, language: Language, texts: Texts, first?: string): Filling {
  const fields: Record<string, string> = {};
  const [head] = form.fields;
  let at = 0;
  let lines: string[] = [];
  if (head !== undefined && first !== undefined) {
    fields[head.name] = beginning(first, head.maxLength);
    at = 1;
  }
  const say = (key: string, values?: Readonly<Record<string, string | number>>): string =>
    texts(language, key, values);

  const ask = (...before: readonly string[]): Step => {
    const field = form.fields[at];
    if (field === undefined) return { kind: 'filled', fields };
    const many = field.lines === 'many';
    const rule = field.value !== '' ? 'kept' : field.required ? 'required' : 'none';
    const text = [
      ...before,
      `[${at + 1}/${form.fields.length}] ${cleanLine(field.label)}${field.required ? ` ${say('repl.form.required')}` : ''}`,
      ...(field.value === '' ? [] : [shown(field)]),
      say(`repl.form.${many ? 'many' : 'one'}.${rule}`),
    ].join('\n');
    return { kind: 'ask', text };
  };

  const settle = (field: FormField, value: string): Step => {
    lines = [];
    if (field.required && value.trim() === '') return ask(say('repl.form.missing'));
    const length = value.length;
    if (length > field.maxLength) return ask(say('repl.form.tooLong', { most: field.maxLength, length }));
    fields[field.name] = value;
    at += 1;
    return ask();
  };

  return {
    form,
    begin: () => ask(cleanLine(form.title), say('repl.form.cancel')),
    take(typed) {
      const field = form.fields[at];
      if (field === undefined) return { kind: 'filled', fields };
      const isFirst = lines.length === 0;
      if (isFirst && typed.trim() === '') return settle(field, field.value);
      if (isFirst && typed.trim() === END_OF_TEXT) return settle(field, '');
      if (field.lines === 'one') return settle(field, joinLines(typed).trim());
      for (const line of typed.split('\n')) {
        if (line.trim() === END_OF_TEXT) return settle(field, lines.join('\n').trimEnd());
        lines.push(line);
      }
      return { kind: 'ask', text: '' };
    },
  };
}

/** A field's present value, each line behind a bar, so that nobody takes it for the bot's own words. */
function shown({ value }: FormField): string {
  return clean(value)
    .split('\n')
    .map((line) => `  | ${line}`.trimEnd())
    .join('\n');
}
