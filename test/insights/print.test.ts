import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { insightsOf } from '../../src/insights/figures.js';
import type { EventKind, InsightEvent, InsightsData } from '../../src/insights/model.js';
import { type PrintOptions, printInsights } from '../../src/insights/print.js';
import { cutToColumns } from '../../src/insights/columns.js';
import { bar } from '../../src/insights/table.js';

const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const events = (
  day: string,
  counts: readonly (readonly [EventKind, number])[],
  parts: Partial<InsightEvent> = {},
): readonly InsightEvent[] =>
  counts.flatMap(([kind, count]) =>
    Array.from({ length: count }, (): InsightEvent => ({ at: at(day), kind, platform: 'slack', ...parts })),
  );

const DATA: InsightsData = {
  events: [
    ...events(
      '2026-11-02',
      [
        ['answered', 6],
        ['suggested', 2],
        ['none', 2],
        ['silent', 9],
        ['handed-over', 1],
      ],
      { project: 'MOSN' },
    ),
    ...events(
      '2026-11-17',
      [
        ['answered', 3],
        ['helpful', 3],
        ['unhelpful', 1],
      ],
      { project: '服务网格', entry: 'faq#1.1' },
    ),
    ...events(
      '2026-11-18',
      [
        ['none', 1],
        ['unhelpful', 2],
      ],
      { platform: 'discord', entry: 'faq#2.1' },
    ),
  ],
  open: [
    { id: 'q1', text: '怎么热升级 MOSN？', at: at('2026-11-03'), askers: 2, handedOver: true },
    { id: 'q2', text: 'How to hot-upgrade MOSN?', at: at('2026-11-05'), askers: 1, handedOver: false },
    {
      id: 'q3',
      text: `Is this\n\u001B[31mred\u202E? ${'word '.repeat(30)}`,
      at: at('2026-11-06'),
      askers: 1,
      handedOver: false,
    },
  ],
  entries: [
    { id: 'faq#1.1', question: 'How do I start?' },
    { id: 'faq#2.1', question: '如何停止？' },
    { id: 'sofa-weekly-20210101#12.3', question: '为什么注册中心的推送会延迟？' },
  ],
  similarity: (a, b) => (a.includes('MOSN') && b.includes('MOSN') ? 1 : 0),
};

const PLAIN: PrintOptions = { columns: 110, unicode: true, colour: false };
const print = (options: Partial<PrintOptions> = {}, data: InsightsData = DATA): string =>
  printInsights(insightsOf(data, at('2026-01-01')), { ...PLAIN, ...options });

