import type { RootContent } from 'mdast';
import type { Definitions } from './inline.js';
import { chunksOf, hideBreaks, parse } from './parse.js';
import { type Line, Walker } from './walker.js';

export type { Line } from './walker.js';

/**
 * Reads a Markdown text into its printed lines.
 * @param above lines of the file above the text
 */
export function readLines(text: string, above: number): readonly Line[] {
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
