/** The circle across platforms, and across processes that share a database. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../src/store/contract.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { openStore } from '../../src/store/open.js';
import { PREPARE, prepareShapes } from '../slack/shapes.js';
import { createPostgres, hasPostgres } from '../store/databases.js';
import { PATIENCE, type Community, saying } from '../support/circle/community.js';
import { type Core, type CoreOptions, engineOf, startCore } from '../support/circle/core.js';
import { discordCommunity } from '../support/circle/discord.js';
import { slackCommunity } from '../support/circle/slack.js';
import { entriesOf, KNOWLEDGE, thread, turn } from '../support/knowledge.js';
import * as story from '../support/circle/story.js';

const { ANSWER, ANSWERED, OTHER_WORDS, QUESTION, STORY, UNDER_ANSWERS } = story;

beforeAll(prepareShapes, PREPARE);

/** What was opened last is closed first. */
const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

async function joined<T extends Community>(opening: Promise<T>): Promise<T> {
  const community = await opening;
  opened.push(() => community.close());
  return community;
}

/** A process, as far as the core and its adapters are one. */
async function begin(database: Database, ...platforms: readonly Community[]): Promise<Core> {
  return await beginWith({ database, platforms });
}

async function beginWith(options: CoreOptions): Promise<Core> {
  const core = await startCore(options);
  opened.push(async () => {
    await core.stop();
    expect(core.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
  return core;
}

/** Waits for what was begun, and looks at the open questions once more. */
async function settle(...cores: readonly Core[]): Promise<void> {
  for (const { circle } of cores) {
    await circle.learning.settled();
    await circle.refresh();
    await circle.learning.settled();
  }
}

/** Waits until a process knows the answer by itself. */
async function knows({ circle }: Core): Promise<void> {
  const isKnown = (): boolean => [...circle.entries.all()].some(({ answer }) => answer === ANSWER);
  await vi.waitFor(() => expect(isKnown()).toBe(true), PATIENCE);
}

it(
  'asked on Slack and on Discord it is one item with two askers, and both are told',
  async () => {
    const slack = await joined(slackCommunity());
    const discord = await joined(discordCommunity());
    const core = await begin(memoryDatabase(), slack, discord);

    const first = await story.handOver(slack, 'ann', QUESTION);
    const open = await story.theOne(slack.forMaintainers);
    const second = await story.handOver(discord, 'ben', '想问 Kestrel 连接池怎么限制最大的空闲时间');
    expect(discord.forMaintainers()).toEqual([]);
    const item = await discord.review('mia', QUESTION);
    expect(item.text).toMatch(saying('review.item.question', { count: 2 }));

    await story.accept(slack, await story.answerOpen(slack, open));
    await story.theOne(() => story.answersAt(first, slack));
    await story.theOne(() => story.answersAt(second, discord));
    for (const community of [slack, discord]) {
      expect((await community.ask('carl', OTHER_WORDS)).text).toContain(ANSWERED);
    }
    await settle(core);
    expect(story.answersAt(first, slack)).toHaveLength(1);
    expect(story.answersAt(second, discord)).toHaveLength(1);
    expect(slack.forMaintainers()).toHaveLength(1);
  },
  STORY,
);

it(
  'whoever’s platform was down when the answer came is told when it is back, once',
  async () => {
    const database = memoryDatabase();
    const before = await joined(slackCommunity());
    const down = await begin(database, before);
    const unknown = await story.handOver(before, 'ann', QUESTION);
    await down.stop();
    const discord = await joined(discordCommunity());
    const other = await begin(database, discord);
    await story.accept(discord, await story.answerOpen(discord, await discord.review('mia', QUESTION)));
    await settle(other);
    expect(story.answersAt(unknown, before)).toEqual([]);

    const after = await joined(slackCommunity(before.api));
    const back = await begin(database, after);
    const late = await story.theOne(() => story.answersAt(unknown, after));
    expect((await after.act('ann', late, 'helpful')).text).toMatch(saying('feedback.thanks'));
    await settle(back, other);
    expect(story.answersAt(unknown, after)).toHaveLength(1);
  },
  STORY,
);

it(
  'an open question is answered by files that are new at the next start',
  async () => {
    const database = memoryDatabase();
    const before = await joined(slackCommunity());
    const old = await begin(database, before);
    const unknown = await story.handOver(before, 'ann', QUESTION);
    await old.stop();

    const written = thread('w2#1', 'Kestrel', [turn('Kestrel 连接池的最大空闲时间怎么限制？', ANSWER)]);
    const threads = [...KNOWLEDGE.threads, written];
    const engine = engineOf({ ...KNOWLEDGE, threads, entries: entriesOf(threads) });
    const after = await joined(slackCommunity(before.api));
    const core = await beginWith({ database, platforms: [after], engine });
    await story.theOne(() => story.answersAt(unknown, after));
    await settle(core);
    expect(story.answersAt(unknown, after)).toHaveLength(1);
    expect((await core.circle.review('zh', 1)).total).toBe(0);
  },
  STORY,
);

interface Shared {
  /** Another connection to the same database. */
  open(): Database;
}

async function sqlite(): Promise<Shared> {
  const folder = await mkdtemp(join(tmpdir(), 'qabot-circle-'));
  opened.push(() => rm(folder, { recursive: true, force: true }));
  return sharedAt(join(folder, 'qabot.db'));
}

async function postgres(): Promise<Shared> {
  const { url, drop } = await createPostgres();
  opened.push(drop);
  return sharedAt(url);
}

function isNeverLost(error: Error): void {
  expect.soft(error.message).toBe('');
}

function sharedAt(address: string): Shared {
  return {
    open() {
      const database = openStore(address, { lost: isNeverLost, recovered: () => {} });
      opened.push(() => database.close());
      return database;
    },
  };
}

describe.each([
  ['SQLite', sqlite, true],
  ['PostgreSQL', postgres, hasPostgres],
] as const)('two processes on one %s', (_, share, isThere) => {
  it.runIf(isThere)(
    'take each other’s presses on Slack, tell the asker once, and serve what the other accepted',
    async () => {
      const database = await share();
      const one = await joined(slackCommunity());
      const two = await joined(slackCommunity(one.api));
      const first = await begin(database.open(), one);
      const second = await begin(database.open(), two);

      const unknown = await story.handOver(one, 'ann', QUESTION);
      const open = await story.theOne(one.forMaintainers);
      await story.accept(two, await story.answerOpen(two, open));
      await story.theOne(() => story.answersAt(unknown, one));
      await knows(first);
      const answer = await one.ask('ben', OTHER_WORDS);
      expect(answer.text).toContain(ANSWERED);
      expect((await two.act('ben', answer, 'helpful')).text).toMatch(saying('feedback.thanks'));
      // A moment later one line leads to the answer above it.
      expect((await two.ask('carl', OTHER_WORDS)).text).toContain(QUESTION);
      await settle(first, second);
      expect(story.answersAt(unknown, one)).toHaveLength(1);
    },
    STORY,
  );

  it.runIf(isThere)(
    'serve what the other accepted on Discord, and tell each asker once',
    async () => {
      const database = await share();
      const one = await joined(discordCommunity());
      const two = await joined(discordCommunity());
      const first = await begin(database.open(), one);
      const second = await begin(database.open(), two);

      const here = await story.handOver(one, 'ann', QUESTION);
      const there = await story.handOver(two, 'ben', QUESTION);
      expect(two.forMaintainers()).toEqual([]);
      const open = await story.theOne(one.forMaintainers);
      await story.accept(one, await story.answerOpen(one, open));
      // Each of them could tell everybody, as both belong to one bot.
      const told = (asked: typeof here) => [one, two].flatMap((on) => story.answersAt(asked, on));
      for (const asked of [here, there]) await story.theOne(() => told(asked));
      await knows(second);
      const answer = await two.ask('carl', OTHER_WORDS);
      expect(answer.text).toContain(ANSWERED);
      expect(answer.kinds.toSorted()).toEqual(UNDER_ANSWERS);
      await settle(first, second);
      for (const asked of [here, there]) expect(told(asked)).toHaveLength(1);
    },
    STORY,
  );

  it.runIf(isThere)(
    'with a platform each: asked on Discord, answered in Slack’s App Home, told on Discord',
    async () => {
      const database = await share();
      const slack = await joined(slackCommunity());
      const discord = await joined(discordCommunity());
      const first = await begin(database.open(), slack);
      const second = await begin(database.open(), discord);

      const unknown = await story.handOver(discord, 'ann', QUESTION);
      await story.theOne(discord.forMaintainers);
      const open = await slack.review('mia', QUESTION);
      await story.accept(slack, await story.answerOpen(slack, open));
      await story.theOne(() => story.answersAt(unknown, discord));
      await knows(second);
      expect((await discord.ask('ben', OTHER_WORDS)).text).toContain(ANSWERED);
      await settle(first, second);
      expect(story.answersAt(unknown, discord)).toHaveLength(1);
    },
    STORY,
  );
});
