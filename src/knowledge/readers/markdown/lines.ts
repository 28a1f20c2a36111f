import type { RootContent } from 'mdast';
import type { Link } from '../../../contract.js';
import { isWebAddress } from '../../address.js';
import type { Definitions } from './inline.js';
import { chunksOf, hideBreaks, parse as parseText, type Parse } from './parse.js';
import { type Line, Walker } from './walker.js';

export type { Line } from './walker.js';

/**
 * Reads a Markdown text into its printed lines.
 * @param above lines of the file above the text
 */
export function readLines(text: string, above: number, parse: Parse = parseText): readonly Line[] {
  const chunks = chunksOf(hideBreaks(text)).map((chunk) => ({ ...chunk, nodes: parse(chunk.text) }));
  const definitions = definitionsOf(chunks.flatMap(({ nodes }) => nodes));
  const lines: Line[] = [];
  let block = 0;
  let paragraph = 0;
  for (const chunk of chunks) {
    const walker = new Walker(chunk.text, above + chunk.above, paragraph, definitions);
    for (const node of chunk.nodes) {
      walker.visit(node, { quoted: 0, block, indent: '', marker: '' });
      block += 1;
    }
    paragraph = walker.paragraphs;
    for (const line of walker.lines) lines.push(line);
  }
  return lines;
}

/** First of each label counts, as the parser has it. Definitions in other pieces of a long text are not known to its links. */
function definitionsOf(nodes: readonly RootContent[]): Definitions {
  const definitions = new Map<string, string>();
  for (const node of nodes)
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node.url);
  return definitions;
}

/** Web addresses of the lines from `first` to `last`, each once. */
export function linksBetween(lines: readonly Line[], first: number, last: number): readonly Link[] {
  const unique = new Map<string, Link>();
  for (const { line, links } of lines) {
    if (line < first || line > last) continue;
    for (const link of links) if (isWebAddress(link.url) && !unique.has(link.url)) unique.set(link.url, link);
  }
  return [...unique.values()];
}
