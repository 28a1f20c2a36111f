import type { Choice, Language, Reply } from '../contract.js';
import type { Difficulty, Note, Release, Task } from '../knowledge/model.js';
import { texts } from '../texts/texts.js';
import { groupBy } from '../group-by.js';
import type { ListedKnowledge } from './intent/model.js';
import { isVersion } from './intent/terms.js';
import { topicTest } from './intent/topic.js';
import { nearestProjects } from './nearest-projects.js';
import { byNewest, list, notice, projectCard, projectLinks } from './compose.js';

/** Items a list shows; a chat message should fit on a screen. */
export const LIST_LENGTH = 12;
/** Releases come with their changes, so fewer fit. */
export const RELEASE_COUNT = 3;
/** Notes are whole paragraphs, so few fit. */
export const NOTE_COUNT = 2;
/** Changes shown of one release. */
export const CHANGE_COUNT = 12;

const DIFFICULTIES: readonly (Difficulty | undefined)[] = ['easy', 'medium', 'hard', undefined];

/** Where a list begins, and what to offer when it does not end on its page. */
export interface Page {
  /** Items that were shown before. */
  readonly offset: number;
  /** Mints the token that shows the list from `offset` on. */
  readonly more: (offset: number) => string;
}

/**
 * Newcomer tasks: of each project those of its newest list, as older ones are mostly taken; an older list only for a
 * difficulty that no newest one has. Where nothing fits, what comes nearest is shown, and said not to fit.
 */
export function listTasks(
  { tasks }: ListedKnowledge,
  language: Language,
  wanted: { readonly project?: string; readonly difficulty?: Difficulty },
  page: Page,
): Reply {
  const ofProject = tasks.filter(({ project }) => wanted.project === undefined || project === wanted.project);
  const isGraded = ({ difficulty }: Task): boolean =>
    wanted.difficulty === undefined || difficulty === wanted.difficulty;
  const newest = newestLists(ofProject);
  const wantedTasks = [newest.filter(isGraded), newestLists(ofProject.filter(isGraded))].find(isFull);
  const nearTasks = (): readonly Task[] =>
    [newest, newestLists(tasks).filter(isGraded), newestLists(tasks)].find(isFull) ?? [];
  const fitting = wantedTasks ?? nearTasks();
  if (fitting.length === 0) return list(language, '', texts(language, 'tasks.none'));
  const [shown, followUps] = paged(fitting, LIST_LENGTH, language, page);
  const blocks = [...groupBy(shown, (task) => task.project ?? '')].map(([project, group]) => {
    const lines = DIFFICULTIES.flatMap((difficulty) => {
      const level = difficulty === undefined ? '' : `**${texts(language, `difficulty.${difficulty}`)}** `;
      return group.filter((task) => task.difficulty === difficulty).map((task) => `- ${level}${task.text}`);
    });
    const first = group[0];
    const details =
      first?.details === undefined ? '' : ` [${texts(language, 'tasks.details')}](${first.details})`;
    return [`**${project}**${dated(first?.source.date)}${details}`, '', ...lines].join('\n');
  });
  const level =
    wanted.difficulty === undefined ? undefined : texts(language, `difficulty.${wanted.difficulty}`);
  const lead =
    wantedTasks === undefined
      ? texts(language, 'tasks.none')
      : texts(language, 'tasks.lead', { scope: scope(language, [wanted.project, level]) });
  return { ...list(language, lead, blocks.join('\n\n')), followUps };
}

/** Releases, newest first; a `version` takes the releases that it begins. */
export function listReleases(
  { releases }: ListedKnowledge,
  language: Language,
  wanted: { readonly project?: string; readonly version?: string },
  page: Page,
): Reply {
  const fitting = releases
    .filter(
      (release) =>
        (wanted.project === undefined || release.project === wanted.project) &&
        (wanted.version === undefined || isVersion(release.version, wanted.version)),
    )
    .toSorted(byNewest);
  if (fitting.length === 0) return list(language, '', texts(language, 'releases.none'));
  const [shown, followUps] = paged(fitting, RELEASE_COUNT, language, page);
  const lead = texts(language, 'releases.lead', { scope: scope(language, [wanted.project, wanted.version]) });
  const blocks = shown.map((release) => releaseBlock(language, release));
  return { ...list(language, lead, blocks.join('\n\n')), followUps };
}

/** Reading tips, newest first, each title once: the same article is printed under several addresses. */
export function listReadings(
  { readings, projects, glossary }: ListedKnowledge,
  language: Language,
  wanted: { readonly project?: string; readonly topic?: string },
  page: Page,
): Reply {
  const names = namesOf(projects, wanted.project);
  const isAbout = topicTest(wanted.topic ?? '', glossary);
  const seen = new Set<string>();
  const fitting = readings.toSorted(byNewest).filter((reading) => {
    const title = reading.title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
    if (seen.has(title) || seen.has(reading.url)) return false;
    seen.add(title).add(reading.url);
    return isAny(names, title) && isAbout(title);
  });
  if (fitting.length === 0) return list(language, '', texts(language, 'reading.none'));
  const [shown, followUps] = paged(fitting, LIST_LENGTH, language, page);
  const lines = shown.map((reading) => `- [${reading.title}](${reading.url})${dated(reading.source.date)}`);
  const lead = texts(language, 'reading.lead', { scope: scope(language, [wanted.project, wanted.topic]) });
  return { ...list(language, lead, lines.join('\n')), followUps };
}

