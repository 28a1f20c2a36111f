/** HTML of a forum as Markdown. */

import type { Element, ElementContent, Properties } from 'hast';
import { toString } from 'mdast-util-to-string';
import { htmlExcess } from '../knowledge/readers/html/bounds.js';
import { textOfRows } from '../knowledge/readers/rows.js';

/** Loading the parser takes 60 ms. */
const load = () => import('../knowledge/readers/html/to-markdown.js');

/** Elements that say something of people or of the page alone: who is quoted, avatars, the size of a picture, counts of clicks. */
const LEFT_OUT = new Set([
  'title',
  'meta',
  'avatar',
  'badge',
  'onebox-avatar',
  'user-avatar',
  'anchor',
  'emoji',
  'email-hidden-reply',
  'email-hidden-toggle',
]);

/**
 * Markdown of a piece of HTML; `undefined` where it holds more than is parsed.
 * @param base address of the page, for addresses that are relative; without it these go
 */
export async function markdownOf(html: string, base?: string): Promise<string | undefined> {
  if (!html.includes('<') && !html.includes('&')) return html;
  if (htmlExcess(html) !== undefined) return undefined;
  const { parseHtml, markdownOfTree } = await load();
  const tree = parseHtml(html);
  return textOfRows(
    markdownOfTree({
      ...tree,
      children: kept(
        tree.children.filter((child) => child.type !== 'doctype'),
        base,
      ),
    }),
  ).trim();
}

function kept(children: readonly ElementContent[], base: string | undefined): ElementContent[] {
  return children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child];
    if (isLeftOut(child)) return [];
    if (classesOf(child).includes('onebox')) return linkOf(child);
    const inner = kept(child.children, base);
    // A picture that leads to itself in full size.
    const pictures = inner.filter((one) => one.type === 'element' && one.tagName === 'img');
    const isPicture = child.tagName === 'a' && pictures.length === 1 && inner.every(isPictureOrSpace);
    const properties = adapted(child.properties, base);
    return [
      isPicture
        ? { ...child, tagName: 'span', children: pictures }
        : { ...child, properties, children: inner },
    ];
  });
}

const isPictureOrSpace = (node: ElementContent): boolean =>
  node.type === 'text' ? node.value.trim() === '' : node.type === 'element' && node.tagName === 'img';

/** What a link may lead to. Pages that run something are none. */
const LEADS = /^(?:https?|mailto):/;

/** Relative addresses become whole ones, or go; the language of code is named as the converter knows it. */
function adapted(properties: Properties, base: string | undefined): Properties {
  const whole = (value: Properties[string]): string | undefined => {
    const text = typeof value === 'string' ? value : '';
    return URL.canParse(text, base) ? new URL(text, base).href : undefined;
  };
  const { href, src, className, ...others } = properties;
  return {
    ...others,
    ...(Array.isArray(className) ? { className: className.map(languageClass) } : {}),
    ...(href === undefined ? {} : { href: LEADS.test(whole(href) ?? '') ? whole(href) : undefined }),
    ...(src === undefined ? {} : { src: whole(src) }),
  };
}

/** Discourse writes `lang-yaml` for the language of code, the converter reads `language-yaml`. */
const languageClass = (name: string | number): string => String(name).replace(/^lang-(?!auto$)/, 'language-');

function classesOf({ properties }: Element): readonly string[] {
  const names = properties['className'];
  return Array.isArray(names) ? names.map(String) : [];
}

/** The preview of another page, with names of its people, as a link to it. */
function linkOf(onebox: Element): Element[] {
  const links = elementsIn(onebox, 'a');
  const given = onebox.properties['dataOneboxSrc'] ?? links[0]?.properties['href'];
  const titles = ['h3', 'h4']
    .flatMap((name) => elementsIn(onebox, name))
    .map((title) => toString(title).trim());
  if (typeof given !== 'string') return [];
  const text = { type: 'text', value: titles.find((title) => title !== '') ?? given } as const;
  const link: Element = { type: 'element', tagName: 'a', properties: { href: given }, children: [text] };
  return [{ type: 'element', tagName: 'p', properties: {}, children: [link] }];
}

const elementsIn = (node: Element, name: string): readonly Element[] =>
  node.children.flatMap((child) => {
    if (child.type !== 'element') return [];
    return child.tagName === name ? [child] : elementsIn(child, name);
  });

function isLeftOut(element: Element): boolean {
  const { tagName, properties } = element;
  if (classesOf(element).some((name) => LEFT_OUT.has(name))) return true;
  const source = properties['src'];
  if (tagName === 'img' && typeof source === 'string' && /avatar/i.test(source)) return true;
  return tagName === 'svg' || tagName === 'script' || tagName === 'style';
}
