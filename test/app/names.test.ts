/** The core names no platform: what an adapter of the project can do, a third party's can do too. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** The list of the adapters of the project. */
const LIST = join('src', 'app', 'adapters.ts');

/** Reading an export is knowing the one who wrote it; the bot itself does not. */
const EXPORTS = [join('src', 'import'), join('src', 'cli', 'import')];

/** Comments may say where a limit comes from, and with what address. */
const withoutComments = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1');

it('no file of src names Slack or Discord in its code, but for the list of adapters and the readers of exports', async () => {
  const files = (await readdir('src', { recursive: true }))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('src', name));
  const naming: string[] = [];
  for (const file of files) {
    const code = withoutComments(await readFile(file, 'utf8'));
    const isOfExports = EXPORTS.some((folder) => file.startsWith(folder));
    if (file !== LIST && !isOfExports && /slack|discord/i.test(code)) naming.push(file);
  }
  expect(naming).toEqual([]);
  expect(withoutComments(await readFile(LIST, 'utf8'))).toMatch(/slack/);
});
