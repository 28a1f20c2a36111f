import { mkdir, mkdtemp, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { teachClassifier, type Training } from '../../src/engine/classifier.js';
import { type Engine, openEngine } from '../../src/engine/engine.js';
import { snapshotFolders } from '../../src/engine/snapshot.js';
import type { Knowledge } from '../../src/knowledge/model.js';
import { createMatcher } from '../../src/match/matcher.js';
import { entriesOf } from '../match/entries.js';
import { KNOWLEDGE } from '../support/knowledge.js';

let folder: string;
let snapshots: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-classifier-'));
  snapshots = join(folder, 'snapshots');
});

const DIGEST = 'a'.repeat(64);
const SUBJECTS = ['card', 'refund', 'parcel', 'account', 'password', 'invoice', 'address'];

const knowledgeOf = (count: number, answer = 'Look under'): Knowledge => ({
  ...KNOWLEDGE,
  entries: entriesOf(
    Array.from({ length: count }, (_, at) => {
      const subject = SUBJECTS[at % SUBJECTS.length] ?? '';
      return {
        id: `e${at}`,
        alternates: [`my ${subject} number ${at} is gone`, `lost ${subject} ${at}`],
        turns: [[`Where is my ${subject} ${at}?`, `${answer} ${at}.`]] as const,
      };
    }),
  ),
});
/** 80 and 480 texts: below what is trained at once wherever it is needed, and above. */
const SMALL = knowledgeOf(20);
const LARGE = knowledgeOf(120);

async function teach(knowledge: Knowledge, training: Training, folders: readonly string[] = [snapshots]) {
  const matcher = createMatcher(knowledge);
  const taught = vi.spyOn(matcher, 'teach');
  const digest = folders.length === 0 ? undefined : DIGEST;
  await teachClassifier({ knowledge, matcher, training, snapshots: folders, digest });
  return { matcher, taught };
}

const files = async (): Promise<readonly string[]> => await readdir(snapshots).catch(() => []);
const path = (): string => join(snapshots, `${DIGEST}.classifier`);

async function hears({ matcher }: Pick<Engine, 'matcher'>): Promise<boolean> {
  const { matches } = await matcher.match({ text: 'where is the parcel 9', limit: 1 });
  expect(matches).toHaveLength(1);
  return matches[0]?.sounds !== undefined;
}

describe('a classifier that no start before has kept', () => {
  it.each([
    ['small', 'small', SMALL, true],
    ['small', 'wait', SMALL, true],
    ['small', 'beside', SMALL, true],
    ['small', 'none', SMALL, false],
    ['large', 'small', LARGE, false],
    ['large', 'wait', LARGE, true],
  ] as const)(
    'of a %s knowledge is trained at once for `%s`: %#',
    async (_, training, knowledge, isTaught) => {
      const opened = await teach(knowledge, training);
      expect(opened.taught).toHaveBeenCalledTimes(isTaught ? 1 : 0);
      expect(await hears(opened)).toBe(isTaught);
      expect(await files()).toEqual(isTaught ? [`${DIGEST}.classifier`] : []);
    },
  );

  // The thread runs the compiled file: `npm run build` first, as `npm test` does.
  it('is trained beside the answers for `beside`, and kept', async () => {
    const opened = await teach(LARGE, 'beside');
    expect(opened.taught).not.toHaveBeenCalled();
    expect(await hears(opened)).toBe(false);
    await vi.waitFor(() => expect(opened.taught).toHaveBeenCalledTimes(1), 20_000);
    expect(await hears(opened)).toBe(true);
    expect((await teach(LARGE, 'small')).taught).toHaveBeenCalledTimes(1);
    expect((await teach(LARGE, 'none')).taught).not.toHaveBeenCalled();
  });

  it('is not there for a single entry, nor for none', async () => {
    for (const count of [0, 1]) {
      const { taught } = await teach(knowledgeOf(count), 'wait');
      expect(taught).not.toHaveBeenCalled();
    }
    expect(await files()).toEqual([]);
  });

  it.each(['wait', 'beside'] as const)(
    'is trained at each start where nothing is kept (`%s`)',
    async (training) => {
      const opened = await teach(LARGE, training, []);
      await vi.waitFor(() => expect(opened.taught).toHaveBeenCalledTimes(1), 20_000);
      expect(await hears(opened)).toBe(true);
    },
  );

  it('is used though it cannot be kept', async () => {
    await writeFile(snapshots, 'a file where the folder should be');
    expect((await teach(SMALL, 'wait')).taught).toHaveBeenCalledTimes(1);
  });
});

