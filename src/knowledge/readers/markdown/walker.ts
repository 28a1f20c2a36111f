import type { BlockContent, DefinitionContent, ListItem, Nodes, RootContent } from 'mdast';
import { htmlText, type Definitions, type InlineLine, inlineLines } from './inline.js';
import { BREAK, parse, restoreBreaks } from './parse.js';

/** One printed line of a document with what the parser knows of it. */
export interface Line extends Omit<InlineLine, 'offset'> {
  /** Markdown, without quote marks and images; list markers and indentation are kept. A fenced block is one line. */
  readonly markdown: string;
  /** As a reader sees it, without markup or list marker. */
  readonly plain: string;
  readonly kind: 'text' | 'heading' | 'code' | 'rule';
  /** Depth of a heading, 1..6; 0 for others. */
  readonly depth: number;
  /** Depth of quotes around it. */
  readonly quoted: number;
  /** Whether it belongs to a quote without a `>` of its own. */
  readonly lazy: boolean;
  /** The top-level block that it stands in, counted from 0: lines of one block have no blank line between blocks. */
  readonly block: number;
  /** The paragraph that it stands in, counted over the document. */
  readonly paragraph: number;
  /** Whether the paragraph holds this line alone. */
  readonly alone: boolean;
  /** `- `, `1. ` with its indentation where it starts an item of a list, else empty. */
  readonly marker: string;
  /** 1-based line of the file. */
  readonly line: number;
  /** 1-based last line of its paragraph or heading. */
  readonly end: number;
}

interface Place {
  readonly quoted: number;
  readonly block: number;
  readonly indent: string;
  readonly marker: string;
}

/** Walks the tree once and keeps the count of paragraphs. */
export class Walker {
  readonly lines: Line[] = [];
  readonly #source: string;
  readonly #rows: readonly string[];
  readonly #above: number;
  readonly #definitions: Definitions;
  #paragraph: number;

  /** @param paragraphs how many were counted before */
  constructor(source: string, above: number, paragraphs: number, definitions: Definitions) {
    this.#definitions = definitions;
    this.#source = source;
    this.#rows = source.split('\n');
    this.#above = above;
    this.#paragraph = paragraphs;
  }

  get paragraphs(): number {
    return this.#paragraph;
  }

