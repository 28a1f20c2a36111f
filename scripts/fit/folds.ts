/** Splits for cross-validation: all that is asked about one thread falls into one fold. */

export const FOLDS = 10;

/** Sets that grow together: every two threads that answer one question are one group. */
export function grouping(links: readonly (readonly string[])[]): (name: string) => string {
  const parents = new Map<string, string>();
  const root = (name: string): string => {
    const parent = parents.get(name) ?? name;
    return parent === name ? name : root(parent);
  };
  for (const [first, ...others] of links) {
    for (const other of others) if (first !== undefined) parents.set(root(other), root(first));
  }
  return root;
}

/** The fold of a group, 0..FOLDS-1, the same on every run. */
export function foldOf(group: string): number {
  return hashOf(group) % FOLDS;
}

/** FNV-1a with a final mix: 32 bits. */
export function hashOf(group: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < group.length; at += 1) hash = Math.imul(hash ^ group.charCodeAt(at), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
