/**
 * A text in plain blocks, which each platform paints in its own form. Markdown's footnotes, definitions, images and HTML are
 * resolved in it, and every text is clean.
 */

import type { AlignType } from 'mdast';

export type Mark = 'bold' | 'italic' | 'strike';

/** A part of a line, with the marks around it from outside in. */
export type MarkdownInline =
  /** A text may hold line feeds, which are ends of lines of the source; {@link joinLines} makes one line of them. */
  | { readonly kind: 'text' | 'code'; readonly text: string; readonly marks: readonly Mark[] }
  /** Also an image, whose alternative text is the label. The label may be empty, the address not. */
  | { readonly kind: 'link'; readonly label: Content; readonly url: string; readonly marks: readonly Mark[] }
  /** Ends the line. */
  | { readonly kind: 'break' };

export type Content = readonly MarkdownInline[];

export type MarkdownBlock =
  | { readonly kind: 'paragraph'; readonly content: Content }
  /** `level` is 1 to 6. */
  | { readonly kind: 'heading'; readonly level: number; readonly content: Content }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly MarkdownBlock[] }
  | MarkdownList
  | MarkdownTable
  | { readonly kind: 'rule' }
  /** The text of a footnote. */
  | { readonly kind: 'note'; readonly label: string; readonly blocks: readonly MarkdownBlock[] };

export interface MarkdownList {
  readonly kind: 'list';
  /** The number of the first item; `undefined` where they have none. */
  readonly start: number | undefined;
  /** Whether empty lines stand between the items. */
  readonly loose: boolean;
  readonly items: readonly MarkdownItem[];
}

export interface MarkdownItem {
  /** Of a task: whether it is done. */
  readonly checked: boolean | undefined;
  readonly blocks: readonly MarkdownBlock[];
}

export interface MarkdownTable {
  readonly kind: 'table';
  /** The header first. */
  readonly rows: readonly (readonly Content[])[];
  readonly align: readonly AlignType[];
}

/** What stands before an item of a list: its number, or the bullet. */
export function markOf({ start }: MarkdownList, index: number, bullet = '-'): string {
  return start === undefined ? `${bullet} ` : `${start + index}. `;
}

/** The box of a task; nothing before any other item. */
export function boxOf({ checked }: MarkdownItem, done = '☑ ', open = '☐ '): string {
  if (checked === undefined) return '';
  return checked ? done : open;
}

/** The words without marks and addresses. */
export function plainText(content: Content): string {
  return content
    .map((one) => (one.kind === 'break' ? '\n' : one.kind === 'link' ? plainText(one.label) : one.text))
    .join('');
}

const HAN = '[\\p{Script=Han}，。、；：！？（）【】《》“”]';
const HAN_LINE_END = new RegExp(`(?<=${HAN})\\n(?=${HAN})`, 'gu');

/** The end of a source line is a space, but nothing between Han characters, which are written without spaces. */
export function joinLines(value: string): string {
  return value.replace(HAN_LINE_END, '').replaceAll('\n', ' ');
}
