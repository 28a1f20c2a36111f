/** Links that lead to places of the page's own site: completed where the page's address is known, else only their text stays. */

import type { Definition, Nodes } from 'mdast';
import { linkTarget } from '../markdown/link.js';
import { chunksOf, type Parse } from '../markdown/parse.js';
import { rowsOf } from '../rows.js';
import type { PageRow } from './row.js';
import { textOfRows } from '../rows.js';

/** A link that leads nowhere. */
export interface DeadLink {
  readonly url: string;
  /** Index of its row. */
  readonly row: number;
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** An address with a scheme, or one that begins with a host. */
const COMPLETE = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;
/** Words in front of a scheme: a misprint, which is reported as one. */
const MISPRINT = /https?:/i;

/** @param resolve the address in full; absent where there is none */
export function resolveLinks(
  rows: readonly PageRow[],
  resolve: (url: string) => string | undefined,
  parse: Parse,
): { readonly rows: readonly PageRow[]; readonly dead: readonly DeadLink[] } {
  const dead: DeadLink[] = [];
  const made: string[] = [];
  for (const { text, above } of chunksOf(textOfRows(rows))) {
    const nodes = text.includes('](') || text.includes(']: ') || text.includes(']:') ? parse(text) : [];
    const finder = new EditFinder(text, resolve, nodes);
    for (const node of nodes) finder.visit(node);
    for (const { url, line } of finder.dead) dead.push({ url, row: above + line - 1 });
    made.push(edited(text, finder.edits));
  }
  const texts = rowsOf(made.join('\n'), 0);
  return { rows: rows.map((row, index) => ({ ...row, text: texts[index]?.text ?? '' })), dead };
}

class EditFinder {
  readonly edits: Edit[] = [];
  readonly dead: { readonly url: string; readonly line: number }[] = [];
  readonly #text: string;
  readonly #resolve: (url: string) => string | undefined;
  readonly #definitions = new Map<string, Definition>();

  constructor(text: string, resolve: (url: string) => string | undefined, nodes: readonly Nodes[]) {
    this.#text = text;
    this.#resolve = resolve;
    for (const node of nodes)
      if (node.type === 'definition' && !this.#definitions.has(node.identifier))
        this.#definitions.set(node.identifier, node);
  }

  visit(node: Nodes): void {
    if (node.type === 'link') this.#link(node, node.url);
    else if (node.type === 'linkReference') {
      const url = this.#definitions.get(node.identifier)?.url;
      if (url !== undefined && isRelative(url) && this.#resolve(url) === undefined) this.#link(node, url);
    } else if (node.type === 'definition') this.#definition(node);
    if ('children' in node) for (const child of node.children) this.visit(child);
  }

  #link(node: Extract<Nodes, { type: 'link' | 'linkReference' }>, url: string): void {
    if (!isRelative(url)) return;
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    const from = node.children[0]?.position?.start.offset;
    const to = node.children.at(-1)?.position?.end.offset;
    if (start === undefined || end === undefined || from === undefined || to === undefined) return;
    const address = this.#resolve(url);
    if (address === undefined) {
      this.dead.push({ url, line: node.position?.start.line ?? 1 });
      this.#edit(start, from, '');
      this.#edit(to, end, '');
    } else this.#edit(to, end, `](${linkTarget(address)})`);
  }

  #definition(node: Definition): void {
    const { position, url, label } = node;
    if (!isRelative(url) || position?.start.offset === undefined || position.end.offset === undefined) return;
    // `[WARN]: something` is a line of a log; only an address makes it a definition.
    if (!/^[/#.]|\.\w+(?:#.*)?$/.test(url)) return;
    const address = this.#resolve(url);
    this.#edit(
      position.start.offset,
      position.end.offset,
      address === undefined ? '' : `[${label ?? node.identifier}]: ${linkTarget(address)}`,
    );
  }

  /** The rows stay as many as they were. */
  #edit(from: number, to: number, text: string): void {
    const breaks = this.#text.slice(from, to).replace(/[^\n]/g, '');
    this.edits.push({ from, to, text: text + breaks });
  }
}

function isRelative(url: string): boolean {
  return url !== '' && !COMPLETE.test(url) && !MISPRINT.test(url) && !url.startsWith('www.');
}

function edited(text: string, edits: readonly Edit[]): string {
  let made = '';
  let at = 0;
  for (const { from, to, text: inserted } of edits.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    made += text.slice(at, from) + inserted;
    at = to;
  }
  return made + text.slice(at);
}

/**
 * Completes addresses of a page.
 * @param page the page's own address
 * @param base the address that the names of pages are appended to, where the page's was made so
 */
export function resolverOf(
  page: string | undefined,
  base: string | undefined,
): (url: string) => string | undefined {
  return (url) => {
    if (page === undefined) return undefined;
    if (url.startsWith('#')) return page + url;
    if (base === undefined || url.startsWith('/'))
      return URL.canParse(url, page) ? new URL(url, page).href : undefined;
    // Pages below the base have addresses without the ending of their files.
    const named = url.replace(/(?:\/?(?:index|README))?\.(?:mdx?|markdown)(?=[?#]|$)/i, '/');
    const root = `${base.replace(/\/+$/, '')}/`;
    return URL.canParse(named, root) ? new URL(named, root).href : undefined;
  };
}
