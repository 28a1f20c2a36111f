/** Reads Markdown into plain blocks, for all platforms. */

import type {
  Association,
  BlockContent,
  DefinitionContent,
  Html,
  List,
  Nodes,
  PhrasingContent,
  RootContent,
} from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import {
  type Content,
  type Mark,
  type MarkdownBlock,
  type MarkdownInline,
  type MarkdownList,
  plainText,
} from './blocks.js';
import { isMailAddress, splitAddresses } from './links.js';
import { clean } from './text.js';

/** Characters. The parser needs up to 2 s for 20,000 hostile ones, and more than in proportion for more. */
const MAX_LENGTH = 30_000;

/**
 * A line that opens fifty quotes, lists and footnotes in each other. Nobody writes that, and the parser takes a second for a
 * thousand of them. Nesting by indent needs no bound of its own: its cost grows with the length, which has one.
 */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\s]*\]:)){50}/m;

/** Levels of blocks, and of marks, that are followed; what lies deeper is shown as plain text. */
const MAX_DEPTH = 12;

type Flow = BlockContent | DefinitionContent;

/** The addresses of the text's link definitions, by identifier. */
type Definitions = ReadonlyMap<string, string>;

/** The blocks of a text. What is too long or too deeply nested is shown as it was written. Never throws. */
export function readMarkdown(markdown: string): readonly MarkdownBlock[] {
  if (markdown.length > MAX_LENGTH || TOO_DEEP.test(markdown)) return asWritten(markdown);
  try {
    const root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    showHtml(root);
    // Of two definitions of one name the first counts.
    const definitions = new Map([...definitionsIn(root)].toReversed());
    return blocks(root.children.filter(isFlow), definitions, 0);
  } catch {
    // Thousands of marks in each other overflow the stack. The reader still gets the words.
    return asWritten(markdown);
  }
}

/** Paragraphs without any markup, but with their addresses as links. */
function asWritten(markdown: string): readonly MarkdownBlock[] {
  return clean(markdown)
    .split(/\n{2,}/)
    .map((paragraph) => ({
      kind: 'paragraph',
      content: splitAddresses(paragraph).flatMap(
        (part): Content =>
          part.isAddress ? [{ kind: 'link', label: [], url: part.text, marks: [] }] : printed(part.text, []),
      ),
    }));
}

/** The types allow running text and YAML at the top; the parser puts neither there. */
function isFlow(node: RootContent): node is Flow {
  return node.type !== 'yaml';
}

function* definitionsIn(node: Nodes): Generator<readonly [string, string]> {
  if (node.type === 'definition') yield [node.identifier, node.url];
  if ('children' in node) for (const child of node.children) yield* definitionsIn(child);
}

function blocks(nodes: readonly Flow[], definitions: Definitions, depth: number): readonly MarkdownBlock[] {
  return nodes.flatMap((node) => block(node, definitions, depth));
}

function block(node: Flow, definitions: Definitions, depth: number): readonly MarkdownBlock[] {
  if (depth > MAX_DEPTH) return [{ kind: 'paragraph', content: text(toString(node), []) }];
  switch (node.type) {
    case 'paragraph':
      return [{ kind: 'paragraph', content: inlines(node.children, definitions) }];
    case 'heading':
      return [{ kind: 'heading', level: node.depth, content: inlines(node.children, definitions) }];
    case 'code':
      return [{ kind: 'code', language: node.lang ?? '', text: clean(node.value) }];
    case 'blockquote':
      return [{ kind: 'quote', blocks: blocks(node.children, definitions, depth + 1) }];
    case 'list':
      return [list(node, definitions, depth)];
    case 'table': {
      const rows = node.children.map((row) =>
        row.children.map((cell) => inlines(cell.children, definitions)),
      );
      return [{ kind: 'table', rows, align: node.align ?? [] }];
    }
    case 'thematicBreak':
      return [{ kind: 'rule' }];
    case 'html':
      return [{ kind: 'paragraph', content: printed(node.value.trim(), []) }];
    case 'footnoteDefinition':
      return [{ kind: 'note', label: labelOf(node), blocks: blocks(node.children, definitions, depth + 1) }];
    case 'definition':
      return [];
  }
}

function list(node: List, definitions: Definitions, depth: number): MarkdownList {
  return {
    kind: 'list',
    start: node.ordered === true ? (node.start ?? 1) : undefined,
    loose: node.spread === true || node.children.some((item) => item.spread === true),
    items: node.children.map((item) => ({
      checked: item.checked ?? undefined,
      blocks: blocks(item.children, definitions, depth + 1),
    })),
  };
}

function labelOf({ label, identifier }: Association): string {
  return clean(label ?? identifier);
}

