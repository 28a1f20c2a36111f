import type { Entry, Finding, Thread } from './model.js';
import { warning } from './readers/reader.js';

/** One entry for each answered turn. */
export function entriesOf(threads: readonly Thread[]): readonly Entry[] {
  return threads.flatMap((thread) =>
    thread.turns.flatMap((turn, index): readonly Entry[] => {
      if (turn.answer === undefined) return [];
      const project = thread.project ?? thread.printedProject;
      return [
        {
          id: entryId(thread, index),
          thread,
          turn: index,
          question: turn.question,
          alternates: turn.alternates,
          drafted: turn.drafted,
          answer: turn.illustrated ?? turn.answer,
          links: turn.links,
          project,
        },
      ];
    }),
  );
}

/** The id of the entry that a thread's turn gives. */
export function entryId(thread: Thread, turn: number): string {
  return isNumbered(thread) ? `${thread.id}.${turn + 1}` : thread.id;
}

/** Threads of Markdown pages are numbered by the reader, and so are their turns; rows of tables bring their own ids. */
function isNumbered({ saved, source, turns }: Thread): boolean {
  return saved !== true && (turns.length > 1 || /\.(?:md|markdown)$/i.test(source.path));
}

/** Gives a second thread of the same id a suffix (`~2`), and reports it. */
export function uniqueIds(threads: readonly Thread[]): {
  readonly threads: readonly Thread[];
  readonly findings: readonly Finding[];
} {
  const given = new Set(threads.map(({ id }) => id));
  const seen = new Set<string>();
  /** The last suffix of each id that was taken. */
  const suffixes = new Map<string, number>();
  const findings: Finding[] = [];
  const unique = threads.map((thread) => {
    if (!seen.has(thread.id)) {
      seen.add(thread.id);
      return thread;
    }
    let count = (suffixes.get(thread.id) ?? 1) + 1;
    while (seen.has(`${thread.id}~${count}`) || given.has(`${thread.id}~${count}`)) count += 1;
    suffixes.set(thread.id, count);
    const id = `${thread.id}~${count}`;
    seen.add(id);
    const { path, line } = thread.source;
    findings.push(
      warning(path, line, 'id-duplicate', `the id "${thread.id}" is taken; this one becomes "${id}"`),
    );
    return { ...thread, id };
  });
  return { threads: unique, findings };
}
