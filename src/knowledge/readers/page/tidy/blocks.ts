/** Blocks that are not Markdown: the rules in their order, and what belongs together. */

import type { SourceRow } from '../../rows.js';
import { admonition, alert, definition, directive, shortcode, SHORTCODE } from './directives.js';
import { command, comment, html, script, wrapper } from './html-blocks.js';
import type { Around, Rule } from './rule.js';
import { matches, tagOf } from './tags.js';

export const RULES: readonly Rule[] = [
  script,
  comment,
  command,
  wrapper,
  html,
  admonition,
  directive,
  shortcode,
  alert,
  definition,
];

/** The ends of what rows open. */
export function endsOf(
  rows: readonly SourceRow[],
  code: readonly boolean[],
): Omit<Around, 'rows' | 'fenced' | 'inside' | 'toMarkdown'> {
  const text = (row: SourceRow, index: number): string => (code[index] === true ? '' : row.text);
  return {
    tagEnds: matches(rows, (row, index) => {
      const tag = tagOf(text(row, index));
      return tag === undefined || tag.isAlone ? [] : [{ name: tag.name, step: tag.isClosing ? -1 : 1 }];
    }),
    htmlEnds: matches(rows, (row, index) => htmlSides(row.text, code[index] === true)),
    directiveEnds: matches(rows, (row, index) => {
      const colons = /^\s*(:{3,})(.*)$/.exec(text(row, index));
      if (colons === null) return [];
      return [{ name: colons[1] ?? '', step: colons[2]?.trim() === '' ? -1 : 1 }];
    }),
    shortcodeEnds: matches(rows, (row, index) => {
      const match = SHORTCODE.exec(text(row, index));
      return match === null ? [] : [{ name: match[2] ?? '', step: match[1] === '/' ? -1 : 1 }];
    }),
  };
}

/** A row of `<pre>` may be code to the parser too. */
function htmlSides(
  text: string,
  isCode: boolean,
): readonly { readonly name: string; readonly step: 1 | -1 }[] {
  const pattern = isCode ? /<(\/?)(pre)\b/gi : /<(\/?)(h[1-6]|p|ul|ol|dl|table|pre|blockquote)\b/gi;
  return Array.from(text.replace(/`[^`]*`/g, '').matchAll(pattern), ([, closing, name = '']) => ({
    name: name.toLowerCase(),
    step: closing === '' ? 1 : -1,
  }));
}
