/** Reads a page of HTML: its main text becomes Markdown and is read as such, with the lines of the file. */

import type { Element, ElementContent, Nodes, Parents, Root } from 'hast';
import { toString } from 'mdast-util-to-string';
import { LIMITS } from '../../files/limits.js';
import { isWebAddress } from '../../address.js';
import type { Document } from '../../model.js';
import { readMarkdown } from '../markdown.js';
import { EMPTY, fault, type ReadFile, unread } from '../reader.js';
import { textOfRows } from '../rows.js';
import { htmlExcess } from './bounds.js';
import { htmlToMarkdown, markdownOfTree, parseHtml } from './to-markdown.js';

export function readHtmlPage(file: ReadFile): Document {
  const { path, text } = file;
  const excess =
    text.length > LIMITS.markdownBytes ? `longer than ${LIMITS.markdownBytes} characters` : htmlExcess(text);
  if (excess !== undefined) return { ...EMPTY, findings: [fault(path, 1, 'markup', excess)] };
  const page = parseHtml(text, { page: true });
  const rows = markdownOfTree(mainOf(page));
  const front = frontOf(page);
  const above = front.split('\n').length - 1;
  const document = readMarkdown({ ...file, text: `${front}${textOfRows(rows)}\n` }, htmlToMarkdown);
  if (document.threads.length + document.findings.length === 0)
    return { ...document, findings: [unread(path, 'no question on the page')] };
  return movedTo(document, (line) => rows[line - above - 1]?.line ?? 1);
}

/** What the page says of itself, as front matter; JSON is YAML. */
function frontOf(page: Root): string {
  const title = find(page, ({ tagName }) => tagName === 'title');
  const canonical = find(
    page,
    ({ tagName, properties }) => tagName === 'link' && isCanonical(properties['rel']),
  );
  const address = canonical?.properties['href'];
  const fields = {
    title: title === undefined ? '' : toString(title).replace(/\s+/g, ' ').trim(),
    source: typeof address === 'string' && isWebAddress(address) ? address : '',
  };
  const given = Object.entries(fields).filter(([, value]) => value !== '');
  if (given.length === 0) return '';
  return `---\n${given.map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`).join('')}---\n`;
}

const isCanonical = (rel: unknown): boolean => Array.isArray(rel) && rel.includes('canonical');

/** The first element of its kind, in the order of the page. */
function find(node: Parents, wanted: (element: Element) => boolean): Element | undefined {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    const found = wanted(child) ? child : find(child, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The page's main text: `main`, else its only article, else the body, without what surrounds texts. */
function mainOf(page: Root): Nodes {
  const main = find(page, ({ tagName, properties }) => tagName === 'main' || properties['role'] === 'main');
  const article = find(page, ({ tagName }) => tagName === 'article');
  const isOnly =
    article !== undefined && find(page, (one) => one.tagName === 'article' && one !== article) === undefined;
  const body = find(page, ({ tagName }) => tagName === 'body');
  const chosen = main ?? (isOnly ? article : undefined) ?? body;
  return chosen === undefined ? page : textOf(chosen, chosen !== body);
}

const NEVER = new Set('nav script style noscript template svg iframe head aside'.split(' '));
/** Around the page; within an article they are its own. */
const AROUND = new Set(['header', 'footer']);
const OWN = new Set(['article', 'section', 'main', 'details']);

function textOf(element: Element, isWithin: boolean): Element {
  const inner = isWithin || OWN.has(element.tagName);
  return { ...element, children: element.children.flatMap((child) => partsOf(child, inner)) };
}

function partsOf(child: ElementContent, isWithin: boolean): readonly ElementContent[] {
  if (child.type !== 'element') return [child];
  const { tagName } = child;
  if (NEVER.has(tagName) || (AROUND.has(tagName) && !isWithin) || isPermalink(child)) return [];
  return [textOf(child, isWithin)];
}

/** The mark beside a heading that leads to itself. */
function isPermalink({ tagName, properties, children }: Element): boolean {
  const address = properties['href'];
  if (tagName !== 'a' || typeof address !== 'string' || !address.startsWith('#')) return false;
  return /^[#¶§🔗]?$/u.test(toString({ type: 'root', children }).trim());
}

function movedTo(document: Document, lineOf: (line: number) => number): Document {
  const moved = <Item extends { readonly source: { readonly line: number } }>(
    items: readonly Item[],
  ): Item[] => items.map((item) => ({ ...item, source: { ...item.source, line: lineOf(item.source.line) } }));
  const threads = moved(document.threads).map((thread) => ({
    ...thread,
    turns: thread.turns.map((turn) => ({ ...turn, line: lineOf(turn.line) })),
  }));
  return {
    threads,
    tasks: moved(document.tasks),
    releases: moved(document.releases),
    readings: moved(document.readings),
    notes: moved(document.notes),
    findings: document.findings.map((finding) => ({ ...finding, line: lineOf(finding.line) })),
  };
}
