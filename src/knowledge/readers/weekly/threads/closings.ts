/** Closing lines: the project that a thread is about, and its address. */

import { isOwner, repositoryOf } from '../../../address.js';
import { sameAddress } from '../../markdown/link.js';
import type { Line } from '../../markdown/lines.js';

export interface Closing {
  readonly label: string;
  readonly url?: string;
  /** What stands before it on the same line, as Markdown. */
  readonly before: string;
  /** Whether the line alone is proof enough, wherever it stands. */
  readonly sure: boolean;
}

/** Labels that name the kind of a page, not a project. */
const GENERIC =
  /^(?:github|gitee|git|issues?|pr|pull request|demo|examples?|samples?|docs?|documentation|link|url|wiki|faq|code|release( notes?)?|blog|repo(sitory)?|website|homepage|readme|log|config|api|sdk|http|https|ps|note|tips?|ref|reference|see|todo|maven|jar|java|go|rust|python|yaml|xml|json|step\s*\d*|v?\d[\d.]*)$/i;

const BRACKETED = /^[「【《[]\s*([^「」【】《》[\]]{1,40}?)\s*[」】》\]]$/;
const PROJECT_LIKE =
  /^[A-Za-z][\w.+-]*(?:[ /][\w.+-]+){0,2}$|^[A-Za-z]\w+\s*[/／]\s*\p{Script=Han}{2,6}$|^\p{Script=Han}{2,6}\s*[/／]\s*[A-Za-z]\w+$/u;

/**
 * Reads a line as a closing line: a project's label and its address, `「MOSN」：https://...`. The address may be absent
 * where it is printed on the next line; the caller looks there.
 */
export function readClosing(line: Line): Closing | undefined {
  if (line.kind === 'code' || line.kind === 'heading') return undefined;
  const several = line.links.length > 1 ? readSeveral(line) : undefined;
  if (several) return several;
  const link = line.links.at(-1);
  const plain = line.plain.trim();
  if (link === undefined) return readLabel(plain);
  const end = plain.lastIndexOf(link.title);
  if (end < 0 || !/^[\s。.;；,，*_~`]*$/.test(plain.slice(end + link.title.length))) return undefined;
  const head = plain.slice(0, end).trim();
  if (head === '') return readLabelledLink(link.title, link.url);
  if (line.links.length > 1) return undefined;
  const label = labelOf(head);
  if (label !== undefined)
    return { ...label, url: link.url, before: '', sure: label.sure || isRepository(link.url) };
  return readGlued(line, head, link.url);
}

/** Several projects on one line (`A：https://... B：https://...`), or several addresses of one: the first counts. */
function readSeveral(line: Line): Closing | undefined {
  const [first] = line.links;
  let rest = line.plain;
  const labels: string[] = [];
  for (const link of line.links) {
    const at = rest.indexOf(link.title);
    labels.push(rest.slice(0, at).replace(/^[\s、，,;；和及|/]+/, ''));
    rest = rest.slice(at + link.title.length);
  }
  const [label, ...others] = labels.map((each) => (each.trim() === '' ? '' : labelOf(each)));
  if (!first || !label || rest.trim() !== '' || others.includes(undefined)) return undefined;
  return { ...label, url: first.url, before: '', sure: label.sure || isRepository(first.url) };
}

/** A label alone on its line. */
function readLabel(plain: string): Closing | undefined {
  const label = labelOf(plain);
  return label && /[:：」】]\s*$/.test(plain) ? { ...label, before: '' } : undefined;
}

/** `[MOSN](https://...)` and `[SOFABolt：https://...](...)`. */
function readLabelledLink(title: string, url: string): Closing | undefined {
  if (sameAddress(title, url)) return undefined;
  const head = title.replace(/https?:\/\/\S*$/, '').trim();
  const label = labelOf(head);
  return label && isRepository(url) ? { ...label, url, before: '', sure: true } : undefined;
}

function labelOf(head: string): { readonly label: string; readonly sure: boolean } | undefined {
  const text = head
    .replace(/[*_]/g, '')
    .replace(/\s*[:：]\s*$/, '')
    .trim();
  const bracketed = BRACKETED.exec(text)?.[1]?.trim();
  const label = bracketed ?? text;
  if (label === '' || GENERIC.test(label) || !PROJECT_LIKE.test(label)) {
    const han =
      bracketed !== undefined &&
      /^[\p{Script=Han}A-Za-z/]{2,10}$/u.test(bracketed) &&
      !NOT_PROJECT.test(bracketed);
    return han ? { label: bracketed, sure: false } : undefined;
  }
  return { label, sure: bracketed !== undefined };
}

const NOT_PROJECT = /参考|报告|介绍|回放|回顾|链接|地址|文档|例子|文章|详|推荐|预告|视频|示例|代码|版本/;

/** Characters in front of an address in which a glued label is looked for. */
const GLUED = 80;

/** A closing line on the last line of the answer: `...即可。SOFARPC：https://github.com/x/y`. */
function readGlued(line: Line, head: string, url: string): Closing | undefined {
  const match =
    /^(.*?[。！？；!?;.)）」]|.*?\s)\s*((?:「[^」]{1,40}」|[A-Z][\w-]*[A-Z][\w-]*)\s*[:：]?)$/s.exec(
      head.slice(-GLUED),
    );
  const label = match ? labelOf(match[2] ?? '') : undefined;
  if (!match || !label || !isRepository(url)) return undefined;
  const bracketed = match[2]?.startsWith('「') === true;
  if (!bracketed && !/[。！？；!?;]\s*$/.test(match[1] ?? '')) return undefined;
  const at = line.markdown.lastIndexOf(bracketed ? '「' : label.label);
  if (at < 0) return undefined;
  return { label: label.label, url, before: line.markdown.slice(0, at).replace(/[\s*]+$/, ''), sure: true };
}

/** Whether an address is a repository's own, or its owner's, and not that of a file or release in it. */
export function isRepository(url: string): boolean {
  const repository = repositoryOf(url);
  if (repository !== undefined)
    return !/\/(?:blob|tree|wiki|pull|commit|releases?|discussions|raw)\b/.test(url);
  return /^[a-z]*:\/+/i.test(url) && isOwner(url);
}
