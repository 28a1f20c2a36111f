/** Newcomer tasks: a project's name, then tasks grouped by difficulty, then where to read more. */

import type { Difficulty, Task } from '../../../model.js';
import type { Line } from '../../markdown/lines.js';
import { detailsAt } from './details.js';
import type { Section, SectionContext } from '../sections.js';

const DIFFICULTIES: readonly (readonly [Difficulty, RegExp])[] = [
  ['easy', /^(?:easy|简单|容易|入门|初级)$/i],
  ['medium', /^(?:medium|中等|普通|中级)$/i],
  ['hard', /^(?:hard|困难|难|高级)$/i],
];

/** A name of at most three words, as a line of its own, or before 新手任务. */
const PROJECT = /^([A-Za-z][\w.+-]*(?: [\w.+-]+){0,2})(?:\s*新手任务)?\s*[：:]?$/;
const PUNCTUATION = /^[-•*\s「【]+|[：:；;。.\s」】]+$/g;

export function readTasks(section: Section, context: SectionContext): readonly Task[] {
  if (section.kind !== 'tasks') return [];
  const done: Task[] = [];
  let open: Task[] = [];
  let project: string | undefined;
  let difficulty: Difficulty | undefined;
  const finish = (details?: string): void => {
    done.push(...open.map((task) => ({ ...task, details })));
    open = [];
  };
  for (let index = 0; index < section.lines.length; index += 1) {
    const line = section.lines[index];
    if (!line || line.plain === '') continue;
    const details = detailsAt(section.lines, index, context.absolute);
    if (details) {
      index += details.taken - 1;
      finish(details.url);
      project = undefined;
      difficulty = undefined;
      continue;
    }
    const words = line.plain.replace(PUNCTUATION, '');
    const level = levelOf(words);
    const labelled = level === undefined ? readLabelled(line.plain) : undefined;
    difficulty = level ?? labelled?.above ?? difficulty;
    if (level !== undefined) continue;
    if (isProject(line)) {
      finish();
      project = PROJECT.exec(line.plain.trim())?.[1] ?? words;
      difficulty = undefined;
    } else if (project !== undefined && (difficulty !== undefined || labelled || line.marker !== '')) {
      const own = labelled?.own ?? difficulty;
      open.push({
        project,
        difficulty: own,
        text: (labelled?.text ?? line.plain).replace(/[；;。]$/, ''),
        source: context.at(line),
      });
    }
  }
  finish();
  return done;
}

function levelOf(words: string): Difficulty | undefined {
  return DIFFICULTIES.find(([, pattern]) => pattern.test(words))?.[0];
}

const BEFORE =
  /^[\s•-]*(?:[「【[(（]\s*(?<boxed>[^」】\])）]{1,12}?)\s*[」】\])）]\s*[：:]?|(?<bare>[^\s：:]{1,12})\s*(?:[：:]|\s[-–—|]\s))\s*(?<text>\S.*)$/u;
const BEHIND =
  /^(?<text>.*\S)\s*[「【[(（]\s*(?:难度\s*[：:]\s*)?(?<boxed>[^」】\])）]{1,12}?)\s*[」】\])）][；;。]?$/u;

/**
 * A task with its difficulty on the same line: `Easy：...`, `[Easy] ...` hold for the tasks below too (`above`),
 * `...（简单）` for this one alone (`own`).
 */
function readLabelled(
  plain: string,
): { readonly above?: Difficulty; readonly own?: Difficulty; readonly text: string } | undefined {
  const before = BEFORE.exec(plain)?.groups;
  const above = levelOf(before?.['boxed'] ?? before?.['bare'] ?? '');
  if (above !== undefined) return { above, text: before?.['text'] ?? '' };
  const behind = BEHIND.exec(plain)?.groups;
  const own = levelOf(behind?.['boxed'] ?? '');
  return own === undefined ? undefined : { own, text: behind?.['text'] ?? '' };
}

function isProject(line: Line): boolean {
  return line.marker === '' && line.alone && line.links.length === 0 && PROJECT.test(line.plain.trim());
}
