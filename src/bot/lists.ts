import type { Language, Reply } from '../contract.js';
import type { Difficulty, Knowledge, Note, Release, Task } from '../knowledge/model.js';
import { texts } from '../texts/texts.js';
import { groupBy } from './group.js';
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

type Listed = Pick<Knowledge, 'tasks' | 'releases' | 'readings' | 'notes' | 'projects'>;

/** Newcomer tasks: of each project those of its newest list, as older ones are mostly taken. */
export function listTasks(
  { tasks }: Listed,
  language: Language,
  wanted: { readonly project?: string; readonly difficulty?: Difficulty },
): Reply {
  const fitting = newestLists(tasks).filter(
    (task) =>
      (wanted.project === undefined || task.project === wanted.project) &&
      (wanted.difficulty === undefined || task.difficulty === wanted.difficulty),
  );
  if (fitting.length === 0) return list(language, '', texts(language, 'tasks.none'));
  const shown = fitting.slice(0, LIST_LENGTH);
  const blocks = [...groupBy(shown, (task) => task.project ?? '')].map(([project, ofProject]) => {
    const lines = DIFFICULTIES.flatMap((difficulty) => {
      const level = difficulty === undefined ? '' : `**${texts(language, `difficulty.${difficulty}`)}** `;
      return ofProject
        .filter((task) => task.difficulty === difficulty)
        .map((task) => `- ${level}${task.text}`);
    });
    const first = ofProject[0];
    const details =
      first?.details === undefined ? '' : ` [${texts(language, 'tasks.details')}](${first.details})`;
    return [`**${project}**${dated(first?.source.date)}${details}`, '', ...lines].join('\n');
  });
  const lead = texts(language, 'tasks.lead', { scope: scope(language, [wanted.project, wanted.difficulty]) });
  return list(language, lead, withMore(language, blocks, fitting.length - shown.length));
}

/** Releases, newest first. */
export function listReleases({ releases }: Listed, language: Language, project: string | undefined): Reply {
  const fitting = releases
    .filter((release) => project === undefined || release.project === project)
    .toSorted(byNewest);
  if (fitting.length === 0) return list(language, '', texts(language, 'releases.none'));
  const shown = fitting.slice(0, RELEASE_COUNT);
  const lead = texts(language, 'releases.lead', { scope: scope(language, [project]) });
  return list(
    language,
    lead,
    withMore(
      language,
      shown.map((release) => releaseBlock(language, release)),
      fitting.length - shown.length,
    ),
  );
}

/** Reading tips, newest first, each address once. */
export function listReadings(
  { readings, projects }: Listed,
  language: Language,
  project: string | undefined,
): Reply {
  const names = projects
    .filter((candidate) => candidate.name === project)
    .flatMap((candidate) => [candidate.name, ...candidate.aliases])
    .map((name) => name.toLowerCase());
  const seen = new Set<string>();
  const fitting = readings.toSorted(byNewest).filter((reading) => {
    if (seen.has(reading.url)) return false;
    seen.add(reading.url);
    return names.length === 0 || names.some((name) => reading.title.toLowerCase().includes(name));
  });
  if (fitting.length === 0) return list(language, '', texts(language, 'reading.none'));
  const shown = fitting.slice(0, LIST_LENGTH);
  const lines = shown.map((reading) => `- [${reading.title}](${reading.url})${dated(reading.source.date)}`);
  const lead = texts(language, 'reading.lead', { scope: scope(language, [project]) });
  return list(language, lead, withMore(language, [lines.join('\n')], fitting.length - shown.length));
}

/** Contributors, meetings, events or rules of the community, newest first. */
export function listNotes({ notes }: Listed, language: Language, kind: Note['kind']): Reply {
  const fitting = notes.filter((note) => note.kind === kind).toSorted(byNewest);
  if (fitting.length === 0) return list(language, '', texts(language, 'notes.none'));
  const shown = fitting.slice(0, NOTE_COUNT);
  const blocks = shown.map(({ title, text, links, source }) => {
    const below = links.filter(({ url }) => !text.includes(url)).map((link) => `- <${link.url}>`);
    const head = text.startsWith(title) ? '' : `**${title}**${dated(source.date)}`;
    return [head, text, below.join('\n')].filter((part) => part !== '').join('\n\n');
  });
  return list(
    language,
    texts(language, `notes.${kind}`),
    withMore(language, blocks, fitting.length - shown.length),
  );
}

/** A project's addresses; without a known name, what names there are. */
export function describeProject(
  { projects }: Listed,
  language: Language,
  wanted: { readonly project?: string; readonly asked?: string },
): Reply {
  const first = projects[0];
  if (first === undefined) return notice(language, texts(language, 'project.none'));
  const card = projectCard(projects, wanted.project, language);
  if (card === undefined) {
    const names = projects.map((project) => project.name).join(texts(language, 'list.separator'));
    return notice(
      language,
      wanted.asked === undefined
        ? texts(language, 'project.missing', { projects: names, example: first.name })
        : texts(language, 'project.unknown', { project: wanted.asked, projects: names }),
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
  const body = withMore(language, [changes.join('\n')], release.changes.length - changes.length);
  return `${title}${dated(release.source.date)}\n\n${body}`.trim();
}

const dated = (date: string | undefined): string => (date === undefined ? '' : ` (${date})`);

function scope(language: Language, parts: readonly (string | undefined)[]): string {
  const given = parts.filter((part) => part !== undefined);
  return given.length === 0 ? '' : texts(language, 'list.scope', { scope: given.join(' ') });
}

function withMore(language: Language, blocks: readonly string[], count: number): string {
  const more = count > 0 ? [texts(language, 'list.more', { count })] : [];
  return [...blocks, ...more].join('\n\n');
}
