/** `*.wordings.yaml`: the format, which entry an item belongs to, and what ships. */

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestKnowledge } from '../../src/knowledge/files/digest.js';
import { shippedFolder } from '../../src/knowledge/files/folders.js';
import { LIMITS } from '../../src/knowledge/files/limits.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import {
  questionHash,
  readWordings,
  type Wordings,
  wordingsText,
} from '../../src/knowledge/wordings/format.js';
import { lettersOf } from '../../src/text/script.js';

function folder(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'qabot-wordings-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
}

const BARE = { projects: false, glossary: false } as const;
const QUESTION = '支持 eureka 注册中心吗？';
const FAQ = `# FAQ\n\n## 怎么启动？\n\n运行。\n\n## ${QUESTION}\n\n暂不支持。\n`;
const ITEM = { entry: 'faq#2.1', question: questionHash(QUESTION), by: 'model:qwen3-32b', at: '2026-11-28' };

const read = (text: string) => readWordings('a.wordings.yaml', text);

/** What the entry about eureka has, from these files. */
async function of(files: Readonly<Record<string, string>>, options = {}) {
  const { entries, confirmed, findings } = await loadKnowledge([folder({ 'faq.md': FAQ, ...files })], {
    ...BARE,
    ...options,
  });
  const entry = entries.find(({ question }) => question === QUESTION);
  return {
    alternates: entry?.alternates,
    drafted: entry?.drafted,
    confirmed: confirmed?.[entry?.id ?? ''],
    findings: findings.map(({ path, line, rule, severity }) => `${path}:${line} ${rule} ${severity}`),
  };
}

const file = (...items: readonly Wordings[]): Readonly<Record<string, string>> => ({
  'faq.wordings.yaml': wordingsText(items),
});

describe('the hash of a question', () => {
  it('stands in files, so it never changes', () => {
    expect(questionHash('Does MOSN support Eureka?')).toBe('6296b89729e3bd9a');
    expect(questionHash(QUESTION)).toBe('4e52176f26c80ddb');
  });

  it.each([
    ['Does MOSN support Eureka?', 'does mosn support  eureka'],
    ['支持 eureka 注册中心吗？', '支持eureka注冊中心嗎'],
    ['ＭＯＳＮ？', 'mosn'],
  ])('of %s is that of %s', (one, other) => {
    expect(questionHash(one)).toBe(questionHash(other));
  });

  it.each([
    ['请问支持 eureka 吗', '支持 eureka 吗'],
    ['升级到 5.8.0', '升级到 5.8.1'],
  ])('of %s is not that of %s', (one, other) => {
    expect(questionHash(one)).not.toBe(questionHash(other));
  });
});

