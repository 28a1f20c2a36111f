import type { Note, Project } from '../../knowledge/model.js';
import { readCommand } from './commands.js';
import type { Intent, ListedKnowledge, ListIntent } from './model.js';
import * as terms from './terms.js';
import * as words from './words.js';

/**
 * Recognises commands (`/tasks layotto easy`) and plain requests for them ("newcomer tasks for layotto, easy").
 * A plain request counts only when the knowledge holds what it asks for, and when nothing is left of it once its own
 * words, the projects' names and fillers are taken away, so that no question with a subject of its own is taken from the
 * matcher. A request for reading may leave a topic, where one title has all of it.
 */
export function createIntentReader(knowledge: ListedKnowledge): (text: string) => Intent | undefined {
  const takeProject = terms.createProjectTaker(knowledge.projects);
  const titles = knowledge.readings.map(({ title }) => terms.fold(title));
  const hasTitle = (topic: string, project: string | undefined): boolean => {
    const parts = [...topic.split(' '), ...(project === undefined ? [] : [terms.fold(project)])];
    return titles.some((title) => parts.every((part) => title.includes(part)));
  };
  return (raw) => {
    const text = terms.fold(raw).trim();
    if (text.startsWith('/')) return readCommand(text, takeProject);
    const bare = text.replace(/[\p{P}\p{S}\s]+$/gu, '');
    const spoken = bare.replace(ADDRESS, '').replace(ENDING, '');
    if (bare === '' || words.GREETINGS.includes(bare)) return { kind: 'help' };
    if (words.HELP.includes(bare) || words.HELP.includes(spoken)) return { kind: 'help' };
    if (words.THANKS.includes(bare)) return { kind: 'thanks' };
    const request = readRequest(text, takeProject, hasTitle);
    return request !== undefined && holds(knowledge, request) ? request : undefined;
  };
}

/**
 * Repeats the last list for what a message names alone: "and SOFARPC?", "那难一点的呢". `undefined` when the message says
 * more than that.
 */
export function createFollower(
  projects: readonly Project[],
): (raw: string, last: ListIntent) => ListIntent | undefined {
  const takeProject = terms.createProjectTaker(projects);
  return (raw, last) => {
    const { project, rest } = takeProject(raw);
    const { difficulty, rest: left } = last.kind === 'tasks' ? terms.takeDifficulty(rest) : { rest };
    if (project === undefined && difficulty === undefined) return undefined;
    if (terms.wordsOf(left.replace(FOLLOWING, ' ')).length > 0) return undefined;
    const about = { project: project ?? last.project };
    switch (last.kind) {
      case 'tasks':
        return { ...last, ...about, difficulty: difficulty ?? last.difficulty };
      case 'releases':
        // A version is one project's own.
        return { kind: 'releases', ...about };
      case 'project':
        return { kind: 'project', ...about };
      case 'reading':
      case 'notes':
        return { ...last, ...about };
    }
  };
}

function holds(knowledge: ListedKnowledge, request: ListIntent): boolean {
  switch (request.kind) {
    case 'tasks':
      return knowledge.tasks.length > 0;
    case 'releases':
      return knowledge.releases.length > 0;
    case 'reading':
      return knowledge.readings.length > 0;
    case 'notes':
      return knowledge.notes.some(({ kind }) => kind === request.about);
    case 'project':
      return knowledge.projects.length > 0;
  }
}

type HasTitle = (topic: string, project: string | undefined) => boolean;