describe('a classifier that is kept', () => {
  it('is read by the next start, whatever that would do without', async () => {
    await teach(LARGE, 'wait');
    const { ino } = await stat(path());
    for (const training of ['small', 'beside', 'wait'] as const) {
      const opened = await teach(LARGE, training);
      expect(opened.taught).toHaveBeenCalledTimes(1);
      expect(await hears(opened)).toBe(true);
      // What is trained is written in the place of what was there.
      expect((await stat(path())).ino).toBe(ino);
    }
  });

  it('is not read for other knowledge, but trained again', async () => {
    await teach(LARGE, 'wait');
    const kept = await readFile(path());
    const other = knowledgeOf(120, 'Not under');
    expect((await teach(other, 'small')).taught).not.toHaveBeenCalled();
    expect((await teach(other, 'wait')).taught).toHaveBeenCalledTimes(1);
    expect((await readFile(path())).equals(kept)).toBe(false);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['something else', () => Buffer.from('{"matcher":')],
  ])('is trained again where it is %s', async (_, damage) => {
    await teach(LARGE, 'wait');
    const kept = await readFile(path());
    await writeFile(path(), damage(kept));
    expect((await teach(LARGE, 'small')).taught).not.toHaveBeenCalled();
    expect((await teach(LARGE, 'wait')).taught).toHaveBeenCalledTimes(1);
    expect((await readFile(path())).equals(kept)).toBe(true);
  });

  it('is looked for behind a damaged one that came with the build', async () => {
    const shipped = join(folder, 'shipped');
    await teach(LARGE, 'wait', [shipped]);
    await writeFile(join(shipped, `${DIGEST}.classifier`), 'damaged');
    await teach(LARGE, 'wait', [shipped, snapshots]);
    expect((await teach(LARGE, 'small', [shipped, snapshots])).taught).toHaveBeenCalledTimes(1);
  });
});

const knowledge = (): string => join(folder, 'knowledge');
const write = async (count: number, name = 'faq.md'): Promise<void> => {
  await mkdir(knowledge(), { recursive: true });
  const parts = knowledgeOf(count).entries.map(({ question, answer }) => `# ${question}\n\n${answer}\n`);
  await writeFile(join(knowledge(), name), parts.join('\n'));
};
const open = async (training?: Training, folders: readonly string[] = [snapshots]): Promise<Engine> =>
  await openEngine({
    knowledge: [knowledge()],
    projects: false,
    glossary: false,
    precision: 0.9,
    precisionOverheard: 0.95,
    snapshots: folders,
    training,
  });
const digests = async (ending: string): Promise<readonly string[]> =>
  (await files()).filter((name) => name.endsWith(ending)).map((name) => name.replace(ending, ''));

describe('an engine', () => {
  it('keeps the classifier beside the snapshot, and reads both', async () => {
    await write(10);
    expect(await hears(await open())).toBe(true);
    const [digest = ''] = await digests('.snapshot');
    expect(await digests('.classifier')).toEqual([digest]);
    const { ino } = await stat(join(snapshots, `${digest}.classifier`));
    expect(await hears(await open('wait'))).toBe(true);
    expect((await stat(join(snapshots, `${digest}.classifier`))).ino).toBe(ino);
  });

  it('trains and keeps none where that would take long and nobody waits', async () => {
    await write(250);
    expect(await hears(await open())).toBe(false);
    expect(await digests('.classifier')).toEqual([]);
    expect(await hears(await open('wait'))).toBe(true);
    expect(await hears(await open())).toBe(true);
  });

  it.each(['wait', 'beside', undefined] as const)(
    'keeps nothing with QABOT_CACHE=off (%s)',
    async (training) => {
      await write(10);
      expect(await hears(await open(training, snapshotFolders({ QABOT_CACHE: 'off' })))).toBe(true);
      expect(await readdir(folder)).toEqual(['knowledge']);
    },
  );

  it('drops old snapshots together with their classifiers', async () => {
    for (let count = 2; count < 14; count += 1) {
      await write(count);
      await open();
    }
    const kept = await digests('.snapshot');
    expect(kept).toHaveLength(8);
    expect((await digests('.classifier')).toSorted()).toEqual(kept.toSorted());
    expect(await files()).toHaveLength(16);
  });

  it('drops a classifier whose snapshot came with the build, when it is old', async () => {
    await write(10);
    await open();
    for (let age = 1; age < 14; age += 1) {
      const alone = join(snapshots, `${age.toString(16).repeat(64)}.classifier`);
      await writeFile(alone, 'trained beside');
      await utimes(alone, 1000 - age, 1000 - age);
    }
    await write(11);
    await open();
    expect(await files()).toHaveLength(2 * 2 + 6);
  });
});
