/**
 * HTML to Markdown. What asks and answers in HTML keeps one form for the reader of pages: `<details>` and the pairs of a `<dl>` come out
 * as `<details>`, `<summary>` and `</details>` on rows of their own, with Markdown between them.
 */

import type { Element, ElementContent, Nodes, Parents, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { defaultHandlers, type Handle, toMdast } from 'hast-util-to-mdast';
import type { Nodes as MarkdownNodes, RootContent, Yaml } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';
import { toString } from 'mdast-util-to-string';
import type { SourceRow } from '../rows.js';

/** The tree of a piece of HTML, or of a whole page with its `html`, `head` and `body`. The text must pass {@link htmlExcess}. */
export function parseHtml(html: string, { page = false }: { readonly page?: boolean } = {}): Root {
  return fromHtml(html, { fragment: !page });
}

/**
 * Markdown of a tree, row by row.
 * @param above lines of the file above the HTML
 */
export function markdownOfTree(tree: Nodes, above = 0): readonly SourceRow[] {
  const converted = toMdast(tree, {
    handlers: HANDLERS,
    nodeHandlers: { comment: () => undefined },
    document: true,
  });
  const blocks: readonly MarkdownNodes[] = converted.type === 'root' ? converted.children : [converted];
  return blocks.flatMap((block, index) => {
    const rows = rowsOfBlock(block, above);
    return index === 0 ? rows : [{ text: '', line: rows[0]?.line ?? above + 1 }, ...rows];
  });
}

/** Markdown of a piece of HTML, row by row. The text must pass {@link htmlExcess}. @param above lines of the file above it */
export function htmlToMarkdown(html: string, above = 0): readonly SourceRow[] {
  return markdownOfTree(parseHtml(html), above);
}

/** A tag that stays, on a row of its own. To the converter an `html` node would be part of a paragraph, and a `yaml` node is none. */
type Boundary = Yaml;

const OPTIONS: Options = {
  bullet: '-',
  emphasis: '*',
  fences: true,
  rule: '-',
  listItemIndent: 'one',
  resourceLink: true,
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  handlers: {
    // `snake_case` needs no escapes, and the search finds it better without.
    text: ({ value }: { readonly value: string }, _parent, state, info) =>
      state.safe(value, info).replaceAll(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_'),
    yaml: ({ value }: Boundary) => value,
  },
};

function rowsOfBlock(block: MarkdownNodes, above: number): readonly SourceRow[] {
  const text = toMarkdown(block, OPTIONS).replace(/\n$/, '');
  const first = above + (block.position?.start.line ?? 1);
  const last = above + (block.position?.end.line ?? 1);
  return text
    .split('\n')
    .map((row, index) => ({ text: row, line: Math.max(first, Math.min(last, first + index)) }));
}

/** Elements that no cell of a Markdown table holds: a table of such cells lays out a page. */
const BLOCKS = new Set('pre ul ol dl table blockquote details h1 h2 h3 h4 h5 h6 hr'.split(' '));

function holdsBlocks(node: Parents): boolean {
  return node.children.some(
    (child) => child.type === 'element' && (BLOCKS.has(child.tagName) || holdsBlocks(child)),
  );
}

/** The elements of a name within another one, and not within each other. */
function within(node: Parents, names: RegExp): readonly Element[] {
  return node.children.flatMap((child) => {
    if (child.type !== 'element') return [];
    return names.test(child.tagName) ? [child] : within(child, names);
  });
}

type State = Parameters<Handle>[0];

function flowOf(state: State, children: readonly ElementContent[]): readonly RootContent[] {
  return state.toFlow(state.all({ type: 'root', children: [...children] }));
}

interface Pair {
  readonly asks: readonly ElementContent[];
  readonly answers: readonly (readonly ElementContent[])[];
  /** What stands where it begins and ends in the file. */
  readonly from: Nodes;
  readonly to: Nodes;
}

function pairOf(state: State, { asks, answers, from, to }: Pair): readonly RootContent[] {
  const question = toString(flowOf(state, asks), { includeImageAlt: false }).replace(/\s+/g, ' ').trim();
  const start = from.position?.start;
  const end = to.position?.end;
  const boundary = (value: string, point: typeof start): Boundary => ({
    type: 'yaml',
    value,
    ...(point === undefined ? {} : { position: { start: point, end: point } }),
  });
  return [
    boundary('<details>', start),
    boundary(`<summary>${question}</summary>`, start),
    ...answers.flatMap((children) => flowOf(state, children)),
    boundary('</details>', end),
  ];
}

const details: Handle = (state, node) => {
  const [summary] = within(node, /^summary$/);
  const answers = [node.children.filter((child) => child !== summary)];
  return [...pairOf(state, { asks: summary?.children ?? [], answers, from: summary ?? node, to: node })];
};

/** Its terms ask, and what stands below them up to the next terms answers. */
const dl: Handle = (state, node) => {
  const groups: { readonly terms: Element[]; readonly texts: Element[] }[] = [];
  for (const part of within(node, /^d[td]$/)) {
    const group = groups.at(-1);
    if (part.tagName === 'dt' && (group === undefined || group.texts.length > 0))
      groups.push({ terms: [part], texts: [] });
    else (part.tagName === 'dt' ? group?.terms : group?.texts)?.push(part);
  }
  return groups.flatMap(({ terms, texts }) => {
    const [from = node] = terms;
    const asks = terms.flatMap(({ children }, index): readonly ElementContent[] =>
      index === 0 ? children : [{ type: 'text', value: ' / ' }, ...children],
    );
    const answers = texts.map(({ children }) => children);
    return [...pairOf(state, { asks, answers, from, to: texts.at(-1) ?? from })];
  });
};

const HANDLERS: Readonly<Record<string, Handle>> = {
  details,
  dl,
  // An anchor leads nowhere.
  a: (state, node) =>
    node.properties['href'] === undefined ? state.all(node) : defaultHandlers['a']?.(state, node),
  // A layout table's cells stand below each other.
  table: (state, node) =>
    holdsBlocks(node)
      ? within(node, /^(?:t[dh]|caption)$/).flatMap(({ children }) => [...flowOf(state, children)])
      : defaultHandlers['table']?.(state, node),
};