describe('printInsights', () => {
  it('lines tables up by the width of characters', () => {
    expect(print()).toBe(
      `Since 2026-01-01; days and weeks are in UTC.

Week      Asked  Answered  Suggested  None  Silent  Handed over  Helpful
2026-W45     10         6          2     2       9            1        -  ████████████████
2026-W46      0         0          0     0       0            0        -
2026-W47      4         3          0     1       0            0     50 %  ██████▍
All          14         9          2     3       9            1     50 %

Platform  Asked  Answered  Suggested  None  Silent  Handed over  Helpful
slack        13         9          2     2       9            1     75 %  ████████████████
discord       1         0          0     1       0            0      0 %  █▎

Project   Asked  Answered  Suggested  None  Silent  Handed over  Helpful
MOSN         10         6          2     2       9            1        -  ████████████████
服务网格      3         3          0     0       0            0     75 %  ████▊
-             1         0          0     1       0            0      0 %  █▋

Askers  Wordings  Handed over  Since       Open question
     3         2            1  2026-11-03  怎么热升级 MOSN？
     1         1            0  2026-11-06  Is this [31mred ? word word word word word word word word w…

Entries never used: 1 of 3
Entry                      Question
sofa-weekly-20210101#12.3  为什么注册中心的推送会延迟？

Entries voted down
Entry    Helpful  Not helpful  Question
faq#2.1        0            2  如何停止？
`,
    );
  });

  it('draws in ASCII where the terminal shows nothing else', () => {
    const text = print({ unicode: false });
    expect(text).toContain('50 %  ######\n');
    expect(text).toContain('word word...');
    const { open: _, entries: __, ...rest } = DATA;
    const bare = {
      ...rest,
      open: [],
      entries: [],
      events: DATA.events.map((event) => ({ ...event, project: 'x' })),
    };
    // oxlint-disable-next-line no-control-regex -- ASCII is what is looked for
    expect(print({ unicode: false }, bare)).toMatch(/^[\x20-\x7E\n]*$/);
  });

  it('colours only where it is told to, and the text stays the same', () => {
    expect(print()).not.toContain('\u001B');
    const coloured = print({ colour: true });
    expect(coloured).toContain('\u001B[36m');
    // oxlint-disable-next-line no-control-regex -- that is what is taken away
    expect(coloured.replace(/\u001B\[\d+m/g, '')).toBe(print());
  });

  it.each([80, 90])('stays within %d columns', (columns) => {
    const widths = print({ columns })
      .split('\n')
      .map((line) => stringWidth(line));
    expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
  });

  it('prints the newest weeks and the first of long lists, and how many more there are', () => {
    const many = {
      ...DATA,
      events: [...events('2026-01-05', [['none', 1]]), ...events('2026-11-18', [['none', 1]])],
      open: Array.from({ length: 21 }, (_, index) => ({
        id: `${index}`,
        text: `q${index}`,
        at: at('2026-11-01') + index,
        askers: 1,
        handedOver: false,
      })),
      entries: Array.from({ length: 12 }, (_, index) => ({ id: `e${index}`, question: 'x' })),
      similarity: () => 0,
    };
    const text = print({}, many);
    expect(text).toContain('… and 20 more earlier weeks (--json has all)');
    expect(text).toContain('… and 1 more cluster (--json has all)');
    expect(text).toContain('… and 2 more entries (--json has all)');
    expect(text).not.toContain('2026-W02');
    expect(text).toContain('All');
  });

  it('says on one line what the second reader changed', () => {
    const second = {
      isAway: false,
      local: 'answer',
      decided: 'none',
      isOtherEntry: false,
      milliseconds: 640,
    } as const;
    const withSecond = {
      ...DATA,
      events: [...DATA.events, ...events('2026-11-18', [['none', 2]], { second })],
    };
    expect(print({}, withSecond)).toContain(
      '\n\nSecond reader: asked 2, away 0, changed 2 (2 kept silent, 0 found), median 640 ms\n\n',
    );
    expect(print()).not.toContain('Second reader');
  });

  it('says little where nothing has happened', () => {
    expect(print({}, { ...DATA, events: [], open: [], entries: [] })).toBe(
      `Since 2026-01-01; days and weeks are in UTC.

Week  Asked  Answered  Suggested  None  Silent  Handed over  Helpful
All       0         0          0     0       0            0        -
`,
    );
  });
});

describe('bar', () => {
  it.each([
    [0, true, ''],
    [1, true, '████'],
    [0.5, true, '██'],
    [0.001, true, '▏'],
    [0.6, true, '██▍'],
    [1, false, '####'],
    [0.001, false, '#'],
    [0, false, ''],
  ])('of %d (Unicode: %s) is %j', (share, unicode, drawn) => {
    expect(bar(share, 4, unicode)).toBe(drawn);
  });
});

describe('shorten', () => {
  it.each([
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['你好世界', 8, '你好世界'],
    ['你好世界', 7, '你好世…'],
    ['你好世界', 6, '你好…'],
    [' a\n\t b\u0000c ', 9, 'a b c'],
    ['👩‍👩‍👧 family', 4, '👩‍👩‍👧…'],
  ])('%j to %d columns is %j', (text, columns, expected) => {
    expect(cutToColumns(text, columns)).toBe(expected);
  });
});
