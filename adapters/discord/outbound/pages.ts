/** Blocks cut into pages: at a block or a line where one ends, never inside a link, and never with a code fence left open. */

import { beginning } from '../../common/text.js';
import { cut, paint } from './inline.js';
import type { Block, Line } from './markdown.js';

const FENCE = '```';
/** Between blocks, and between lines of one. */
const GAP = '\n\n';

/**
 * At most `first` characters on the first page and `other` on the others. At least one page, which may be empty; nothing of
 * the text is lost but spaces at a cut, and an address longer than a page.
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
      const whole = print(rest);
      if (whole.length <= room()) {
        put(whole);
        break;
      }
      const isFresh = pages.at(-1) === '';
      // What fits on a page of its own is not torn apart.
      if (!isFresh && whole.length <= other) {
        pages.push('');
        continue;
      }
      const [head, tail] = split(rest, room());
      if (head === undefined) {
        if (isFresh && pages.length > 1) {
          rest = tail;
          continue;
        }
        pages.push('');
        continue;
      }
      put(print(head));
      rest = tail;
      if (rest !== undefined) pages.push('');
    }
  }
  return pages;
}

export function print(block: Block): string {
  if (block.kind === 'lines') return block.lines.map(printLine).join('\n');
  return `${FENCE}${block.language}\n${block.lines.join('\n')}\n${FENCE}`;
}

function printLine({ prefix, atoms }: Line): string {
  return `${prefix}${paint(atoms)}`.trimEnd();
}

/** As much of the block as fits in `room`, and the rest; no head where nothing can be cut off, and then the rest lacks what cannot be shown. */
function split(block: Block, room: number): readonly [Block | undefined, Block | undefined] {
  return block.kind === 'code' ? splitCode(block, room) : splitLines(block.lines, room);
}

type CodeBlock = Extract<Block, { readonly kind: 'code' }>;

function splitCode(block: CodeBlock, room: number): readonly [Block | undefined, Block | undefined] {
  const left = room - print({ ...block, lines: [''] }).length;
  const fitting = fittingLines(block.lines, left, (line) => line.length);
  if (fitting > 0)
    return [{ ...block, lines: block.lines.slice(0, fitting) }, tailOf(block, block.lines.slice(fitting))];
  const [long = '', ...others] = block.lines;
  if (left < 1) return [undefined, block];
  // A page of one UTF-16 unit takes half a character rather than none for ever.
  const at = Math.max(1, beginning(long, left).length);
  return [{ ...block, lines: [long.slice(0, at)] }, tailOf(block, [long.slice(at), ...others])];
}

function tailOf(block: CodeBlock, lines: readonly string[]): Block | undefined {
  return lines.length === 0 ? undefined : { ...block, lines };
}

function splitLines(lines: readonly Line[], room: number): readonly [Block | undefined, Block | undefined] {
  const fitting = fittingLines(lines, room, (line) => printLine(line).length);
  if (fitting > 0) return [{ kind: 'lines', lines: lines.slice(0, fitting) }, after(lines.slice(fitting))];
  const [long, ...others] = lines;
  if (long === undefined) return [undefined, undefined];
  const [head, tail] = cut(long.atoms, room - long.prefix.length);
  if (head.length === 0)
    return [
      undefined,
      after([{ ...long, atoms: long.atoms.slice(1) }, ...others].filter(({ atoms }) => atoms.length > 0)),
    ];
  const more =
    tail.length === 0 ? [] : [{ prefix: ' '.repeat(long.prefix.length).replace(/^ +$/, ''), atoms: tail }];
  return [{ kind: 'lines', lines: [{ ...long, atoms: head }] }, after([...more, ...others])];
}

function after(remaining: readonly Line[]): Block | undefined {
  return remaining.length === 0 ? undefined : { kind: 'lines', lines: remaining };
}

function fittingLines<T>(lines: readonly T[], room: number, size: (line: T) => number): number {
  let used = -1;
  const found = lines.findIndex((line) => {
    used += size(line) + 1;
    return used > room;
  });
  return found < 0 ? lines.length : found;
}
