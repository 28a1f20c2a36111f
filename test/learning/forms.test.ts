import { describe, expect, it } from 'vitest';
import { draftForm, keepLines, readDraft } from '../../src/learning/forms.js';

describe('the lines of a typed answer', () => {
  it.each([
    ['stay lines', 'first do this\nthen that\n\nand rest', 'first do this  \nthen that\n\nand rest'],
    ['of a list are items already', 'so:\n- a\n- b\n1. c\nd', 'so:\n- a\n- b\n1. c  \nd'],
    ['of code are left alone', 'run\n```\na\nb\n```\ndone', 'run\n```\na\nb\n```\ndone'],
    ['of a table are rows', '| a | b |\n|---|---|\n| 1 | 2 |', '| a | b |\n|---|---|\n| 1 | 2 |'],
    ['are not kept twice', 'a  \nb', 'a  \nb'],
    ['of a heading end it', '# a\nb', '# a\nb'],
  ])('%s', (_, typed, kept) => {
    expect(keepLines(typed)).toBe(kept);
  });
});

it('a draft comes back from its form as it went in', () => {
  const press = { token: 't', asker: 'a', place: 'p' };
  const draft = readDraft({
    ...press,
    fields: { question: ' Q\r\n? ', answer: 'a\nb\n\n- c', project: '', links: '' },
  });
  expect(draft).toEqual({ question: 'Q\n?', answer: 'a  \nb\n\n- c', links: [] });
  if (draft === undefined) return;
  const form = draftForm('en', 't', draft).form;
  const fields = Object.fromEntries(form?.fields.map(({ name, value }) => [name, value]) ?? []);
  expect(fields['answer']).toBe('a\nb\n\n- c');
  expect(readDraft({ ...press, fields })).toEqual(draft);
});
