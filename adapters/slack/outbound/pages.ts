/** Rich text cut into pages: at a paragraph where one ends, never inside a link or half a character. */

import type { RichTextBlock, RichTextList, RichTextSection } from '@slack/types';
import { cutAt } from '../../common/text.js';
import { type Inline, weigh } from './inline.js';
import { type Piece, section, trimmed } from './rich-text.js';

/**
 * At most `first` characters on the first page and `other` on the others; one link longer than that stands alone.
 * There is at least one page, and nothing of the text is lost but spaces at a cut.
 */
export function paginate(all: readonly Piece[], first: number, other: number): readonly (readonly Piece[])[] {
  const pages: Piece[][] = [[]];
  let room = first;
  const turn = (): void => {
    pages.push([]);
    room = other;
  };
  const put = (piece: Piece): void => {
    pages.at(-1)?.push(piece);
    room -= weight(piece);
  };
  for (const piece of all) {
    let rest: Piece | undefined = piece;
    while (rest !== undefined) {
      if (weight(rest) <= room) {
        put(rest);
        rest = undefined;
      } else if (weight(rest) <= other && (pages.at(-1)?.length ?? 0) > 0) {
        turn();
      } else {
        const [head, tail]: readonly [Piece | undefined, Piece] = split(rest, Math.max(room, 1));
        if (head === undefined && (pages.at(-1)?.length ?? 0) > 0) {
          turn();
        } else {
          put(head ?? rest);
          rest = head === undefined ? undefined : tail;
          if (rest !== undefined) turn();
        }
      }
    }
  }
  return pages;
}

/** The pieces as a block, or none where there is nothing to show. */
export function richText(all: readonly Piece[]): readonly RichTextBlock[] {
  const shown = all.flatMap((piece, index) => {
    // A paragraph's line feed keeps it apart from the next one; before a list, or at the end, it would be an empty line.
    if (piece.type !== 'rich_text_section' || all[index + 1]?.type === 'rich_text_section') return [piece];
    const elements = trimmed(inlineOf(piece.elements));
    return elements.length === 0 ? [] : [section(elements)];
  });
  return shown.length === 0 ? [] : [{ type: 'rich_text', elements: shown }];
}

function weight(piece: Piece): number {
  if (piece.type === 'rich_text_list')
    return piece.elements.reduce((sum, item) => sum + weigh(item.elements) + 2, 0);
  return weigh(piece.elements);
}

/** As much of the piece as fits in `room`, and the rest; no head where nothing can be cut off. */
function split(piece: Piece, room: number): readonly [Piece | undefined, Piece] {
  if (piece.type === 'rich_text_list') return splitList(piece, room);
  const [head, tail] = cut(inlineOf(piece.elements), room);
  if (head.length === 0) return [undefined, piece];
  return [
    { ...piece, elements: head },
    { ...piece, elements: tail },
  ];
}

function splitList(list: RichTextList, room: number): readonly [RichTextList | undefined, RichTextList] {
  let used = 0;
  const fitting = list.elements.findIndex((item) => {
    used += weigh(item.elements) + 2;
    return used > room;
  });
  const part = (elements: RichTextSection[]): RichTextList => ({ ...list, elements });
  if (fitting > 0) return [part(list.elements.slice(0, fitting)), part(list.elements.slice(fitting))];
  // The first item alone is too long: it is cut like a paragraph, and the list goes on with the rest of it.
  const [item, ...others] = list.elements;
  const [head, tail] = cut(inlineOf(item?.elements ?? []), room);
  if (head.length === 0) return [undefined, list];
  return [part([section(head)]), part([section(tail), ...others])];
}

/** Our own rich text holds texts and links only. */
function inlineOf(elements: readonly { readonly type: string }[]): readonly Inline[] {
  return elements.filter((element): element is Inline => element.type === 'text' || element.type === 'link');
}

function cut(elements: readonly Inline[], room: number): readonly [Inline[], Inline[]] {
  let left = room;
  for (const [index, element] of elements.entries()) {
    const size = weigh([element]);
    if (size > left) {
      const before = elements.slice(0, index);
      const after = elements.slice(index + 1);
      const at = element.type === 'text' ? cutAt(element.text, left) : 0;
      if (element.type !== 'text' || at === 0) return [before, [element, ...after]];
      const rest = element.text.slice(at);
      return [
        [...before, { ...element, text: element.text.slice(0, at) }],
        [...(rest === '' ? [] : [{ ...element, text: rest }]), ...after],
      ];
    }
    left -= size;
  }
  return [[...elements], []];
}
