/** Takes out of a text whatever a terminal would obey instead of showing. */

/**
 * Escape sequences as ECMA-48 lays them out: control sequences, control strings (a title, a hyperlink, the clipboard),
 * two-character escapes. Both the 7-bit and the 8-bit introducers. A control string ends with its line at the latest,
 * so that an unclosed one cannot swallow the rest of an answer.
 */
const ESCAPE_SEQUENCES = new RegExp(
  [
    '(?:\\u001B\\[|\\u009B)[0-?]*[ -/]*[@-~]?',
    '(?:\\u001B[\\]PX^_]|[\\u009D\\u0090\\u0098\\u009E\\u009F])[^\\u0007\\u001B\\u009C\\n]*(?:\\u0007|\\u001B\\\\|\\u009C)?',
    '\\u001B[ -/]*[0-~]?',
  ].join('|'),
  'g',
);

/** Controls but the line feed; half surrogates; marks that turn the reading direction, with which a link can pose as another. */
const CONTROLS = /(?!\n)[\p{Cc}\p{Surrogate}\u202A-\u202E\u2066-\u2069]/gu;

const TAB = '    ';

/** The text without escape sequences and control characters; line feeds stay, a tab becomes four spaces. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll('\t', TAB)
    .replace(ESCAPE_SEQUENCES, '')
    .replace(CONTROLS, '');
}

/** {@link clean}, on one line. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s*\n\s*/g, ' ');
}
