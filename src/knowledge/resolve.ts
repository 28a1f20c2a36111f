import type { Catalogue } from './catalogue.js';
import type { Thread } from './model.js';

/**
 * Adds the catalogue's project to a thread. A label that the catalogue knows wins over the address beside it, since
 * addresses are pasted and labels are typed; without a closing line, the one project that the thread names.
 */
export function resolveThread(thread: Thread, catalogue: Catalogue): Thread {
  const { printedProject, printedUrl } = thread;
  const project =
    (printedProject === undefined ? undefined : catalogue.byName(printedProject)) ??
    (printedUrl === undefined ? undefined : catalogue.byAddress(printedUrl)) ??
    (printedProject === undefined && thread.saved !== true ? namedProject(thread, catalogue) : undefined);
  return project ? { ...thread, project: project.name } : thread;
}

function namedProject(thread: Thread, catalogue: Catalogue): ReturnType<Catalogue['byName']> {
  const text = thread.turns.map(({ question, answer }) => `${question}\n${answer ?? ''}`).join('\n');
  const named = catalogue.namedIn(text);
  return named.length === 1 ? named[0] : undefined;
}

/**
 * Gives a task or a release the catalogue's name of its project. A release's address names its repository for sure,
 * while the words above it may speak of another project too.
 */
export function resolveNews<Item extends { readonly project?: string; readonly url?: string }>(
  item: Item,
  catalogue: Catalogue,
): Item {
  const project =
    (item.url === undefined ? undefined : catalogue.byAddress(item.url)) ??
    (item.project === undefined ? undefined : catalogue.byName(item.project));
  return project ? { ...item, project: project.name } : item;
}
