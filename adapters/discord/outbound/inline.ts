/** The inside of a paragraph as atoms of Discord's Markdown. */

import { isMailAddress, linkable, standsBeside } from '../../common/links.js';
import { joinLines, type Mark as MarkdownMark, type MarkdownInline, plainText } from '../../common/blocks.js';
import { cutAt, quietLine, WORD_JOINER } from '../../common/text.js';
import { escape, fittingLength, inBrackets, inCode, isInvitation, type Part, split } from './text.js';

/** A part of a line, with the marks around it from outside in. */
export interface Atom extends Part {
  readonly marks: readonly Mark[];
}

type Mark = '**' | '*' | '~~';

const MARKS: Readonly<Record<MarkdownMark, Mark>> = { bold: '**', italic: '*', strike: '~~' };

export function inline(content: readonly MarkdownInline[], outer: readonly Mark[] = []): readonly Atom[] {
  return content.flatMap((one): readonly Atom[] => {
    if (one.kind === 'break') return [{ kind: 'text', text: '\n', marks: [] }];
    const marks = [...new Set([...outer, ...one.marks.map((mark) => MARKS[mark])])];
    switch (one.kind) {
      case 'text':
        return text(joinLines(one.text), marks);
      case 'code':
        return [{ kind: 'whole', text: inCode(one.text), marks }];
      case 'link':
        return link(plainText(one.label), one.url, marks);
    }
  });
}

/** An empty text gives no atom. */
export function text(value: string, marks: readonly Mark[] = []): readonly Atom[] {
  return split(value).map((part) => ({ ...part, marks }));
}

/** A masked link. Where the label would mislead or is too long, or Discord would unfold the link, both label and address are printed. */
export function link(label: string, url: string | undefined, marks: readonly Mark[] = []): readonly Atom[] {
  const title = quietLine(label);
  if (url === undefined || url === '' || isMailAddress(label, url)) return text(title, marks);
  const address = linkable(url);
  const beside = (shown: string): readonly Atom[] =>
    title === '' || title === quietLine(url)
      ? [{ kind: 'whole', text: shown, marks }]
      : [...text(`${title} (`, marks), { kind: 'whole', text: shown, marks }, ...text(')', marks)];
  if (address === undefined || isInvitation(url)) return beside(inCode(url));
  // What the parser took for an address may have a sentence behind it, as Chinese has no spaces.
  if (title === quietLine(url)) return text(url, marks);
  // Discord masks no link whose label holds an address.
  const isMasked =
    title !== '' && !standsBeside(title, address) && split(title).every(({ kind }) => kind === 'text');
  return isMasked
    ? [{ kind: 'whole', text: `[${escape(title)}](${inBrackets(address)})`, marks }]
    : beside(inBrackets(address));
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

/** Cuts atoms into what fits in `room` characters and the rest. Whole atoms are not cut; marks are closed and opened again. */
export function cut(atoms: readonly Atom[], room: number): readonly [readonly Atom[], readonly Atom[]] {
  for (const [index, atom] of atoms.entries()) {
    const before = atoms.slice(0, index);
    if (paint([...before, atom]).length <= room) continue;
    const after = atoms.slice(index + 1);
    const marks = atom.marks.join('').length * 2;
    // Escaping doubles a character at the most.
    const left = room - paint(before).length - marks - 1;
    const at = atom.kind === 'whole' ? 0 : escapedCut(atom.text, left);
    if (at <= 0) return [before, [atom, ...after]];
    const rest = atom.text.slice(at);
    return [
      [...before, { ...atom, text: atom.text.slice(0, at) }],
      [...(rest === '' ? [] : [{ ...atom, text: rest }]), ...after],
    ];
  }
  return [atoms, []];
}

/** Where to cut a text so that it takes at most `room` characters once it is escaped. */
function escapedCut(value: string, room: number): number {
  const most = fittingLength(value, room, escape);
  return most === value.length ? most : cutAt(value, most);
}
