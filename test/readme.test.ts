/** README's commands, paths and variables are those of the project. */

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../src/cli/program.js';

const README = readFileSync('README.md', 'utf8');
const DESIGN = readFileSync('DESIGN.md', 'utf8');
const example = readFileSync('.env.example', 'utf8');
const manifest: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);

const unique = (found: Iterable<RegExpMatchArray>): readonly string[] => [
  ...new Set(Array.from(found, ([, part = '']) => part)),
];

it.each(unique(README.matchAll(/npm run (?:-s )?([\w:-]+)/g)))('npm run %s is a script', (script) => {
  expect(manifest.scripts).toHaveProperty(script);
});

it.each(unique(`${README}\n${DESIGN}`.matchAll(/`((?:src|adapters|test|knowledge)\/[\w./-]+)`/g)))(
  '%s exists',
  (path) => {
    expect(existsSync(path)).toBe(true);
  },
);

describe('commands', () => {
  const commands = unique(README.matchAll(/^\| `qabot ([a-z]+(?: [a-z]+)?)/gm));
  it('are found in the table', () => expect(commands.length).toBeGreaterThanOrEqual(6));
  it.each(commands)('qabot %s exists', async (words) => {
    let shown = '';
    const keep = (text: string): void => {
      shown += text;
    };
    expect(await run([...words.split(' '), '--help'], { out: keep, error: keep })).toBe(0);
    expect(shown).toContain(`qabot ${words}`);
  });
});

it.each(unique(`${README}\n${example}`.matchAll(/\b(QABOT_[A-Z_]+|KNOWLEDGE|REPL_[A-Z_]+)\b/g)))(
  '%s is read by the code and explained in .env.example',
  (name) => {
    const code = [
      'src/app/settings.ts',
      'src/engine/snapshot.ts',
      'adapters/repl/history.ts',
      'src/app/adapters.ts',
    ]
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    expect(code).toContain(name);
    expect(example).toContain(name);
  },
);