describe('the format', () => {
  it('is read with the line of each item', () => {
    const text = `# reviewed\n- entry: a#1.1\n  question: '1234567890123456'\n  by: person:mia\n  wordings: [one, 2]\n\n- entry: a#1.2\n  by: confirmed\n  wordings:\n    - "three: #3"\n`;
    expect(read(text)).toEqual({
      items: [
        { entry: 'a#1.1', question: '1234567890123456', by: 'person:mia', wordings: ['one', '2'], line: 2 },
        { entry: 'a#1.2', by: 'confirmed', wordings: ['three: #3'], line: 7 },
      ],
      findings: [],
    });
    expect(read('[{"entry": "a", "by": "confirmed", "wordings": ["x"]},\n{"entry": "b"}]')).toMatchObject({
      items: [{ entry: 'a', line: 1 }],
      findings: [{ line: 2, rule: 'wordings-shape' }],
    });
  });

  it.each(['', '# nothing yet\n', '[]'])('may be empty: %j', (text) => {
    expect(read(text)).toEqual({ items: [], findings: [] });
  });

  it.each([
    ['entry: a', 'no list'],
    ['just text', 'no list'],
    ['- text', 'no entry'],
    ['- {by: confirmed, wordings: [x]}', 'no entry'],
    ['- {entry: a, wordings: [x]}', '"by" takes'],
    ['- {entry: a, by: somebody, wordings: [x]}', 'not "somebody"'],
    ['- {entry: a, by: "person:", wordings: [x]}', 'not "person:"'],
    ['- {entry: a, by: {model: x}, wordings: [x]}', '"by" takes'],
    ['- {entry: a, by: confirmed}', 'at least one wording'],
    ['- {entry: a, by: confirmed, wordings: []}', 'at least one wording'],
    ['- {entry: a, by: confirmed, wordings: text}', 'at least one wording'],
    ['- {entry: a, by: confirmed, wordings: [x], question: How?}', 'hash of the question'],
    ['- {entry: a, by: confirmed, wordings: [x], question: 1234567890123456}', 'in quotes'],
    ['- {entry: a, by: confirmed, wordings: [x], at: yesterday}', 'a date'],
    ['- {entry: a, by: confirmed, wordings: [x], at: 2026-02-30}', 'a date'],
    ['- {entry: a, by: confirmed, wordings: [[x]]}', 'is no text'],
    [`- {entry: a, by: confirmed, wordings: [${'x'.repeat(LIMITS.wordingCharacters + 1)}]}`, 'longer than'],
  ])('reports %s', (text, message) => {
    const { items, findings } = read(`\n${text}\n`);
    expect(items).toEqual([]);
    expect(findings).toMatchObject([{ rule: 'wordings-shape', severity: 'error' }]);
    expect(findings[0]?.message).toContain(message);
    expect(findings[0]?.line).toBe(message === 'no list' ? 1 : 2);
  });

  it('reports YAML that cannot be read, with its line', () => {
    expect(read('- entry: a\n- [\n')).toMatchObject({ findings: [{ rule: 'yaml-syntax', line: 3 }] });
    expect(read('- a\n---\n- b\n')).toMatchObject({ items: [], findings: [{ rule: 'yaml-syntax' }] });
  });

  it('keeps the good wordings of an item, up to a bound', () => {
    const list = Array.from({ length: LIMITS.wordings + 5 }, (_, index) => `wording ${index}`);
    const { items, findings } = read(wordingsText([{ entry: 'a', by: 'confirmed', wordings: list }]));
    expect(items[0]?.wordings).toEqual(list.slice(0, LIMITS.wordings));
    expect(findings).toMatchObject([{ line: 1, rule: 'wordings-shape' }]);
    const mixed = read('- {entry: a, by: confirmed, wordings: [good, {bad: 1}, " "]}');
    expect(mixed.items[0]?.wordings).toEqual(['good']);
    expect(mixed.findings).toHaveLength(2);
  });

  it('brings back what was written', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((text) => `x${text}`.trim());
    const items = fc.array(
      fc.record({
        entry: word,
        question: fc.option(word.map(questionHash), { nil: undefined }),
        by: fc.constantFrom('confirmed', 'person:mia', 'model:a b'),
        at: fc.constantFrom(undefined, '2026-11-28'),
        wordings: fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
      }),
    );
    fc.assert(
      fc.property(items, (given) => {
        const { items: back, findings } = read(wordingsText(given));
        expect(findings).toEqual([]);
        expect(back).toEqual(given.map((item) => ({ ...item, line: expect.any(Number) })));
      }),
    );
  });
});

