/** Logs, stack traces, configuration and the like, pasted beside a question: told from its prose, and what of them is evidence. */

import { MAX_RAW_LENGTH } from '../contract.js';
import { spokenLanguage } from './language.js';
import { asks } from './questions.js';
import { HAN } from './script.js';

/** A message in two: what its author wrote, and what was pasted. */
export interface Parted {
  readonly prose: string;
  /** Empty where nothing was pasted. */
  readonly pasted: string;
}

const FENCE = /^\s*(?:```|~~~)/;

/** One such line is pasted, whatever stands around it. */
const LOG_LINE = new RegExp(
  [
    // Java, JavaScript, C#: `at x.y.Z(File.java:12)`, `... 12 more`.
    String.raw`^\s*at\s+[\w.$<>/\[\]~-]+(?:\s\[[^\]]*\])?\s*\(|^\s*at\s+\S+:\d+|^\s*\.{3}\s\d+\s(?:more|common frames)`,
    String.raw`^\s*(?:Caused by|Suppressed|Exception in thread|Wrapped by)\b`,
    String.raw`^\s*(?:[\w$]+\.)*[A-Z][\w$]*(?:Exception|Error)(?::\s|$)`,
    // Python.
    String.raw`^\s*Traceback \(most recent|^\s*File "[^"]+", line \d+`,
    // Go.
    String.raw`^goroutine \d+ \[|^panic: |^created by |^\s*\S+\.go:\d+|^[\w./*()$-]+\((?:0x[\da-f]+|\.\.\.|\))`,
    // A time, or a level, in front.
    String.raw`^\W{0,3}(?:\d{4}[-/.]\d\d[-/.]\d\d|\d\d:\d\d:\d\d[.,: \]])`,
    String.raw`^\W{0,3}(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|SEVERE)\b`,
    // A command behind a prompt.
    String.raw`^\s*(?:\$|\[?[\w.-]+@[\w.-]+[:\s~][^$#]*[$#]|PS [^>]*>|[A-Z]:\\[^>]*>|mysql>)\s`,
  ].join('|'),
);

/** JSON, YAML, properties, XML: a single one may as well be a sentence. */
const CONFIGURATION = new RegExp(
  [
    String.raw`^\s*[{}[\]()]+[,;]?\s*$`,
    String.raw`^\s*"[^"]+"\s*:\s*\S`,
    String.raw`^\s*(?:-\s+)?[A-Za-z_][\w./-]*\s*(?:=|:(?=\s|$))(?!.*[?？])`,
    String.raw`^\s*-\s+[\w./:"'-]+$`,
    String.raw`^\s*<[/!?]?[A-Za-z][^>]*>?`,
    String.raw`^\s*#`,
  ].join('|'),
);

/** So many lines of configuration in a row are pasted. */
const LEAST_CONFIGURATION = 3;
/** What is shorter in all is part of the sentence: an error message, a line of code. */
const LEAST_PASTED = 3;

type Kind = 'log' | 'configuration' | 'blank' | 'prose';

function kindOf(line: string): Kind {
  if (line.trim() === '') return 'blank';
  // A log that somebody asks about on the same line.
  if (HAN.test(line) && asks(line)) return 'prose';
  if (LOG_LINE.test(line)) return 'log';
  return CONFIGURATION.test(line) ? 'configuration' : 'prose';
}

const SYMBOL = /[\d:=/\\[\](){}<>|_]/;
/** A value, whose letters are no words: `pc=0x4a2b11`. */
const VALUE = /[\d=]/;

/** Whether nobody says it: names and symbols, with no word of a sentence. */
function isUnspoken(line: string): boolean {
  if (!SYMBOL.test(line) || HAN.test(line)) return false;
  const words = line.split(/\s+/).filter((word) => !VALUE.test(word));
  return spokenLanguage(words.join(' ')) === undefined;
}

/** Each line with whether it is pasted. */
function marked(lines: readonly string[]): readonly boolean[] {
  const pasted: boolean[] = [];
  let isFenced: boolean = false;
  let isAfterLog: boolean = false;
  let configured = 0;
  for (const [at, line] of lines.entries()) {
    const isFence = FENCE.test(line);
    const kind = kindOf(line);
    if (isFence) isFenced = !isFenced;
    const goesOn: boolean = isAfterLog && (/^\s{2,}|^\t/.test(line) ? !HAN.test(line) : isUnspoken(line));
    const isLog: boolean = isFence || isFenced || kind === 'log' || (kind === 'blank' ? isAfterLog : goesOn);
    configured = kind === 'configuration' && !isLog ? configured + 1 : 0;
    pasted.push(isLog || configured > LEAST_CONFIGURATION);
    if (configured === LEAST_CONFIGURATION) pasted.fill(true, at + 1 - configured);
    if (kind !== 'blank') isAfterLog = isLog;
  }
  return pasted;
}

/** Parts a message. Where little was pasted, all of it is prose. */
export function partPasted(message: string): Parted {
  const lines = message.split('\n');
  if (lines.length < LEAST_PASTED) return { prose: message, pasted: '' };
  const isPasted = marked(lines);
  const pastedLines = lines.filter((line, at) => isPasted[at] === true && /[^\s`~]/.test(line));
  if (pastedLines.length < LEAST_PASTED) return { prose: message, pasted: '' };
  const joined = (wanted: boolean): string => lines.filter((_, at) => isPasted[at] === wanted).join('\n');
  return { prose: joined(false).trim(), pasted: joined(true) };
}

/** The class of an exception with its message. */
const EXCEPTION =
  /(?<![\w$.])((?:[\w$]{1,60}\.){0,12}[A-Z][\w$]{0,80}(?:Exception|Error))\b:?[ \t]*([^\n]{0,300})/g;
/** A level with what is logged behind it. */
const FAILURE = /\b(?:ERROR|FATAL|SEVERE|WARN(?:ING)?|panic)\b[\]\s|:-]{0,8}([^\n]{0,300})/;
/** Where it ran: thread and logger in front of what is logged. */
const WHERE =
  /^(?:\[[^\]]*\]\s*|\(?[\w$-]{1,60}(?:\.[\w$-]{1,60}){1,12}(?::\d+)?\)?\s*(?=[-:[|])|[-:|]{1,5}\s*){1,4}/;

/** A value within a message, such as an id with its host: another one each time. */
const LOGGED_VALUE = /(?<!\S)\S*\d{4}\S*/g;
/** Characters of a message: what follows are values. */
const MESSAGE_LENGTH = 120;

/** What failed, by its log: the first exception and the root cause (the last one), each with its message; else the first error. Empty where nothing did. */
export function failureIn(pasted: string): string {
  const exceptions = Array.from(pasted.matchAll(EXCEPTION), ([, name = '', message = '']) =>
    `${name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1)} ${withoutValues(message)}`.trim(),
  );
  const [first] = exceptions;
  if (first !== undefined) return [...new Set([first, exceptions.at(-1)])].join('\n');
  const failure = FAILURE.exec(pasted)?.[1] ?? '';
  return withoutValues(failure.replace(WHERE, ''));
}

function withoutValues(message: string): string {
  return message.replace(LOGGED_VALUE, '').trim().slice(0, MESSAGE_LENGTH);
}

/** A message of at most `length` characters: of a pasted log only the beginning is left before any prose is cut. */
export function cutPasted(message: string, length: number): string {
  if (message.length <= length) return message;
  const { prose, pasted } = partPasted(message.slice(0, MAX_RAW_LENGTH));
  return `${prose}\n${pasted}`.slice(0, length);
}
