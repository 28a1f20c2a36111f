/** The same question gives the same entry on every adapter: the real bot on the shipped knowledge, behind each of them. */

import { beforeAll, describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.js';
import type { Bot, Reply } from '../../src/contract.js';
import { type Engine, openEngine } from '../../src/engine/engine.js';
import { texts } from '../support/texts.js';
import { discordPlatform } from '../support/discord/platform.js';
import { fakeHost } from '../../src/testing/fakes.js';
import { pipedRepl } from '../support/repl-platform.js';
import { webhookPlatform } from '../support/webhook-platform.js';
import { slackPlatform } from '../slack/platform.js';
import { PREPARE, prepareShapes } from '../slack/shapes.js';
import { askThrough, type Platform } from '../../src/testing/platform.js';

const PLATFORMS: readonly (readonly [string, () => Promise<Platform>])[] = [
  ['the REPL', pipedRepl],
  ['the example webhook', webhookPlatform],
  ['Discord', discordPlatform],
  ['Slack', () => slackPlatform({ oneThread: true })],
];

/** Asked of each platform in turn, so that the memory of a place takes part in it too. */
const QUESTIONS = [
  'MOSN 支持 eureka 注册中心吗',
  'consumerConfig 里的 uniqueId 有什么用',
  'SOFALookout 的客户端能把指标直接推到 ES 吗',
  'Can SOFALookout push its metrics from the client to Elasticsearch?',
  'seata Could not found global transaction xid',
  '怎么给阳台的番茄浇水',
] as const;

beforeAll(prepareShapes, PREPARE);

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({
    knowledge: [],
    projects: true,
    glossary: true,
    precision: 0.9,
    precisionOverheard: 0.95,
  });
});

const silent = fakeHost().logger;
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

describe.each(PLATFORMS)('%s', (_, makePlatform) => {
  it('shows the entry that the bot gives when asked directly', async () => {
    const platform = await makePlatform();
    const replies: (Reply | undefined)[] = [];
    const real = createBot({ ...engine, logger: silent });
    const recording: Bot = {
      ...real,
      ask: async (question) => {
        const reply = await real.ask(question);
        replies.push(reply);
        return reply;
      },
    };
    const direct = createBot({ ...engine, logger: silent });
    await platform.adapter.start({ ...fakeHost(platform.settings), bot: recording, texts });
    try {
      const entries: (string | undefined)[] = [];
      for (const text of QUESTIONS) {
        const expected = await direct.ask({ text, asker: 'one', place: 'one', attention: 'addressed' });
        const said = await askThrough(platform, text);
        expect(replies.at(-1)?.entry).toBe(expected?.entry);
        expect(replies.at(-1)?.kind).toBe(expected?.kind);
        if (said.entry !== undefined) expect(said.entry).toBe(expected?.entry);
        if (expected?.question !== undefined) expect(bare(said.text)).toContain(bare(expected.question));
        entries.push(expected?.entry);
      }
      // That the questions do not all end in the same silence, or the same answer.
      expect(new Set(entries).size).toBeGreaterThan(3);
    } finally {
      await platform.adapter.stop();
      await platform.close();
    }
  });
});
