/** The inside of a Markdown paragraph as atoms of Discord's Markdown. */

import type { Definition, PhrasingContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { isMisleading, linkable } from './links.js';
import { WORD_JOINER, isMailAddress } from '../../common/text.js';
import { escape, inBrackets, inCode, isInvitation, type Part, quietLine, split } from './text.js';

/** A part of a line, with the marks around it from outside in. */
export interface Atom extends Part {
  readonly marks: readonly Mark[];
}

export type Mark = '**' | '*' | '~~';

/** The link definitions of the text, by identifier. */
export type Definitions = ReadonlyMap<string, Definition>;

/** Nesting that is followed; what lies deeper is shown as plain text. */
const MAX_DEPTH = 12;

/** The end of a source line is a space, but none between Han characters, which are written without. */
const HAN = '[\\p{Script=Han}，。、；：！？（）【】《》“”]';
const HAN_LINE_END = new RegExp(`(?<=${HAN})\\n(?=${HAN})`, 'gu');

export function inline(
  nodes: readonly PhrasingContent[],
  definitions: Definitions,
  marks: readonly Mark[] = [],
  depth = 0,
): readonly Atom[] {
  if (depth > MAX_DEPTH) return text(nodes.map((node) => toString(node)).join(''), marks);
  const within = (children: readonly PhrasingContent[], mark: Mark): readonly Atom[] =>
    inline(children, definitions, marks.includes(mark) ? marks : [...marks, mark], depth + 1);
  return joined(nodes).flatMap((node): readonly Atom[] => {
    switch (node.type) {
      case 'text':
        return text(node.value.replace(HAN_LINE_END, '').replaceAll('\n', ' '), marks);
      case 'emphasis':
        return within(node.children, '*');
      case 'strong':
        return within(node.children, '**');
      case 'delete':
        return within(node.children, '~~');
      case 'inlineCode':
        return [{ kind: 'whole', text: inCode(node.value), marks }];
      case 'break':
        return [{ kind: 'text', text: '\n', marks: [] }];
      case 'link':
        return link(toString(node), node.url, marks);
      case 'linkReference':
        return link(toString(node), definitions.get(node.identifier)?.url, marks);
      case 'image':
        return link(node.alt ?? '', node.url, marks);
      case 'imageReference':
        return link(node.alt ?? '', definitions.get(node.identifier)?.url, marks);
      case 'html':
        return text(htmlText(node.value), marks);
      case 'footnoteReference':
        return text(`[${node.label ?? node.identifier}]`, marks);
    }
    return [];
  });
}

/** Texts side by side as one, e-mail addresses among them: an invitation may begin in one and end in the next. */
function joined(nodes: readonly PhrasingContent[]): readonly PhrasingContent[] {
  const all: PhrasingContent[] = [];
  for (const node of nodes) {
    const isMail = node.type === 'link' && isMailAddress(toString(node), node.url);
    const one: PhrasingContent = isMail ? { type: 'text', value: toString(node) } : node;
    const last = all.at(-1);
    if (one.type === 'text' && last?.type === 'text') {
      all[all.length - 1] = { type: 'text', value: last.value + one.value };
    } else all.push(one);
  }
  return all;
}

/** A line break stays one; any other tag is shown as it is written. */
export function htmlText(html: string): string {
  return html.replace(/<!--[\s\S]*?-->/g, '').replace(/<br\s*\/?>/gi, '\n');
}

/** No atom for no text. */
export function text(value: string, marks: readonly Mark[] = []): readonly Atom[] {
  return value === '' ? [] : split(value).map((part) => ({ ...part, marks }));
}

/** A masked link, or the plain address where the label would mislead or Discord would unfold it. */
export function link(label: string, url: string | undefined, marks: readonly Mark[] = []): readonly Atom[] {
  const title = quietLine(label);
  if (url === undefined || url === '' || isMailAddress(label, url)) return text(title, marks);
  const address = linkable(url);
  const beside = (shown: string): readonly Atom[] =>
    title === '' || title === url
      ? [{ kind: 'whole', text: shown, marks }]
      : [...text(`${title} (`, marks), { kind: 'whole', text: shown, marks }, ...text(')', marks)];
  if (address === undefined || isInvitation(url)) return beside(inCode(url));
  // What the parser took for an address may have a sentence behind it, as Chinese has no spaces.
  if (title === url) return text(url, marks);
  if (title === '' || isMisleading(title, address))
    return [{ kind: 'whole', text: inBrackets(address), marks }];
  // Discord masks no link whose label holds an address.
  if (split(title).some(({ kind }) => kind === 'whole')) return beside(inBrackets(address));
  return [{ kind: 'whole', text: masked(title, address), marks }];
}

/** `[label](<address>)`; the brackets keep it from unfolding. */
export function masked(label: string, address: string): string {
  return `[${escape(label)}](<${address}>)`;
}

/** The atoms as they are sent. */
export function paint(atoms: readonly Atom[]): string {
  let out = '';
  let open: readonly Mark[] = [];
  for (const atom of atoms) {
    // Marks around nothing but spaces would be shown as asterisks.
    const marks =
      atom.text.trim() === '' ? open.filter((mark, index) => atom.marks[index] === mark) : atom.marks;
    const kept = open.findIndex((mark, index) => marks[index] !== mark);
    const common = kept < 0 ? open.length : kept;
    out += open.slice(common).toReversed().join('') + marks.slice(common).join('');
    open = marks;
    const shown =
      atom.kind === 'whole'
        ? atom.text
        : lineStart(out)
          ? escape(atom.text)
          : // A letter in front, as nothing here stands at the start of a line.
            escape(`x${atom.text}`).slice(1);
    // Two backticks that meet would be read as one mark.
    out += out.endsWith('`') && shown.startsWith('`') ? WORD_JOINER + shown : shown;
  }
  return out + open.toReversed().join('');
}

function lineStart(before: string): boolean {
  return before === '' || before.endsWith('\n') || /(?:^|\n)[*~ ]*$/.test(before);
}

/** Cuts atoms into what fits in `room` characters and the rest; nothing whole is cut, and marks are closed and opened again. */
export function cut(atoms: readonly Atom[], room: number): readonly [readonly Atom[], readonly Atom[]] {
  for (const [index, atom] of atoms.entries()) {
    const before = atoms.slice(0, index);
    if (paint([...before, atom]).length <= room) continue;
    const after = atoms.slice(index + 1);
    const marks = atom.marks.join('').length * 2;
    // Escaping doubles a character at the most.
    const left = room - paint(before).length - marks - 1;
    const at = atom.kind === 'whole' ? 0 : cutAt(atom.text, left);
    if (at <= 0) return [before, [atom, ...after]];
    const rest = atom.text.slice(at);
    return [
      [...before, { ...atom, text: atom.text.slice(0, at) }],
      [...(rest === '' ? [] : [{ ...atom, text: rest }]), ...after],
    ];
  }
  return [atoms, []];
}

/** Where to cut a text so that it takes at most `room` characters: after a sentence or a word in its second half, else anywhere. */
function cutAt(value: string, room: number): number {
  let most = Math.min(value.length, Math.max(0, room));
  while (most > 0 && escape(value.slice(0, most)).length > room) {
    most = Math.min(most - 1, Math.floor((most * room) / escape(value.slice(0, most)).length));
  }
  const start = value.slice(0, most);
  if (most === value.length) return most;
  for (const end of [/\n(?=[^\n]*$)/, /[。！？!?.；;](?=[^。！？!?.；;]*$)/, /[\s，、,](?=[^\s，、,]*$)/]) {
    const at = start.search(end);
    if (at + 1 > most / 2) return at + 1;
  }
  return /[\uD800-\uDBFF]$/.test(start) ? most - 1 : most;
}
