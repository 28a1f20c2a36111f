import type { Entry, Knowledge } from '../../src/knowledge/model.js';

type Row = Pick<Entry, 'id' | 'question' | 'answer'> & Partial<Entry>;

/** Entries of a table: each is a thread of its own. */
export function entriesOf(...rows: readonly Row[]): readonly Entry[] {
  return rows.map((row) => ({
    thread: {
      id: row.id,
      n: 1,
      tags: [],
      turns: [{ question: row.question, answer: row.answer, alternates: [], links: [], line: 1 }],
      source: { path: 'faq.jsonl', line: 1 },
    },
    turn: 0,
    alternates: [],
    links: [],
    ...row,
  }));
}

export function knowledgeOf(entries: readonly Entry[]): Knowledge {
  const nothing = { tasks: [], releases: [], readings: [], notes: [], findings: [] };
  return { ...nothing, threads: [], projects: [], glossary: [], families: [], entries };
}
