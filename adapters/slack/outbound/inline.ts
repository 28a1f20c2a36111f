/** The inside of a paragraph as elements of rich text. */

import type { RichTextElement, RichTextLink, RichTextText } from '@slack/types';
import { linkable, standsBeside } from '../../common/links.js';
import { type Mark, type MarkdownInline, plainText } from '../../common/blocks.js';
import { clean, quiet, quietLine } from '../../common/text.js';

export type Inline = RichTextText | RichTextLink;
type Style = NonNullable<RichTextText['style']>;

export function inline(content: readonly MarkdownInline[], style: Style = {}): readonly Inline[] {
  return content.flatMap((one): readonly Inline[] => {
    switch (one.kind) {
      case 'text':
        return text(one.text, styleOf(one.marks, style));
      case 'code':
        return code(one.text, styleOf(one.marks, style));
      case 'link':
        return link(plainText(one.label), one.url, styleOf(one.marks, style));
      case 'break':
        return text('\n', style);
    }
  });
}

function styleOf(marks: readonly Mark[], outer: Style): Style {
  return marks.reduce((style, mark) => ({ ...style, [mark]: true }), outer);
}

/** No element for no text: Slack refuses empty ones. */
export function text(value: string, style: Style = {}): readonly RichTextText[] {
  const shown = quiet(value);
  return shown === '' ? [] : [{ type: 'text', text: shown, ...styled(style) }];
}

/** Code is copied from a message: nothing invisible is put into it. */
export function code(value: string, style: Style = {}): readonly RichTextText[] {
  const shown = clean(value);
  return shown === '' ? [] : [{ type: 'text', text: shown, ...styled({ ...style, code: true }) }];
}

/** A link; where its label would mislead or is a text of its own, or its address cannot be linked, both are shown. */
export function link(label: string, url: string, style: Style = {}): readonly Inline[] {
  const title = quietLine(label);
  const address = linkable(url);
  const isBare = title === '' || title === quietLine(url);
  if (address === undefined) return text(isBare ? url : `${title} (${url})`, style);
  const plain: RichTextLink = { type: 'link', url: address, ...styled(style) };
  if (isBare) return [plain];
  if (standsBeside(title, address)) return [...text(`${title} (`, style), plain, ...text(')', style)];
  return [{ ...plain, text: title }];
}

/** No style at all rather than an empty one. */
function styled(style: Style): { readonly style?: Style } {
  return Object.keys(style).length === 0 ? {} : { style };
}

/** How much an element adds to a message, in characters. */
export function weigh(elements: readonly RichTextElement[]): number {
  return elements.reduce((sum, element) => {
    if (element.type === 'link') return sum + element.url.length + (element.text?.length ?? 0);
    return sum + (element.type === 'text' ? element.text.length : 0);
  }, 0);
}
