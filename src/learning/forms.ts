/** The forms of learning, and what comes back from them. */

import {
  type FormField,
  type Language,
  type Link,
  MAX_FIELD_LENGTH,
  type Press,
  type Reply,
} from '../contract.js';
import { notice } from '../bot/compose.js';
import { type TextKey, texts } from '../texts/texts.js';

interface FieldPlan extends Pick<FormField, 'name' | 'lines' | 'required'> {
  readonly label: TextKey;
  readonly value?: string;
}

interface FormPlan {
  readonly title: TextKey;
  readonly token: string;
  readonly fields: readonly FieldPlan[];
}

/** A notice with a form. Where forms cannot be opened, the notice's text alone is shown. */
export function formReply(language: Language, text: TextKey, { title, token, fields }: FormPlan): Reply {
  const say = (key: TextKey): string => texts(language, key);
  return {
    ...notice(language, say(text)),
    form: {
      title: say(title),
      token,
      submit: say('form.submit'),
      fields: fields.map(({ name, label, lines, required, value = '' }) => ({
        name,
        label: say(label),
        value: value.slice(0, MAX_FIELD_LENGTH),
        lines,
        required,
        maxLength: MAX_FIELD_LENGTH,
      })),
    },
  };
}

/** A saved answer as a form shows it. */
export interface Draft {
  readonly question: string;
  readonly answer: string;
  readonly project?: string;
  readonly links: readonly Link[];
}

/** Characters that an answer may have: two fields of the form hold it. */
const MAX_ANSWER_LENGTH = 2 * MAX_FIELD_LENGTH;

/** The form of a new answer, or of a change to an old one. */
export function draftForm(language: Language, token: string, draft: Draft): Reply {
  const { question, project, links } = draft;
  const answer = draft.answer.replace(/ {2}$/gm, '');
  if (question.length > MAX_FIELD_LENGTH || answer.length > MAX_ANSWER_LENGTH) {
    return notice(language, texts(language, 'draft.tooLong', { most: MAX_ANSWER_LENGTH }));
  }
  const [first, rest] = halves(answer);
  const more: FieldPlan = { name: 'more', label: 'draft.more', lines: 'many', required: false, value: rest };
  return formReply(language, 'draft.text', {
    title: 'draft.title',
    token,
    fields: [
      { name: 'question', label: 'draft.question', lines: 'many', required: true, value: question },
      { name: 'answer', label: 'draft.answer', lines: 'many', required: true, value: first },
      ...(rest === '' ? [] : [more]),
      { name: 'project', label: 'draft.project', lines: 'one', required: false, value: project ?? '' },
      {
        name: 'links',
        label: 'draft.links',
        lines: 'many',
        required: false,
        value: links.map(({ title, url }) => (title === url ? url : `${title} ${url}`)).join('\n'),
      },
    ],
  });
}

/** Cuts a text between two lines where that is possible, as a line feed joins the halves again. */
function halves(text: string): readonly [string, string] {
  if (text.length <= MAX_FIELD_LENGTH) return [text, ''];
  const line = text.lastIndexOf('\n', MAX_FIELD_LENGTH);
  const at = text.length - line - 1 <= MAX_FIELD_LENGTH && line > 0 ? line : MAX_FIELD_LENGTH;
  return [text.slice(0, at), text.slice(at).replace(/^\n/, '')];
}

/** What a form of a draft brings; `undefined` where question or answer is missing. */
export function readDraft({ fields = {} }: Press): Draft | undefined {
  // Adapters ask for no more than that, but this does not rely on them.
  const text = (name: string): string =>
    fields[name]?.replace(/\r\n?/g, '\n').slice(0, MAX_FIELD_LENGTH).trim() ?? '';
  const question = text('question');
  const answer = keepLines([text('answer'), text('more')].filter((half) => half !== '').join('\n'));
  if (question === '' || answer === '') return undefined;
  const project = text('project') || undefined;
  return { question, answer, project, links: text('links').split('\n').flatMap(readLink) };
}

const FENCE = /^ {0,3}(?:```|~~~)/;
/** Lines that are lines by themselves: list items, quotes, headings, rows of tables, rules, code. */
const OWN_LINE = /^\s*(?:[-*+>#|]|\d+[.)]\s|```|~~~)|^ {4}/;

/**
 * The lines of a text that was typed in a chat or a form, kept apart as its writer saw them: in Markdown two lines of a paragraph are
 * one, unless the first ends with two spaces (https://spec.commonmark.org/0.31.2/#hard-line-breaks).
 */
export function keepLines(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  let isCode = false;
  return lines
    .map((line, place) => {
      if (FENCE.test(line)) isCode = !isCode;
      const next = lines[place + 1] ?? '';
      const isJoined =
        line !== '' && next !== '' && !OWN_LINE.test(next) && !/^ {0,3}(?:[#|]|```|~~~)/.test(line);
      return isJoined && !isCode ? `${line}  ` : line;
    })
    .join('\n');
}

/** `title address` or an address alone; a line without an address of the web is left out. */
function readLink(line: string): readonly Link[] {
  const at = line.search(/https?:\/\/\S+\s*$/i);
  const [title, url] = [line.slice(0, at).trim(), line.slice(at).trim()];
  if (!URL.canParse(url)) return [];
  return [{ title: title === '' ? url : title, url }];
}
