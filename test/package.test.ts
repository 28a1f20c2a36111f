/** What a fresh machine installs from. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
}

const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
);
const packages = Object.entries(lock.packages);
const names = new Set(packages.map(([path]) => path.replace(/^.*node_modules\//, '')));

it('the lock file holds the binaries of every platform, which `npm ci` demands', () => {
  const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !names.has(name))
      .map((name) => `${name} of ${path}`),
  );
  expect(missing).toEqual([]);
});

it('the package holds what its README leads to', () => {
  const { files }: { readonly files: readonly string[] } = JSON.parse(readFileSync('package.json', 'utf8'));
  // npm packs the licence by itself.
  const packed = [...files, 'LICENSE'];
  const links = readFileSync('README.md', 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g);
  const paths = Array.from(links, ([, path = '']) => path);
  expect(paths).not.toEqual([]);
  expect(paths.filter((path) => !packed.some((one) => path === one || path.startsWith(`${one}/`)))).toEqual(
    [],
  );
});

// npm does not leave a development package out where an optional peer of another asks for its name: hence `tsc` for TypeScript.
it('`npm ci --omit=dev` installs no compiler', () => {
  const installed = packages.filter(([, { dev }]) => dev !== true).map(([path]) => path);
  expect(installed.filter((path) => /(?:^|\/)(?:typescript|tsc)$/.test(path))).toEqual([]);
});

it('no dependency runs an install script', () => {
  expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
});

it('an adapter of somebody else gets the values of the contract, not only its types', async () => {
  // Of the package by its own name, as an adapter imports it; out of sight of the compiler, which has its own paths.
  const name = 'community-qa-bot/contract';
  expect(await import(name)).toMatchObject({ MAX_FIELDS: 5 });
});
