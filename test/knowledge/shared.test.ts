import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const POSTS = at('../../../shared/weekly');
const THREADS = at('../../../shared/eval/threads.jsonl');
const SCRIPT = at('../../dist/scripts/eval-reader.js');
const present = [POSTS, THREADS, SCRIPT].every((path) => existsSync(path));

describe.skipIf(!present)('real posts (skipped where ../shared or the build is missing)', () => {
  it('are read nearly whole', () => {
    const printed = execFileSync(process.execPath, [SCRIPT, POSTS, THREADS], { encoding: 'utf8' });
    const share = (name: string): number =>
      Number(new RegExp(`^${name}.* ([\\d.]+) %$`, 'm').exec(printed)?.[1]);
    expect(share('turns found whole')).toBeGreaterThanOrEqual(99);
    expect(share('spurious turns')).toBeLessThanOrEqual(1);
    expect(share('asker right')).toBeGreaterThanOrEqual(98);
    expect(share('project right')).toBeGreaterThanOrEqual(98);
  }, 30_000);
});
