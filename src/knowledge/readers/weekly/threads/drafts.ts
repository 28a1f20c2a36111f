/** Threads while they are being read: lines gathered under a question or an answer. */

import type { Link } from '../../../../contract.js';
import type { Turn } from '../../../model.js';
import type { Line } from '../../markdown/lines.js';
import { linkTarget } from '../../markdown/link.js';
import type { Closing } from './closings.js';

/** A line, or the part of one behind a mark. */
export interface Part {
  readonly line: Line;
  readonly markdown: string;
}

export interface TurnDraft {
  readonly question: Part[];
  readonly answer: Part[];
  /** Lines of pictures alone, each with the count of the answer's parts above it. */
  readonly pictures: { readonly line: Line; readonly above: number }[];
  marked: boolean;
}

export interface ThreadDraft {
  readonly asker?: string;
  readonly line: number;
  /** Whether a header opened it. */
  readonly headed: boolean;
  readonly turns: TurnDraft[];
  closing?: Closing;
}

export function newTurn(): TurnDraft {
  return { question: [], answer: [], pictures: [], marked: false };
}

export function part(line: Line, markdown: string = line.markdown): Part {
  return { line, markdown };
}

/** A finished turn; absent where no question was printed. */
export function finishTurn(
  draft: TurnDraft,
  absolute: (url: string) => string | undefined,
): Turn | undefined {
  const [first] = draft.question;
  const question = joinParts(draft.question).replace(/\*\*/g, '').trim();
  if (!first || question === '') return undefined;
  const written = joinParts(draft.answer);
  const illustrated = illustrate(draft, question, absolute);
  const answer = written === '' && draft.marked ? (illustrated ?? '') : written;
  return {
    question,
    alternates: [],
    answer: answer || undefined,
    illustrated: written === '' ? undefined : illustrated,
    links: uniqueLinks(
      draft.answer.flatMap((each) => each.line.links),
      absolute,
    ),
    line: first.line.line,
  };
}

/** The answer with a link in place of each picture, since a picture cannot be shown as text; absent where it has none. */
function illustrate(
  { answer, pictures }: TurnDraft,
  question: string,
  absolute: (url: string) => string | undefined,
): string | undefined {
  const words = [question, ...answer.map(({ markdown }) => markdown)].join('\n');
  const label = /\p{Script=Han}/u.test(words) ? '图片' : 'picture';
  const linked = (line: Line): readonly Part[] =>
    line.images.flatMap(({ url }) => {
      const full = absolute(url);
      return full === undefined ? [] : [part(line, `[${label}](${linkTarget(full)})`)];
    });
  const below = (count: number): readonly Part[] =>
    pictures.filter(({ above }) => above === count).flatMap(({ line }) => linked(line));
  const parts = answer.map((each, at) => [each, ...linked(each.line), ...below(at + 1)]);
  const all = [...below(0), ...parts.flat()];
  return all.length === answer.length ? undefined : joinParts(all);
}

/** Lines of a paragraph or list stay together; between others stands a blank line. */
export function joinParts(parts: readonly Part[]): string {
  let text = '';
  let last: Part | undefined;
  for (const each of parts) {
    const tight =
      last?.line.paragraph === each.line.paragraph ||
      (last?.line.block === each.line.block && each.line.marker !== '');
    if (each.markdown.trim() === '') continue;
    text += `${text === '' ? '' : tight ? '\n' : '\n\n'}${text === '' ? each.markdown.trimStart() : each.markdown.trimEnd()}`;
    last = each;
  }
  return text.trim();
}

/** Links in order, each address once, made absolute; what leads to no web page is left out. */
export function uniqueLinks(
  links: readonly Link[],
  absolute: (url: string) => string | undefined,
): readonly Link[] {
  const unique = new Map<string, Link>();
  for (const { title, url } of links) {
    const full = absolute(url);
    if (full !== undefined && !unique.has(full)) unique.set(full, { title: title || full, url: full });
  }
  return [...unique.values()];
}
