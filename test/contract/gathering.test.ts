/** Answers that the running bot gathers from what maintainers write anyway, over the wire of each platform. */

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetPerson } from '../../src/learning/forget.js';
import { createVault } from '../../src/learning/vault.js';
import { memoryDatabase } from '../../src/store/memory.js';
import type { Database } from '../../src/store/contract.js';
import { PREPARE, prepareShapes } from '../slack/shapes.js';
import { PATIENCE, saying } from '../support/circle/community.js';
import { type Core, startCore } from '../support/circle/core.js';
import * as story from '../support/circle/story.js';
import { discordThreads, slackThreads, type Threads } from '../support/circle/threads.js';

const QUESTION = 'How do I limit the idle time of the connection pool in Kestrel?';
const ANSWER = 'Set `maxIdleTime`, in seconds.';

/** Long enough for what must not come. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 200));

beforeAll(prepareShapes, PREPARE);

describe.each([
  ['slack', slackThreads],
  ['discord', discordThreads],
] as const)('on %s', (name, open) => {
  let threads: Threads;
  let core: Core;
  /** The last one first. */
  let opened: Threads[];
  let database: Database;

  /** @param isBen whether Ben is a maintainer beside Mia */
  const begin = async (isBen = true): Promise<void> => {
    const { community, ben } = threads;
    const maintainers = isBen ? [...community.maintainers, ben] : community.maintainers;
    core = await startCore({ database, platforms: [{ ...community, maintainers }] });
  };
  beforeEach(async () => {
    threads = await open();
    opened = [threads];
    database = memoryDatabase();
  });
  afterEach(async () => {
    await core.stop();
    for (const { community } of opened) await community.close();
    expect(core.logged.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
  });

  const waiting = async () => (await core.circle.review('en', 10)).items;
  const pairs = async () => (await core.circle.learning.records.imported.list()).map(([, pair]) => pair);
  /** Waits until exactly these answers wait, in any order. */
  const wait = (...answers: readonly string[]) =>
    vi.waitFor(async () => {
      const texts = (await waiting()).map(({ text }) => text.split('\n\n**')[0] ?? '');
      expect(texts.toSorted()).toEqual(answers.toSorted());
    }, PATIENCE);
  const answered = async (answer = ANSWER) => {
    const question = await threads.write('ann', QUESTION);
    return { question, answer: await threads.write('ben', answer, question) };
  };

  it('gathers nothing before a maintainer has switched it on, and after it is switched off', async () => {
    await begin();
    const { answer } = await answered();
    await threads.react('mia', answer);
    await quiet();
    expect(await pairs()).toEqual([]);
    expect(await threads.learn('on')).toMatch(saying('channel.learnOn'));
    expect(await threads.learn('off')).toMatch(saying('channel.learnOff'));
    await answered();
    await quiet();
    expect(await pairs()).toEqual([]);
  });

  it('a maintainer’s reply to a question that the bot left alone waits for review, without a name', async () => {
    await begin();
    await threads.learn('on');
    await answered(`<@${threads.ben}> ${ANSWER}`);
    await wait(ANSWER);
    const [item] = await waiting();
    expect(item?.question).toBe(QUESTION);
    expect(item?.source?.url).toMatch(/^https:\/\//);
    expect(await pairs()).toMatchObject([{ isMarked: false, isGathered: true }]);
    const rows = JSON.stringify(await database.store('learning').list(''));
    expect(rows).not.toContain(threads.ben);
  });

  it('several replies in a row are one answer, and a question back is none', async () => {
    await begin();
    await threads.learn('on');
    const question = await threads.write('ann', QUESTION);
    await threads.write('ben', 'Which version do you have?', question);
    await quiet();
    expect(await pairs()).toEqual([]);
    await threads.write('ann', '5.2', question);
    await threads.write('ben', ANSWER, question);
    await wait(ANSWER);
    await threads.write('ben', 'Older versions call it `idle`.', question);
    await wait(`${ANSWER}\n\nOlder versions call it \`idle\`.`);
    await threads.write('ben', 'Thanks!', await threads.write('ann', 'That works.', question));
    await quiet();
    expect(await pairs()).toHaveLength(1);
  });

  it('leaves what is no question, what the asker answers, and where the bot has answered', async () => {
    await begin();
    await threads.learn('on');
    await threads.write('ben', ANSWER, await threads.write('ann', 'We have released 2.0 today.'));
    await threads.write('ben', ANSWER, await threads.write('ben', QUESTION));
    const reply = await threads.community.ask('ann', QUESTION);
    await threads.write('ben', ANSWER, threads.questionOf(reply));
    await quiet();
    expect(await pairs()).toEqual([]);
  });

  it('a maintainer’s tick on anybody’s reply marks it; that of others and other signs do not', async () => {
    await begin(false);
    await threads.learn('on');
    const { answer } = await answered();
    await threads.react('ann', answer);
    await threads.react('mia', answer, false);
    await quiet();
    expect(await pairs()).toEqual([]);
    await threads.react('mia', answer);
    await wait(ANSWER);
    expect(await pairs()).toMatchObject([{ isMarked: true }]);
  });

  it('an edit or a deletion before the review takes the pair along, also after a restart', async () => {
    await begin();
    await threads.learn('on');
    const first = await answered();
    const second = await answered('Set `idle`.');
    const third = await answered('Set `other`.');
    await wait(ANSWER, 'Set `idle`.', 'Set `other`.');
    await threads.edit('ben', first.answer, 'Set `newIdleTime`.', first.question);
    await wait('Set `newIdleTime`.', 'Set `idle`.', 'Set `other`.');
    await core.stop();
    threads = await threads.again();
    opened.unshift(threads);
    await begin();
    await threads.remove(second.answer, second.question);
    await wait('Set `newIdleTime`.', 'Set `other`.');
    await threads.edit('ann', third.question, 'Never mind.');
    await wait('Set `newIdleTime`.');
    await threads.remove(first.question);
    await wait();
    expect(await database.store('learning').list('imported')).toEqual([]);
  });

  it('tells the maintainers in two lines, once an hour, and not where nothing is new', async () => {
    await begin();
    await threads.learn('on');
    await core.circle.refresh();
    expect(threads.community.forMaintainers()).toEqual([]);
    await answered();
    await answered();
    await vi.waitFor(async () => expect(await pairs()).toHaveLength(2), PATIENCE);
    await core.circle.refresh();
    await answered();
    await vi.waitFor(async () => expect(await pairs()).toHaveLength(3), PATIENCE);
    await core.circle.refresh();
    const told = threads.community.forMaintainers().map(({ text }) => text);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(saying('gathered.told', { count: 2 }));
  });

  it('what somebody wrote that waits is forgotten with them', async () => {
    await begin();
    await threads.learn('on');
    await answered();
    await wait(ANSWER);
    const { records } = core.circle.learning;
    const vault = createVault('k'.repeat(32));
    await forgetPerson(threads.ben, { database, records, vault, platforms: [name], known: [name] });
    expect(await pairs()).toEqual([]);
    const rows = JSON.stringify(await database.store('learning').list(''));
    expect(rows).not.toContain('maxIdleTime');
  });

  describe('a question that was handed over', () => {
    it.each([
      [
        'where it was asked',
        async () => {
          const unknown = await story.handOver(threads.community, 'ann', QUESTION);
          await threads.write('ben', ANSWER, threads.questionOf(unknown));
          return unknown;
        },
      ],
      [
        'to what the bot has said there',
        async () => {
          const unknown = await story.handOver(threads.community, 'ann', QUESTION);
          await threads.replyToBot('ben', ANSWER, unknown);
          return unknown;
        },
      ],
      [
        'below the item in the maintainers’ channel',
        async () => {
          const unknown = await story.handOver(threads.community, 'ann', QUESTION);
          const item = await story.theOne(threads.community.forMaintainers);
          await threads.replyToBot('ben', ANSWER, item);
          return unknown;
        },
      ],
    ] as const)(
      'is closed by a maintainer’s reply %s, once it is accepted',
      async (_, reply) => {
        await begin();
        // The platform tells of messages without a mention only where something is switched on.
        await threads.learn('on');
        await threads.learn('off');
        const unknown = await reply();
        const asked = await threads.asked();
        expect(asked.text).toMatch(saying('gathered.take'));
        expect(asked.text).toContain('maxIdleTime');
        expect(story.answersAt(unknown, threads.community)).toEqual([]);
        await story.accept(threads.community, asked);
        await story.theOne(() => story.answersAt(unknown, threads.community));
        const questions = await core.circle.learning.records.questions.list();
        expect(questions.map(([, { status }]) => status)).toEqual(['answered']);
      },
      story.STORY,
    );
  });
});
