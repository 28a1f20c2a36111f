/** The inside of a Markdown paragraph as elements of rich text. */

import type { RichTextElement, RichTextLink, RichTextText } from '@slack/types';
import type { Definition, PhrasingContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { LENGTHS } from './limits.js';
import { isMisleading, linkable } from './links.js';
import { clean, isMailAddress } from '../../common/text.js';
import { quiet } from './text.js';

export type Inline = RichTextText | RichTextLink;
export type Style = NonNullable<RichTextText['style']>;

/** The link definitions of the text, by identifier. */
export type Definitions = ReadonlyMap<string, Definition>;

/** Nesting that is followed; what lies deeper is shown as plain text. */
const MAX_DEPTH = 12;

export function inline(
  nodes: readonly PhrasingContent[],
  definitions: Definitions,
  style: Style = {},
  depth = 0,
): readonly Inline[] {
  if (depth > MAX_DEPTH) return text(nodes.map((node) => toString(node)).join(''), style);
  const within = (children: readonly PhrasingContent[], more: Style): readonly Inline[] =>
    inline(children, definitions, { ...style, ...more }, depth + 1);
  return nodes.flatMap((node): readonly Inline[] => {
    switch (node.type) {
      case 'text':
        return text(node.value, style);
      case 'emphasis':
        return within(node.children, { italic: true });
      case 'strong':
        return within(node.children, { bold: true });
      case 'delete':
        return within(node.children, { strike: true });
      case 'inlineCode':
        return code(node.value, style);
      case 'break':
        return text('\n', style);
      case 'link':
        return link(toString(node), node.url, style);
      case 'linkReference':
        return link(toString(node), definitions.get(node.identifier)?.url, style);
      case 'image':
        return link(node.alt ?? '', node.url, style);
      case 'imageReference':
        return link(node.alt ?? '', definitions.get(node.identifier)?.url, style);
      case 'html':
        return text(htmlText(node.value), style);
      case 'footnoteReference':
        return text(`[${node.label ?? node.identifier}]`, style);
    }
    return [];
  });
}

/** A line break stays one; any other tag is shown as it is written. */
export function htmlText(html: string): string {
  return html.replace(/<br\s*\/?>/gi, '\n');
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
export function link(label: string, url: string | undefined, style: Style = {}): readonly Inline[] {
  const title = quiet(label).replace(/\s+/g, ' ').trim();
  if (url === undefined || url === '' || isMailAddress(label, url)) return text(title, style);
  const address = linkable(url);
  if (address === undefined) return text(title === '' || title === url ? url : `${title} (${url})`, style);
  const plain: RichTextLink = { type: 'link', url: address, ...styled(style) };
  if (title === '' || title === address) return [plain];
  if (title.length > LENGTHS.label || isMisleading(title, address))
    return [...text(`${title} (`, style), plain, ...text(')', style)];
  return [{ ...plain, text: title }];
}

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
