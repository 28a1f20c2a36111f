/** A reply as text for a terminal. Pure. */

import type { ActionKind, Choice, Link, ProjectCard, Reply, Source, Texts } from '../../src/contract.js';
import { cleanLine } from '../common/text.js';
import { hung, type Line, paint, prefixed, type Span, span, wrap } from './lines.js';
import { linkSpans, markdownLines } from './markdown.js';

interface RenderOptions {
  /** Width of the screen; `Infinity` never wraps. */
  readonly columns: number;
  readonly colour: boolean;
  readonly texts: Texts;
  /** Whether to name the commands that vote and hand over: of use only where more can be typed. */
  readonly hint?: boolean;
}

/** What the parts of a reply are laid out with. */
interface Page {
  readonly say: (key: string) => string;
  readonly columns: number;
}

/** In this order they are named. */
const HINTED: readonly ActionKind[] = ['helpful', 'unhelpful', 'ask-maintainers'];

const INDENT = '  ';

/** @returns lines joined by line feeds, none at the end; only colours are escape sequences, and only with `colour`. */
export function render(reply: Reply, { columns, colour, texts, hint = false }: RenderOptions): string {
  const page: Page = { columns, say: (key) => texts(reply.language, key) };
  const parts: readonly (readonly Line[])[] = [
    markdownLines(reply.lead, columns, colour),
    questionLines(reply.question ?? '', page),
    markdownLines(reply.text, columns, colour),
    [
      ...projectLines(reply.project, page),
      ...linkLines(reply.links, page),
      ...sourceLines(reply.source, page),
    ],
    choiceLines('repl.alternatives', reply.alternatives, 1, page),
    choiceLines('repl.followUps', reply.followUps, 1 + reply.alternatives.length, page),
    hint ? hintLines(reply, page) : [],
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

function questionLines(question: string, page: Page): readonly Line[] {
  return question === '' ? [] : labelled('reply.question', [span(cleanLine(question), ['bold'])], page);
}

function projectLines(project: ProjectCard | undefined, page: Page): readonly Line[] {
  if (project === undefined) return [];
  const description = project.description === '' ? [] : [span(` - ${cleanLine(project.description)}`)];
  const addresses = [
    ['repl.repository', project.repository],
    ['repl.documentation', project.documentation],
    ['repl.issues', project.issues],
  ] as const;
  return [
    ...labelled('repl.project', [span(cleanLine(project.name), ['bold']), ...description], page),
    ...addresses.flatMap(([key, url]) =>
      url === undefined ? [] : indented([labelSpan(page.say(key)), ...linkSpans([], '', url)], page),
    ),
  ];
}

function linkLines(links: readonly Link[], page: Page): readonly Line[] {
  if (links.length === 0) return [];
  return [
    ...labelled('repl.links', [], page),
    ...links.flatMap(({ title, url }) =>
      indented(linkSpans([span(cleanLine(title))], cleanLine(title), url), page),
    ),
  ];
}

function sourceLines(source: Source | undefined, page: Page): readonly Line[] {
  if (source === undefined) return [];
  const title = source.title ?? (source.url === undefined ? `${source.path}:${source.line}` : '');
  const dated = [title, source.date ?? ''].filter((part) => part !== '').join(', ');
  const address = source.url === undefined ? [] : indented(linkSpans([], '', source.url), page);
  return [...labelled('reply.source', [span(cleanLine(dated))], page), ...address];
}

/** @param first the number of the first choice */
function choiceLines(key: string, choices: readonly Choice[], first: number, page: Page): readonly Line[] {
  if (choices.length === 0) return [];
  const room = String(first + choices.length - 1).length;
  return [
    ...labelled(key, [], page),
    ...choices.flatMap(({ label }, index) => {
      const number = `${INDENT}[${String(first + index).padStart(room)}] `;
      const lines = wrap([span(cleanLine(label))], Math.max(page.columns - number.length, number.length));
      return hung(number, lines, ['green']);
    }),
  ];
}

function hintLines({ actions }: Reply, { say, columns }: Page): readonly Line[] {
  const offered = HINTED.filter((hinted) => actions.some(({ kind }) => kind === hinted));
  if (offered.length === 0) return [];
  return wrap([span(offered.map((kind) => say(`repl.hint.${kind}`)).join(' · '), ['dim'])], columns);
}

function labelled(key: string, rest: readonly Span[], { say, columns }: Page): readonly Line[] {
  return wrap([labelSpan(say(key)), ...rest], columns);
}

/** With a space behind it, unless it ends with a wide colon, which has room of its own. */
function labelSpan(label: string): Span {
  return span(label.endsWith('：') ? label : `${label} `, ['dim']);
}

function indented(spans: readonly Span[], { columns }: Page): readonly Line[] {
  return wrap(spans, columns - INDENT.length).map((line) => prefixed(INDENT, line));
}
