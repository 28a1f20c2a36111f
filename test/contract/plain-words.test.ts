/** Several messages that are one question, plain words after an answer, and the same answer again: over the wire of each platform. */

import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../src/store/contract.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { PREPARE, prepareShapes } from '../slack/shapes.js';
import { type Community, PATIENCE, saying, type Shown } from '../support/circle/community.js';
import { type Core, startCore } from '../support/circle/core.js';
import { discordCommunity } from '../support/circle/discord.js';
import { slackCommunity } from '../support/circle/slack.js';
import { STORY } from '../support/circle/story.js';

beforeAll(prepareShapes, PREPARE);

const UPGRADE = 'SIGUSR2';
const TIMEOUT = 'timeout';
/** Milliseconds; no test takes so long. */
const LONG = 100_000;
/** Milliseconds in which what must not come would have come. */
const QUIET = 150;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, QUIET));

describe.each([
  ['Slack', slackCommunity],
  ['Discord', discordCommunity],
] as const)('on %s', (_, open) => {
  let community: Community;
  let core: Core;
  let database: Database;
  const begin = async (burstWait = 0): Promise<void> => {
    community = await open();
    database = memoryDatabase();
    // Discord tells the text of what does not name the bot only where a channel is switched on.
    const own = database.store(community.adapter.name);
    await own.set(`channel/${community.channel}`, JSON.stringify({ listening: true }));
    core = await startCore({ database, platforms: [community], burstWait });
  };
  afterEach(async () => {
    await core.stop();
    await community.close();
    expect(core.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  const hold = async (count: number): Promise<void> =>
    await vi.waitFor(() => expect(core.unfinished).toHaveLength(count), PATIENCE);
  const come = async (count: number): Promise<readonly Shown[]> =>
    await vi.waitFor(() => {
      const all = community.messages();
      expect(all.length).toBeGreaterThanOrEqual(count);
      return all;
    }, PATIENCE);
  const quiet = async (count: number): Promise<void> => {
    await pause();
    expect(community.messages()).toHaveLength(count);
  };
  const votes = async () => {
    await core.circle.learning.settled();
    return (await core.circle.learning.records.votes.list()).map(
      ([, { value, reason }]) => [value, reason] as const,
    );
  };

  it(
    'a greeting, a subject and the question bring one answer',
    async () => {
      await begin(LONG);
      await community.write('ann', '在吗', { mentions: true });
      await hold(1);
      await community.write('ann', 'kestrel 的热升级');
      await hold(2);
      // Somebody else's words are no part of it.
      await community.write('ben', '吃饭去');
      await community.write('ann', '支持吗');
      const [reply] = await come(1);
      expect(reply?.text).toContain(UPGRADE);
      await quiet(1);
    },
    STORY,
  );

  it(
    'overheard, they are one question too',
    async () => {
      await begin(LONG);
      await community.write('ann', 'Kestrel');
      await hold(1);
      await community.write('ann', 'Kestrel 支持热升级吗？');
      expect((await come(1))[0]?.text).toContain(UPGRADE);
      await quiet(1);
    },
    STORY,
  );

  it(
    'a greeting alone gets the guide after the wait, and a whole question is answered at once',
    async () => {
      await begin(50);
      expect((await community.ask('ann', '在吗')).text).toContain('/tasks');
      await core.stop();
      await community.close();
      await begin(LONG);
      expect((await community.ask('ann', 'Kestrel 支持热升级吗？')).text).toContain(UPGRADE);
      expect(core.unfinished).toEqual([]);
    },
    STORY,
  );

  it(
    'what waits is asked at the end of the program',
    async () => {
      await begin(LONG);
      const reply = community.ask('ann', '在吗');
      await hold(1);
      core.ends();
      expect((await reply).text).toContain('/tasks');
    },
    STORY,
  );

  it(
    '"why?" brings the explanation, and "that is wrong" is a vote with its reason, which is confirmed',
    async () => {
      await begin(LONG);
      const answer = await community.ask('ann', 'Kestrel 支持热升级吗？');
      await community.write('ann', 'why did you answer that', { to: answer, mentions: true });
      expect((await come(2))[1]?.text).toMatch(saying('why.title'));
      // Another member who speaks to the bot votes for themselves.
      await community.write('ben', "this doesn't help, we use k8s", { to: answer, mentions: true });
      const noted = (await come(3))[2];
      expect(noted?.text).toMatch(saying('feedback.noted'));
      expect(noted?.kinds).toEqual(['ask-maintainers']);
      await community.write('ann', '解决了谢谢', { to: answer, mentions: true });
      await vi.waitFor(() => expect(community.reactions()).toBe(1), PATIENCE);
      expect(new Map(await votes())).toEqual(
        new Map([
          ['helpful', undefined],
          ['unhelpful', "this doesn't help, we use k8s"],
        ]),
      );
      await quiet(3);
    },
    STORY,
  );

  it(
    'an answer that was removed is shown whole again',
    async () => {
      await begin();
      const first = await community.ask('ann', 'Heron 的超时时间怎么配置？');
      const noted = database.store(community.adapter.name);
      await vi.waitFor(async () => expect(await noted.list('posted/')).toHaveLength(1), PATIENCE);
      await community.remove('ann', first);
      await vi.waitFor(async () => expect(await noted.list('posted/')).toEqual([]), PATIENCE);
      expect((await community.ask('ben', 'Heron 的超时时间怎么配置？')).text).toContain(TIMEOUT);
    },
    STORY,
  );

  it(
    'in a thread that the bot has begun unasked, the asker need not name it',
    async () => {
      await begin();
      await community.write('ann', 'Kestrel 支持热升级吗？');
      const [answer] = await come(1);
      await community.write('ann', '答非所问', { to: answer });
      await vi.waitFor(async () => expect(await votes()).toEqual([['unhelpful', '答非所问']]), PATIENCE);
    },
    STORY,
  );

  it(
    'words of people who talk with each other are no votes, and a question that goes on is a question',
    async () => {
      await begin();
      const answer = await community.ask('ann', 'Heron 的超时时间怎么配置？');
      await community.write('ben', '不对');
      await community.write('ann', '为什么 Kestrel 支持热升级？', { to: answer, mentions: true });
      expect((await come(2))[1]?.text).toContain(UPGRADE);
      expect(await votes()).toEqual([]);
    },
    STORY,
  );

  it(
    'the same answer again is one line with a link to the one above, elsewhere it is whole',
    async () => {
      await begin();
      await community.ask('ann', 'Heron 的超时时间怎么配置？');
      const noted = database.store(community.adapter.name);
      await vi.waitFor(async () => expect(await noted.list('posted/')).toHaveLength(1), PATIENCE);
      for (const who of ['ben', 'carl'] as const) {
        const again = await community.ask(who, '请问 Heron 的超时时间怎么配置');
        expect(again.text).not.toContain(TIMEOUT);
        expect(again.text).toContain('Heron 的超时时间怎么配置');
        expect(again.text).toMatch(/https:\/\/(garden\.example\/archives|discord\.com\/channels)\/\w+\/\w+/);
        expect(again.kinds).toContain('unhelpful');
      }
      expect((await community.ask('ben', 'Kestrel 支持热升级吗？')).text).toContain(UPGRADE);
      expect((await community.askApart('dora', 'Heron 的超时时间怎么配置？')).text).toContain(TIMEOUT);
    },
    STORY,
  );
});

it(
  'on Slack, in a thread where people talk, "wrong" is said to them',
  async () => {
    const community = await slackCommunity();
    const database = memoryDatabase();
    const listening = JSON.stringify({ listening: true });
    await database.store(community.adapter.name).set(`channel/${community.channel}`, listening);
    const core = await startCore({ database, platforms: [community] });
    const answer = await community.ask('ann', 'Kestrel 支持热升级吗？');
    await community.write('ben', '不对', { to: answer });
    await pause();
    await community.write('ann', '不对', { to: answer });
    await pause();
    await core.stop();
    expect(await core.circle.learning.records.votes.list()).toEqual([]);
    expect(community.messages()).toHaveLength(1);
    await community.close();
  },
  STORY,
);
