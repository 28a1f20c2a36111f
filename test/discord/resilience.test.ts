/** Lines that break, limits that are reached, answers that are lost, and tokens that are wrong. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDiscord } from '../../adapters/discord/discord.js';
import { inTime } from '../../adapters/discord/inbound/interactions.js';
import { LIMITS } from '../../adapters/discord/outbound/limits.js';
import { eachCall } from '../../src/store/contract.js';
import { memoryStore } from '../../src/store/memory.js';
import { answered, GOOD, IMPATIENT, type Stage, stage } from '../support/discord/stage.js';
import { type Double, discordDouble } from '../support/discord/double.js';
import { ADMIN_ON, readableText, until } from '../support/discord/platform.js';
import * as world from '../support/discord/world.js';
import { gate, fakeHost } from '../../src/testing/fakes.js';

let stages: Stage[] = [];
afterEach(async () => {
  await Promise.all(stages.map((one) => one.end()));
  stages = [];
});
const begin = async (options = {}): Promise<Stage> => {
  const one = await stage(options);
  stages.push(one);
  return one;
};
const asked = ({ host }: Stage): readonly string[] => host.bot.asked.map(({ text }) => text);

describe('the gateway', () => {
  it('resumes when Discord asks for a reconnect (op 7), and answers what came meanwhile once', async () => {
    const on = await begin();
    const { gateway } = on.platform.discord;
    gateway.reconnect();
    await on.platform.say('one');
    await until(() => gateway.counts.resumed > 0);
    await answered(on);
    await on.platform.say('two');
    await answered(on, 2);
    expect(asked(on)).toEqual(['one', 'two']);
  });

  it('resumes after the line was cut', async () => {
    const on = await begin();
    on.platform.discord.gateway.cut();
    await on.platform.say('one');
    await answered(on);
    expect(on.platform.discord.gateway.counts).toEqual({ identified: 1, resumed: 1 });
    expect(asked(on)).toEqual(['one']);
  });

  it('resumes a session that is only shaken (op 9, true)', async () => {
    const on = await begin();
    on.platform.discord.gateway.invalidate(true);
    await on.platform.say('one');
    await answered(on);
    expect(asked(on)).toEqual(['one']);
  });

  it('begins a new session when the old one is lost (op 9, false)', { timeout: 15_000 }, async () => {
    const on = await begin();
    const { gateway } = on.platform.discord;
    gateway.invalidate(false);
    await until(() => gateway.counts.identified === 2, 12_000);
    await on.platform.say('one');
    await answered(on);
    expect(asked(on)).toEqual(['one']);
  });

  it('ends the program with one sentence when the token is withdrawn', async () => {
    const on = await begin();
    on.platform.discord.gateway.close(4004);
    await until(() => on.host.exits.length > 0);
    expect(on.host.exits[0]?.message).toContain('DISCORD_TOKEN');
  });
});

describe('the intent', () => {
  it('is done without where the portal has it off, and the log says so', async () => {
    const on = await begin({
      prepare: async ({ discord }: Stage['platform'], host: Stage['host']) => {
        discord.allowContent(false);
        await host.channels.change(world.CHANNEL, { listening: true });
      },
    });
    expect(on.host.logged.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(on.host.logged.find(({ level }) => level === 'error')?.message).toContain(
      'Message Content Intent',
    );
    await on.platform.say('one');
    await answered(on);
  });

  it('is done without when the gateway refuses it (4014)', async () => {
    const on = await begin({
      prepare: async ({ discord }: Stage['platform'], host: Stage['host']) => {
        discord.gateway.allowContent(false);
        await host.channels.change(world.CHANNEL, { listening: true });
      },
    });
    expect(on.host.logged.find(({ level }) => level === 'error')?.message).toContain(
      'Message Content Intent',
    );
    await on.platform.say('one');
    await answered(on);
  });
});

describe('requests', () => {
  it('waits as long as a rate limit says', async () => {
    const on = await begin();
    on.platform.discord.refuse(/messages$/, {
      status: 429,
      body: { message: 'slow down', retry_after: 0.2, global: false },
      headers: { 'retry-after': '0.2', 'x-ratelimit-scope': 'user' },
    });
    await on.platform.say('one');
    await answered(on);
    expect(on.platform.discord.messages).toHaveLength(1);
  });

  it('sends again after a 502, and not twice when only the answer was lost', async () => {
    const on = await begin();
    on.platform.discord.refuse(/messages$/, { status: 502, isDone: true });
    await on.platform.say('one');
    await until(
      () => on.platform.discord.calls.filter(({ path }) => path.endsWith('/messages')).length === 2,
    );
    await answered(on);
    expect(on.platform.discord.messages).toHaveLength(1);
  });

  it('does the same with the answer to an interaction', async () => {
    const on = await begin();
    on.platform.discord.refuse(/callback$/, { status: 503, isDone: true });
    on.platform.command('ask', [{ type: 3, name: 'question', value: 'How?' }]);
    await answered(on);
    await on.platform.say('one');
    await answered(on, 2);
    expect(on.platform.discord.messages).toHaveLength(2);
    expect(on.host.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('knows an answer to an interaction whose receipt was lost, so that it can be removed', async () => {
    const on = await begin();
    on.host.bot.onAsk('How?', () => GOOD);
    on.platform.discord.refuse(/callback$/, { status: 503, isDone: true });
    on.platform.command('ask', [{ type: 3, name: 'question', value: 'How?' }]);
    await answered(on);
    await until(() =>
      on.platform.discord.calls.some(({ method, path }) => method === 'GET' && path.endsWith('@original')),
    );
    await on.platform.say('one');
    await answered(on, 2);
    const [standing] = on.platform.discord.messages;
    on.platform.discord.refuse(/@original$/, { status: 502, isDone: true });
    on.platform.press((one) => one['custom_id'] === 'remove', {}, undefined, standing);
    await until(() => on.platform.discord.messages.length === 1);
    await until(() => on.platform.discord.calls.filter(({ method }) => method === 'DELETE').length === 2);
    expect(on.host.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('opens a thread once, and goes on in it, when only the receipt was lost', async () => {
    const on = await begin();
    on.host.bot.onAsk('three', () => GOOD);
    on.platform.write(`<@${world.BOT}> one`);
    await answered(on);
    on.platform.discord.refuse(/threads$/, { status: 502, isDone: true });
    for (const [index, word] of ['two', 'three'].entries()) {
      const id = on.platform.discord.messages.at(-1)?.id ?? '';
      on.platform.write(word, { replyTo: { id, author: world.BOT } });
      await answered(on, index + 2);
    }
    const opened = on.platform.discord.calls.filter(({ path }) => path.endsWith('/threads'));
    expect(opened).toHaveLength(2);
    expect(on.platform.discord.messages.at(-1)?.channel).toBe(opened[0]?.path.split('/')[4]);
  });

  it('says privately that something went wrong after an announcement too', async () => {
    const on = await begin({ patience: IMPATIENT });
    const slow = gate<undefined>();
    on.host.bot.onAsk('slow', () => slow.promise.then(() => Promise.reject(new Error('no index'))));
    on.platform.command('ask', [{ type: 3, name: 'question', value: 'slow' }]);
    await until(() => on.platform.discord.calls.some(({ path }) => path.endsWith('/callback')));
    slow.open(undefined);
    await answered(on);
    expect(readableText(on.platform.discord.messages[0]?.body ?? {})).toContain(' fault');
    expect(on.platform.discord.messages.map(({ isPrivate }) => isPrivate)).toEqual([true]);
    expect(on.host.logged.some(({ level }) => level === 'error')).toBe(true);
  });

  it('says that something went wrong when Discord refuses the answer to an interaction', async () => {
    const on = await begin();
    on.platform.discord.refuse(/callback$/, {
      status: 400,
      body: { code: 50_035, message: 'Invalid Form Body' },
    });
    on.platform.command('ask', [{ type: 3, name: 'question', value: 'How?' }]);
    await answered(on);
    expect(readableText(on.platform.discord.messages.at(-1)?.body ?? {})).toContain(' fault');
  });
});

const broken = () => Promise.reject(new Error('no store'));

/** A store that can be shut: its calls then wait until it opens. */
const lateStore = () => {
  const opened = gate<undefined>();
  const memory = memoryStore();
  let isShut = false;
  return {
    store: eachCall(false, async (_, call) => {
      if (isShut) await opened.promise;
      return await call(memory);
    }),
    shut: () => {
      isShut = true;
    },
    open: () => opened.open(undefined),
  };
};
/** An answer stands in the channel, and the store is shut since. */
async function answeredWithStoreShut() {
  const late = lateStore();
  const on = await begin({ patience: IMPATIENT, store: late.store });
  on.host.bot.onAsk('How?', () => GOOD);
  await on.platform.say('How?');
  await answered(on);
  late.shut();
  return { late, on };
}

