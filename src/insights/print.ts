/** Insights as text for a terminal. Pure. */

import { styleText } from 'node:util';
import stringWidth from 'string-width';
import type { Cluster, Figures, Insights, KnownEntry, SecondReaderFigures } from './model.js';
import { cutToColumns } from './columns.js';
import { bar, type Column, GAP, tableLines } from './table.js';
import { isoDay } from '../text/iso-day.js';

export interface PrintOptions {
  /** Columns of the terminal; `Infinity` shortens nothing but what is endless. */
  readonly columns: number;
  /** Whether it shows more than ASCII; the questions themselves stay as they are. */
  readonly unicode: boolean;
  readonly colour: boolean;
}

/** Columns of the longest bar. */
const BAR_WIDTH = 16;

/** Rows of a list that are printed; `--json` has them all. */
const MOST_WEEKS = 26;
const MOST_CLUSTERS = 20;
const MOST_ENTRIES = 10;

/** Columns of a question, where the terminal has them. */
const QUESTION_WIDTH = 60;
const LEAST_QUESTION_WIDTH = 20;

/** Columns of a project's or a platform's name. */
const NAME_WIDTH = 24;

const FIGURES: readonly (readonly [title: string, of: (figures: Figures) => string])[] = [
  ['Asked', ({ asked }) => String(asked)],
  ['Answered', ({ answered }) => String(answered)],
  ['Suggested', ({ suggested }) => String(suggested)],
  ['None', ({ none }) => String(none)],
  ['Silent', ({ silent }) => String(silent)],
  ['Handed over', ({ handedOver }) => String(handedOver)],
  ['Helpful', ({ helpfulShare }) => (helpfulShare === null ? '-' : `${Math.round(100 * helpfulShare)} %`)],
];

