/** How a setting names a module of somebody else's. */

import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What `import` takes for the module: an address where it is named by a path, else the package's name.
 * @param folder where a relative path begins
 */
export function moduleAddress(name: string, folder: string): string {
  const isPath = name.startsWith('.') || isAbsolute(name) || /\.[cm]?[jt]s$/.test(name);
  return isPath ? pathToFileURL(resolve(folder, name)).href : name;
}
