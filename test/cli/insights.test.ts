import { beforeEach, describe, expect, it, vi } from 'vitest';
import { showsUnicode } from '../../src/cli/insights/run.js';
import { run } from '../../src/cli/program.js';

vi.mock('../../src/cli/insights/source.js', () => ({
  readInsights: async () => ({
    events: [
      { at: Date.parse('2026-11-02T00:00:00Z'), kind: 'answered', platform: 'slack' },
      { at: Date.parse('2026-11-03T00:00:00Z'), kind: 'none', platform: 'slack' },
    ],
    open: [{ id: 'q', text: 'Why?', at: Date.parse('2026-11-03T00:00:00Z'), askers: 1, handedOver: false }],
    entries: [],
    similarity: () => 0,
  }),
}));

let out = '';
let error = '';
const terminal = {
  out: (text: string) => void (out += text),
  error: (text: string) => void (error += text),
};
beforeEach(() => {
  out = '';
  error = '';
});

describe('qabot insights', () => {
  it('prints tables', async () => {
    expect(await run(['insights'], terminal)).toBe(0);
    expect(out).toMatch(/^Everything so far/);
    expect(out).toContain('2026-W45');
    expect(out).not.toContain('\u001B');
  });

  it('prints the same figures as one line of JSON', async () => {
    expect(await run(['insights', '--since', '2026-11-03', '--json'], terminal)).toBe(0);
    expect(out.trimEnd()).not.toContain('\n');
    expect(JSON.parse(out)).toMatchObject({
      since: '2026-11-03',
      total: { asked: 1, none: 1, helpfulShare: null },
      weeks: [{ week: '2026-W45', asked: 1 }],
      platforms: [{ platform: 'slack' }],
      projects: [{ project: null }],
      open: [{ title: 'Why?', askers: 1 }],
      neverUsed: { count: 0, of: 0, entries: [] },
      votedDown: [],
      secondReader: null,
    });
  });

  it.each(['yesterday', '2026-02-30', '0d'])('refuses --since %s with one line', async (given) => {
    expect(await run(['insights', '--since', given], terminal)).toBe(2);
    expect(error).toMatch(/^qabot: .*--since.*YYYY-MM-DD, or 30d.*\n$/);
    expect(out).toBe('');
  });
});

describe('showsUnicode', () => {
  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'linux', true],
    [{ LANG: 'C.utf8' }, 'linux', true],
    [{ LANG: 'C' }, 'linux', false],
    [{}, 'linux', false],
    [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, 'linux', false],
    [{ LC_ALL: '', LC_CTYPE: 'UTF-8' }, 'darwin', true],
    [{}, 'win32', true],
  ] as const)('%j on %s: %s', (environment, platform, shown) => {
    expect(showsUnicode(environment, platform)).toBe(shown);
  });
});