function inlines(
  nodes: readonly PhrasingContent[],
  definitions: Definitions,
  marks: readonly Mark[] = [],
  depth = 0,
): Content {
  if (depth > MAX_DEPTH) return text(nodes.map((node) => toString(node)).join(''), marks);
  return merged(nodes.flatMap((node) => inline(node, definitions, marks, depth)));
}

function inline(
  node: PhrasingContent,
  definitions: Definitions,
  marks: readonly Mark[],
  depth: number,
): Content {
  const within = (children: readonly PhrasingContent[], ...more: readonly Mark[]): Content =>
    inlines(children, definitions, [...new Set([...marks, ...more])], depth + 1);
  switch (node.type) {
    case 'text':
      return text(node.value, marks);
    case 'emphasis':
      return within(node.children, 'italic');
    case 'strong':
      return within(node.children, 'bold');
    case 'delete':
      return within(node.children, 'strike');
    case 'inlineCode':
      return [{ kind: 'code', text: clean(node.value), marks }];
    case 'break':
      return [{ kind: 'break' }];
    case 'link':
      return link(within(node.children), node.url, marks);
    case 'linkReference':
      return link(within(node.children), definitions.get(node.identifier), marks);
    case 'image':
      return link(text(node.alt ?? '', marks), node.url, marks);
    case 'imageReference':
      return link(text(node.alt ?? '', marks), definitions.get(node.identifier), marks);
    case 'html':
      return printed(node.value, marks);
    case 'footnoteReference':
      return text(`[${labelOf(node)}]`, marks);
  }
}

/** Nothing for no text. */
function text(value: string, marks: readonly Mark[]): Content {
  const shown = clean(value);
  return shown === '' ? [] : [{ kind: 'text', text: shown, marks }];
}

/** A text whose line feeds are meant. */
function printed(value: string, marks: readonly Mark[]): Content {
  return value
    .split('\n')
    .flatMap((line, index) => [...(index === 0 ? [] : [{ kind: 'break' } as const]), ...text(line, marks)]);
}

/** The label alone where there is no address, or where it is one for e-mail. */
function link(label: Content, url: string | undefined, marks: readonly Mark[]): Content {
  if (url === undefined || url === '' || isMailAddress(plainText(label), url)) return label;
  return [{ kind: 'link', label, url, marks }];
}

/** Neighbouring texts of the same marks as one: an address may begin in one and end in the next. */
function merged(all: Content): Content {
  const result: MarkdownInline[] = [];
  for (const one of all) {
    const last = result.at(-1);
    if (one.kind === 'text' && last?.kind === 'text' && one.marks.join() === last.marks.join())
      result[result.length - 1] = { ...last, text: last.text + one.text };
    else result.push(one);
  }
  return result;
}

/** HTML that posts contain for looks, where it comes in pairs. Upper case is a type, as in `List<S>`. */
const PAIRED =
  /^<(\/?)(a|b|big|blockquote|center|code|del|details|div|em|font|h[1-6]|i|ins|kbd|li|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^>]*)?>$/;

/** Replaces HTML by what a reader of the page sees of it. A tag without its partner, such as a lone `<table>`, is a word. */
function showHtml(root: Nodes): void {
  const all = [...htmlIn(root)].map((node) => ({
    node,
    parts: node.value.split(/(<!--[\s\S]*?-->|<[^<>]*>)/),
  }));
  /** For each name, what lets go of the tags that wait for their partner. */
  const opened = new Map<string, (() => void)[]>();
  for (const { parts } of all) {
    for (const [index, part] of parts.entries()) {
      const [, closing, name] = PAIRED.exec(part) ?? [];
      if (name === undefined) {
        parts[index] = unpairedHtml(part);
        continue;
      }
      const waiting = opened.get(name) ?? [];
      opened.set(name, waiting);
      const drop = (): void => void (parts[index] = addressIn(part));
      if (closing === '') waiting.push(drop);
      else if (waiting.length > 0) for (const letGo of [waiting.pop(), drop]) letGo?.();
    }
  }
  for (const { node, parts } of all) node.value = parts.join('');
}

function* htmlIn(node: Nodes): Generator<Html> {
  if (node.type === 'html') yield node;
  if ('children' in node) for (const child of node.children) yield* htmlIn(child);
}

/** A line break, an image's address, nothing for a comment or a rule, and anything else as it is. */
function unpairedHtml(part: string): string {
  // HTML reads a closing `</br>` as a break too.
  if (/^<\/?br\s*\/?>$/.test(part)) return '\n';
  if (/^(?:<!--[\s\S]*-->|<hr\s*\/?>)$/.test(part)) return '';
  return /^<img\s[^>]*>$/.test(part) ? addressIn(part) : part;
}

function addressIn(tag: string): string {
  const address = /\b(?:href|src)\s*=\s*["']?(https?:[^"'\s>]+)/i.exec(tag)?.[1];
  return address === undefined ? '' : ` ${address} `;
}