  visit(node: RootContent | BlockContent | DefinitionContent, place: Place): void {
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- what is left is kept as printed
    switch (node.type) {
      case 'blockquote':
        for (const child of node.children) this.visit(child, { ...place, quoted: place.quoted + 1 });
        break;
      case 'list':
        for (const item of node.children) this.#item(item, place);
        break;
      case 'heading':
        this.#heading(node, place);
        break;
      case 'paragraph':
        this.#inline(node, place, 'text', 0);
        break;
      case 'code':
        if (this.#isFenced(node)) this.#code(node, place);
        else this.#reread(node.value, this.#lineOf(node), place);
        break;
      case 'html':
        this.#html(node, place);
        break;
      case 'thematicBreak':
        this.#push(node, place, { kind: 'rule', markdown: '', plain: '' });
        break;
      case 'definition':
        // `[WARN]: something` is a line of a log; only an address makes it a definition.
        if (!/^(?:https?:|[/#.])/i.test(node.url)) this.#literal(node, place);
        break;
      default:
        this.#literal(node, place);
    }
  }

  #item(item: ListItem, place: Place): void {
    const marker = `${/^(?:[-*+]|\d+[.)])/.exec(this.#slice(item))?.[0] ?? '-'} `;
    const below = { ...place, indent: `${place.indent}${' '.repeat(marker.length)}` };
    for (const [index, child] of item.children.entries())
      this.visit(
        child,
        index === 0 ? { ...below, marker: `${place.indent}${marker}` } : { ...below, marker: '' },
      );
  }

  #heading(node: Extract<Nodes, { type: 'heading' }>, place: Place): void {
    const underlined = !/^\s*#/.test(this.#slice(node));
    // A closing line with a rule right under it parses as a heading of the whole paragraph.
    const multiple = underlined && inlineLines(node.children).length > 1;
    this.#inline(node, place, multiple ? 'text' : 'heading', multiple ? 0 : node.depth);
  }

  #inline(
    node: Extract<Nodes, { type: 'heading' | 'paragraph' }>,
    place: Place,
    kind: Line['kind'],
    depth: number,
  ): void {
    const inline = inlineLines(node.children, this.#definitions);
    this.#paragraph += 1;
    const worded = inline.filter((line) => line.plain !== '').length;
    for (const [index, line] of inline.entries()) {
      const marker = index === 0 ? place.marker : '';
      const lead = index === 0 && place.marker !== '' ? place.marker : place.indent;
      this.lines.push({
        ...line,
        markdown: line.markdown === '' ? '' : `${lead}${line.markdown}`,
        kind,
        depth,
        quoted: place.quoted,
        lazy:
          place.quoted > 0 &&
          !this.#rows[(node.position?.start.line ?? 1) - 1 + line.offset]?.trimStart().startsWith('>'),
        block: place.block,
        paragraph: this.#paragraph,
        alone: worded <= 1,
        marker,
        line: this.#lineOf(node) + line.offset,
        end: this.#above + (node.position?.end.line ?? 1),
      });
    }
  }

  #code(node: Extract<Nodes, { type: 'code' }>, place: Place): void {
    const value = restoreBreaks(node.value);
    const fence = value.includes('```') ? '~~~~' : '```';
    const markdown = `${fence}${node.lang ?? ''}\n${value}\n${fence}`;
    this.#push(node, place, { kind: 'code', markdown: indent(markdown, place.indent), plain: value });
  }

  /** Comments and tags that only set type go; what a block of HTML swallowed below its tag is read as Markdown. */
  #html(node: Extract<Nodes, { type: 'html' }>, place: Place): void {
    const rows = node.value
      .replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replace(/[^\n]/g, ''))
      .split('\n');
    for (const [offset, row] of rows.entries()) {
      const image = /<img\s[^>]*src=["']([^"']+)["'][^>]*>/i.exec(row);
      const text = row
        .replace(/<[^<>]*>/g, htmlText)
        .replace(BREAK, '')
        .trim();
      const line = this.#lineOf(node) + offset;
      if (text === '') {
        if (image?.[1] !== undefined)
          this.#push(node, place, {
            kind: 'text',
            markdown: '',
            plain: '',
            line,
            images: [{ title: '', url: image[1] }],
          });
      } else if (/^<.*>$/.test(text) || /^<[a-z/]/i.test(text))
        this.#push(node, place, { kind: 'text', markdown: row.trimEnd(), plain: text, line });
      else this.#reread(text, line, place);
    }
  }

  /** Reads text that the parser took for something else, line by line: indented by accident, or swallowed by HTML. */
  #reread(text: string, line: number, place: Place): void {
    for (const [offset, row] of text.split('\n').entries()) {
      const [child] = row.trim() === '' ? [] : parse(row.trim());
      if (child?.type === 'paragraph' || child?.type === 'heading') {
        const before = this.lines.length;
        this.visit(child, place);
        for (const read of this.lines.splice(before)) this.lines.push({ ...read, line: line + offset });
      } else if (child) {
        this.#push(child, place, {
          kind: 'text',
          markdown: row.trimEnd(),
          plain: row.trim(),
          line: line + offset,
        });
      }
    }
  }

  /** Tables, definitions and what else there is: as printed, without quote marks. */
  #literal(node: Nodes, place: Place): void {
    for (const [offset, row] of restoreBreaks(this.#slice(node)).split('\n').entries()) {
      const text = place.quoted > 0 ? row.replace(/^[\s>]+/, '') : row;
      if (text.trim() !== '')
        this.#push(node, place, {
          kind: 'text',
          markdown: `${place.indent}${text.trimEnd()}`,
          plain: text.trim(),
          line: this.#lineOf(node) + offset,
        });
    }
  }

  #push(
    node: Nodes,
    place: Place,
    given: Pick<Line, 'kind' | 'markdown' | 'plain'> & Partial<Pick<Line, 'line' | 'images'>>,
  ): void {
    this.#paragraph += 1;
    this.lines.push({
      bold: false,
      depth: 0,
      quoted: place.quoted,
      lazy: false,
      block: place.block,
      paragraph: this.#paragraph,
      alone: true,
      marker: place.marker,
      links: [],
      images: [],
      strayed: [],
      line: this.#lineOf(node),
      end: this.#above + (node.position?.end.line ?? 1),
      ...given,
    });
  }

  #isFenced(node: Nodes): boolean {
    return /^\s*(?:`{3,}|~{3,})/.test(this.#slice(node));
  }

  #slice(node: Nodes): string {
    const { position } = node;
    return position ? this.#source.slice(position.start.offset, position.end.offset) : '';
  }

  #lineOf(node: Nodes): number {
    return this.#above + (node.position?.start.line ?? 1);
  }
}

function indent(text: string, by: string): string {
  return by === '' ? text : text.replace(/^(?=.)/gm, by);
}
