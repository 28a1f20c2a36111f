import type { Difficulty, Note, Project } from '../knowledge/model.js';
import * as words from './intent-words.js';

/** A message that is not matched against the entries, because it asks for something else the knowledge holds. */
export type Intent =
  | { readonly kind: 'tasks'; readonly project?: string; readonly difficulty?: Difficulty }
  | { readonly kind: 'releases' | 'reading'; readonly project?: string }
  | { readonly kind: 'project'; readonly project?: string; readonly asked?: string }
  | { readonly kind: 'notes'; readonly about: Note['kind'] }
  | { readonly kind: 'help' | 'thanks' | 'why' }
  | { readonly kind: 'unknown-command'; readonly command: string };

export const COMMANDS = ['/tasks', '/releases', '/project', '/reading', '/why', '/help'] as const;

/**
 * Recognises commands (`/tasks layotto easy`) and plain requests for them ("newcomer tasks for layotto, easy").
 * A plain request counts only when nothing is left of it once its own words, the projects' names and fillers are
 * taken away, so that no question with a subject of its own is taken from the matcher.
 */
export function createIntentReader(projects: readonly Project[]): (text: string) => Intent | undefined {
  const takeProject = createProjectTaker(projects);
  return (raw) => {
    const text = fold(raw).trim();
    if (text.startsWith('/')) return readCommand(text, takeProject);
    const bare = text.replace(/[\p{P}\p{S}\s]+$/gu, '');
    if (bare === '' || words.HELP.includes(bare) || words.GREETINGS.includes(bare)) return { kind: 'help' };
    if (words.THANKS.includes(bare)) return { kind: 'thanks' };
    return readRequest(text, takeProject);
  };
}

/** The first project that a text names, and the text without that name. */
type TakeProject = (text: string) => { project?: string; rest: string };

export function createProjectTaker(projects: readonly Project[]): TakeProject {
  const names = projects
    .flatMap((project) =>
      [project.name, ...project.aliases].map((alias) => ({ name: project.name, alias: fold(alias) })),
    )
    .toSorted((a, b) => b.alias.length - a.alias.length);
  const patterns = names.map(({ name, alias }) => ({ name, pattern: anyOf([alias]) }));

  return (raw) => {
    const text = fold(raw);
    for (const { name, pattern } of patterns) {
      const rest = text.replace(pattern, ' ');
      if (rest !== text) return { project: name, rest };
    }
    return { rest: text };
  };
}

function readCommand(text: string, takeProject: TakeProject): Intent | undefined {
  const [, name = '', rest = ''] = /^(\/[a-z-]+)(?:\s+(.*))?$/s.exec(text) ?? [];
  const { project } = takeProject(rest);
  const named = project === undefined ? {} : { project };
  switch (name) {
    case '/tasks': {
      const difficulty = takeDifficulty(rest).difficulty;
      return { kind: 'tasks', ...named, ...(difficulty === undefined ? {} : { difficulty }) };
    }
    case '/releases':
      return { kind: 'releases', ...named };
    case '/reading':
      return { kind: 'reading', ...named };
    case '/project':
      return { kind: 'project', ...named, ...(rest.trim() === '' ? {} : { asked: rest.trim() }) };
    case '/help':
      return { kind: 'help' };
    case '/why':
      return { kind: 'why' };
    default:
      // A path or a log line may begin with a slash too: only a single word is taken for a mistyped command.
      return name !== '' && rest === '' ? { kind: 'unknown-command', command: name } : undefined;
  }
}

function readRequest(text: string, takeProject: TakeProject): Intent | undefined {
  const { project, rest } = takeProject(text);
  const named = project === undefined ? {} : { project };
  const { difficulty, rest: easier } = takeDifficulty(rest);
  // "Easy issues" and "Layotto 有哪些任务" need no newcomer: they say as clearly that a task is wanted.
  const wantsTask = difficulty !== undefined ? TASKS_GRADED : project !== undefined ? TASKS_NAMED : TASKS;
  if (isAbout(easier, wantsTask)) {
    return { kind: 'tasks', ...named, ...(difficulty === undefined ? {} : { difficulty }) };
  }
  if (isAbout(rest, RELEASES)) return { kind: 'releases', ...named };
  for (const [about, wanted] of NOTES) {
    if (isAbout(rest, wanted)) return { kind: 'notes', about };
  }
  if (isAbout(rest, READING)) return { kind: 'reading', ...named };
  if (project !== undefined && isAbout(rest, PROJECT)) return { kind: 'project', project };
  return undefined;
}

function takeDifficulty(text: string): { difficulty?: Difficulty; rest: string } {
  for (const [difficulty, pattern] of DIFFICULTIES) {
    const rest = text.replace(pattern, ' ');
    if (rest !== text) return { difficulty, rest };
  }
  return { rest: text };
}

/** A word of each group must be there, and nothing but the groups' words, fillers and punctuation. */
interface Subject {
  readonly groups: readonly RegExp[];
  readonly own: RegExp;
}

function subject(...groups: readonly (readonly string[])[]): Subject {
  return { groups: groups.map(anyOf), own: new RegExp(anyOf([...groups.flat(), ...words.FILLERS]), 'gu') };
}

function isAbout(text: string, { groups, own }: Subject): boolean {
  return groups.every((group) => group.test(text)) && !/[\p{L}\p{N}]/u.test(text.replace(own, ' '));
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('’', "'");

/** One pattern for all of `terms`, longest first; Latin terms are bounded by anything that is no letter or digit. */
function anyOf(terms: readonly string[]): RegExp {
  const sources = terms
    .toSorted((a, b) => b.length - a.length)
    .map((term) => {
      const source = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
      const start = /^[a-z0-9]/.test(term) ? '(?<![a-z0-9])' : '';
      const end = /[a-z0-9]$/.test(term) ? '(?![a-z0-9])' : '';
      return `${start}${source}${end}`;
    });
  return new RegExp(sources.join('|'), 'u');
}

const TASKS = subject(words.TASK_SUBJECT, words.TASK_NEWCOMER);
const TASKS_GRADED = subject([...words.TASK_SUBJECT, ...words.TASK_NEWCOMER]);
const TASKS_NAMED = subject(words.TASK_SUBJECT, [...words.TASK_NEWCOMER, '任务', 'task', 'tasks']);
const RELEASES = subject(words.RELEASE_SUBJECT, words.RELEASE_RECENT);
const READING = subject(words.READING_SUBJECT, words.READING_ASKED);
const NOTES: readonly (readonly [Note['kind'], Subject])[] = [
  ['rule', subject(words.RULE_SUBJECT)],
  ['meeting', subject(words.MEETING_SUBJECT, words.NOTE_ASKED)],
  ['event', subject(words.EVENT_SUBJECT, words.NOTE_ASKED)],
  ['contributor', subject(words.CONTRIBUTOR_SUBJECT, words.NOTE_ASKED)],
];
const PROJECT = subject(words.PROJECT_SUBJECT);
const DIFFICULTIES: readonly (readonly [Difficulty, RegExp])[] = [
  ['easy', anyOf(words.DIFFICULTIES.easy)],
  ['medium', anyOf(words.DIFFICULTIES.medium)],
  ['hard', anyOf(words.DIFFICULTIES.hard)],
];
