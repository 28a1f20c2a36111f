/** A reply as text for a terminal. Pure. */

import type { ActionKind, Choice, Link, ProjectCard, Reply, Source, Texts } from '../../src/contract.js';
import { cleanLine } from '../common/text.js';
import { type Line, paint, prefixed, type Span, span, wrap } from './lines.js';
import { linkSpans, markdownLines } from './markdown.js';

export interface RenderOptions {
  /** Width of the screen; `Infinity` never wraps. */
  readonly columns: number;
  readonly colour: boolean;
  readonly texts: Texts;
  /** Whether to name the commands that vote and hand over: of use only where more can be typed. */
  readonly hint?: boolean;
}

/** In this order they are named. */
const HINTED: readonly ActionKind[] = ['helpful', 'unhelpful', 'ask-maintainers'];

const INDENT = '  ';

/** @returns lines joined by line feeds, none at the end; only colours are escape sequences, and only with `colour`. */
export function render(reply: Reply, options: RenderOptions): string {
  const { columns, colour } = options;
  const say = (key: string): string => options.texts(reply.language, key);
  const parts: readonly (readonly Line[])[] = [
    markdownLines(reply.lead, columns, colour),
    questionLines(reply, say, columns),
    markdownLines(reply.text, columns, colour),
    referenceLines(reply, say, columns),
    choiceLines(say('repl.alternatives'), reply.alternatives, 1, columns),
    choiceLines(say('repl.followUps'), reply.followUps, 1 + reply.alternatives.length, columns),
    options.hint === true ? hintLines(reply, say, columns) : [],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => paint(line, colour)).join('\n'))
    .join('\n\n');
}

/** What a digit picks, in the order of the numbers from 1. */
export function choicesOf(reply: Reply): readonly Choice[] {
  return [...reply.alternatives, ...reply.followUps];
}

function questionLines(reply: Reply, say: (key: string) => string, columns: number): readonly Line[] {
  if (reply.question === undefined || reply.question === '') return [];
  return labelled(say('repl.question'), [span(cleanLine(reply.question), ['bold'])], columns);
}

/** Project, links and source: one block under the answer. */
function referenceLines(reply: Reply, say: (key: string) => string, columns: number): readonly Line[] {
  return [
    ...(reply.project === undefined ? [] : projectLines(reply.project, say, columns)),
    ...(reply.links.length === 0 ? [] : linkLines(reply.links, say('repl.links'), columns)),
    ...(reply.source === undefined ? [] : sourceLines(reply.source, say('repl.source'), columns)),
  ];
}

function projectLines(project: ProjectCard, say: (key: string) => string, columns: number): readonly Line[] {
  const description = project.description === '' ? [] : [span(` - ${cleanLine(project.description)}`)];
  const addresses: readonly (readonly [string, string | undefined])[] = [
    ['repl.repository', project.repository],
    ['repl.documentation', project.documentation],
    ['repl.issues', project.issues],
  ];
  return [
    ...labelled(say('repl.project'), [span(cleanLine(project.name), ['bold']), ...description], columns),
    ...addresses.flatMap(([key, url]) =>
      url === undefined ? [] : indented([labelSpan(say(key)), ...linkSpans([], '', url)], columns),
    ),
  ];
}

function linkLines(links: readonly Link[], label: string, columns: number): readonly Line[] {
  return [
    ...labelled(label, [], columns),
    ...links.flatMap(({ title, url }) =>
      indented(linkSpans([span(cleanLine(title))], cleanLine(title), url), columns),
    ),
  ];
}

function sourceLines(source: Source, label: string, columns: number): readonly Line[] {
  const title = source.title ?? (source.url === undefined ? `${source.path}:${source.line}` : undefined);
  const dated = [title, source.date].filter((part) => part !== undefined && part !== '').join(', ');
  const address = source.url === undefined ? [] : indented(linkSpans([], '', source.url), columns);
  return [...labelled(label, [span(cleanLine(dated))], columns), ...address];
}

function choiceLines(
  label: string,
  choices: readonly Choice[],
  first: number,
  columns: number,
): readonly Line[] {
  if (choices.length === 0) return [];
  const room = String(first + choices.length - 1).length;
  return [
    ...labelled(label, [], columns),
    ...choices.flatMap((choice, index) => {
      const number = `${INDENT}[${String(first + index).padStart(room)}] `;
      const lines = wrap([span(cleanLine(choice.label))], Math.max(columns - number.length, number.length));
      return lines.map((line, row) =>
        row === 0 ? prefixed(number, line, ['green']) : prefixed(' '.repeat(number.length), line),
      );
    }),
  ];
}

function hintLines(reply: Reply, say: (key: string) => string, columns: number): readonly Line[] {
  const offered = HINTED.filter((hinted) => reply.actions.some(({ kind }) => kind === hinted));
  if (offered.length === 0) return [];
  return wrap([span(offered.map((kind) => say(`repl.hint.${kind}`)).join(' · '), ['dim'])], columns);
}

function labelled(label: string, rest: readonly Span[], columns: number): readonly Line[] {
  return wrap([labelSpan(label), ...rest], columns);
}

/** With a space behind it, unless it ends with a wide colon, which has room of its own. */
function labelSpan(label: string): Span {
  return span(label.endsWith('：') ? label : `${label} `, ['dim']);
}

function indented(spans: readonly Span[], columns: number): readonly Line[] {
  return wrap(spans, columns - INDENT.length).map((line) => prefixed(INDENT, line));
}
