import { describe, expect, it } from 'vitest';
import type { ListedKnowledge } from '../../src/bot/intent/model.js';
import { listReadings, listReleases, listTasks } from '../../src/bot/lists.js';
import type { Difficulty, Task } from '../../src/knowledge/model.js';

const page = { offset: 0, more: () => 'more' };
const source = (date: string) => ({ path: `${date}.md`, line: 1, date });
const task = (project: string, date: string, difficulty: Difficulty, text: string): Task => ({
  text,
  project,
  difficulty,
  source: source(date),
});

const knowledge: ListedKnowledge = {
  projects: [],
  tasks: [
    task('Kestrel', '2024-03-01', 'hard', 'old and hard'),
    task('Kestrel', '2024-04-01', 'hard', 'newer and hard'),
    task('Kestrel', '2024-05-01', 'easy', 'newest'),
    task('Heron', '2024-05-01', 'medium', 'of another project'),
  ],
  releases: [{ project: 'Kestrel', version: 'v1.0', changes: ['first'], source: source('2024-05-01') }],
  readings: [{ title: '服务网格入门', url: 'https://example.org/mesh', source: source('2024-05-01') }],
  notes: [],
  glossary: [{ zh: ['服务网格'], en: ['service mesh'] }],
};

const shown = (wanted: Parameters<typeof listTasks>[2]): string =>
  listTasks(knowledge, 'en', wanted, page).text;

describe('tasks', () => {
  it('come from the newest list', () => {
    expect(shown({ project: 'Kestrel' })).toContain('newest');
    expect(shown({ project: 'Kestrel' })).not.toContain('hard');
  });

  it('of a difficulty that the newest list lacks come from the newest list that has it', () => {
    expect(shown({ project: 'Kestrel', difficulty: 'hard' })).toContain('newer and hard');
    expect(shown({ difficulty: 'hard' })).not.toContain('old and hard');
  });

  it.each([
    ['a difficulty that a project never had', { project: 'Kestrel', difficulty: 'medium' }, 'newest'],
    ['a project without tasks', { project: 'Wren', difficulty: 'medium' }, 'of another project'],
  ] as const)('%s: none, and what comes nearest', (_, wanted, nearest) => {
    const reply = listTasks(knowledge, 'en', wanted, page);
    expect(reply.lead).toBe('I know of no newcomer task like that.');
    expect(reply.text).toContain(nearest);
  });
});

it.each(['1', '1.0', '1.0.0'])('release v1.0 is found as %s', (version) => {
  expect(listReleases(knowledge, 'en', { version }, page).text).toContain('first');
});

it.each(['1.1', '1.0.1', '10'])('release v1.0 is not %s', (version) => {
  expect(listReleases(knowledge, 'en', { version }, page).text).not.toContain('first');
});

it('a title is found by a term that means the same', () => {
  expect(listReadings(knowledge, 'en', { topic: 'service mesh' }, page).text).toContain('服务网格入门');
});
