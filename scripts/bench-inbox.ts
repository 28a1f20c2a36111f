/** `npm run bench:inbox`: what the inbox costs a question on SQLite, in milliseconds of processor time: writing it, and taking it out. */

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '../src/contract.js';
import { createInbox } from '../src/inbox.js';
import { sealerFrom } from '../src/sealing.js';
import { openStore } from '../src/store/open.js';

const ROUNDS = 40;
/** Rounds before it is measured. */
const WARM_UP = 10;
/** Questions that come, and are done, within the same milliseconds. */
const SIZES = [1, 10, 50] as const;

const say = (message: string): void => void process.stderr.write(`${message}\n`);
const logger: Logger = { debug: () => undefined, info: () => undefined, warn: say, error: say };
const folder = mkdtempSync(join(tmpdir(), 'qabot-inbox-'));
const database = openStore(join(folder, 'bench.db'), {
  lost: ({ message }) => say(message),
  recovered: () => undefined,
});
const sealer = sealerFrom('bench', 'inbox');
const inbox = createInbox({
  store: database.store('slack'),
  logger,
  unreadable: say,
  sealer: async () => sealer,
});
try {
  for (const size of SIZES) {
    let begun = process.cpuUsage();
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      if (round === 0) begun = process.cpuUsage();
      const ids = Array.from({ length: size }, () => randomUUID());
      const content = JSON.stringify({ ts: '1700000000.000100' });
      await Promise.all(
        ids.map((id) => inbox.take({ id, kind: 'mention', place: `T1/C1/${id}`, owner: 'U1', content })),
      );
      await Promise.all(ids.map((id) => inbox.done(id)));
    }
    const { user, system } = process.cpuUsage(begun);
    console.log(`${size} at once: ${((user + system) / 1000 / ROUNDS / size).toFixed(2)} ms a question`);
  }
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
