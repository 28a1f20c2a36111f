/** What a question holds and an entry does not, or the other way round, so that the entry answers something else. */

import type { Entry } from '../../knowledge/model.js';
import {
  isInVersionRange,
  mayBeSameVersion,
  type NumberedName,
  numberedNames,
  versionAskedFor,
  versionsIn,
} from '../../text/versions.js';
import { type Polarity, polarityOf } from '../analyse/polarity.js';
import type { Difference } from '../contract.js';
import type { Named, NameFinder, NamesFound } from './names.js';

export interface Differences {
  /** One that is plain enough to be told; an entry that has one is suggested at most. */
  readonly plain?: Difference;
  /** How many of the same kinds are in the answer alone, or are one-sided. */
  readonly doubtful: number;
  /** Members of families that the question names, where the entry names none of the family. */
  readonly strange: number;
  /** The same of acts. */
  readonly strangeActs: number;
  /** Whether one of question and nearest wording is put in the negative. */
  readonly otherPolarity: boolean;
}

/** What a text names. */
interface Seen {
  readonly text: string;
  readonly names: NamesFound;
  readonly versions: readonly string[];
  readonly numbers: readonly NumberedName[];
  /** The words that ask for a version. */
  readonly versionAsked: string | undefined;
}

interface SeenQuestion extends Seen {
  readonly polarity: Polarity;
}

interface SeenEntry {
  /** The question, its other wordings, and the thread's questions before it. */
  readonly asked: Seen;
  readonly answer: Seen;
  /** Both of them. */
  readonly whole: Omit<Seen, 'names' | 'versionAsked'>;
  /** The entry's own question, without the wordings. */
  readonly own: NamesFound;
  /** Project, title and tags. */
  readonly subject: NamesFound;
}

export interface DifferenceFinder {
  /** Words that names are made of, in lower case: a question's are not to be taken for slips. */
  readonly nameWords: ReadonlySet<string>;
  /** @param nearest the entry's wording that is nearest to the question */
  between(question: string, entry: Entry, nearest: string): Differences;
}

export function createDifferenceFinder(names: NameFinder): DifferenceFinder {
  const entries = new WeakMap<Entry, SeenEntry>();
  const seen = (text: string): Seen => ({
    text,
    names: names.find(text),
    versions: versionsIn(text),
    numbers: numberedNames(text),
    versionAsked: versionAskedFor(text),
  });
  const seenEntry = (entry: Entry): SeenEntry => {
    const kept = entries.get(entry);
    if (kept !== undefined) return kept;
    const { question, alternates, drafted = [], answer, thread, turn, project = '' } = entry;
    const before = thread.turns.slice(0, turn).map((earlier) => earlier.question);
    const asked = [question, ...alternates, ...drafted, ...before].join('\n');
    const whole = `${asked}\n${answer}`;
    const made: SeenEntry = {
      asked: seen(asked),
      answer: seen(answer),
      whole: { text: whole, versions: versionsIn(whole), numbers: numberedNames(whole) },
      own: names.find([question, ...before].join('\n')),
      subject: names.find(
        [project, thread.source.title ?? '', thread.section ?? '', ...thread.tags].join('\n'),
      ),
    };
    entries.set(entry, made);
    return made;
  };
  const seenQuestion = (text: string): SeenQuestion => ({ ...seen(text), polarity: polarityOf(text) });
  let last = seenQuestion('');
  return {
    nameWords: names.words,
    between(question, entry, nearest) {
      // One question is set against several entries.
      if (last.text !== question) last = seenQuestion(question);
      return differencesOf(last, seenEntry(entry), polarityOf(nearest));
    },
  };
}

function differencesOf(question: SeenQuestion, entry: SeenEntry, polarity: Polarity): Differences {
  const plain: Difference[] = [...otherVersions(question, entry)];
  let doubtful = question.versions.length > 0 && entry.whole.versions.length === 0 ? 1 : 0;
  let strange = 0;
  let strangeActs = 0;
  for (const [named, written] of question.names) {
    if ([entry.asked, entry.answer].some(({ names }) => names.has(named)) || entry.subject.has(named))
      continue;
    // What the question names too, it does not ask for in place of the other.
    const rivalIn = (names: NamesFound): string | undefined =>
      [...names].find(([other]) => isRival(named, other) && !question.names.has(other))?.[1];
    const rival = rivalIn(named.kind === 'act' ? entry.own : entry.asked.names);
    const isInAnswer = rival === undefined && rivalIn(entry.answer.names) !== undefined;
    if (rival !== undefined) plain.push({ kind: named.kind, asked: written, entry: rival });
    else if (isInAnswer) doubtful += 1;
    else if (named.kind === 'act') strangeActs += 1;
    else strange += 1;
  }
  return {
    plain: plain[0],
    doubtful,
    strange,
    strangeActs,
    otherPolarity: question.polarity !== polarity,
  };
}

/** Another member of the same family. */
function isRival(named: Named, other: Named): boolean {
  return named.family === other.family && named.member !== other.member;
}

/** Versions that the question names and the entry excludes by naming others, or that it asks for and the entry does not tell. */
function otherVersions(question: Seen, { asked, answer, whole }: SeenEntry): readonly Difference[] {
  const found = [otherNumber(question, whole), otherVersion(question, whole)];
  const wants = question.versionAsked;
  const isUntold = wants !== undefined && asked.versionAsked === undefined && answer.versions.length === 0;
  // The entry may name the version that was asked about, or none: it is not about another one.
  return [...found, isUntold ? ({ kind: 'part', asked: wants } as const) : undefined].filter(
    (one) => one !== undefined,
  );
}

/** `JDK 21` where the entry has `JDK 17`; `raft 3 个节点`, where it has five. */
function otherNumber(question: Seen, whole: SeenEntry['whole']): Difference | undefined {
  for (const { name, number: asked, isCount } of question.numbers) {
    const own = whole.numbers.filter((one) => one.name === name).map(({ number }) => number);
    if (own.length > 0 && !own.includes(asked))
      return { kind: isCount ? 'condition' : 'version', asked, entry: own[0] };
  }
  return undefined;
}

const isDotted = (version: string): boolean => version.includes('.');

/** `1.4.2` where the entry has `1.4.0`, and no range that holds it. */
function otherVersion(question: Seen, whole: SeenEntry['whole']): Difference | undefined {
  const wanted = question.versions.filter(isDotted);
  const told = whole.versions.filter(isDotted);
  const isTold = (version: string): boolean =>
    told.some((one) => mayBeSameVersion(version, one)) || isInVersionRange(version, whole.text);
  const isOther = wanted.length > 0 && told.length > 0 && !wanted.some(isTold);
  return isOther ? { kind: 'version', asked: wanted[0], entry: told[0] } : undefined;
}
