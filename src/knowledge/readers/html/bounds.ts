/** What HTML may hold to be parsed: tags within each other alone, as the parser's time and the converter's stack grow with them. */

import { LIMITS } from '../../files/limits.js';

const TAG = /<(\/?)([a-z][\w-]*)/gi;
/** Never closed, or closed by the next of their kind. */
const UNCLOSED =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|d[td]|t[rdh]|thead|tbody|tfoot|option|path)$/i;

/** Why a text of HTML is not parsed; `undefined` where it may be. */
export function htmlExcess(html: string): string | undefined {
  const { markdownPieces, nesting } = LIMITS;
  let depth = 0;
  let tags = 0;
  for (const [, closing, name = ''] of html.matchAll(TAG)) {
    tags += 1;
    if (tags > markdownPieces) return `more than ${markdownPieces} tags; split the file`;
    if (UNCLOSED.test(name)) continue;
    depth = closing === '' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > nesting) return `more than ${nesting} tags within each other`;
  }
  return undefined;
}
