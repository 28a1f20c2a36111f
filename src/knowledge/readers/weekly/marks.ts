/** The marks in front of answers and questions, and numbers in front of either. */

import type { Line } from '../markdown/lines.js';

/** `3、`, `3. ` in front of a line's Markdown. */
export const NUMBERED = /^\s*\*{0,2}\d{1,2}\s*[、.．)）]\s*/;

export function isNumbered(line: Line): boolean {
  return NUMBERED.test(`${line.marker}${line.plain}`);
}

const MARK_TAIL = String.raw`\s*\d{0,2}\s*(?:\*\*)?\s*[:：]\s*(?:\*\*)?\s*`;
const ANSWER = new RegExp(
  String.raw`^\s*(?:\*\*)?\s*(?:[AＡ]|(?:@[^@:：，。\s*]{1,20}(?:\*\*)?\s*)?(?:答|回答|回复|解答)|Answer)${MARK_TAIL}`,
);
const QUESTION = new RegExp(String.raw`^\s*(?:\*\*)?\s*(?:[QＱ]|问|Question)${MARK_TAIL}`);

/** The line's Markdown behind `A：` (once or more), or absent when the line has no such mark. */
export function afterAnswerMark(markdown: string): string | undefined {
  return afterMark(markdown, ANSWER);
}

/** The same for `Q：`. */
export function afterQuestionMark(markdown: string): string | undefined {
  return afterMark(markdown, QUESTION);
}

function afterMark(markdown: string, mark: RegExp): string | undefined {
  let rest = markdown.replace(/^\s*(?:[-*+]\s+)?/, '');
  if (!mark.test(rest)) return undefined;
  while (mark.test(rest)) {
    const opened = /^\s*\*\*/.test(rest);
    const next = rest.replace(mark, '');
    // `**A：text**` loses its opening stars with the mark, so they are put back; `**A：**` keeps none.
    const halved = opened && (next.match(/\*\*/g)?.length ?? 0) % 2 === 1;
    rest = halved ? `**${next}` : next;
  }
  return rest;
}
