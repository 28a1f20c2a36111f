import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { startProgress } from '../../src/cli/import/progress.js';

const MEGABYTE = 1024 * 1024;

/** A stream that notes what is written, as a terminal or not. */
function standing(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80, rows: 24 });
  return { stream, written: (): string => String(stream.read() ?? '') };
}

describe('how far an import is', () => {
  it('is a bar with the time left at a terminal', () => {
    const { stream, written } = standing(true);
    const progress = startProgress(10 * MEGABYTE, stream);
    for (let part = 0; part < 10; part += 1) {
      progress.seen();
      progress.read(MEGABYTE);
    }
    progress.seen();
    progress.end();
    const shown = written();
    expect(shown).toContain('100 %');
    expect(shown).toContain('left | 11 threads');
  });

  it('is a line for each tenth elsewhere, and none for a small import', () => {
    const { stream, written } = standing(false);
    const progress = startProgress(100 * MEGABYTE, stream);
    for (let part = 0; part < 50; part += 1) {
      progress.seen();
      progress.read(MEGABYTE);
    }
    progress.end();
    expect(written()).toBe(
      [10, 20, 30, 40, 50].map((percent) => `${percent} % read, ${percent} threads\n`).join(''),
    );
    const small = standing(false);
    startProgress(MEGABYTE, small.stream).read(MEGABYTE);
    expect(small.written()).toBe('');
  });
});