function readRequest(
  text: string,
  takeProject: terms.TakeProject,
  hasTitle: HasTitle,
): ListIntent | undefined {
  const { project, rest } = takeProject(text);
  const alone = terms.wordsOf(rest).join(' ');
  for (const kind of ['tasks', 'releases', 'reading'] as const) {
    if (words.BARE[kind].some((request) => request === alone)) return { kind, project };
  }
  const { difficulty, rest: easier } = terms.takeDifficulty(rest);
  // "Easy issues" and "Layotto 有哪些任务" need no newcomer: they say as clearly that a task is wanted.
  const wantsTask = difficulty !== undefined ? TASKS_GRADED : project !== undefined ? TASKS_NAMED : TASKS;
  const graded = difficulty === undefined ? [] : [TASKS_DONE];
  if ([wantsTask, ...TASKS_OFFERED, ...graded].some((wanted) => terms.isAbout(easier, wanted))) {
    return { kind: 'tasks', project, difficulty };
  }
  const { version, rest: unversioned } = terms.takeVersion(rest);
  if (version !== undefined && RELEASED_VERSION.some((wanted) => terms.isAbout(unversioned, wanted))) {
    return { kind: 'releases', project, version };
  }
  if (terms.isAbout(rest, RELEASES)) return { kind: 'releases', project };
  for (const [about, wanted] of NOTES) {
    if (terms.isAbout(rest, wanted)) return { kind: 'notes', about, project };
  }
  const topic = terms.leftOver(rest, READING);
  if (topic === '') return { kind: 'reading', project };
  if (topic !== undefined && hasTitle(topic, project)) return { kind: 'reading', project, topic };
  // Where no project is named, a bug or a problem may be anybody's.
  if (terms.isAbout(rest, project === undefined ? TRACKER_ALONE : TRACKER))
    return { kind: 'project', project };
  return project !== undefined && terms.isAbout(rest, PROJECT) ? { kind: 'project', project } : undefined;
}

/** The bot spoken to, and the sound that a sentence ends with. */
const ADDRESS = /^(?:bot|机器人|小助手|助手|嗨|你好|您好|请问|hi|hello|hey)[\s,，:!！、]*/u;
const ENDING = /[呀啊呢吗嘛哦]$/u;

const FOLLOWING = new RegExp(terms.anyOf(words.FOLLOWING), 'gu');
const about = (groups: readonly (readonly string[])[], extras: readonly string[] = []): terms.Subject =>
  terms.subjectOf(groups, words.FILLERS, extras);

const TASKS = about([words.TASK_SUBJECT, words.TASK_NEWCOMER], words.TASK_EXTRAS);
const TASKS_GRADED = about([[...words.TASK_SUBJECT, ...words.TASK_NEWCOMER]], words.TASK_EXTRAS);
const TASKS_NAMED = about(
  [words.TASK_SUBJECT, [...words.TASK_NEWCOMER, '任务', 'task', 'tasks']],
  words.TASK_EXTRAS,
);
const TASKS_OFFERED: readonly terms.Subject[] = [
  about([words.NEWCOMER_SELF, words.NEWCOMER_DOES, words.ASKED], words.TASK_EXTRAS),
  about([words.HELPER, words.HELPS, words.ASKED], words.TASK_EXTRAS),
  about([words.CONTRIBUTES, words.WANTED], words.TASK_EXTRAS),
  about([words.TAKING_PART, words.MAKING, words.WANTED], words.TASK_EXTRAS),
];
const TASKS_DONE = about([words.SOMEONE, words.DOES, words.WHAT], words.TASK_EXTRAS);
const RELEASES = about([words.RELEASE_SUBJECT, words.RELEASE_RECENT], words.RELEASE_EXTRAS);
const RELEASED_VERSION: readonly terms.Subject[] = [
  about([words.VERSION_NEWS, words.ASKED], words.RELEASE_EXTRAS),
  about([words.VERSION_NOTES], words.RELEASE_EXTRAS),
];
const READING = about([words.READING_SUBJECT, words.READING_ASKED], words.READING_EXTRAS);
const NOTES: readonly (readonly [Note['kind'], terms.Subject])[] = [
  ['rule', about([words.RULE_SUBJECT], words.NOTE_EXTRAS)],
  ['meeting', about([words.MEETING_SUBJECT, words.NOTE_ASKED], words.NOTE_EXTRAS)],
  ['event', about([words.EVENT_SUBJECT, words.NOTE_ASKED], words.NOTE_EXTRAS)],
  ['contributor', about([words.CONTRIBUTOR_SUBJECT, words.NOTE_ASKED], words.NOTE_EXTRAS)],
];
const PROJECT = about([words.PROJECT_SUBJECT]);
const TRACKER = about([words.TRACKED, words.TRACKS, words.TRACKER_ASKED], words.TRACKER_EXTRAS);
const TRACKER_ALONE = about([['issue', 'issues'], words.TRACKS, words.TRACKER_ASKED], words.TRACKER_EXTRAS);
