import { createHash } from 'node:crypto';
import { appendFile, cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { type Engine, type EngineOptions, openEngine } from '../../src/engine/engine.js';
import { snapshotFolders } from '../../src/engine/snapshot.js';
import { textsOf } from '../../src/match/classifier/entry-classifier.js';
import { createLexicon } from '../../src/match/analyse/lexicon.js';
import { INDEX_FIELDS } from '../../src/match/index/indexed-entries.js';
import { createMiniSearchIndex } from '../../src/match/index/minisearch.js';

let folder: string;
let knowledge: string;
let snapshots: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-snapshot-'));
  knowledge = join(folder, 'knowledge');
  snapshots = join(folder, 'snapshots');
  await cp('knowledge/sofa-weekly-20211015.md', join(knowledge, 'post.md'));
});

const open = (more: Partial<EngineOptions> = {}): Promise<Engine> =>
  openEngine({
    knowledge: [knowledge],
    projects: true,
    glossary: true,
    precision: 0.9,
    precisionOverheard: 0.95,
    snapshots: [snapshots],
    ...more,
  });

/** Without the classifiers, which stand beside them. */
const kept = async (): Promise<readonly string[]> =>
  (await readdir(snapshots)).filter((name) => name.endsWith('.snapshot'));

const storedIn = async (path: string) => JSON.parse((await readFile(path, 'utf8')).split('\n')[1] ?? '');
/** As the program writes it. */
const signed = (text: string): string => `${createHash('sha256').update(text).digest('hex')}\n${text}`;

const ask = async ({ matcher }: Engine): Promise<unknown> => {
  const { matches } = await matcher.match({ text: 'MOSN 支持 eureka 吗', limit: 3 });
  return matches.map(({ entry, score, confidence }) => [entry.id, score, confidence]);
};

it('answers from a snapshot exactly as from the files', async () => {
  const first = await open();
  expect(await kept()).toHaveLength(1);
  const second = await open();
  expect(second.knowledge).toEqual(first.knowledge);
  expect(await ask(second)).toEqual(await ask(first));
  // An entry's thread is the thread itself, not a copy: follow-ups are looked up by it.
  expect(second.knowledge.threads).toContain(second.knowledge.entries[0]?.thread);
});

it('keeps what the classifier learns of each entry, so that a start need not read it again', async () => {
  const first = await open();
  const [name = ''] = await kept();
  const path = join(snapshots, name);
  const stored = await storedIn(path);
  expect(stored.texts).toEqual(first.knowledge.entries.map((entry) => textsOf(entry).texts));
  stored.texts[0] = ['as it was kept'];
  await writeFile(path, signed(JSON.stringify(stored)));
  const [entry] = (await open({ training: 'none' })).knowledge.entries;
  expect(entry && textsOf(entry).texts).toEqual(['as it was kept']);
});

it('reads anew when a file or an option changes', async () => {
  const first = await open();
  await writeFile(join(knowledge, 'faq.md'), '# 还有别的问题吗？\n\n没有了。\n');
  const second = await open();
  expect(second.knowledge).not.toEqual(first.knowledge);
  expect((await open({ glossary: false })).knowledge.glossary).toEqual([]);
  expect(await kept()).toHaveLength(3);
});

it('reads anew when an empty file stands in for a shipped one', async () => {
  const first = await open();
  expect(first.knowledge.families).not.toEqual([]);
  await writeFile(join(knowledge, 'families.yaml'), '');
  expect((await open()).knowledge.families).toEqual([]);
});

const draft = (text: string): string => `- {entry: 'post#2.1', by: 'model:x', wordings: [${text}]}\n`;
const draftedOf = ({ knowledge: { entries } }: Engine): unknown =>
  entries.find(({ id }) => id === 'post#2.1')?.drafted?.find((text) => text.startsWith('made up'));

it('keeps wordings, and reads anew when they change or are not wanted', async () => {
  const wordings = join(knowledge, 'post.wordings.yaml');
  await writeFile(wordings, draft('made up one'));
  const first = await open();
  expect(draftedOf(first)).toBe('made up one');
  const second = await open();
  expect(second.knowledge).toEqual(first.knowledge);
  expect(await kept()).toHaveLength(1);
  await writeFile(wordings, draft('made up two'));
  expect(draftedOf(await open())).toBe('made up two');
  const without = await open({ wordings: false });
  expect(without.knowledge.entries.every(({ drafted }) => drafted === undefined)).toBe(true);
  expect(await kept()).toHaveLength(3);
});

it('does without a damaged snapshot, and writes it again', async () => {
  const first = await open();
  const [name = ''] = await kept();
  await writeFile(join(snapshots, name), '{"matcher":');
  expect(await ask(await open())).toEqual(await ask(first));
  expect(await kept()).toEqual([name]);
});

it('does without a snapshot of valid shape whose matcher is empty, or of fewer entries', async () => {
  const first = await open();
  const [name = ''] = await kept();
  const path = join(snapshots, name);
  const whole = await storedIn(path);
  const [head = '', , ...rest] = whole.matcher.split('\n');
  const empty = { ...JSON.parse(head), lexicon: createLexicon().snapshot() };
  const index = createMiniSearchIndex({ fields: INDEX_FIELDS });
  index.build([]);
  const matcher = [JSON.stringify(empty), index.save(), rest.at(-1)].join('\n');
  for (const text of [
    // As a program that does not sign would leave it, and signed.
    JSON.stringify({ ...whole, matcher }),
    signed(JSON.stringify({ ...whole, matcher })),
    signed(JSON.stringify({ ...whole, texts: whole.texts.slice(1) })),
    `${'0'.repeat(64)}\n${JSON.stringify(whole)}`,
  ]) {
    await writeFile(path, text);
    expect(await ask(await open())).toEqual(await ask(first));
  }
});

it('does without a folder that cannot be written', async () => {
  await writeFile(snapshots, 'a file where the folder should be');
  expect((await open()).knowledge.entries.length).toBeGreaterThan(0);
});

it('keeps the newest few', async () => {
  for (let count = 0; count < 12; count += 1) {
    await appendFile(join(knowledge, 'post.md'), `\n第 ${count} 行\n`);
    await open();
  }
  expect(await kept()).toHaveLength(8);
});

it.each([
  [{ QABOT_CACHE: 'off' }, []],
  [{ QABOT_CACHE: '/x' }, [expect.stringMatching(/dist.snapshots$/), '/x']],
  [{ XDG_CACHE_HOME: '/y' }, [expect.stringMatching(/dist.snapshots$/), join('/y', 'qabot')]],
])('%j', (environment, folders) => {
  expect(snapshotFolders(environment)).toEqual(folders);
});

it('takes another search engine, which leaves snapshots of the built-in one aside', async () => {
  const first = await open();
  const searched: string[] = [];
  const second = await open({
    createIndex: (fields) => {
      const index = createMiniSearchIndex({ fields });
      return {
        ...index,
        search(query, limits) {
          searched.push(query);
          return index.search(query, limits);
        },
        load() {
          throw new Error('not of this engine');
        },
      };
    },
  });
  expect(await ask(second)).toEqual(await ask(first));
  expect(searched).toHaveLength(1);
});
