import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf, insightsOf } from '../../src/insights/figures.js';
import type { EventKind, InsightEvent, InsightsData, SecondReading } from '../../src/insights/model.js';
import { isoWeek, readSince, weeksBetween, weekStart } from '../../src/insights/time.js';
import { isoDay } from '../../src/text/iso-day.js';

const at = (day: string): number => Date.parse(`${day}Z`);
const event = (kind: EventKind, parts: Partial<InsightEvent> = {}): InsightEvent => ({
  at: at('2026-11-16T12:00'),
  kind,
  platform: 'repl',
  ...parts,
});
const votes = (entry: string, helpful: number, unhelpful: number): readonly InsightEvent[] => [
  ...Array.from({ length: helpful }, () => event('helpful', { entry })),
  ...Array.from({ length: unhelpful }, () => event('unhelpful', { entry })),
];
const data = (parts: Partial<InsightsData>): InsightsData => ({
  events: [],
  open: [],
  entries: [],
  similarity: () => 0,
  ...parts,
});

describe('weeks', () => {
  it.each([
    // From the table of ISO 8601: a week belongs to the year of its Thursday.
    ['2005-01-01T00:00', '2004-W53'],
    ['2005-01-02T23:59', '2004-W53'],
    ['2005-01-03T00:00', '2005-W01'],
    ['2007-12-31T00:00', '2008-W01'],
    ['2008-12-28T23:59', '2008-W52'],
    ['2008-12-29T00:00', '2009-W01'],
    ['2010-01-03T23:59', '2009-W53'],
    ['1970-01-01T00:00', '1970-W01'],
    ['1969-12-28T23:59', '1969-W52'],
    ['2026-11-20T22:00', '2026-W47'],
  ])('%s is in %s', (day, week) => {
    expect(isoWeek(at(day))).toBe(week);
  });

  it('begin on a Monday and hold the day', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2199-01-01'), noInvalidDate: true }), (day) => {
        const start = weekStart(day.getTime());
        expect(new Date(start).getUTCDay()).toBe(1);
        expect(day.getTime() - start).toBeGreaterThanOrEqual(0);
        expect(day.getTime() - start).toBeLessThan(7 * 24 * 3600 * 1000);
      }),
    );
  });

  it('between two days are all of them', () => {
    const weeks = weeksBetween(at('2026-12-30T00:00'), at('2027-01-12T00:00')).map(isoWeek);
    expect(weeks).toEqual(['2026-W53', '2027-W01', '2027-W02']);
  });
});

describe('--since', () => {
  const now = at('2026-11-20T22:06');
  it.each([
    ['2026-11-01', '2026-11-01'],
    [' 2024-02-29 ', '2024-02-29'],
    ['1d', '2026-11-19'],
    ['30D', '2026-10-21'],
  ])('%j begins on %s', (given, day) => {
    const read = readSince(given, now);
    expect(read === undefined ? undefined : isoDay(read)).toBe(day);
    expect((read ?? 1) % (24 * 3600 * 1000)).toBe(0);
  });

  it.each([
    '',
    'yesterday',
    '2026-13-01',
    '2026-02-30',
    '2026-1-1',
    '30',
    '0d',
    '-3d',
    '1.5d',
    '99999d',
    '20261101',
  ])('%j is no day', (given) => {
    expect(readSince(given, now)).toBeUndefined();
  });
});

describe('figures', () => {
  it('count what was asked apart from what was left alone', () => {
    const kinds = [
      'answered',
      'answered',
      'suggested',
      'none',
      'silent',
      'list',
      'handed-over',
      'helpful',
    ] as const;
    expect(figuresOf(kinds.map((kind) => event(kind)))).toEqual({
      asked: 4,
      answered: 2,
      suggested: 1,
      none: 1,
      silent: 1,
      lists: 1,
      handedOver: 1,
      helpful: 1,
      unhelpful: 0,
      helpfulShare: 1,
    });
  });

  it.each([
    [[], null],
    [['helpful', 'unhelpful', 'unhelpful', 'unhelpful'], 0.25],
    [['unhelpful'], 0],
  ] as const)('of the votes %j have the share %j', (given, share) => {
    expect(figuresOf(given.map((kind) => event(kind))).helpfulShare).toBe(share);
  });

  const KINDS = [
    'answered',
    'suggested',
    'none',
    'silent',
    'list',
    'helpful',
    'unhelpful',
    'handed-over',
  ] as const;
  const events = fc.array(
    fc.record(
      {
        at: fc.integer({ min: at('2026-01-01T00:00'), max: at('2026-12-31T00:00') }),
        kind: fc.constantFrom(...KINDS),
        platform: fc.constantFrom('slack', 'discord', 'repl'),
        project: fc.constantFrom('MOSN', '项目'),
        entry: fc.constantFrom('a', 'b', 'c'),
      },
      { requiredKeys: ['at', 'kind', 'platform'] },
    ),
    { maxLength: 60 },
  );

  it('by week, platform and project add up to the whole, in whatever order events come', () => {
    fc.assert(
      fc.property(events, (given) => {
        const all = insightsOf(data({ events: given }));
        for (const parts of [all.weeks, all.platforms, all.projects]) {
          for (const name of ['asked', 'silent', 'handedOver', 'helpful', 'unhelpful', 'lists'] as const) {
            expect(parts.reduce((sum, part) => sum + part[name], 0)).toBe(all.total[name]);
          }
        }
        expect(all.weeks.map(({ week }) => week)).toEqual(
          [...new Set(all.weeks.map(({ week }) => week))].toSorted(),
        );
        expect(insightsOf(data({ events: given.toReversed() }))).toEqual(all);
      }),
    );
  });

  it('since a day leave out what was before', () => {
    fc.assert(
      fc.property(
        events,
        fc.integer({ min: at('2026-01-01T00:00'), max: at('2026-12-31T00:00') }),
        (given, since) => {
          const { since: _, ...kept } = insightsOf(
            data({ events: given.filter((each) => each.at >= since) }),
          );
          expect(insightsOf(data({ events: given }), since)).toMatchObject(kept);
        },
      ),
    );
    const open = [{ id: 'q', text: 'old?', at: at('2026-01-01T00:00'), askers: 1, handedOver: false }];
    expect(insightsOf(data({ open }), at('2026-01-02T00:00'))).toMatchObject({
      since: '2026-01-02',
      open: [],
    });
  });

  it('list the most asked first, what has no project too', () => {
    const { projects, platforms } = insightsOf(
      data({
        events: [
          event('none', { platform: 'slack', project: 'MOSN' }),
          event('none', { platform: 'repl' }),
          event('answered', { platform: 'slack' }),
          event('silent', { platform: 'discord', project: 'Seata' }),
        ],
      }),
    );
    expect(projects.map(({ project, asked }) => [project, asked])).toEqual([
      [null, 2],
      ['MOSN', 1],
      ['Seata', 0],
    ]);
    expect(platforms.map(({ platform }) => platform)).toEqual(['slack', 'repl', 'discord']);
  });
});

