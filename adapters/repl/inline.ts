/** The running text of a paragraph: emphasis, code, links as `text (address)`. */

import type { Definition, PhrasingContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { isMailAddress } from '../common/text.js';
import { type Format, type Span, span } from './span.js';

export interface InlineContext {
  /** Link definitions of the document by identifier. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Without colours, code keeps its backticks. */
  readonly colour: boolean;
}

/** HTML that posts contain for looks. Anything else in angle brackets, such as `List<String>`, is text. */
const TAG =
  /^<\/?(?:a|b|big|blockquote|br|center|code|del|details|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)\b[^>]*>$/i;
const HAN_LINE_END =
  /(?<=[\p{Script=Han}，。、；：！？（）【】《》“”])\n(?=[\p{Script=Han}，。、；：！？（）【】《》“”])/gu;
const COMMENT = /^<!--[\s\S]*-->$/;

export function inlineSpans(
  nodes: readonly PhrasingContent[],
  context: InlineContext,
  formats: readonly Format[] = [],
): readonly Span[] {
  return nodes.flatMap((node) => inlineSpan(node, context, formats));
}

function inlineSpan(
  node: PhrasingContent,
  context: InlineContext,
  formats: readonly Format[],
): readonly Span[] {
  switch (node.type) {
    case 'text':
      return [span(joinedLines(node.value), formats)];
    case 'inlineCode':
      return [context.colour ? span(node.value, [...formats, 'cyan']) : span(`\`${node.value}\``, formats)];
    case 'strong':
      return inlineSpans(node.children, context, [...formats, 'bold']);
    case 'emphasis':
      return inlineSpans(node.children, context, [...formats, 'italic']);
    case 'delete':
      return inlineSpans(node.children, context, [...formats, 'strikethrough']);
    case 'break':
      return [span('\n')];
    case 'link':
      return linkSpans(inlineSpans(node.children, context, formats), toString(node), node.url);
    case 'linkReference': {
      const url = context.definitions.get(node.identifier)?.url;
      const label = inlineSpans(node.children, context, formats);
      return url === undefined ? label : linkSpans(label, toString(node), url);
    }
    case 'image':
      return linkSpans([span(node.alt ?? '', formats)], node.alt ?? '', node.url);
    case 'imageReference':
      return linkSpans(
        [span(node.alt ?? '', formats)],
        node.alt ?? '',
        context.definitions.get(node.identifier)?.url ?? '',
      );
    case 'footnoteReference':
      return [span(`[${node.label ?? node.identifier}]`, [...formats, 'dim'])];
    case 'html':
      return [span(htmlText(node.value), formats)];
    default:
      return [];
  }
}

/** The end of a source line is a space, but none between Han characters, which are written without. */
function joinedLines(text: string): string {
  return text.replace(HAN_LINE_END, '').replaceAll('\n', ' ');
}

/** An address that stands for itself is written once. */
export function linkSpans(label: readonly Span[], text: string, url: string): readonly Span[] {
  const address = span(url.replace(/\s/g, ''), ['underline'], true);
  if (address.text === '' || isMailAddress(text, url)) return label;
  const same = [url, url.replace(/^https?:\/\//, '')].includes(text.trim());
  if (same || text.trim() === '') return [address];
  return [...label, span(' ('), address, span(')')];
}

/** What a reader of the page would see of a piece of HTML: a line break, an image's address, or the words that are no tag. */
export function htmlText(html: string): string {
  return html
    .split(/(<!--[\s\S]*?-->|<[^<>]*>)/)
    .map((part) => {
      if (COMMENT.test(part)) return '';
      if (!TAG.test(part)) return part;
      if (/^<br\b/i.test(part)) return '\n';
      const address = /\b(?:href|src)\s*=\s*["']?(https?:[^"'\s>]+)/i.exec(part)?.[1];
      return address === undefined ? '' : ` ${address} `;
    })
    .join('');
}
