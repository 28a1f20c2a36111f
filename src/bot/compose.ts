import {
  type Choice,
  EMPTY_REPLY,
  escapeMarkdown,
  type Language,
  type Link,
  type ProjectCard,
  type Question,
  type Reply,
  type Source,
} from '../contract.js';
import type { Entry, Project } from '../knowledge/model.js';
import type { Difference } from '../match/contract.js';
import { type TextKey, texts } from '../texts/texts.js';
import type { Tokens } from './tokens.js';

interface Composer {
  readonly projects: readonly Project[];
  readonly tokens: Pick<Tokens, 'forEntry'>;
}

/** Characters of a choice's label; Discord's menus and Slack's options hold 100 and 75. */
const LABEL_LENGTH = 75;

export function notice(language: Language, text: string): Reply {
  return { ...EMPTY_REPLY, kind: 'notice', language, text, audience: 'asker' };
}

/** The reply below a line with the question that somebody else asked. */
export function withQuote(
  reply: Reply,
  question: string,
  { author, link }: NonNullable<Question['quoted']>,
): Reply {
  const by = author === undefined ? '' : `${escapeMarkdown(author)}: `;
  const to = link === undefined ? '' : ` [${texts(reply.language, 'quote.link')}](${link})`;
  return { ...reply, lead: `> ${by}${quoted(question)}${to}\n\n${reply.lead}`.trim() };
}

export const say = (language: Language, key: TextKey, values?: Parameters<typeof texts>[2]): Reply =>
  notice(language, texts(language, key, values));

/** Thanks, a closing word or a vote was understood, and a short sentence says so where nothing else can. */
export const acknowledgement = ({ language, text }: Reply): Reply => ({
  ...notice(language, text),
  kind: 'acknowledgement',
});

export function list(language: Language, lead: string, text: string, links: readonly Link[] = []): Reply {
  return { ...EMPTY_REPLY, kind: 'list', language, lead, text, links };
}

/** An entry as a whole reply: what it answers, its project, where it comes from, and how the thread goes on. */
export function answer(
  { projects, tokens }: Composer,
  entry: Entry,
  frame: {
    readonly language: Language;
    readonly confidence: number;
    readonly lead: TextKey;
    readonly alternatives: readonly Entry[];
    /** The entries of the same thread, in order. */
    readonly thread: readonly Entry[];
  },
): Reply {
  const card = projectCard(projects, entry.project, frame.language);
  const later = frame.thread.filter((other) => other.turn > entry.turn);
  return {
    ...EMPTY_REPLY,
    kind: 'answer',
    language: frame.language,
    lead: texts(frame.language, frame.lead),
    text: entry.answer,
    question: entry.question,
    entry: entry.id,
    confidence: frame.confidence,
    project: card,
    links: entry.links.filter((link) => !entry.answer.includes(link.url)),
    source: entry.thread.source,
    alternatives: frame.alternatives.map((other) => choice(tokens, other)),
    followUps: later.map((other) => choice(tokens, other)),
  };
}

/** @param difference what the question and the first entry differ in, where that is plain */
export function suggest(
  { tokens }: Composer,
  language: Language,
  confidence: number,
  entries: readonly Entry[],
  difference?: Difference,
): Reply {
  return {
    ...EMPTY_REPLY,
    kind: 'suggest',
    language,
    confidence,
    lead:
      difference === undefined
        ? texts(language, 'suggest.lead')
        : differing(language, 'suggest.differs', difference),
    alternatives: entries.map((entry) => choice(tokens, entry)),
  };
}

/** Characters of a term that is shown; product names, versions and error codes are shorter. */
const TERM_LENGTH = 40;

/** The terms are words of the member and of the history; all others are the bot's. */
export function differing(
  language: Language,
  sentence: 'suggest.differs' | 'why.differs',
  { kind, asked, entry }: Difference,
): string {
  const shown = (key: 'asked' | 'entry', term: string | undefined): string =>
    term === undefined
      ? ''
      : texts(language, `differs.${key}`, { [key]: escapeMarkdown(shortLine(term, TERM_LENGTH)) });
  return texts(language, sentence, {
    difference: texts(language, `differs.${kind}`),
    entry: shown('entry', entry),
    asked: shown('asked', asked),
  });
}

/** Says that nothing was found, and where to go from here. */
export function none(
  { projects }: Composer,
  language: Language,
  confidence: number,
  project: string | undefined,
  lead: TextKey = 'none.lead',
): Reply {
  const card = projectCard(projects, project, language);
  const next = [
    card?.issues === undefined
      ? undefined
      : texts(language, 'none.project', { project: card.name, issues: card.issues }),
    card?.documentation === undefined
      ? undefined
      : texts(language, 'none.documentation', { documentation: card.documentation }),
    texts(language, 'none.rephrase'),
  ].filter((line) => line !== undefined);
  return {
    ...EMPTY_REPLY,
    kind: 'none',
    language,
    confidence,
    lead: texts(language, lead),
    text: next.map((line) => `- ${line}`).join('\n'),
  };
}

/** The catalogue's record for a reply; a label that the catalogue lacks gives a card with the name alone. */
export function projectCard(
  projects: readonly Project[],
  name: string | undefined,
  language: Language,
): ProjectCard | undefined {
  if (name === undefined) return undefined;
  const project = projects.find((candidate) => candidate.name === name);
  if (project === undefined) return { name, description: '' };
  const { repository, documentation, issues } = project;
  return {
    name,
    description: project.description[language],
    repository,
    documentation,
    issues,
  };
}

/** The catalogue's name of a project that was named by any of its names. */
export function projectNamed(projects: readonly Project[], asked: string | undefined): string | undefined {
  const name = asked?.trim().toLowerCase();
  return projects.find(
    (project) =>
      project.name.toLowerCase() === name || project.aliases.some((alias) => alias.toLowerCase() === name),
  )?.name;
}

/** Characters of a question that is quoted within a sentence. */
const QUOTED_LENGTH = 120;

/** The beginning of somebody's words, inside the bot's own Markdown. */
export function quoted(text: string): string {
  return escapeMarkdown(shortLine(text, QUOTED_LENGTH));
}

/** A project's addresses as links with titles in the reply's language. */
export function projectLinks(card: ProjectCard, language: Language): readonly Link[] {
  const rows = [
    ['label.repository', card.repository],
    ['label.documentation', card.documentation],
    ['label.issues', card.issues],
  ] as const satisfies readonly (readonly [TextKey, string | undefined])[];
  return rows.flatMap(([key, url]) =>
    url === undefined ? [] : [{ title: `${card.name} ${texts(language, key)}`, url }],
  );
}

function choice(tokens: Composer['tokens'], entry: Entry): Choice {
  return { label: shortLine(entry.question, LABEL_LENGTH), token: tokens.forEntry(entry.id) };
}

/** One line of at most `length` characters (code points), cut with an ellipsis. */
export function shortLine(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}…`;
}

/** `YYYY-MM-DD` newest first; what has no date comes last. */
export function byNewest(a: { readonly source: Source }, b: { readonly source: Source }): number {
  return (b.source.date ?? '').localeCompare(a.source.date ?? '');
}
