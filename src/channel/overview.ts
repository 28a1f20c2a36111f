import type { Overview } from '../contract.js';
import type { Knowledge } from '../knowledge/model.js';

export function overview({ threads, entries, projects }: Knowledge): Overview {
  const dated = threads.map(({ source }) => source).filter(({ date }) => date !== undefined);
  const newest = dated.reduce<(typeof dated)[number] | undefined>(
    (best, source) => (best === undefined || (source.date ?? '') > (best.date ?? '') ? source : best),
    undefined,
  );
  return {
    threads: threads.length,
    entries: entries.length,
    projects: projects.map(({ name }) => name),
    ...(newest === undefined ? {} : { newest }),
  };
}
