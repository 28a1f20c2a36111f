import type { Link, ReplyKind, Source } from '../../contract.js';
import { projectCard, projectLinks } from '../../bot/compose.js';
import type { Decision } from '../../engine/judge.js';
import type { Project } from '../../knowledge/model.js';
import type { Match } from '../../match/contract.js';

/**
 * One line of `qabot ask --json`. A public format: fields may be added, none is renamed or removed.
 */
export interface AnswerLine {
  /** As given with the question; absent for a single `ask`. */
  readonly id?: string;
  readonly query: string;
  readonly decision: Decision;
  /** Of the first answer, 0..1. */
  readonly confidence: number;
  /** The best entries, best first, whatever the decision. */
  readonly answers: readonly LineAnswer[];
  /** What the bot shows instead of an entry, when the question asks for tasks, releases, a project or reading. */
  readonly list?: { readonly kind: ReplyKind; readonly lead: string; readonly text: string };
  /** What was wrong with the line of the batch; such a line has no answers. */
  readonly error?: string;
}

interface LineAnswer {
  readonly id: string;
  readonly question: string;
  /** Markdown. */
  readonly answer: string;
  /** Null where none is known. */
  readonly project: string | null;
  /** The answer's own links, then the project's. */
  readonly links: readonly Link[];
  readonly confidence: number;
  readonly source: Source;
  readonly thread: {
    readonly id: string;
    /** 1-based turn of the thread. */
    readonly turn: number;
    readonly turns: readonly { readonly question: string }[];
  };
}

export function lineAnswer(match: Match, projects: readonly Project[]): LineAnswer {
  const { entry, confidence } = match;
  const card = projectCard(projects, entry.project, 'en');
  const links = new Map<string, Link>();
  for (const link of [...entry.links, ...(card === undefined ? [] : projectLinks(card, 'en'))]) {
    if (!links.has(link.url)) links.set(link.url, link);
  }
  return {
    id: entry.id,
    question: entry.question,
    answer: entry.answer,
    project: entry.project ?? null,
    links: [...links.values()],
    confidence,
    source: entry.thread.source,
    thread: {
      id: entry.thread.id,
      turn: entry.turn + 1,
      turns: entry.thread.turns.map(({ question }) => ({ question })),
    },
  };
}
