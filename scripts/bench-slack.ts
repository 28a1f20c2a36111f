/**
 * Load test of the Slack adapter: `npm run bench:slack [-- --events 2000 --concurrency 50]`.
 * A bounded burst of signed mentions on loopback against Bolt's HTTP receiver, with the shipped knowledge, the real matcher and
 * SQLite. `--rate 500` sends as many events a second instead, whatever the bot makes of them, and prints the memory. Prints events a second, the times to acknowledgement and to reply, and what was lost or doubled; exit status 1 when
 * anything was.
 */

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import createSlack from '../adapters/slack/index.js';
import { createBot } from '../src/bot/bot.js';
import { createInbox } from '../src/inbox.js';
import { createChannels } from '../src/listening/channels.js';
import { overview } from '../src/app/hosts.js';
import { createMostAsked } from '../src/app/most-asked.js';
import { readSettings } from '../src/settings.js';
import { createTurns } from '../src/app/turns.js';
import type { Logger } from '../src/contract.js';
import { openEngine } from '../src/engine/engine.js';
import { sealerFrom } from '../src/sealing.js';
import { openStore } from '../src/store/open.js';
import { createTexts } from '../src/texts/texts.js';
import { type Load, type Measured, SECRET } from './bench-slack-load.js';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000' },
    concurrency: { type: 'string', default: '20' },
    rate: { type: 'string' },
  },
});

const load = new Worker(new URL('./bench-slack-load.js', import.meta.url));
const [{ apiPort }]: [{ apiPort: number }] = await once(load, 'message').then(([first]) => [first]);

let errors = 0;
const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (message, fields) => {
    errors += 1;
    if (errors <= 3) process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
  },
};
const engine = await openEngine({ ...readSettings({}), projects: true, glossary: true });
const folder = await mkdtemp(join(tmpdir(), 'qabot-bench-'));
const database = openStore(join(folder, 'bench.db'), {
  lost: ({ message }) => logger.error(message),
  recovered: () => undefined,
});
const store = database.store('slack');
const mostAsked = createMostAsked(database.store('core'), engine.knowledge, () => undefined, logger);
const turns = createTurns(mostAsked.counting(createBot({ ...engine, logger })));
const sealer = sealerFrom('bench', 'inbox');
const slack = createSlack();
const port = await freePort();
await slack.start({
  bot: turns.bot,
  store,
  unreadable: () => undefined,
  channels: createChannels({ store, logger, wait: 0 }),
  inbox: createInbox({
    store,
    logger,
    unreadable: () => undefined,
    sealer: async () => sealer,
  }),
  gather: async () => undefined,
  maintainers: [],
  secondReader: false,
  review: async () => ({ total: 0, items: [] }),
  overview: () => overview(engine.knowledge, engine.knowledge.entries),
  sealer: sealerFrom,
  mostAsked: mostAsked.mostAsked,
  suggestions: mostAsked.suggestions,
  settings: {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_PORT: String(port),
    SLACK_HOST: '127.0.0.1',
    SLACK_API_URL: `http://127.0.0.1:${apiPort}/api/`,
  },
  logger,
  texts: createTexts(slack.texts),
  acknowledging: turns.acknowledging,
  admits: turns.admits,
  exit: () => undefined,
});

const order: Load = {
  port,
  events: Number(values.events),
  concurrency: Number(values.concurrency),
  rate: values.rate === undefined ? undefined : Number(values.rate),
  questions: engine.knowledge.entries.map(({ question }) => question),
};
/** Megabytes, once a second. */
const memory: number[] = [];
const watching = setInterval(() => memory.push(Math.round(process.memoryUsage.rss() / 2 ** 20)), 1000);
load.postMessage(order);
const [measured]: [Measured] = await once(load, 'message').then(([first]) => [first]);
clearInterval(watching);
await slack.stop();
await database.close();
await load.terminate();
await rm(folder, { recursive: true, force: true });

const { acknowledged, replied, refused, lost, doubled, took } = measured;
process.stdout.write(
  [
    `events            ${order.events} (${acknowledged.length + refused} deliveries, ${order.concurrency} at once)`,
    `answered a second ${((1000 * replied.length) / took).toFixed(0)}`,
    `to acknowledge    ${spread(acknowledged)}`,
    `to reply          ${spread(replied)}`,
    `memory by seconds ${memory.join(' ')} MB`,
    `${order.rate === undefined ? 'lost' : 'dropped'} ${lost}, doubled ${doubled}, refused ${refused}, errors logged ${errors}`,
    '',
  ].join('\n'),
);
process.exitCode = (order.rate === undefined ? lost : 0) + doubled + refused + errors > 0 ? 1 : 0;

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(0);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
