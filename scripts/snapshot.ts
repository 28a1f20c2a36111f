/**
 * The last step of `npm run build`: names the build after its content, and keeps what the shipped knowledge reads as, so
 * that the very first start is quick.
 */

import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULTS } from '../src/settings.js';
import { openEngine } from '../src/engine/engine.js';
import { buildIdFile, packageFolder } from '../src/knowledge/files/folders.js';
import { shippedSnapshots } from '../src/engine/snapshot.js';

const compiled = join(packageFolder(), 'dist', 'src');
const hash = createHash('sha256');
for (const path of (await readdir(compiled, { recursive: true })).toSorted()) {
  if (/\.(?:js|json)$/.test(path)) hash.update(path).update(await readFile(join(compiled, path)));
}
await writeFile(buildIdFile(), hash.digest('hex'));
await rm(shippedSnapshots(), { recursive: true, force: true });
await openEngine({
  knowledge: [],
  projects: true,
  glossary: true,
  precision: DEFAULTS.precision,
  precisionOverheard: DEFAULTS.precisionOverheard,
  snapshots: [shippedSnapshots()],
  training: 'wait',
});
