/** What single lines of a weekly post look like: headers, answer marks, closing lines, section titles. */

import { repositoryOf } from '../../address.js';
import { sameAddress } from '../inline.js';
import type { Line } from '../lines.js';

const NUMBER =
  /^\s*(?:NO\.?\s*|Q\s*(?=\d+\s*[、.．]))?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])\s*(?:[、.．,，)）:]\s*|(?=[①-⑳]?\s*@))|^\s*[①-⑳]\s*|^[(（]\d{1,3}[)）]\s*/i;

/** `3、`, `3. ` in front of a line's Markdown. */
export const NUMBERED = /^\s*\*{0,2}\d{1,2}\s*[、.．)）]\s*/;

export function isNumbered(line: Line): boolean {
  return NUMBERED.test(`${line.marker}${line.plain}`);
}

/** Longest name of an asker, in characters: "Lewise Liu & 赵宇" has 16. */
const MAX_NAME = 40;
/** Longest name that is taken for one without `@` or 提问 beside it. */
const MAX_BARE_NAME = 20;
const SENTENCE = /[。？?！!；;]|[，,].*[，,]/;
const ASKS = String.raw`(?:的)?\s*(?:提问|提出问题|咨询|问道|问(?=\s*:)|\basks?\b|\basked\b)`;

export interface Header {
  readonly asker?: string;
  /** What follows the header on the same line: the question's first line. */
  readonly rest?: string;
  /** `strong`: `@name` or 提问. `weak`: a numbered short name, to be believed only before a question. */
  readonly strength: 'strong' | 'weak';
  /** Whether it names an issue by its number. */
  readonly issue?: boolean;
}

/** Reads a line as the header of a thread: `**1、@name** 提问：`, `1. @name #123`, `name 提问:`, `**1. name**`. */
export function readHeader(line: Line): Header | undefined {
  if (line.kind === 'code') return undefined;
  // Not NFKC: a name such as J～杰 stays as it is printed.
  const text = `${line.marker}${line.plain}`
    .replaceAll('**', '')
    .trim()
    .replaceAll('：', ':')
    .replaceAll('＠', '@')
    .replaceAll('＃', '#');
  const bare = text.replace(NUMBER, '').trim();
  if (line.quoted > 0) return /^@.*提问\s*:?$/.test(bare) ? readAsked(bare, true) : undefined;
  const numbered = bare !== text;
  const marked = numbered || line.bold || line.kind === 'heading';
  return (
    readAsked(bare, marked) ??
    readMention(bare, numbered, marked) ??
    readIssue(bare, numbered) ??
    readBareName(line, bare, numbered)
  );
}

const ABOUT = /^(?:关于|有关|针对|对于|本周|欢迎|通过|可以|请|如何|怎么)|(?:的|群里|群内)$|读者|大家/;
const ANSWERS = /(?:回复|回答|解答|答)\s*$/;

function readAsked(text: string, marked: boolean): Header | undefined {
  const match = new RegExp(`^(@?)\\s*(.{0,${MAX_NAME}}?)\\s*${ASKS}\\s*(?:[:](.*)|)$`, 'is').exec(text);
  if (!match) return undefined;
  const [, at = '', name = '', rest = ''] = match;
  if (at === '' && (ABOUT.test(name) || SENTENCE.test(name))) return undefined;
  return header(name, rest, at !== '' || marked || text.endsWith(':') ? 'strong' : 'weak');
}

function readMention(text: string, numbered: boolean, marked: boolean): Header | undefined {
  const match = new RegExp(
    String.raw`^@\s*([^@:]{1,${MAX_NAME}}?)\s*([(（[]?#\d+[)）\]]?)?\s*(:\s*(.*))?$`,
    's',
  ).exec(text);
  if (!match) return undefined;
  const [, name = '', issue, colon, rest = ''] = match;
  if (SENTENCE.test(name) || ANSWERS.test(name) || (name.includes('(') && !name.includes(')')))
    return undefined;
  if (rest !== '' && !numbered) return undefined;
  return header(name, rest, marked || issue !== undefined || colon !== undefined ? 'strong' : 'weak');
}

/** `1. #2203`, `1. name #2203`: an issue, with or without who opened it. */
function readIssue(text: string, numbered: boolean): Header | undefined {
  const match = /^(.{0,40}?)\s*[(（[]?#\d+[)）\]]?\s*:?$/.exec(text);
  if (!match || !numbered || SENTENCE.test(match[1] ?? '')) return undefined;
  return { ...header(match[1] ?? '', '', 'weak'), issue: true };
}

function readBareName(line: Line, text: string, numbered: boolean): Header | undefined {
  const name = text.replace(/\s*:$/, '');
  if (!numbered || name === '' || name.length > MAX_BARE_NAME || !line.alone || line.links.length > 0)
    return undefined;
  if (SENTENCE.test(name) || /[:：]|问题|发布|^关于|版本/.test(name)) return undefined;
  return header(name, '', 'weak');
}

function header(name: string, rest: string, strength: Header['strength']): Header {
  const asker = name
    .replace(/^来自\s*(?=@)/, '')
    .replace(/^[【「[]\s*(?=@?)/, '')
    .replace(/^@\s*/, '')
    .replace(/\s*(?:issue\s*)?#\d+$/i, '')
    .replace(/\s*[】」\]]$/, '')
    .trim();
  return {
    ...(asker === '' ? {} : { asker }),
    ...(rest.trim() === '' ? {} : { rest: rest.trim() }),
    strength,
  };
}

const MARK_TAIL = String.raw`\s*\d{0,2}\s*(?:\*\*)?\s*[:：]\s*(?:\*\*)?\s*`;
const ANSWER = new RegExp(
  String.raw`^\s*(?:\*\*)?\s*(?:[AＡ]|(?:@[^@:：，。\s*]{1,20}(?:\*\*)?\s*)?(?:答|回答|回复|解答)|Answer)${MARK_TAIL}`,
);
const QUESTION = new RegExp(String.raw`^\s*(?:\*\*)?\s*(?:[QＱ]|问|Question)${MARK_TAIL}`);

/** The line's Markdown behind `A：` (once or more), or absent when the line has no such mark. */
export function afterAnswerMark(markdown: string): string | undefined {
  return afterMark(markdown, ANSWER);
}

/** The same for `Q：`. */
export function afterQuestionMark(markdown: string): string | undefined {
  return afterMark(markdown, QUESTION);
}

function afterMark(markdown: string, mark: RegExp): string | undefined {
  let rest = markdown.replace(/^\s*(?:[-*+]\s+)?/, '');
  if (!mark.test(rest)) return undefined;
  while (mark.test(rest)) {
    const opened = /^\s*\*\*/.test(rest);
    const next = rest.replace(mark, '');
    // `**A：text**` loses its opening stars with the mark, so they are put back; `**A：**` keeps none.
    const halved = opened && (next.match(/\*\*/g)?.length ?? 0) % 2 === 1;
    rest = halved ? `**${next}` : next;
  }
  return rest;
}

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
  return /^[a-z]*:\/+(?:www\.)?(?:github|gitee|gitlab)\.com\/+[^/]+\/*$/i.test(url);
}
