/** What stands within a line and is not for readers: anchors, attributes, tags, shortcodes, wiki links. Code spans stay as they are. */

import { toString } from 'mdast-util-to-string';
import { parse } from '../../markdown/parse.js';

const CODE_SPAN = /(`+[^`]*`+)/;

export function tidyInline(text: string, isComponents: boolean): string {
  if (!/[<[{&]/.test(text)) return text;
  return text
    .split(CODE_SPAN)
    .map((piece, index) => (index % 2 === 1 ? piece : tidyPiece(piece, isComponents)))
    .join('');
}

const ANCHOR = /<a\s+(?:name|id|class)\s*=\s*["']?[^"'<>]*["']?\s*(?:\/>|>(?:\s*<\/a>)?)/gi;
/** The mark behind a heading that links to itself. */
const PERMALINK = /\[(?:¶|#|🔗|\u200B|\uFE0F|&para;|&#182;)+\]\(#[^()\s]*(?:\s+"[^"]*")?\)/gu;
/** Addresses that Jekyll and Hugo put together, up to the address in them. */
const TARGETS: readonly (readonly [RegExp, string])[] = [
  [/\]\(\{\{-?\s*(?:site|page)\.[\w.]+\s*-?\}\}/g, ']('],
  [/\]\(\{\{[<%]\s*(?:rel)?ref\s+"([^"{}]*)"\s*[>%]\}\}/g, ']($1'],
  [/\]\(\{%-?\s*(?:link|post_url)\s+([^\s%]+)\s*-?%\}/g, ']($1'],
  [/\]\(\{\{-?\s*["']([^"'{}]*)["']\s*\|[^{}]*\}\}/g, ']($1'],
];
const LINK = /<a\s[^<>]*?href\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')[^<>]*>((?:[^<]|<(?!\/?a\b))*)<\/a>/gi;
const IMAGE = /<img\s[^<>]*>/gi;
const CODE = /<(code|kbd|samp|tt)(?:\s[^<>]*)?>([^<`]*)<\/\1>/gi;
/** Tags that only set type or lay out. */
const TYPE =
  /<\/?(?:span|font|u|small|big|sup|sub|mark|center|div|p|section|article|figure|figcaption|details|summary|ul|ol|li|a|nobr|wbr|abbr|picture|source|hr|h[1-6]|table|thead|tbody|tr|td|th|dl|dt|dd|blockquote|video|iframe|style|script|svg|path)(?:\s[^<>]*)?\/?>/gi;
/** `<Badge text="new" />`: alone and with attributes it is no placeholder, whatever the page. */
const ALONE = /<[A-Z]\w*(?:\s[^<>]*)?\/>/g;
const COMPONENT = /<\/?[A-Z][\w.]*(?:\s(?:[^<>{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)?\/?>|<\/?>/g;
/** `{#id}`, `{: .class}`, `{.class}` at the end of a line. */
const ATTRIBUTES = /\s*\{(?:[:#]|\.[a-z])[^{}]*\}\s*$/i;
/** Of Liquid, Hugo and MDX. */
const SHORTCODE = /\{%[^%]*%\}|\{\{[<%][^{}]*[>%]\}\}|\{\/\*.*?\*\/\}/g;
const WIKI_LINK = /(?<!!)\[\[([^[\]|]+)(?:\|([^[\]|]+))?\]\](?![([])/g;
const ENTITY = /&(?:[a-z][a-z\d]{1,30}|#\d{1,7}|#x[\da-f]{1,6});/gi;

function tidyPiece(text: string, isComponents: boolean): string {
  const tidied = TARGETS.reduce((made, [target, address]) => made.replace(target, address), text)
    .replace(PERMALINK, '')
    .replace(ANCHOR, '')
    .replace(LINK, (_, double: string | undefined, single: string | undefined, shown: string) =>
      shown.trim() === '' ? '' : `[${shown}](${double ?? single ?? ''})`,
    )
    .replace(IMAGE, imageMarkdown)
    .replace(CODE, '`$2`')
    .replace(/<\/?(?:b|strong)>/gi, '**')
    .replace(/<\/?(?:i|em)>/gi, '*')
    .replace(TYPE, '')
    .replace(ALONE, '')
    .replace(SHORTCODE, '')
    .replace(ATTRIBUTES, '')
    .replace(WIKI_LINK, (_, first: string, second: string | undefined) => wikiText(first, second))
    .replace(ENTITY, decoded);
  return isComponents ? tidied.replace(COMPONENT, '') : tidied;
}

function imageMarkdown(tag: string): string {
  const source = attribute(tag, 'src');
  return source === undefined ? '' : `![${attribute(tag, 'alt') ?? ''}](${source.replace(/\s/g, '%20')})`;
}

/** The value of a tag's attribute. */
export function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*\\{?\\s*(?:"([^"]*)"|'([^']*)'|\`([^\`]*)\`)`, 'i').exec(tag);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

const PAGE_NAME = /[/#]|^\S*-\S*$/;

/** Some wikis have the page first, some the text; a page's name has slashes or dashes instead of spaces. */
function wikiText(first: string, second: string | undefined): string {
  if (second === undefined) return first.replace(/^.*\//, '').replace(/#/g, ' ').trim();
  return PAGE_NAME.test(second) && !PAGE_NAME.test(first) ? first : second;
}

const ENTITIES = new Map<string, string>();

/** The character of an entity, but for those that would be read as Markdown or HTML. */
function decoded(entity: string): string {
  let character = ENTITIES.get(entity);
  if (character === undefined) {
    character = toString(parse(`x${entity}`)).slice(1);
    if (character === '' || /^[\x20-\x7e]$/.test(character)) character = entity;
    if (ENTITIES.size < MOST_ENTITIES) ENTITIES.set(entity, character);
  }
  return character;
}

/** Entities that are remembered: more than any page uses. */
const MOST_ENTITIES = 300;
