import type { Language } from '../contract.js';
import type { Decision, SecondOpinion } from '../engine/judge.js';
import type { Thresholds } from '../engine/thresholds.js';
import type { Entry } from '../knowledge/model.js';
import { isSavedEntry } from '../knowledge/saved-answer-id.js';
import type { Match, Matching } from '../match/contract.js';
import { type TextKey, texts } from '../texts/texts.js';
import { differing, shortLine } from './compose.js';

interface Explained {
  readonly question: string;
  readonly previous?: string;
  readonly matching: Matching;
  readonly decision: Decision;
  readonly thresholds: Thresholds;
  /** What {@link Matching.overheard} needs for an answer, 0..1. */
  readonly overheardNeeded: number;
  /** Where a second reader was asked. */
  readonly second?: SecondOpinion;
}

/** Why a reply that a member chose from a list is shown. */
export function explainPick(language: Language, entry: Entry): string {
  const lines = [texts(language, 'why.picked'), ...origin(language, entry)];
  return [texts(language, 'why.title'), lines.map((text) => `- ${text}`).join('\n')].join('\n\n');
}

/** Why the bot answered what it did, as Markdown: matched terms, score parts, runner-up, margin, file and line. */
export function explain(language: Language, explained: Explained): string {
  const { matching, decision, thresholds } = explained;
  const say = (key: TextKey, values?: Readonly<Record<string, string | number>>): string =>
    texts(language, key, values);
  const terms = (list: readonly string[]): string =>
    list.length === 0 ? say('why.nothing') : list.map((term) => `\`${term}\``).join(' ');

  const lines = [say('why.question', { question: explained.question })];
  if (explained.previous !== undefined) lines.push(say('why.previous', { question: explained.previous }));
  lines.push(
    say('why.decision', {
      decision: say(DECISIONS[decision]),
      confidence: number(matching.matches[0]?.confidence ?? 0),
      answer: number(explained.second?.needed ?? thresholds.answer),
      suggest: number(thresholds.suggest),
    }),
  );
  if (explained.second !== undefined) lines.push(secondReaderLine(language, explained.second));
  lines.push(
    say(matching.looksLike === undefined ? 'why.asks' : 'why.looksLike', {
      asks: number(matching.asks),
      kind: texts(language, `quiet.${matching.looksLike ?? 'answer'}`),
    }),
    say('why.overheard', {
      overheard: number(matching.overheard),
      threshold: number(explained.overheardNeeded),
    }),
  );
  const [best, second] = matching.matches;
  if (best === undefined) lines.push(say('why.noMatch'));
  else {
    lines.push(
      say('why.matched', { terms: terms(best.terms) }),
      say('why.missing', { terms: terms(matching.missing) }),
    );
    if (second !== undefined) {
      lines.push(
        say('why.runnerUp', {
          question: shortLine(second.entry.question, RUNNER_UP_LENGTH),
          score: number(second.score),
          margin: number(best.score - second.score),
        }),
      );
    }
    if (best.differs !== undefined) lines.push(differing(language, 'why.differs', best.differs));
    if (best.drafted !== undefined) lines.push(say('why.drafted'));
    if (best.sounds !== undefined)
      lines.push(say('why.sounds', { for: terms(best.sounds.for), against: terms(best.sounds.against) }));
    if (best.confirmed !== undefined) lines.push(say('why.confirmed', { wording: best.confirmed }));
    lines.push(...origin(language, best.entry));
  }
  const tables = [
    ...table(language, 'why.ranking', weightiest(best?.parts ?? [], RANKING_PARTS)),
    ...table(language, 'why.asking', weightiest(matching.relevanceParts, RELEVANCE_PARTS)),
  ];
  return [say('why.title'), lines.map((line) => `- ${line}`).join('\n'), ...tables].join('\n\n');
}

/** "Second reader: chose 2 of 5, sure". */
function secondReaderLine(language: Language, { verdict, candidates }: SecondOpinion): string {
  if (verdict === undefined) return texts(language, 'why.second.away');
  const { asks, pick, sure, differs } = verdict;
  const chose =
    pick === 0
      ? texts(language, 'why.second.none', { candidates })
      : texts(language, 'why.second.chose', { pick, candidates });
  const kind = differs !== undefined ? 'why.second.partly' : sure ? 'why.second.sure' : 'why.second.unsure';
  return [
    chose,
    ...(pick === 0 ? [] : [texts(language, kind)]),
    ...(asks ? [] : [texts(language, 'why.second.asksNothing')]),
  ].join(texts(language, 'why.second.comma'));
}

function origin(language: Language, { id, thread }: Entry): readonly string[] {
  const { path, line } = thread.source;
  return [
    ...(isSavedEntry(id) ? [texts(language, 'why.saved')] : []),
    texts(language, 'why.place', { path, line }),
  ];
}

const DECISIONS = {
  answer: 'decision.answer',
  suggest: 'decision.suggest',
  none: 'decision.none',
} as const satisfies Record<Decision, TextKey>;

const RUNNER_UP_LENGTH = 60;

/** Rows of the two tables, eight together: more is for a debugger. */
const RANKING_PARTS = 5;
const RELEVANCE_PARTS = 3;

/** The parts that move a score most, up or down, the weightiest first. */
function weightiest(parts: Match['parts'], count: number): Match['parts'] {
  return parts
    .filter(({ value }) => value !== 0)
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, count);
}

/** A part that the catalogue has no name for keeps its own. */
function partName(language: Language, name: string): string {
  const key = `part.${name}`;
  const title = texts(language, key);
  return title === key ? name : title;
}

function table(language: Language, title: TextKey, parts: Match['parts']): readonly string[] {
  if (parts.length === 0) return [];
  const rows = parts.map((part) => `| ${partName(language, part.name)} | ${number(part.value)} |`);
  return [
    [`| ${texts(language, title)} | ${texts(language, 'why.value')} |`, '| --- | ---: |', ...rows].join('\n'),
  ];
}

const number = (value: number): string => value.toFixed(3);
