/** Mentions, thanks and what a message points at, on both wires, with the bot in earnest. */

import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.js';
import { createJudge } from '../../src/engine/judge.js';
import { thresholdsFor } from '../../src/engine/thresholds.js';
import { createMatcher } from '../../src/match/matcher.js';
import { type FakeHost, fakeHost } from '../../src/testing/fakes.js';
import type { Platform } from '../../src/testing/platform.js';
import { discordPlatform } from '../support/discord/platform.js';
import { snowflake } from '../support/discord/world.js';
import * as world from '../support/discord/world.js';
import { KNOWLEDGE } from '../support/knowledge.js';
import { escape, slackPlatform } from '../slack/platform.js';
import { PREPARE, prepareShapes } from '../slack/shapes.js';

type Person = 'ann' | 'ben';

/** A platform with a channel that is not switched on, and threads. */
interface Wire {
  readonly platform: Platform;
  /** How the bot is named in a message. */
  readonly bot: string;
  readonly reactions: () => number;
  prepare(host: FakeHost): Promise<void>;
  /** Writes at the top of the channel or in the thread of a message; gives the message. */
  write(who: Person, text: string, thread?: string): Promise<string>;
}

async function slackWire(): Promise<Wire> {
  const platform = await slackPlatform();
  const { api, send } = platform;
  const bot = `<@${api.botUser}>`;
  const write = async (who: Person, text: string, thread?: string): Promise<string> => {
    const typed = escape(text).replaceAll(escape(bot), bot);
    const ts = await platform.write(who, typed, thread);
    const event = {
      channel: api.channel,
      channel_type: 'channel',
      user: api.users[who],
      text: typed,
      ts,
      thread_ts: thread,
    };
    await send.event({ ...event, type: 'message' });
    if (typed.includes(bot)) await send.event({ ...event, type: 'app_mention' });
    return ts;
  };
  const reactions = () => api.calls.filter(({ method }) => method === 'reactions.add').length;
  return { platform, bot, reactions, write, prepare: async () => {} };
}

/** The text of messages that do not name the bot comes where it listens in some channel. */
const listenElsewhere = async (host: FakeHost): Promise<void> =>
  void (await host.channels.change(world.OTHER_CHANNEL, { listening: true }));

async function discordWire(): Promise<Wire> {
  const platform = await discordPlatform();
  const { discord } = platform;
  const threads = new Set<string>();
  const write = async (who: Person, text: string, thread?: string): Promise<string> => {
    const id = snowflake();
    if (thread !== undefined && !threads.has(thread)) {
      threads.add(thread);
      discord.open({ ...world.post(thread), parent_id: world.CHANNEL });
    }
    return platform.write(text, {
      id,
      author: who === 'ann' ? world.ANN : world.BEN,
      channel: thread ?? world.CHANNEL,
    });
  };
  const reactions = () => platform.reactions?.() ?? 0;
  return { platform, bot: `<@${world.BOT}>`, reactions, write, prepare: listenElsewhere };
}

const matcher = createMatcher(KNOWLEDGE);
const HOT = 'Kestrel 支持热升级吗？';
/** Long enough for what must not come. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 150));
beforeAll(prepareShapes, PREPARE);

describe.each([
  ['Slack', slackWire],
  ['Discord', discordWire],
] as const)('on %s', (_, open) => {
  let wire: Wire;
  beforeEach(async () => {
    wire = await open();
    const host = fakeHost(wire.platform.settings);
    await wire.prepare(host);
    const judge = createJudge({ matcher, thresholds: thresholdsFor() });
    await wire.platform.adapter.start({
      ...host,
      bot: createBot({ knowledge: KNOWLEDGE, matcher, judge, logger: host.logger }),
    });
  });
  afterEach(async () => {
    await wire.platform.adapter.stop();
    await wire.platform.close();
  });

  const said = (): readonly string[] => wire.platform.said().map(({ text }) => text);
  const comes = (count: number) => expect.poll(() => said().length, { timeout: 5000 }).toBe(count);
  const reacts = (count: number) => expect.poll(wire.reactions, { timeout: 5000 }).toBe(count);

  it('a mention in a quoted line or in code is not addressed', async () => {
    await wire.write('ben', `> ${wire.bot} ${HOT}\n别理它`);
    await wire.write('ben', `> ${wire.bot} ${HOT}`);
    await wire.write('ben', `type \`${wire.bot} ${HOT}\` to ask it`);
    await quiet();
    expect(said()).toEqual([]);
    expect(wire.reactions()).toBe(0);
    await wire.write('ben', `> ${HOT}\n${wire.bot} can you help here?`);
    await comes(1);
  });

  it('thanks and praise get a reaction', async () => {
    for (const text of [`hey folks, ${wire.bot} is pretty cool`, `${wire.bot} 谢谢`, `thanks ${wire.bot}!`])
      await wire.write('ben', text);
    await reacts(3);
    await quiet();
    expect(said()).toEqual([]);
  });

  it('in a thread with others what thanks or asks nothing gets no card', async () => {
    const root = await wire.write('ann', `${wire.bot} ${HOT}`);
    await comes(1);
    await wire.write('ben', '我们一直在用，没问题', root);
    await quiet();
    await wire.write('ann', '谢谢大家', root);
    await reacts(1);
    await wire.write('ann', '好的，我试试', root);
    await wire.write('ann', '解决了，是我配置写错了', root);
    await reacts(2);
    await quiet();
    // "好的，我试试" is said to Ben.
    expect(wire.reactions()).toBe(2);
    expect(said()).toHaveLength(1);
  });

  it('alone with the bot a follow-up that asks is answered, and no other', async () => {
    const root = await wire.write('ann', `${wire.bot} ${HOT}`);
    await comes(1);
    await wire.write('ann', '好的，我试试', root);
    await reacts(1);
    await wire.write('ann', '热升级时长连接会断吗？', root);
    await comes(2);
    expect(said()[1]).toContain('连接会迁移到新进程');
  });

  it.each(['', 'can you help here?', '这个你知道吗', 'any idea ?'])(
    'a mention with %j in somebody’s thread answers its first message, with a quote and a link',
    async (words) => {
      const root = await wire.write('ben', HOT);
      await wire.write('ann', `${wire.bot} ${words}`, root);
      await comes(1);
      expect(said()[0]).toContain('SIGUSR2');
      expect(said()[0]).toContain(HOT);
      expect(said()[0]).toMatch(/https:\/\/(?:garden\.example\/archives|discord\.com\/channels)\//);
    },
  );

  it('a bare mention that points at nothing brings the guide', async () => {
    await wire.write('ann', wire.bot);
    await comes(1);
    expect(said()[0]).toContain('/tasks');
  });
});
