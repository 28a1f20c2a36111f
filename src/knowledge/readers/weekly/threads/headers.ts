/** Headers of threads: who asks. */

import type { Line } from '../../markdown/lines.js';

const NUMBER =
  /^\s*(?:NO\.?\s*|Q\s*(?=\d+\s*[、.．]))?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])\s*(?:[、.．,，)）:]\s*|(?=[①-⑳]?\s*@))|^\s*[①-⑳]\s*|^[(（]\d{1,3}[)）]\s*/i;

/** `Q1:` in front of an asker; in front of other words it marks a question. */
const QUESTION_NUMBER = /^(?:[QＱ]|问题?|question)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})?\s*:\s*/i;

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
  const asker = bare.replace(QUESTION_NUMBER, '');
  return (
    readAsked(asker, marked) ??
    readMention(asker, numbered, marked) ??
    readIssue(bare, numbered) ??
    readBareName(line, bare, numbered)
  );
}

const ABOUT = /^(?:关于|有关|针对|对于|本周|欢迎|通过|可以|请|如何|怎么)|(?:的|群里|群内)$|读者|大家/;
const ANSWERS = /(?:回复|回答|解答|答)\s*$/;

const ASKED = new RegExp(`^(@?)\\s*(.{0,${MAX_NAME}}?)\\s*${ASKS}\\s*(?:[:](.*)|)$`, 'is');
const MENTION = new RegExp(
  String.raw`^@\s*([^@:]{1,${MAX_NAME}}?)\s*([(（[]?#\d+[)）\]]?)?\s*(:\s*(.*))?$`,
  's',
);

function readAsked(text: string, marked: boolean): Header | undefined {
  const match = ASKED.exec(text);
  if (!match) return undefined;
  const [, at = '', name = '', rest = ''] = match;
  if (at === '' && (ABOUT.test(name) || SENTENCE.test(name))) return undefined;
  return header(name, rest, at !== '' || marked || text.endsWith(':') ? 'strong' : 'weak');
}

function readMention(text: string, numbered: boolean, marked: boolean): Header | undefined {
  const match = MENTION.exec(text);
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
  return { asker: asker || undefined, rest: rest.trim() || undefined, strength };
}