/** @returns lines joined by line feeds, one at the end */
export function printInsights(insights: Insights, options: PrintOptions): string {
  const { since, total, weeks, platforms, projects, open, neverUsed, votedDown } = insights;
  const printed = weeks.slice(-MOST_WEEKS);
  const sections = [
    [since === null ? 'Everything so far; weeks are in UTC.' : `Since ${since}; days and weeks are in UTC.`],
    figureLines(
      'Week',
      printed.map((figures) => [figures.week, figures]),
      options,
      ['All', total],
      more(weeks.length - printed.length, 'earlier week', options),
    ),
    figureLines(
      'Platform',
      platforms.map((figures) => [figures.platform, figures]),
      options,
    ),
    figureLines(
      'Project',
      projects.map((figures) => [figures.project ?? '-', figures]),
      options,
    ),
    secondReaderLines(insights.secondReader),
    openLines(open, options),
    listLines(`Entries never used: ${neverUsed.count} of ${neverUsed.of}`, [ID], neverUsed.entries, options),
    listLines('Entries voted down', [ID, HELPFUL, UNHELPFUL], votedDown, options),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

type NamedFigures = readonly [name: string, figures: Figures];

/** A table with a bar for what was asked, the longest for the row that was asked most; `last` has none. */
function figureLines(
  title: string,
  rows: readonly NamedFigures[],
  options: PrintOptions,
  last?: NamedFigures,
  behind: readonly string[] = [],
): readonly string[] {
  const all = last === undefined ? rows : [...rows, last];
  if (all.length === 0) return [];
  const columns: readonly Column[] = [
    { title, align: 'left' },
    ...FIGURES.map(([name]): Column => ({ title: name, align: 'right' })),
  ];
  const lines = tableLines(
    columns,
    all.map(([name, figures]) => [
      cutToColumns(name, NAME_WIDTH, ellipsis(options)),
      ...FIGURES.map(([, of]) => of(figures)),
    ]),
  );
  const room = Math.min(BAR_WIDTH, options.columns - widest(lines) - GAP.length);
  const most = Math.max(1, ...rows.map(([, { asked }]) => asked));
  const barred = lines.map((line, index) => {
    const row = rows[index - 1];
    const drawn = row === undefined || room < 1 ? '' : bar(row[1].asked / most, room, options.unicode);
    return drawn === '' ? line : `${line}${GAP}${paint(drawn, 'cyan', options)}`;
  });
  return [...headed(barred, options), ...behind];
}

function secondReaderLines(figures: SecondReaderFigures | null): readonly string[] {
  if (figures === null) return [];
  const { asked, away, changed, keptSilent, found, medianMilliseconds: median } = figures;
  const changes = `changed ${changed} (${keptSilent} kept silent, ${found} found)`;
  const time = median === null ? '' : `, median ${median} ms`;
  return [`Second reader: asked ${asked}, away ${away}, ${changes}${time}`];
}

function openLines(open: readonly Cluster[], options: PrintOptions): readonly string[] {
  if (open.length === 0) return [];
  const columns: readonly Column[] = [
    { title: 'Askers', align: 'right' },
    { title: 'Wordings', align: 'right' },
    { title: 'Handed over', align: 'right' },
    { title: 'Since', align: 'left' },
    { title: 'Open question', align: 'left' },
  ];
  const fixed = 'Askers  Wordings  Handed over  YYYY-MM-DD  '.length;
  const rows = open
    .slice(0, MOST_CLUSTERS)
    .map(({ askers, questions, handedOver, since, title }) => [
      String(askers),
      String(questions.length),
      String(handedOver),
      isoDay(since),
      question(title.replace(/…$/, ellipsis(options)), fixed, options),
    ]);
  return [
    ...headed(tableLines(columns, rows), options),
    ...more(open.length - rows.length, 'cluster', options),
  ];
}

interface EntryColumn<Item> extends Column {
  readonly of: (item: Item) => string;
}

const ID: EntryColumn<KnownEntry> = { title: 'Entry', align: 'left', of: ({ id }) => id };
const HELPFUL: EntryColumn<{ readonly helpful: number }> = {
  title: 'Helpful',
  align: 'right',
  of: ({ helpful }) => String(helpful),
};
const UNHELPFUL: EntryColumn<{ readonly unhelpful: number }> = {
  title: 'Not helpful',
  align: 'right',
  of: ({ unhelpful }) => String(unhelpful),
};

function listLines<Item extends KnownEntry>(
  title: string,
  columns: readonly EntryColumn<Item>[],
  entries: readonly Item[],
  options: PrintOptions,
): readonly string[] {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, MOST_ENTRIES);
  const cells = shown.map((entry) =>
    columns.map(({ of }) => cutToColumns(of(entry), QUESTION_WIDTH, ellipsis(options))),
  );
  const plain = tableLines(columns, cells);
  const fixed = widest(plain) + GAP.length;
  const lines = tableLines(
    [...columns, { title: 'Question', align: 'left' }],
    cells.map((row, index) => [...row, question(shown[index]?.question ?? '', fixed, options)]),
  );
  return [
    paint(title, 'bold', options),
    ...headed(lines, options),
    ...more(entries.length - shown.length, 'entry', options),
  ];
}

function widest(lines: readonly string[]): number {
  return Math.max(...lines.map((line) => stringWidth(line)));
}

function question(text: string, fixed: number, options: PrintOptions): string {
  const room = Math.max(LEAST_QUESTION_WIDTH, Math.min(QUESTION_WIDTH, options.columns - fixed));
  return cutToColumns(text, room, ellipsis(options));
}

function ellipsis({ unicode }: PrintOptions): string {
  return unicode ? '…' : '...';
}

function more(count: number, what: string, options: PrintOptions): readonly string[] {
  const name = count === 1 ? what : what.replace(/y$/, 'ie').concat('s');
  return count <= 0
    ? []
    : [paint(`${ellipsis(options)} and ${count} more ${name} (--json has all)`, 'dim', options)];
}

function headed(lines: readonly string[], options: PrintOptions): readonly string[] {
  return lines.map((line, index) => (index === 0 ? paint(line, 'bold', options) : line));
}

function paint(text: string, format: 'bold' | 'dim' | 'cyan', { colour }: PrintOptions): string {
  return colour ? styleText(format, text, { validateStream: false }) : text;
}
