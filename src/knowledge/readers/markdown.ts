/** Reads one Markdown file, by the reader that its shape or its front matter asks for. */

import { LIMITS } from '../files/limits.js';
import { isMalformedAddress, isWebAddress } from '../address.js';
import type { Document, Finding } from '../model.js';
import { readFront, textOf, type Front } from './front-matter.js';
import type { htmlToMarkdown } from './html/to-markdown.js';
import { excessOf } from './markdown/bounds.js';
import { readLines, type Line } from './markdown/lines.js';
import { rememberingParse } from './markdown/parse.js';
import { nameOf, readPage } from './page/page.js';
import { namesQuestions } from './page/words.js';
import { EMPTY, fault, warning, type ReadFile } from './reader.js';
import { rowsOf } from './rows.js';
import { readSaved, pageIdOf } from './saved-answer.js';
import { readHeader } from './weekly/threads/headers.js';
import { afterAnswerMark, afterQuestionMark } from './weekly/marks.js';
import { readWeekly } from './weekly/weekly.js';

/** What the converter of HTML, which takes 60 ms to load, is needed for. */
const HTML = /<[a-z]/i;

export function holdsHtml({ text }: ReadFile): boolean {
  return HTML.test(text);
}

/** @param toMarkdown turns HTML into Markdown; without it, as for files that do not {@link holdsHtml}, tags go and their text stays */
export function readMarkdown(file: ReadFile, toMarkdown?: typeof htmlToMarkdown): Document {
  const size = sizeFault(file);
  if (size !== undefined) return { ...EMPTY, findings: [size] };
  const front = readFront(file);
  if ('rule' in front) return { ...EMPTY, findings: [front] };
  const excess = excessOf(front.body);
  if (excess !== undefined) {
    const { line, rule, message } = excess;
    return { ...EMPTY, findings: [...front.findings, fault(file.path, front.above + line, rule, message)] };
  }
  const saved = pageIdOf(front);
  if (saved !== undefined) return readSaved(file, front, saved);
  const parse = rememberingParse();
  const lines = readLines(front.body, front.above, parse);
  const format = textOf(front.data, 'format')?.toLowerCase();
  const weekly = format === 'weekly' || (format !== 'faq' && isWeekly(file, front, lines));
  const post = weekly ? readWeekly(file, front, lines) : EMPTY;
  // A newsletter of another shape may hold questions all the same.
  const page =
    format === 'weekly' || post.threads.length > 0
      ? EMPTY
      : readPage(file, front, rowsOf(front.body, front.above), { parse, toMarkdown });
  const document =
    weekly && page.threads.length === 0
      ? post
      : { ...post, threads: [...post.threads, ...page.threads], findings: page.findings };
  const findings = [...front.findings, ...document.findings, ...addressFindings(file, lines)];
  if (format !== undefined && format !== 'weekly' && format !== 'faq')
    findings.push(warning(file.path, 1, 'format-unknown', `format is "${format}"; it takes weekly or faq`));
  return { ...document, findings };
}

function addressFindings(file: ReadFile, lines: readonly Line[]): readonly Finding[] {
  return lines.flatMap(({ links, strayed, line }) => [
    ...[...links, ...strayed]
      .filter(({ url }) => isMalformedAddress(url))
      .map(({ url }) => warning(file.path, line, 'address-malformed', `"${url}" is no web address`)),
    ...strayed
      .filter(({ url }) => isWebAddress(url))
      .map(({ title, url }) =>
        warning(file.path, line, 'address-strayed', `a link shows ${title} and leads to ${url}`),
      ),
  ]);
}

function sizeFault({ path, text }: ReadFile): Finding | undefined {
  const { markdownBytes, markdownLineCharacters } = LIMITS;
  if (text.length > markdownBytes)
    return fault(path, 1, 'file-size', `longer than ${markdownBytes} characters`);
  const long = text.split('\n').findIndex((line) => line.length > markdownLineCharacters);
  if (long < 0) return undefined;
  return fault(path, long + 1, 'line-length', `longer than ${markdownLineCharacters} characters`);
}

const NEWSLETTER = /weekly|newsletter|digest|周报|周刊|月报|月刊|双周|每周|本周/i;
const PERIODIC = /本周|每周|近期|this week|新手任务|推荐阅读/i;

const ASKING = /[?？]\s*$|^(?:[QＱ]\s*\d*|问)\s*[:：]/;

/** Whether a file's name, title or first heading says that it holds questions, and nothing of a week. */
function isNamedPage(file: ReadFile, front: Front, lines: readonly Line[]): boolean {
  const heading = lines.find(({ depth }) => depth === 1)?.plain ?? '';
  const name = `${nameOf(file, front)}\n${heading}`;
  return namesQuestions(name) && !NEWSLETTER.test(name);
}

/**
 * Whether a file has the shape of a weekly post: headers of threads over quotes. Else headings that ask make it a FAQ
 * page, and `Q：`/`A：` dialogues, its name or its section titles a weekly post. Everything else is read as a FAQ page.
 */
export function isWeekly(file: ReadFile, front: Front, lines: readonly Line[]): boolean {
  if (isNamedPage(file, front, lines)) return false;
  const texts = lines.filter(({ plain, kind }) => plain !== '' && kind !== 'code');
  const headers = texts.filter((line) => readHeader(line)?.strength === 'strong');
  if (headers.length > 0 && texts.some(({ quoted }) => quoted > 0)) return true;
  const headings = texts.filter(({ kind }) => kind === 'heading');
  if (headings.some(({ plain }) => ASKING.test(plain))) return false;
  const answers = texts.some(({ markdown }) => afterAnswerMark(markdown) !== undefined);
  if (
    answers &&
    texts.some(({ quoted, markdown }) => quoted > 0 || afterQuestionMark(markdown) !== undefined)
  )
    return true;
  const { title, categories, tags, description } = front.data;
  const named = [title, categories, tags, description].flat();
  if (named.some((name) => typeof name === 'string' && NEWSLETTER.test(name))) return true;
  return texts.some(
    (line) => (line.kind === 'heading' || (line.bold && line.alone)) && PERIODIC.test(line.plain),
  );
}
