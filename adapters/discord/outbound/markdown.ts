/** Paints Markdown for Discord, whose own Markdown lacks tables, nested quotes and headings below the third level. */

import {
  boxOf,
  markOf,
  type MarkdownBlock,
  type MarkdownItem,
  type MarkdownList,
  type MarkdownTable,
} from '../../common/blocks.js';
import { readMarkdown } from '../../common/markdown.js';
import { WORD_JOINER } from '../../common/text.js';
import { type Atom, inline, text } from './inline.js';

export interface Line {
  /** Discord's own marks at the start, such as `- `. */
  readonly prefix: string;
  readonly atoms: readonly Atom[];
}

export interface CodeBlock {
  readonly kind: 'code';
  readonly language: string;
  readonly lines: readonly string[];
}

export type Block = CodeBlock | { readonly kind: 'lines'; readonly lines: readonly Line[] };

/** Heading levels that Discord has. https://support.discord.com/hc/en-us/articles/210298617 */
const HEADING_LEVELS = 3;
const RULE = '───';

export function blocks(markdown: string): readonly Block[] {
  return painted(readMarkdown(markdown), '');
}

/** @param prefix marks of a quote or a list around the blocks */
function painted(all: readonly MarkdownBlock[], prefix: string): readonly Block[] {
  return all.flatMap((one): readonly Block[] => {
    switch (one.kind) {
      case 'paragraph':
        return paragraph(inline(one.content), prefix);
      case 'heading':
        return one.level <= HEADING_LEVELS && prefix === ''
          ? paragraph(inline(one.content), `${'#'.repeat(one.level)} `)
          : paragraph(inline(one.content, ['**']), prefix);
      case 'code':
        return [code(one.language, one.text)];
      case 'quote':
        // Discord nests no quotes.
        return painted(one.blocks, '> ');
      case 'list':
        return listBlocks(one, prefix, '');
      case 'table':
        return table(one, prefix);
      case 'rule':
        return paragraph(text(RULE), prefix);
      case 'note':
        return labelled(text(`[${one.label}] `), painted(one.blocks, prefix), prefix);
    }
  });
}

function labelled(label: readonly Atom[], found: readonly Block[], prefix: string): readonly Block[] {
  const [first, ...others] = found;
  if (first?.kind !== 'lines') return [...paragraph(label, prefix), ...found];
  const lines = first.lines.map((line, row) =>
    row === 0 ? { ...line, atoms: [...label, ...line.atoms] } : line,
  );
  return [{ kind: 'lines', lines }, ...others];
}

/** A paragraph without a visible character gives no block. */
function paragraph(atoms: readonly Atom[], prefix: string): readonly Block[] {
  return blocksOf(linesOf(atoms, prefix));
}

/** The lines that hold something, as one block; `undefined` where none does. */
export function linesBlock(lines: readonly Line[]): Block | undefined {
  const kept = lines.filter(({ atoms }) => atoms.length > 0);
  return kept.length === 0 ? undefined : { kind: 'lines', lines: kept };
}

function blocksOf(lines: readonly Line[]): readonly Block[] {
  return [linesBlock(lines)].filter((one) => one !== undefined);
}

/** Each line break begins a new line. */
function linesOf(atoms: readonly Atom[], prefix: string): readonly Line[] {
  const lines: Atom[][] = [[]];
  for (const atom of atoms) {
    if (atom.kind === 'whole') {
      lines.at(-1)?.push(atom);
      continue;
    }
    for (const [index, part] of atom.text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      const shown = lines.at(-1)?.length === 0 ? part.trimStart() : part;
      if (shown !== '') lines.at(-1)?.push({ ...atom, text: shown });
    }
  }
  return lines
    .filter((line) => line.some((atom) => /[^\s\p{Cf}]/u.test(atom.text)))
    .map((line) => ({ prefix, atoms: line }));
}

/** Invisible characters take apart the backticks that would end the block early. */
function code(language: string, value: string): Block {
  return {
    kind: 'code',
    language: /^[\w+#-]{1,20}$/.test(language) ? language : '',
    lines: value.replace(/``+/g, (run) => run.split('').join(WORD_JOINER)).split('\n'),
  };
}

/** The lines of a list are one block; code inside it is a block of its own. */
function listBlocks(list: MarkdownList, outer: string, indent: string): readonly Block[] {
  const found: Block[] = [];
  let open: Line[] | undefined;
  for (const [index, item] of list.items.entries()) {
    const mark = markOf(list, index);
    for (const one of itemBlocks(item, mark, outer, indent)) {
      if (one.kind === 'code') {
        found.push(one);
        open = undefined;
      } else if (open === undefined) {
        open = [...one.lines];
        found.push({ kind: 'lines', lines: open });
      } else open.push(...one.lines);
    }
  }
  return found;
}

function itemBlocks(item: MarkdownItem, mark: string, outer: string, indent: string): readonly Block[] {
  const under = indent + ' '.repeat(mark.length);
  const found: Block[] = [];
  // The mark and the box stand before the first line only.
  let start = indent + mark;
  let box = text(boxOf(item));
  for (const child of item.blocks) {
    if (child.kind === 'list') {
      found.push(...listBlocks(child, outer, under));
      continue;
    }
    for (const one of painted([child], '')) {
      if (one.kind === 'code') {
        found.push(one);
        continue;
      }
      const lines = one.lines.map(({ prefix, atoms }) => {
        // A quote or a heading inside an item keeps the item's mark only.
        const line = { prefix: outer + start + prefix.replace(/^[>#].*/, ''), atoms: [...box, ...atoms] };
        start = under;
        box = [];
        return line;
      });
      found.push({ kind: 'lines', lines });
    }
  }
  return found;
}

/** A row of two cells is "name: value"; of more, a list of "heading: cell". */
function table({ rows: [header = [], ...body] }: MarkdownTable, prefix: string): readonly Block[] {
  const names = header.map((cell) => inline(cell, ['**']));
  const isKeyed = names.length === 2;
  const lines = body.map((row): Line => {
    const cells = row.map((cell, column) => {
      const shown = inline(cell, isKeyed && column === 0 ? ['**'] : []);
      const name = names[column] ?? [];
      return isKeyed || shown.length === 0 || name.length === 0 ? shown : [...name, ...text(': '), ...shown];
    });
    return { prefix: `${prefix}- `, atoms: separated(cells, isKeyed ? ': ' : ' · ') };
  });
  const title = isKeyed || body.length === 0 ? separated(names, ' · ') : [];
  return blocksOf([{ prefix, atoms: title }, ...lines]);
}

/** Cells that hold something, on one line. */
function separated(cells: readonly (readonly Atom[])[], separator: string): readonly Atom[] {
  return cells
    .filter((cell) => cell.length > 0)
    .flatMap((cell, index) => (index === 0 ? cell : [...text(separator), ...cell]))
    .map((atom) => ({ ...atom, text: atom.text.replaceAll('\n', ' ') }));
}