describe('wordings in a folder', () => {
  it('go where their author belongs', async () => {
    const found = await of(
      file(
        { ...ITEM, wordings: ['能接 eureka 吗', 'eureka support'] },
        { ...ITEM, by: 'person:mia', wordings: ['可以用 eureka 么'] },
        { ...ITEM, by: 'confirmed', wordings: ['eureka 行不行'] },
      ),
    );
    expect(found).toEqual({
      alternates: ['可以用 eureka 么'],
      drafted: ['能接 eureka 吗', 'eureka support'],
      confirmed: ['eureka 行不行'],
      findings: [],
    });
  });

  it('add up, each once, and a draft does not repeat what people wrote', async () => {
    const found = await of({
      ...file({ ...ITEM, wordings: ['a one', 'b two', QUESTION] }),
      'more/b.wordings.yml': wordingsText([
        { ...ITEM, wordings: ['A, one!', 'c three'] },
        { ...ITEM, by: 'person:mia', wordings: ['B two?'] },
      ]),
      'alternates.yaml': `confirmed:\n  - entry: faq#2.1\n    wordings: [old form]\n`,
    });
    expect(found).toMatchObject({
      alternates: ['B two?'],
      drafted: ['a one', 'c three'],
      confirmed: ['old form'],
      findings: [],
    });
  });

  it('are found by the hash when the numbers change, and by the id alone where there is no hash', async () => {
    expect(await of(file({ ...ITEM, entry: 'faq#1.1', wordings: ['x one'] }))).toMatchObject({
      drafted: ['x one'],
      findings: [],
    });
    expect(await of(file({ ...ITEM, entry: 'gone#7.1', wordings: ['x one'] }))).toMatchObject({
      drafted: ['x one'],
      findings: [],
    });
    expect(await of(file({ ...ITEM, question: undefined, wordings: ['x one'] }))).toMatchObject({
      drafted: ['x one'],
      findings: [],
    });
  });

  it('that belong nowhere are left out, and told', async () => {
    const changed = { ...ITEM, question: questionHash('支持 nacos 吗？'), wordings: ['x one'] };
    const unknown = { ...changed, entry: 'gone#1.1' };
    expect(await of(file(changed, unknown))).toEqual({
      alternates: [],
      drafted: undefined,
      confirmed: undefined,
      findings: [
        'faq.wordings.yaml:1 wordings-question-changed warning',
        'faq.wordings.yaml:7 wordings-entry-unknown warning',
      ],
    });
  });

  it('belong to neither of two entries with the same question, unless the id says which', async () => {
    const more = { 'b.md': `## ${QUESTION}\n\n会。\n` };
    const lost = await of({ ...more, ...file({ ...ITEM, entry: 'gone', wordings: ['x one'] }) });
    expect(lost.drafted).toBeUndefined();
    expect(lost.findings).toContain('faq.wordings.yaml:1 wordings-entry-unknown warning');
    expect((await of({ ...more, ...file({ ...ITEM, wordings: ['x one'] }) })).drafted).toBeUndefined();
    const { entries } = await loadKnowledge(
      [folder({ 'faq.md': FAQ, ...more, ...file({ ...ITEM, wordings: ['x one'] }) })],
      BARE,
    );
    expect(entries.filter(({ drafted }) => drafted !== undefined).map(({ id }) => id)).toEqual(['faq#2.1']);
  });

  it('are no knowledge of their own, and may stand in a folder of their own', async () => {
    const answers = folder({ 'faq.md': FAQ });
    const beside = folder(file({ ...ITEM, wordings: ['x one'] }));
    const { entries, findings } = await loadKnowledge([answers, beside], BARE);
    expect(entries.at(1)?.drafted).toEqual(['x one']);
    expect(findings).toEqual([]);
    expect((await loadKnowledge([beside], BARE)).findings.map(({ rule }) => rule).toSorted()).toEqual([
      'folder-empty',
      'wordings-entry-unknown',
    ]);
  });

  it('can be switched off, the older form among them', async () => {
    const files = {
      ...file(
        { ...ITEM, wordings: ['x one'] },
        { ...ITEM, entry: 'gone', question: undefined, wordings: ['y'] },
      ),
      'alternates.yaml': 'confirmed:\n  - {entry: faq#2.1, wordings: [z]}\n',
      'broken.wordings.yaml': '[',
    };
    expect(await of(files, { wordings: false })).toEqual({
      alternates: [],
      drafted: undefined,
      confirmed: undefined,
      findings: [],
    });
  });

  it('count in the digest', async () => {
    const dir = folder({ 'faq.md': FAQ });
    const before = await digestKnowledge([dir], '');
    writeFileSync(join(dir, 'faq.wordings.yaml'), wordingsText([{ ...ITEM, wordings: ['x'] }]));
    expect(await digestKnowledge([dir], '')).not.toBe(before);
  });
});

const row = (more: object): string => `${JSON.stringify({ question: 'How?', answer: 'So.', ...more })}\n`;
const page = (by: string): string => `---\nalternates: [in what way, how so]\n${by}---\n## How?\n\nSo.\n`;

