import type { Overview } from '../contract.js';
import type { Knowledge } from '../knowledge/model.js';

/** @param entries how many there are now, those that were saved among them */
export function overview(knowledge: Knowledge, entries: number): Overview {
  const { threads, projects } = knowledge;
  const dated = threads.map(({ source }) => source).filter(({ date }) => date !== undefined);
  const newest = dated.reduce<(typeof dated)[number] | undefined>(
    (best, source) => (best === undefined || (source.date ?? '') > (best.date ?? '') ? source : best),
    undefined,
  );
  return {
    // What was saved stands for itself, each a thread of its own.
    threads: threads.length + entries - knowledge.entries.length,
    entries,
    projects: projects.map(({ name }) => name),
    newest,
  };
}
