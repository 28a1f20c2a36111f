import type { PhrasingContent } from 'mdast';
import type { Link } from '../../../contract.js';
import { addressKey } from '../../address.js';
import { BREAK, restoreBreaks } from './parse.js';
import { cutAddress, linkMarkdown, shownLink } from './link.js';

/** A run of one line: its Markdown, the same without markup, and whether it stands in bold. */
interface Run {
  readonly markdown: string;
  readonly plain: string;
  readonly bold: boolean;
  readonly link?: Link;
  readonly image?: Link;
  /** Where a link leads when that is not the address that it shows. */
  readonly strayed?: Link;
}

/** One printed line, however the Markdown broke it. */
export interface InlineLine {
  /** Markdown without images and without the breaks of the source. */
  readonly markdown: string;
  /** The same as a reader sees it: link texts, no stars. */
  readonly plain: string;
  /** Whether everything on it is bold. */
  readonly bold: boolean;
  readonly links: readonly Link[];
  readonly images: readonly Link[];
  /** Links that show one address (`title`) and lead to another (`url`); `links` has what they show. */
  readonly strayed: readonly Link[];
  /** Lines below the node's first line. */
  readonly offset: number;
}

/** A run, or the end of a line: of a line of the file, or one printed by `<br>`. */
type Piece = Run | { readonly newline: 'source' | 'printed' };

/**
 * The lines of a paragraph's or heading's content: broken at line ends and at `<br>`, since in these posts an answer,
 * a closing line or the next header often starts there.
 */
export function inlineLines(
  nodes: readonly PhrasingContent[],
  definitions: Definitions = NONE,
): readonly InlineLine[] {
  const lines: InlineLine[] = [];
  let runs: Run[] = [];
  let offset = 0;
  const close = (): void => {
    lines.push({ ...joinRuns(runs), offset });
    runs = [];
  };
  for (const piece of pieces(nodes, { strong: false, definitions })) {
    if ('newline' in piece) {
      close();
      if (piece.newline === 'source') offset += 1;
    } else runs.push(piece);
  }
  close();
  return lines;
}

function joinRuns(runs: readonly Run[]): Omit<InlineLine, 'offset'> {
  const worded = runs.filter((run) => run.plain.trim() !== '');
  return {
    markdown: merge(runs).trim(),
    plain: runs
      .map((run) => run.plain)
      .join('')
      .trim(),
    bold: worded.length > 0 && worded.every((run) => run.bold),
    links: runs.flatMap((run) => (run.link ? [run.link] : [])),
    images: runs.flatMap((run) => (run.image ? [run.image] : [])),
    strayed: runs.flatMap((run) => (run.strayed ? [run.strayed] : [])),
  };
}

/** Bold is written once around neighbouring runs, with spaces outside, so that the stars are read as bold again. */
function merge(runs: readonly Run[]): string {
  let text = '';
  let open = '';
  const close = (): void => {
    const inner = open.trim();
    const [before = '', after = ''] = inner === '' ? [open] : open.split(inner, 2);
    text += inner === '' ? open : `${before}**${inner}**${after}`;
    open = '';
  };
  for (const run of runs) {
    if (run.bold) open += run.markdown;
    else {
      if (open !== '') close();
      text += run.markdown;
    }
  }
  if (open !== '') close();
  return text;
}

/** Addresses of `[label]: address` lines, by the parser's form of the label. */
export type Definitions = ReadonlyMap<string, string>;

const NONE: Definitions = new Map();

interface Marks {
  readonly strong: boolean;
  readonly definitions: Definitions;
}

function* pieces(nodes: readonly PhrasingContent[], marks: Marks): Generator<Piece> {
  for (const node of nodes) {
    switch (node.type) {
      case 'text':
        yield* broken(node.value, marks);
        break;
      case 'break':
        yield { newline: 'source' };
        break;
      case 'strong':
        yield* pieces(node.children, { ...marks, strong: true });
        break;
      case 'emphasis':
      case 'delete':
        yield* pieces(node.children, marks);
        break;
      case 'inlineCode': {
        const code = restoreBreaks(node.value);
        yield { markdown: fence(code), plain: code, bold: marks.strong };
        break;
      }
      case 'html':
        yield* broken(htmlText(node.value), marks);
        break;
      case 'image':
        yield {
          markdown: '',
          plain: '',
          bold: marks.strong,
          image: { title: node.alt ?? '', url: node.url },
        };
        break;
      case 'link':
        yield* linkPieces(node.url, node.children, marks);
        break;
      case 'linkReference':
        yield* linkPieces(marks.definitions.get(node.identifier) ?? '', node.children, marks);
        break;
      case 'imageReference': {
        const url = marks.definitions.get(node.identifier);
        if (url !== undefined)
          yield { markdown: '', plain: '', bold: marks.strong, image: { title: node.alt ?? '', url } };
        break;
      }
      case 'footnoteReference':
        yield* broken(`[^${node.label ?? node.identifier}]`, marks);
        break;
      default:
        break;
    }
  }
}

function* linkPieces(url: string, children: readonly PhrasingContent[], marks: Marks): Generator<Piece> {
  const inner = [...pieces(children, { ...marks, strong: false })];
  const runs = inner.flatMap((piece) => ('newline' in piece ? [] : [piece]));
  const title = runs
    .map((run) => run.plain)
    .join('')
    .trim();
  if (title === '') {
    // A linked picture: the picture goes, and where it leads with it, as a click on it only enlarges it.
    for (const run of runs) if (run.image) yield { ...run, link: { title: '', url } };
    return;
  }
  const [address, rest] = cutAddress(title, url);
  const link = shownLink(rest === '' ? title : address, address);
  const strays = link.url !== address && !addressKey(address).startsWith(addressKey(link.url));
  yield {
    markdown: linkMarkdown(link.title, link.url),
    plain: link.title,
    bold: marks.strong,
    link,
    strayed: strays ? { title: link.url, url: address } : undefined,
  };
  if (rest !== '') yield* broken(rest, marks);
}

/** `**标题：**text` is not bold to the parser, as no space follows the punctuation: its stars are left in the text. */
const FAILED_BOLD = /\*\*([^*\s](?:[^*]*[^*\s])?)\*\*/g;

function* broken(text: string, marks: Marks): Generator<Piece> {
  const parts = text.split(BREAK);
  for (const [index, part] of parts.entries()) {
    if (index > 0) yield { newline: 'printed' };
    for (const [row, value] of part.split('\n').entries()) {
      if (row > 0) yield { newline: 'source' };
      if (value === '') continue;
      const markdown = value.replace(FAILED_BOLD, '$1');
      yield { markdown, plain: markdown.replaceAll('**', ''), bold: marks.strong };
    }
  }
}

const FORMATTING =
  /^<\/?(?:br|img|font|center|span|div|p|b|strong|i|em|u|section|figure|hr)(?:\s[^>]*)?\/?>$/i;

/** Literal tags in the text of a post stay (`<attach>true</attach>`); those that only set type or hide text go. */
export function htmlText(value: string): string {
  if (value.startsWith('<!--')) return '';
  return FORMATTING.test(value) ? '' : value;
}

function fence(code: string): string {
  return code.includes('`') ? `\`\` ${code} \`\`` : `\`${code}\``;
}