describe('alternates in the knowledge itself', () => {
  const drafts = { alternates: [], drafted: ['in what way', 'how so'] };
  const peoples = { alternates: ['in what way', 'how so'], drafted: undefined };
  const alternates = ['in what way', 'how so'];

  it.each([
    ['a.jsonl', row({ alternates }), peoples],
    ['a.jsonl', row({ alternates, alternates_by: 'model' }), drafts],
    ['a.jsonl', row({ alternates, alternates_by: 'model:qwen' }), drafts],
    ['a.jsonl', row({ alternates, alternates_by: 'person:mia' }), peoples],
    ['a.csv', 'question,answer,alternates,Alternates_By\nHow?,So.,in what way|how so,model\n', drafts],
    ['a.csv', 'question,answer,alternates,alternates_by\nHow?,So.,in what way|how so,\n', peoples],
    ['a.md', page(''), peoples],
    ['a.md', page('alternates_by: model:qwen\n'), drafts],
    ['a.md', page('saved: l-1\nalternates_by: model\n').replace('## ', '# '), drafts],
    ['a.jsonl', row({ alternates_by: 'model' }), { alternates: [], drafted: undefined }],
  ])('%s: %s', async (name, text, expected) => {
    const { entries, findings } = await loadKnowledge([folder({ [name]: text })], BARE);
    expect(findings).toEqual([]);
    expect(entries).toMatchObject([{ question: 'How?', ...expected }]);
  });

  it.each([
    ['a.jsonl', row({ alternates, alternates_by: 'robot' })],
    ['a.md', page('alternates_by: robot\n')],
  ])('%s: count as people’s, with a finding, where an unknown author is named', async (name, text) => {
    const { entries, findings } = await loadKnowledge([folder({ [name]: text })], BARE);
    expect(findings).toMatchObject([{ path: name, line: 1, rule: 'alternates-author', severity: 'warning' }]);
    expect(entries).toMatchObject([peoples]);
  });
});

describe('what ships', () => {
  const SHIPPED = join(shippedFolder(), 'wordings');
  const files = readdirSync(SHIPPED).map(
    (name) => [name, readFileSync(join(SHIPPED, name), 'utf8')] as const,
  );

  it.each(files)('%s is sound, and drafted', (name, text) => {
    const { items, findings } = readWordings(name, text);
    expect(findings).toEqual([]);
    expect(new Set(items.map(({ entry }) => entry)).size).toBe(items.length);
    for (const item of items) {
      expect(item.by).toMatch(/^model:/);
      expect(item.question).toBeDefined();
      expect(item.wordings.length).toBeGreaterThanOrEqual(4);
    }
  });

  it('repeats no wording word for word', () => {
    for (const some of [
      files.filter(([name]) => name.startsWith('shipped')),
      files.filter(([name]) => !name.startsWith('shipped')),
    ]) {
      const forms = some.flatMap(([name, text]) =>
        readWordings(name, text).items.flatMap(({ wordings }) => wordings.map(lettersOf)),
      );
      expect(forms.filter((form, index) => forms.indexOf(form) !== index)).toEqual([]);
    }
  });

  it('words every entry of the shipped posts, read from the package or from a copy', async () => {
    const copy = join(folder({}), 'copy');
    cpSync(shippedFolder(), copy, { recursive: true });
    for (const dirs of [[], [shippedFolder()], [copy]]) {
      const { entries, findings } = await loadKnowledge(dirs);
      expect(entries.filter(({ drafted = [] }) => drafted.length < 6)).toEqual([]);
      expect(findings.filter(({ rule }) => rule.startsWith('wordings'))).toEqual([]);
    }
  });

  it('leaves other knowledge alone, and is left out where it is not wanted', async () => {
    const { entries } = await loadKnowledge([folder({ 'faq.md': FAQ })], BARE);
    expect(entries.every(({ drafted }) => drafted === undefined)).toBe(true);
    const without = await loadKnowledge([], { wordings: false });
    expect(without.entries.every(({ drafted }) => drafted === undefined)).toBe(true);
  });

  it('applies wherever an entry is read, in any file and under any id, unless the question says little', async () => {
    const { entries } = await loadKnowledge([]);
    const rows = entries.map(({ question, answer }) => `${JSON.stringify({ question, answer })}\n`);
    const elsewhere = await loadKnowledge([folder({ 'all.jsonl': rows.join('') })], BARE);
    const telling = elsewhere.entries.filter(({ question }) => lettersOf(question).length >= 8);
    expect(telling.length).toBeGreaterThan(30);
    expect(telling.filter(({ drafted }) => drafted === undefined)).toEqual([]);
  });
});

const POSTS = new URL('../../../shared/weekly', import.meta.url).pathname;
const hasPosts = (() => {
  try {
    return readdirSync(POSTS).length > 0;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasPosts)('the community’s posts (skipped where ../shared is missing)', () => {
  it('have wordings for every answered turn', async () => {
    const { entries, findings } = await loadKnowledge([POSTS]);
    expect(entries.length).toBeGreaterThanOrEqual(400);
    expect(entries.filter(({ drafted = [] }) => drafted.length < 4).map(({ id }) => id)).toEqual([]);
    expect(findings.filter(({ rule }) => rule.startsWith('wordings'))).toEqual([]);
  }, 30_000);
});