/** Contributors, meetings, events or rules of the community, newest first; those of a project where it has any. */
export function listNotes(
  { notes, projects }: ListedKnowledge,
  language: Language,
  wanted: { readonly about: Note['kind']; readonly project?: string },
  page: Page,
): Reply {
  const names = namesOf(projects, wanted.project);
  const all = notes.filter((note) => note.kind === wanted.about).toSorted(byNewest);
  const own = all.filter(({ title, text }) => isAny(names, `${title}\n${text}`.toLowerCase()));
  const fitting = own.length > 0 ? own : all;
  if (fitting.length === 0) return list(language, '', texts(language, 'notes.none'));
  const [shown, followUps] = paged(fitting, NOTE_COUNT, language, page);
  const blocks = shown.map(({ title, text, links, source }) => {
    const below = links.filter(({ url }) => !text.includes(url)).map((link) => `- <${link.url}>`);
    const head = text.startsWith(title) ? '' : `**${title}**${dated(source.date)}`;
    return [head, text, below.join('\n')].filter((part) => part !== '').join('\n\n');
  });
  return { ...list(language, texts(language, `notes.${wanted.about}`), blocks.join('\n\n')), followUps };
}

/** A project's addresses; without a known name, what names there are. */
export function describeProject(
  { projects }: ListedKnowledge,
  language: Language,
  wanted: { readonly project?: string; readonly asked?: string },
): Reply {
  const first = projects[0];
  if (first === undefined) return notice(language, texts(language, 'project.none'));
  const card = projectCard(projects, wanted.project, language);
  if (card === undefined) {
    const names = projects.map((project) => project.name).join(texts(language, 'list.separator'));
    if (wanted.asked === undefined) {
      return notice(language, texts(language, 'project.missing', { projects: names, example: first.name }));
    }
    const near = nearestProjects(projects, wanted.asked).join(texts(language, 'list.separator'));
    return notice(
      language,
      near === ''
        ? texts(language, 'project.unknown', { project: wanted.asked, projects: names })
        : texts(language, 'project.nearest', { project: wanted.asked, projects: near }),
    );
  }
  const lines = projectLinks(card, language).map((link) => `- ${link.title}: ${link.url}`);
  const lead = texts(language, 'project.lead', { project: card.name });
  return list(language, lead, [card.description, '', ...lines].join('\n').trim());
}

/** For each project the tasks of its newest source; sources newest first, as printed within one. */
function newestLists(tasks: readonly Task[]): readonly Task[] {
  const newest = new Map<string, string>();
  for (const task of tasks) {
    const key = task.project ?? '';
    const date = task.source.date ?? '';
    if (date >= (newest.get(key) ?? '')) newest.set(key, date);
  }
  return tasks
    .filter((task) => newest.get(task.project ?? '') === (task.source.date ?? ''))
    .toSorted(byNewest);
}

function releaseBlock(language: Language, release: Release): string {
  const name = [release.project, release.version].filter((part) => part !== undefined).join(' ');
  const title = release.url === undefined ? `**${name}**` : `[**${name}**](${release.url})`;
  const changes = release.changes.slice(0, CHANGE_COUNT).map((change) => `- ${change}`);
  const count = release.changes.length - changes.length;
  const more = count > 0 ? [texts(language, 'list.more', { count })] : [];
  const body = [changes.join('\n'), ...more].join('\n\n');
  return `${title}${dated(release.source.date)}\n\n${body}`.trim();
}

const isFull = (tasks: readonly Task[]): boolean => tasks.length > 0;

const dated = (date: string | undefined): string => (date === undefined ? '' : ` (${date})`);

function scope(language: Language, parts: readonly (string | undefined)[]): string {
  const given = parts.filter((part) => part !== undefined);
  return given.length === 0 ? '' : texts(language, 'list.scope', { scope: given.join(' ') });
}

/** The items of one page, and the choice that leads to the next. */
function paged<T>(
  items: readonly T[],
  size: number,
  language: Language,
  { offset, more }: Page,
): readonly [shown: readonly T[], followUps: readonly Choice[]] {
  const next = offset + size;
  const count = items.length - next;
  const followUps = count > 0 ? [{ label: texts(language, 'list.more', { count }), token: more(next) }] : [];
  return [items.slice(offset, next), followUps];
}

/** All names of a project in lower case; none for no project. */
function namesOf(projects: ListedKnowledge['projects'], project: string | undefined): readonly string[] {
  return projects
    .filter((candidate) => candidate.name === project)
    .flatMap((candidate) => [candidate.name, ...candidate.aliases])
    .map((name) => name.toLowerCase());
}

const isAny = (names: readonly string[], text: string): boolean =>
  names.length === 0 || names.some((name) => text.includes(name));
