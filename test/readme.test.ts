/** What the documents name exists: scripts, paths, commands, variables, and the pages and headings that they link to. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../src/cli/program.js';

const PAGES = [
  'README.md',
  'DESIGN.md',
  'test/data/README.md',
  ...readdirSync('docs').map((name) => `docs/${name}`),
];
const textOf = (path: string): string => readFileSync(path, 'utf8');
/** Without code, in which a link is only an example of one. */
const proseOf = (path: string): string => textOf(path).replace(/^ *```[^]*?^ *```|`[^`\n]*`/gm, '');
const everything = PAGES.map(textOf).join('\n');
const example = textOf('.env.example');
const manifest: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(textOf('package.json'));

const unique = (found: Iterable<RegExpMatchArray>): readonly string[] => [
  ...new Set(Array.from(found, ([, part = '']) => part)),
];

/** Of a README that shows the bot, and leaves the rest to the pages. */
const README_LINES = 200;

it('README is short', () => {
  expect(textOf('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(README_LINES);
});

it.each(unique(everything.matchAll(/npm run (?:-s )?([\w:-]+)/g)))('npm run %s is a script', (script) => {
  expect(manifest.scripts).toHaveProperty(script);
});

it.each(unique(everything.matchAll(/`((?:src|adapters|test|knowledge|scripts|docs)\/[\w./-]+)`/g)))(
  '%s exists',
  (path) => {
    expect(existsSync(path)).toBe(true);
  },
);

it('the threat model names a test for what it says is answered', () => {
  const rows = textOf('docs/threat-model.md')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    const [who = '', , , answer = '', test = ''] = row.split(' | ');
    const expected = answer.startsWith('no defence')
      ? /^ *\|$/
      : /^(?:`test\/[\w./-]+\.test\.ts`(?:, )?)+ \|$/;
    expect(test, who + answer).toMatch(expected);
  }
});

describe('links between pages', () => {
  const links = PAGES.flatMap((page) =>
    unique(proseOf(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)).map((link) => [page, link] as const),
  );
  it('are there', () => expect(links.length).toBeGreaterThan(PAGES.length));
  it.each(links)('%s: %s', (page, link) => {
    const [path = '', heading] = link.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    expect(existsSync(target)).toBe(true);
    if (heading !== undefined) expect(headingsOf(target)).toContain(heading);
  });
  it.each(PAGES.filter((page) => page.startsWith('docs/')))('%s is reached from README', (page) => {
    expect(textOf('README.md')).toContain(`](${page})`);
  });
});

/** The anchors of a page as GitHub makes them. */
function headingsOf(page: string): readonly string[] {
  return unique(proseOf(page).matchAll(/^#+ (.+)$/gm)).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('commands', () => {
  const inTable = unique(textOf('docs/commands.md').matchAll(/^\| `qabot ([a-z]+(?: [a-z]+)?)/gm));
  it('are found in the table', () => expect(inTable.length).toBeGreaterThanOrEqual(12));
  const inText = unique(
    everything.matchAll(/qabot -- ((?:knowledge|slack|discord) [a-z]+|[a-z]+)(?![a-z])/g),
  );
  it.each([...new Set([...inTable, ...inText])])('qabot %s exists', async (words) => {
    let shown = '';
    const keep = (text: string): void => {
      shown += text;
    };
    expect(await run([...words.split(' '), '--help'], { out: keep, error: keep })).toBe(0);
    expect(shown).toContain(`qabot ${words}`);
  });
});

describe('variables', () => {
  const VARIABLE = /\b((?:QABOT|STORE|CHAT|SECOND|SLACK|DISCORD|REPL)_[A-Z_]*[A-Z]|KNOWLEDGE|READERS)\b/g;
  const pages = PAGES.filter((page) => page !== 'DESIGN.md').map(textOf);
  const code = ['src', 'adapters']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .filter((path) => path.endsWith('.ts'))
    .map(textOf)
    .join('\n');
  const documented = unique(pages.join('\n').matchAll(VARIABLE));
  const explained = unique(example.matchAll(VARIABLE));

  it.each([...new Set([...documented, ...explained])])('%s is read by the code', (name) => {
    expect(code).toContain(name);
  });
  // Another address of the platform is for tests: nobody sets it up.
  it.each(documented.filter((name) => !name.endsWith('_API_URL')))(
    '%s is explained in .env.example',
    (name) => {
      expect(explained).toContain(name);
    },
  );
  it.each(explained)('%s is explained in docs', (name) => {
    expect(documented).toContain(name);
  });
});