const read = (
  kind: EventKind,
  local: SecondReading['local'],
  decided: SecondReading['decided'],
  more: Partial<SecondReading> = {},
): InsightEvent =>
  event(kind, { second: { isAway: false, local, decided, isOtherEntry: false, milliseconds: 0, ...more } });
const took = (milliseconds: number, isAway = false): InsightEvent =>
  read('none', 'none', 'none', { milliseconds, isAway });
const secondReaderOf = (...events: readonly InsightEvent[]) => insightsOf(data({ events })).secondReader;

describe('the second reader', () => {
  it.each([
    ['an answer that stays', read('answered', 'answer', 'answer'), {}],
    ['an answer taken back', read('none', 'answer', 'none'), { changed: 1, keptSilent: 1 }],
    ['a suggestion taken back', read('none', 'suggest', 'none'), { changed: 1, keptSilent: 1 }],
    ['an overheard answer taken back', read('silent', 'answer', 'suggest'), { changed: 1, keptSilent: 1 }],
    // Overheard, neither is posted.
    ['an overheard suggestion taken back', read('silent', 'suggest', 'none'), {}],
    ['an overheard suggestion found', read('silent', 'none', 'suggest'), {}],
    ['an answer found', read('answered', 'none', 'answer'), { changed: 1, found: 1 }],
    ['a suggestion that became an answer', read('answered', 'suggest', 'answer'), { changed: 1, found: 1 }],
    ['a suggestion found', read('suggested', 'none', 'suggest'), { changed: 1, found: 1 }],
    ['an answer that became a suggestion', read('suggested', 'answer', 'suggest'), { changed: 1 }],
    ['another entry', read('answered', 'answer', 'answer', { isOtherEntry: true }), { changed: 1 }],
    ['another entry that is not shown', read('none', 'none', 'none', { isOtherEntry: true }), {}],
    ['no verdict', read('answered', 'answer', 'answer', { isAway: true }), { away: 1 }],
  ])('%s', (_, one, expected) => {
    const none = { asked: 1, away: 0, changed: 0, keptSilent: 0, found: 0, medianMilliseconds: null };
    expect(secondReaderOf(one)).toEqual({ ...none, ...expected });
  });

  it('has the median of the requests that brought a verdict', () => {
    const times = [took(900), took(0), took(2500, true), took(400)];
    expect(secondReaderOf(...times)?.medianMilliseconds).toBe(650);
    expect(secondReaderOf(...times, took(640))?.medianMilliseconds).toBe(640);
  });

  it('is not there where none was asked', () => {
    expect(secondReaderOf(event('answered'))).toBeNull();
  });
});

describe('entries', () => {
  const entries = ['a', 'b', 'c', 'd'].map((id) => ({ id, question: `${id}?` }));

  it('are used when they answered or were voted on, not when they were suggested', () => {
    const given = [
      event('answered', { entry: 'a' }),
      event('suggested', { entry: 'b' }),
      ...votes('c', 0, 1),
    ];
    const { neverUsed } = insightsOf(data({ events: given, entries }));
    expect(neverUsed).toEqual({ count: 2, of: 4, entries: [entries[1], entries[3]] });
  });

  it('are voted down by more than half of at least two votes', () => {
    const given = [
      ...votes('a', 0, 1),
      ...votes('b', 2, 2),
      ...votes('c', 1, 2),
      ...votes('d', 0, 5),
      ...votes('gone', 0, 9),
    ];
    expect(insightsOf(data({ events: given, entries })).votedDown).toEqual([
      { id: 'd', question: 'd?', helpful: 0, unhelpful: 5 },
      { id: 'c', question: 'c?', helpful: 1, unhelpful: 2 },
    ]);
  });
});
