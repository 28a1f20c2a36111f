/** HTML of a forum as Markdown. */

import type { Element, ElementContent, Properties, RootContent } from 'hast';
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
  return textOfRows(markdownOfTree({ ...tree, children: kept(tree.children, base) })).trim();
}

function kept<T extends RootContent | ElementContent>(children: readonly T[], base: string | undefined): T[] {
  return children.flatMap((child): T[] => {
    if (child.type !== 'element') return [child];
    if (isLeftOut(child)) return [];
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
    ...(href === undefined ? {} : { href: whole(href) }),
    ...(src === undefined ? {} : { src: whole(src) }),
  };
}

/** Discourse writes `lang-yaml` for the language of code, the converter reads `language-yaml`. */
const languageClass = (name: string | number): string => String(name).replace(/^lang-(?!auto$)/, 'language-');

function isLeftOut({ tagName, properties }: Element): boolean {
  const names = properties['className'];
  const classes = Array.isArray(names) ? names.map(String) : [];
  if (classes.some((name) => LEFT_OUT.has(name))) return true;
  const source = properties['src'];
  if (tagName === 'img' && typeof source === 'string' && /avatar/i.test(source)) return true;
  return tagName === 'svg' || tagName === 'script' || tagName === 'style';
}