const callbacks = ({ platform }: Stage): number =>
  platform.discord.calls.filter(({ path }) => path.endsWith('/callback')).length;

describe('the store', () => {
  it('lets one of two processes answer', async () => {
    const discord = await discordDouble();
    const store = memoryStore();
    const hosts = [0, 1].map(() =>
      fakeHost({ DISCORD_TOKEN: world.TOKEN, DISCORD_API_URL: discord.url }, undefined, { store }),
    );
    const adapters = hosts.map(() => createDiscord());
    await Promise.all(adapters.map((adapter, index) => adapter.start(hosts[index] ?? fakeHost())));
    discord.gateway.dispatch('MESSAGE_CREATE', world.message(`<@${world.BOT}> one`));
    discord.interact(
      world.interaction(2, {
        id: '1',
        name: 'ask',
        type: 1,
        options: [{ type: 3, name: 'question', value: 'two' }],
      }),
    );
    await until(() => discord.messages.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(discord.messages).toHaveLength(2);
    expect(hosts.flatMap(({ bot }) => bot.asked)).toHaveLength(2);
    expect(discord.faults).toEqual([]);
    await Promise.all(adapters.map((adapter) => adapter.stop()));
    await discord.close();
  });

  it('that is slow does not leave a removal without a word', async () => {
    const { late, on } = await answeredWithStoreShut();
    on.platform.press((one) => one['custom_id'] === 'remove');
    await until(() => callbacks(on) === 1);
    late.open();
    await answered(on, 2);
    expect(readableText(on.platform.discord.messages.at(-1)?.body ?? {})).toContain('discord.again');
  });

  it('that has not been opened yet holds no acknowledgement up', async () => {
    const { late, on } = await answeredWithStoreShut();
    on.platform.command('ask', [{ type: 3, name: 'question', value: 'How?' }]);
    on.platform.command('about');
    on.platform.command('review', [], { user: world.MAINTAINER });
    on.platform.press((one) => one['custom_id'] === 'remove');
    await until(() => callbacks(on) === 4);
    late.open();
    await answered(on, 4);
  });

  it('is not waited for by /ask-admin, which is announced before it is handled', async () => {
    const late = lateStore();
    const on = await begin({ store: late.store });
    late.shut();
    on.platform.command('ask-admin', [{ type: 1, name: 'status', options: [] }], { user: world.MAINTAINER });
    await until(() => callbacks(on) === 1, LIMITS.acknowledgeMilliseconds);
    late.open();
    await answered(on);
    expect(on.platform.discord.messages.map(({ isPrivate }) => isPrivate)).toEqual([true]);
  });

  it('is not needed to answer', async () => {
    const on = await begin({
      store: { get: broken, set: broken, delete: broken, list: broken, claim: broken },
    });
    on.host.bot.onAsk('How?', () => GOOD);
    const told = world.message(`<@${world.BOT}> How?`);
    on.platform.discord.gateway.dispatch('MESSAGE_CREATE', told);
    on.platform.discord.gateway.dispatch('MESSAGE_CREATE', told);
    await answered(on);
    on.platform.command('ask', [{ type: 3, name: 'question', value: 'How?' }]);
    await answered(on, 2);
    expect(readableText(on.platform.discord.messages.at(-1)?.body ?? {})).toContain('Water it.');
    expect(asked(on)).toEqual(['How?', 'How?']);
  });
});

const starting = async (discord: Double, settings: Readonly<Record<string, string>>): Promise<void> => {
  const adapter = createDiscord();
  try {
    await adapter.start(fakeHost({ DISCORD_TOKEN: world.TOKEN, DISCORD_API_URL: discord.url, ...settings }));
  } finally {
    await adapter.stop();
    await discord.close();
  }
};

/** An answer that takes the loop 70 ms. */
const busy = (): typeof GOOD => {
  const end = performance.now() + 70;
  while (performance.now() < end);
  return GOOD;
};

it('acknowledges fifty questions at once in time, though each takes its while', {
  timeout: 15_000,
}, async () => {
  const on = await begin({ inTurns: true });
  for (let index = 0; index < 50; index += 1) {
    on.host.bot.onAsk(`number ${index}`, busy);
    on.platform.command('ask', [{ type: 3, name: 'question', value: `number ${index}` }]);
  }
  await until(() => asked(on).length === 50, 10_000);
  await until(() => on.platform.discord.messages.length === 50);
  expect(on.host.logged.filter(({ level }) => level === 'error')).toEqual([]);
});

it('gives up while there is time to say so: a minute before an interaction cannot be answered any more', async () => {
  vi.useFakeTimers();
  try {
    const given = vi.fn<() => void>();
    const late = inTime(new Promise(() => {})).catch(given);
    await vi.advanceTimersByTimeAsync(LIMITS.answerMilliseconds - 61_000);
    expect(given).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1000);
    await late;
    expect(given).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
});

describe('the start', () => {
  it.each([
    [{ DISCORD_TOKEN: 'wrong' }, /DISCORD_TOKEN: copy it again/],
    [{ DISCORD_SHARDS: 'many' }, /DISCORD_SHARDS takes/],
    [{ DISCORD_GUILD_ID: 'garden' }, /DISCORD_GUILD_ID must be/],
    [{ DISCORD_API_URL: 'nowhere' }, /DISCORD_API_URL must be/],
    [{ DISCORD_API_URL: 'http://127.0.0.1:1/api' }, /cannot be reached/],
  ])('refuses %o with a sentence', async (settings, sentence) => {
    await expect(starting(await discordDouble(), settings)).rejects.toThrow(sentence);
  });

  it('switches a channel on though not all shards are connected again', { timeout: 15_000 }, async () => {
    const throttled = gate<undefined>();
    let isHeld = false;
    const on = await begin({
      settings: { DISCORD_SHARDS: '7' },
      identifyThrottler: () => ({
        waitForIdentify: async () => (isHeld ? throttled.promise : undefined),
      }),
    });
    on.host.bot.onAsk('How?', () => GOOD);
    isHeld = true;
    on.platform.command('ask-admin', ADMIN_ON, { user: world.MAINTAINER });
    await until(() => on.platform.discord.messages.length === 1, 5000);
    expect(readableText(on.platform.discord.messages[0]?.body ?? {})).toContain('discord.admin.soon');
    throttled.open(undefined);
    await until(() => on.platform.discord.gateway.counts.identified === 14);
    await until(() => on.platform.discord.gateway.sessions.length === 7);
    on.platform.write('How?');
    await answered(on, 2);
    expect(on.host.bot.asked).toMatchObject([{ text: 'How?', attention: 'overheard' }]);
  });

  it('opens as many shards as it is told to', async () => {
    const on = await begin({ settings: { DISCORD_SHARDS: '2' } });
    expect(on.platform.discord.gateway.sessions.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    await on.platform.say('one');
    await answered(on);
  });
});
