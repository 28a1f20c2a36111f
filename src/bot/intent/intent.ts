import type { Note, Project } from '../../knowledge/model.js';
import { isSummons } from '../../text/courtesy.js';
import { isInWords } from '../../text/question-text.js';
import { fold, withoutEndMarks } from '../../text/script.js';
import { readCommand } from './commands.js';
import type { Intent, ListedKnowledge, ListIntent } from './model.js';
import { createNameGuesser, type Named } from './short-names.js';
import * as terms from './terms.js';
import { topicTest } from './topic.js';
import * as words from './words.js';

/**
 * Recognises commands (`/tasks layotto easy`) and plain requests for them ("newcomer tasks for layotto, easy").
 * A plain request counts only when the knowledge holds what it asks for, and when nothing is left of it once its own
 * words, the projects' names and fillers are taken away, so that no question with a subject of its own is taken from the
 * matcher. A request for reading may leave a topic, where one title has all of it, and one for a version's release
 * what is among its changes.
 */
export function createIntentReader(knowledge: ListedKnowledge): (text: string) => Intent | undefined {
  const takeProject = terms.createProjectTaker(knowledge.projects);
  const guessNames = createNameGuesser(knowledge.projects);
  const topics = createTopics(knowledge);
  return (raw) => {
    const text = fold(raw).trim();
    if (text.startsWith('/')) return readCommand(text, takeProject);
    const bare = withoutEndMarks(text);
    const spoken = bare.replace(ADDRESS, '').replace(ENDING, '');
    if (!isInWords(text) || isSummons(text)) return { kind: 'help' };
    // 你是谁，你能干嘛 asks for help twice.
    const clauses = bare.split(/[,，、;；.。!！?？]\s{0,3}/u);
    if (words.HELP.includes(spoken) || clauses.every((clause) => words.HELP.includes(clause)))
      return { kind: 'help' };
    for (const reading of [takeProject(text), ...guessNames(text)]) {
      const request = readRequest(reading, topics);
      if (request !== undefined && holds(knowledge, request)) return request;
    }
    return undefined;
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
  const guessNames = createNameGuesser(projects);
  return (raw, last) => {
    const text = fold(raw);
    for (const reading of [takeProject(text), ...guessNames(text)]) {
      const following = follow(reading, last);
      if (following !== undefined) return following;
    }
    return undefined;
  };
}

function follow({ project, rest }: Named, last: ListIntent): ListIntent | undefined {
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

/** What the knowledge holds on a topic that a request names. */
interface Topics {
  hasTitle(topic: string, project: string | undefined): boolean;
  hasRelease(version: string, project: string | undefined): boolean;
  /** Whether a release of the version has all words of the topic among its changes. */
  hasChange(topic: string, version: string, project: string | undefined): boolean;
}

function createTopics({ readings, releases, glossary }: ListedKnowledge): Topics {
  const titles = readings.map(({ title }) => fold(title));
  const released = (version: string, project: string | undefined): ListedKnowledge['releases'] =>
    releases.filter(
      (release) =>
        terms.isVersion(release.version, version) && (project === undefined || release.project === project),
    );
  return {
    hasTitle: (topic, project) => {
      const isAbout = topicTest(topic, glossary);
      const name = fold(project ?? '');
      return titles.some((title) => title.includes(name) && isAbout(title));
    },
    hasRelease: (version, project) => released(version, project).length > 0,
    hasChange: (topic, version, project) => {
      const isAbout = topicTest(topic);
      return released(version, project).some(({ changes }) => isAbout(fold(changes.join(' '))));
    },
  };
}

function readRequest(named: Named, topics: Topics): ListIntent | undefined {
  const { project, rest } = named;
  return (
    readTasks(project, rest) ??
    readReleases(project, rest, topics) ??
    readNotes(project, rest) ??
    readReading(project, rest, topics) ??
    readProject(named)
  );
}

function readTasks(project: string | undefined, text: string): ListIntent | undefined {
  const { difficulty, rest } = terms.takeDifficulty(text);
  const isAny = [...TASKS, ...(difficulty === undefined ? [] : TASKS_GRADED)].some((wanted) =>
    terms.isAbout(rest, wanted),
  );
  return isAny ? { kind: 'tasks', project, difficulty } : undefined;
}

function readReleases(project: string | undefined, text: string, topics: Topics): ListIntent | undefined {
  const { version, rest } = terms.takeVersion(text);
  if (version === undefined) {
    return RELEASES.some((wanted) => terms.isAbout(text, wanted)) ? { kind: 'releases', project } : undefined;
  }
  const isHeld = topics.hasRelease(version, project);
  const wanted = !isHeld ? VERSION : project === undefined ? [HELD_VERSION] : [HELD_VERSION, OWN_VERSION];
  const isAsked = wanted.some((subject) => terms.isAbout(rest, subject));
  const topic = isHeld && !isAsked ? terms.leftOver(rest, VERSION_TOPIC) : undefined;
  const isTold = topic !== undefined && topics.hasChange(topic, version, project);
  return isAsked || isTold ? { kind: 'releases', project, version } : undefined;
}

function readNotes(project: string | undefined, text: string): ListIntent | undefined {
  const found = NOTES.find(([, wanted]) => terms.isAbout(text, wanted));
  return found === undefined ? undefined : { kind: 'notes', about: found[0], project };
}

function readReading(project: string | undefined, text: string, topics: Topics): ListIntent | undefined {
  const topic = terms.leftOver(text, READING);
  if (topic === undefined) return undefined;
  if (topic === '') return { kind: 'reading', project };
  return topics.hasTitle(topic, project) ? { kind: 'reading', project, topic } : undefined;
}

function readProject({ project, rest: text, isGuess = false }: Named): ListIntent | undefined {
  const wanted =
    project === undefined ? [TRACKER_ALONE] : [TRACKER, PROJECT_LINKS, ...(isGuess ? [] : [PROJECT])];
  return wanted.some((subject) => terms.isAbout(text, subject)) ? { kind: 'project', project } : undefined;
}

/** The bot spoken to, and the sound that a sentence ends with. */
const ADDRESS = /^(?:bot|机器人|小助手|助手|嗨|你好|您好|请问|hi|hello|hey)[\s,，:!！、]*/u;
const ENDING = /[呀啊呢吗嘛哦]$/u;

const FOLLOWING = new RegExp(terms.anyOf(words.FOLLOWING, 's?'), 'gu');

const NEW = words.NEWCOMER;
const tasksOf = (...groups: (readonly string[])[]): terms.Subject =>
  terms.subjectOf(groups, words.TASK_EXTRAS);
const TASKS: readonly terms.Subject[] = [
  tasksOf(words.TASK),
  tasksOf(words.MAYBE_TASK, [...NEW, ...words.TAKES]),
  tasksOf(NEW, words.DOES, words.WHAT),
  tasksOf(words.OFFERER, words.OFFERS, words.WHAT),
  tasksOf(words.CONTRIBUTES, words.WANTS),
];
/** "Easy issues" needs no newcomer: it says as clearly that a task is wanted. */
const TASKS_GRADED: readonly terms.Subject[] = [
  tasksOf([...words.MAYBE_TASK, ...NEW, ...words.CONTRIBUTES]),
  tasksOf(words.DOES, words.WHAT),
];

const releasesOf = (...groups: (readonly string[])[]): terms.Subject =>
  terms.subjectOf(groups, words.RELEASE_EXTRAS);
const RELEASES: readonly terms.Subject[] = [
  releasesOf(words.RELEASE, [...words.ASKING, ...words.RELEASE_NOUN]),
  terms.subjectOf([words.RELEASE, words.RECENT], [...words.RELEASE_EXTRAS, ...words.WHEN]),
];
const VERSION: readonly terms.Subject[] = [
  releasesOf(words.VERSION_NEWS, words.ASKING),
  releasesOf(words.VERSION_NOTES),
];
/** Of a version that the knowledge holds nothing need be asked. */
const HELD_VERSION = releasesOf([...words.RELEASE, ...words.RELEASE_NOUN, ...words.VERSION_NEWS]);
/** Where its project is named too, the version alone will do. */
const OWN_VERSION = releasesOf();
const VERSION_TOPIC = releasesOf(words.VERSION_TOPIC);

const READING = terms.subjectOf([words.READING], words.READING_EXTRAS);

const RULES: readonly terms.Subject[] = [
  terms.subjectOf([words.RULE], words.RULE_EXTRAS),
  terms.subjectOf([words.ROLE, words.BECOMES], words.RULE_EXTRAS),
];
const CONTRIBUTORS: readonly terms.Subject[] = [
  terms.subjectOf([words.CONTRIBUTOR], words.CONTRIBUTOR_EXTRAS),
  terms.subjectOf([words.CONTRIBUTED, words.WHO], words.CONTRIBUTOR_EXTRAS),
];
const gathering = (subject: readonly string[]): terms.Subject =>
  terms.subjectOf([subject, [...words.WHEN_AND_WHERE, ...words.ASKING]], words.MEETING_EXTRAS);
const NOTES: readonly (readonly [Note['kind'], terms.Subject])[] = [
  ...RULES.map((subject) => ['rule', subject] as const),
  ['meeting', gathering(words.MEETING)],
  ['event', gathering(words.EVENT)],
  ...CONTRIBUTORS.map((subject) => ['contributor', subject] as const),
];

const PROJECT_LINKS = terms.subjectOf([words.LINKS], words.PROJECT_EXTRAS);
const PROJECT = terms.subjectOf([words.WHAT_IT_IS], [...words.LINKS, ...words.PROJECT_EXTRAS]);
const TRACKER = terms.subjectOf([words.TRACKED, words.TRACKS, words.TRACKER_ASKED], words.TRACKER_EXTRAS);
const TRACKER_ALONE = terms.subjectOf(
  [words.TRACKED_ALONE, words.TRACKS, words.TRACKER_ASKED],
  words.TRACKER_EXTRAS,
);
