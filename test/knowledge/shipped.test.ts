/** Holds the knowledge that ships with the project: the catalogue, and the posts against the catalogue. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const FOLDER = fileURLToPath(new URL('../../knowledge/', import.meta.url));
const SITE = 'https://www.sofastack.tech/blog/';

/** Projects that the community writes of most; the catalogue may hold more. */
const EXPECTED = [
  ['SOFAStack', 'MOSN', 'Layotto', 'Holmes', 'SOFABoot', 'SOFAArk', 'SOFARPC', 'SOFABolt', 'SOFAHessian'],
  ['SOFAJRaft', 'SOFARegistry', 'SOFATracer', 'SOFALookout', 'SOFADashboard', 'Seata', 'Occlum'],
  ['SOFAServerless', 'Tongsuo'],
].flat();

interface Project {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly descriptions: readonly string[];
  readonly addresses: readonly string[];
  readonly repository: string;
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fails the test that reads a field which is no record. */
function record(value: unknown, what: string): Fields {
  if (!isRecord(value)) throw new TypeError(`${what} is no mapping`);
  return value;
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${what} is no list`);
  return value;
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new TypeError(`${what} is no text`);
  return value;
}

const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

function readProjects(): readonly Project[] {
  const file: unknown = parse(read('projects.yaml'));
  return list(record(file, 'projects.yaml')['projects'], 'projects').map((item, index) => {
    const fields = record(item, `project ${index + 1}`);
    const name = text(fields['name'], `name of project ${index + 1}`);
    const description = record(fields['description'], `description of ${name}`);
    return {
      name,
      aliases: list(fields['aliases'], `aliases of ${name}`).map((alias) => text(alias, `alias of ${name}`)),
      descriptions: ['zh', 'en'].map((language) => text(description[language], `${language} of ${name}`)),
      addresses: ['repository', 'documentation', 'issues'].flatMap((key) =>
        fields[key] === undefined ? [] : [text(fields[key], `${key} of ${name}`)],
      ),
      repository: text(fields['repository'], `repository of ${name}`),
    };
  });
}

interface Post {
  readonly file: string;
  readonly head: Fields;
  readonly body: string;
}

function readPost(file: string): Post {
  const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(read(file)) ?? [];
  const fields: unknown = parse(head);
  return { file, head: record(fields, file), body };
}

/** The threads of a post: what stands between one asker and the next, or the next section. */
function threadsOf(post: Post): readonly string[] {
  const [, section = ''] = /### 每周读者问答提炼\n(.*?)\n#{2,4} /s.exec(post.body) ?? [];
  return section.split(/^(?=\*\*@)/m).filter((thread) => thread.startsWith('**@'));
}

const CLOSING_LINE = /^「(?<label>[^」]+)」：\[(?<shown>[^\]]+)\]\((?<target>[^)]+)\)$/gm;

const projects = readProjects();
const posts = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .map(readPost);
const threads = posts.flatMap((post) => threadsOf(post).map((thread) => ({ file: post.file, thread })));

describe('projects.yaml', () => {
  it('holds the projects of the community', () => {
    expect(projects.map((project) => project.name)).toEqual(expect.arrayContaining(EXPECTED));
  });

  it('gives every name and alias to one project only', () => {
    const owners = new Map<string, string[]>();
    for (const project of projects) {
      for (const name of [project.name, ...project.aliases]) {
        const key = name.normalize('NFKC').toLowerCase();
        owners.set(key, [...(owners.get(key) ?? []), project.name]);
      }
    }
    expect([...owners].filter(([, names]) => names.length > 1)).toEqual([]);
  });

  it.each(projects)('$name has names without blanks at the ends', ({ name, aliases }) => {
    for (const each of [name, ...aliases]) expect(each).toMatch(/^\S(?:.*\S)?$/);
  });

  it.each(projects)('$name is described in one line of each language', ({ descriptions }) => {
    const [chinese, english] = descriptions;
    expect(chinese).toMatch(/^.*\p{Script=Han}.*$/u);
    expect(english).toMatch(/^[\x20-\x7e]*[a-z][\x20-\x7e]*$/);
  });

  it.each(projects)('$name has https addresses', ({ addresses }) => {
    for (const address of addresses) {
      expect(address).not.toMatch(/\s/);
      expect(new URL(address).protocol).toBe('https:');
    }
  });
});

describe('the posts', () => {
  it.each(posts)('$file says what it retells', ({ file, head }) => {
    const [, year = '', month = '', day = ''] = /(\d{4})(\d{2})(\d{2})\.md$/.exec(file) ?? [];
    expect(head['source']).toBe(`${SITE}${file.replace(/\.md$/, '')}/`);
    expect(String(head['date'])).toContain(`${year}-${month}-${day}`);
    expect(head['title']).toMatch(/\S/);
    expect(head['tags']).toEqual([expect.any(String)]);
  });

  it('hold all 24 threads of the six posts', () => {
    expect(posts.map((post) => threadsOf(post).length)).toEqual([4, 4, 6, 3, 5, 2]);
  });

  it.each(threads)('$file closes each thread with a project and its own repository', ({ thread }) => {
    const closing = [...thread.matchAll(CLOSING_LINE)].map((match) => match.groups ?? {});
    expect(closing).toHaveLength(1);
    for (const { label, shown, target } of closing) {
      const project = projects.find(({ name }) => name === label);
      expect(project, `${label} is in no catalogue`).toBeDefined();
      expect([shown, target]).toEqual([project?.repository, project?.repository]);
    }
  });

  it.each(threads)('$file answers each question of a thread and names nobody', ({ thread }) => {
    const questions = thread.match(/^(?<!^>.*\n)>.*$/gm) ?? [];
    const answers = thread.match(/^A：/gm) ?? [];
    expect(answers.length).toBeGreaterThan(0);
    expect(answers).toHaveLength(questions.length);
    expect(thread).toMatch(/^\*\*@读者[一二三四五]\*\* 提问：\n/);
  });
});
