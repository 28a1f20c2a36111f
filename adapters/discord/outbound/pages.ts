/** Cuts blocks into pages: between blocks or lines where possible, never inside a link, and never with a code fence left open. */

import { beginning } from '../../common/text.js';
import { cut, paint } from './inline.js';
import { type Block, type CodeBlock, type Line, linesBlock } from './markdown.js';

const FENCE = '```';
/** Between blocks, and between lines of one. */
const GAP = '\n\n';

/**
 * At most `first` characters on the first page and `other` on the others. Returns at least one page, which may be empty. Only
 * spaces at a cut are lost, and an address longer than a page.
 */
export function paginate(all: readonly Block[], first: number, other: number): readonly string[] {
  const pages: string[] = [''];
  const room = (): number => {
    const page = pages.at(-1) ?? '';
    return (pages.length === 1 ? first : other) - page.length - (page === '' ? 0 : GAP.length);
  };
  const put = (text: string): void => {
    const page = pages.at(-1) ?? '';
    pages[pages.length - 1] = page === '' ? text : page + GAP + text;
  };
  for (const block of all) {
    let rest: Block | undefined = block;
    while (rest !== undefined) {
      const isFresh = pages.at(-1) === '';
      const size: number = print(rest).length;
      // What fits on a page of its own is not torn apart.
      const isKept: boolean = !isFresh && size > room() && size <= other;
      const [head, tail]: Halves = isKept ? [undefined, rest] : split(rest, room());
      if (head === undefined && isFresh && pages.length > 1) {
        // No page has more room than this one: what does not fit here is left out.
        rest = tail;
        continue;
      }
      if (head !== undefined) {
        put(print(head));
        rest = tail;
      }
      if (rest !== undefined) pages.push('');
    }
  }
  return pages;
}

function print(block: Block): string {
  if (block.kind === 'lines') return block.lines.map(printLine).join('\n');
  return `${FENCE}${block.language}\n${block.lines.join('\n')}\n${FENCE}`;
}

function printLine({ prefix, atoms }: Line): string {
  return `${prefix}${paint(atoms)}`.trimEnd();
}

type Halves = readonly [head: Block | undefined, tail: Block | undefined];

/** As much of the block as fits in `room`, and the rest. Where nothing can be cut off there is no head, and the rest lacks its first part. */
function split(block: Block, room: number): Halves {
  if (print(block).length <= room) return [block, undefined];
  return block.kind === 'code' ? splitCode(block, room) : splitLines(block.lines, room);
}

function splitCode(block: CodeBlock, room: number): Halves {
  const left = room - print({ ...block, lines: [''] }).length;
  const fitting = fittingLines(block.lines, left, (line) => line.length);
  const halves = (head: readonly string[], tail: readonly string[]): Halves => [
    { ...block, lines: head },
    tail.length === 0 ? undefined : { ...block, lines: tail },
  ];
  if (fitting > 0) return halves(block.lines.slice(0, fitting), block.lines.slice(fitting));
  if (left < 1) return [undefined, block];
  const [long = '', ...others] = block.lines;
  // Room for one UTF-16 unit takes half a character: taking none would loop for ever.
  const at = Math.max(1, beginning(long, left).length);
  return halves([long.slice(0, at)], [long.slice(at), ...others]);
}

function splitLines(lines: readonly Line[], room: number): Halves {
  const fitting = fittingLines(lines, room, (line) => printLine(line).length);
  if (fitting > 0) return [linesBlock(lines.slice(0, fitting)), linesBlock(lines.slice(fitting))];
  const [long, ...others] = lines;
  if (long === undefined) return [undefined, undefined];
  const [head, tail] = cut(long.atoms, room - long.prefix.length);
  return head.length === 0
    ? [undefined, linesBlock([{ ...long, atoms: long.atoms.slice(1) }, ...others])]
    : [linesBlock([{ ...long, atoms: head }]), linesBlock([{ prefix: '', atoms: tail }, ...others])];
}

function fittingLines<T>(lines: readonly T[], room: number, size: (line: T) => number): number {
  let used = -1;
  const found = lines.findIndex((line) => {
    used += size(line) + 1;
    return used > room;
  });
  return found < 0 ? lines.length : found;
}
