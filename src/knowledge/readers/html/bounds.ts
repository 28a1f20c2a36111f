/** What HTML may hold to be parsed: tags within each other alone, as the parser's time and the converter's stack grow with them. */

import { LIMITS } from '../../files/limits.js';

const TAG = /<(\/?)([a-z][\w-]*)/gi;
/** Never closed, or closed by the next of their kind. */
const UNCLOSED =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|d[td]|t[rdh]|thead|tbody|tfoot|option|path)$/i;

/** What the parser opens anew in each paragraph until it is closed. */
const FORMATTING = /^(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)$/i;

/** Why a text of HTML is not parsed; `undefined` where it may be. */
export function htmlExcess(html: string): string | undefined {
  const { markdownPieces, nesting } = LIMITS;
  let depth = 0;
  let formatting = 0;
  let pieces = 0;
  for (const [, closing, name = ''] of html.matchAll(TAG)) {
    pieces += 1 + formatting;
    if (pieces > markdownPieces) return `more than ${markdownPieces} tags; split the file`;
    if (UNCLOSED.test(name)) continue;
    const step = closing === '' ? 1 : -1;
    depth = Math.max(0, depth + step);
    if (FORMATTING.test(name)) formatting = Math.max(0, formatting + step);
    if (depth > nesting) return `more than ${nesting} tags within each other`;
  }
  return undefined;
}
