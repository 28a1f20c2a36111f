/** Markdown as blocks of Discord's, which lacks tables, nested quotes, HTML and headings below the third level. */

import type { Definition, List, ListItem, Nodes, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { isFlow } from '../../common/flow.js';
import { type Atom, type Definitions, htmlText, inline, text } from './inline.js';
import { clean, WORD_JOINER } from '../../common/text.js';

export interface Line {
  /** Discord's own marks at the start, such as `- `. */
  readonly prefix: string;
  readonly atoms: readonly Atom[];
}

export type Block =
  | { readonly kind: 'lines'; readonly lines: readonly Line[] }
  | { readonly kind: 'code'; readonly language: string; readonly lines: readonly string[] };

/** Characters. A longer text is shown as it is written: the parser needs up to 2 s for 20,000 hostile characters. */
const MARKDOWN_LIMIT = 30_000;
/** Levels of lists and quotes; what lies deeper is shown as plain text. */
const MAX_DEPTH = 8;
/** Heading levels that Discord has. https://support.discord.com/hc/en-us/articles/210298617 */
const HEADING_LEVELS = 3;
const RULE = '───';

export function blocks(markdown: string): readonly Block[] {
  const plain = (): readonly Block[] => paragraph(text(clean(markdown).trim()));
  if (markdown.length > MARKDOWN_LIMIT) return plain();
  try {
    const root = fromMarkdown(clean(markdown), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    const definitions = new Map(definitionsIn(root).map((node) => [node.identifier, node]));
    return root.children.flatMap((node) => block(node, definitions, '', 0));
  } catch {
    // Thousands of nested quotes overflow the parser's stack. The reader still gets the words.
    return plain();
  }
}

function definitionsIn(node: Nodes): readonly Definition[] {
  if (node.type === 'definition') return [node];
  return 'children' in node ? node.children.flatMap(definitionsIn) : [];
}

function block(node: RootContent, definitions: Definitions, prefix: string, depth: number): readonly Block[] {
  if (depth > MAX_DEPTH || !isFlow(node)) return paragraph(text(toString(node)), prefix);
  switch (node.type) {
    case 'paragraph':
      return paragraph(inline(node.children, definitions), prefix);
    case 'heading': {
      const isKept = node.depth <= HEADING_LEVELS && prefix === '';
      const marks = isKept ? [] : (['**'] as const);
      return paragraph(
        inline(node.children, definitions, marks),
        isKept ? `${'#'.repeat(node.depth)} ` : prefix,
      );
    }
    case 'code':
      return [code(node.lang ?? '', node.value)];
    case 'blockquote':
      // Discord nests no quotes.
      return node.children.flatMap((child) => block(child, definitions, '> ', depth + 1));
    case 'list':
      return list(node, definitions, prefix, '', depth);
    case 'table':
      return table(node, definitions, prefix);
    case 'thematicBreak':
      return paragraph(text(RULE), prefix);
    case 'html':
      return paragraph(text(htmlText(node.value).trim()), prefix);
    case 'footnoteDefinition':
      return node.children.flatMap((child, index) =>
        labelled(
          block(child, definitions, prefix, depth + 1),
          index === 0 ? `[${node.label ?? node.identifier}] ` : '',
        ),
      );
    case 'definition':
    case 'yaml':
      return [];
  }
}

function labelled(found: readonly Block[], label: string): readonly Block[] {
  return found.map((one, index) => {
    const [first, ...others] = one.lines;
    if (label === '' || index > 0 || one.kind === 'code' || first === undefined || typeof first === 'string')
      return one;
    return {
      kind: 'lines',
      lines: [
        { ...first, atoms: [...text(label), ...first.atoms] },
        ...others.filter((line) => typeof line !== 'string'),
      ],
    };
  });
}

/** No block for a paragraph without a visible character. */
function paragraph(atoms: readonly Atom[], prefix = ''): readonly Block[] {
  const lines = linesOf(atoms, prefix);
  return lines.length === 0 ? [] : [{ kind: 'lines', lines }];
}

/** A break within ends the line. */
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

/** Whatever would end the block early is taken apart by something invisible. */
function code(language: string, value: string): Block {
  const shown = clean(value).replace(/``+/g, (run) => run.split('').join(WORD_JOINER));
  return {
    kind: 'code',
    language: /^[\w+#-]{1,20}$/.test(language) ? language : '',
    lines: shown.split('\n'),
  };
}

/** The lines of a list in one block, but for code inside it, which stands alone. */
function list(
  node: List,
  definitions: Definitions,
  outer: string,
  indent: string,
  depth: number,
): readonly Block[] {
  const first = node.start ?? 1;
  const found: Block[] = [];
  const put = (lines: readonly Line[]): void => {
    const last = found.at(-1);
    if (lines.length === 0) return;
    if (last?.kind === 'lines') found[found.length - 1] = { kind: 'lines', lines: [...last.lines, ...lines] };
    else found.push({ kind: 'lines', lines });
  };
  for (const [index, item] of node.children.entries()) {
    const mark = node.ordered === true ? `${first + index}. ` : '- ';
    let head = `${outer}${indent}${mark}`;
    const under = `${outer}${indent}${' '.repeat(mark.length)}`;
    for (const child of item.children) {
      const inner =
        child.type === 'list' && depth < MAX_DEPTH
          ? list(child, definitions, outer, `${indent}${' '.repeat(mark.length)}`, depth + 1)
          : block(child, definitions, '', depth + 1);
      for (const one of inner) {
        if (one.kind === 'code') found.push(one);
        else if (child.type === 'list') put(one.lines);
        else {
          put(
            one.lines.map(({ prefix, atoms }, row) => {
              const start = row === 0 ? head : under;
              const box = row === 0 && head !== under ? text(checkbox(item)) : [];
              // A quote or a heading inside an item keeps the item's mark only.
              return {
                prefix: prefix.trim() === '' || /^[>#]/.test(prefix) ? start : start + prefix,
                atoms: [...box, ...atoms],
              };
            }),
          );
          head = under;
        }
      }
    }
  }
  return found;
}

function checkbox(item: ListItem): string {
  if (item.checked === null || item.checked === undefined) return '';
  return item.checked ? '☑ ' : '☐ ';
}

/** A row of two cells is "name: value"; of more, a list of "heading: cell". */
function table(node: Table, definitions: Definitions, prefix: string): readonly Block[] {
  const [header, ...body] = node.children;
  const names = (header?.children ?? []).map((cell) => inline(cell.children, definitions, ['**']));
  const rows = body.map((row) => row.children.map((cell) => inline(cell.children, definitions)));
  const lines = rows.map((cells): Line => {
    const shown = cells.flatMap((cell, column): readonly (readonly Atom[])[] => {
      if (cell.length === 0) return [];
      const name = names[column] ?? [];
      const isKey = column === 0 && cells.length === 2;
      if (isKey)
        return [
          cell.map((atom) => ({ ...atom, marks: ['**', ...atom.marks.filter((mark) => mark !== '**')] })),
        ];
      return [name.length === 0 || cells.length === 2 ? cell : [...name, ...text(': '), ...cell]];
    });
    const separator = cells.length === 2 ? ': ' : ' · ';
    return {
      prefix: `${prefix}- `,
      atoms: flat(shown.flatMap((cell, index) => (index === 0 ? cell : [...text(separator), ...cell]))),
    };
  });
  const isKeyed = names.length === 2;
  const title =
    isKeyed || rows.length === 0
      ? names.flatMap((name, index) => (index === 0 ? name : [...text(' · '), ...name]))
      : [];
  const all = [...(title.length === 0 ? [] : [{ prefix, atoms: flat(title) }]), ...lines].filter(
    ({ atoms }) => atoms.length > 0,
  );
  return all.length === 0 ? [] : [{ kind: 'lines', lines: all }];
}

function flat(atoms: readonly Atom[]): readonly Atom[] {
  return atoms.map((atom) => ({ ...atom, text: atom.text.replaceAll('\n', ' ') }));
}
