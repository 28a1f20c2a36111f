/** The circle on each platform that has members and maintainers, over the wire, from the question to the answer for all. */

import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memoryDatabase } from '../../src/store/memory.js';
import { PREPARE, prepareShapes } from '../slack/shapes.js';
import { type Community, saying } from '../support/circle/community.js';
import { type Core, startCore } from '../support/circle/core.js';
import { discordCommunity } from '../support/circle/discord.js';
import { slackCommunity } from '../support/circle/slack.js';
import * as story from '../support/circle/story.js';

const { ANSWER, ANSWERED, OTHER_WORDS, QUESTION, STORY, UNDER_ANSWERS } = story;

beforeAll(prepareShapes, PREPARE);

describe.each([
  ['Slack', slackCommunity],
  ['Discord', discordCommunity],
] as const)('on %s', (_, open) => {
  let community: Community;
  let core: Core;
  /** What may go wrong in a test, as it is logged. */
  let forgiven: RegExp;
  beforeEach(async () => {
    forgiven = /^$/;
    community = await open();
    core = await startCore({ database: memoryDatabase(), platforms: [community] });
  });
  afterEach(async () => {
    await core.stop();
    await community.close();
    const wrong = core.logged.filter(({ level, message }) => level === 'error' && !forgiven.test(message));
    expect(wrong).toEqual([]);
  });

  /** Waits for what was begun, and looks at the open questions once more: what stands once must still do so. */
  const settle = async (): Promise<void> => {
    await core.circle.learning.settled();
    await core.circle.refresh();
    await core.circle.learning.settled();
  };

  /** A question that was asked, handed over, answered and accepted. */
  const known = async (): Promise<void> => {
    const unknown = await story.handOver(community, 'ann', QUESTION);
    const item = await story.answerOpen(community, await story.theOne(community.forMaintainers));
    await story.accept(community, item);
    await story.theOne(() => story.answersAt(unknown, community));
  };

  it(
    'asked, not known, handed over, answered, reviewed: the next member gets it, and the first asker is told',
    async () => {
      const unknown = await story.handOver(community, 'ann', QUESTION);
      const waiting = await story.theOne(community.forMaintainers);
      for (const words of [QUESTION, 'Heron 的超时时间怎么配置？']) expect(waiting.text).toContain(words);
      expect(waiting.text).toMatch(/https:\/\/(garden\.example\/archives|discord\.com\/channels)\/\w+\/\w+/);
      expect(waiting.kinds).toEqual(['answer', 'merge', 'reject']);

      // Others may look, and no more.
      const denied = await community.act('ben', waiting, 'answer');
      expect(denied.how).toBe('private');
      expect(denied.text).toMatch(saying('review.denied'));
      const form = await community.act('mia', waiting, 'answer');
      expect(form).toMatchObject({ how: 'form', fields: { question: QUESTION, answer: '' } });
      const forged = await community.submit('ben', form, { answer: 'Mine!' });
      expect(forged.text).toMatch(saying('review.denied'));

      const item = await community.submit('mia', form, { answer: ANSWER });
      expect(item.how).toBe('private');
      expect(item.kinds).toEqual(['accept', 'edit', 'merge', 'reject']);
      expect(item.text).toContain(ANSWERED);
      expect((await community.act('ben', item, 'accept')).text).toMatch(saying('review.denied'));
      await settle();
      expect(story.answersAt(unknown, community)).toEqual([]);
      await story.accept(community, item);

      const late = await story.theOne(() => story.answersAt(unknown, community));
      expect(late.kinds.toSorted()).toEqual(UNDER_ANSWERS);
      const next = await community.ask('ben', OTHER_WORDS);
      expect(next.text).toContain(ANSWERED);
      expect(next.kinds.toSorted()).toEqual(UNDER_ANSWERS);
      await settle();
      expect(story.answersAt(unknown, community)).toHaveLength(1);
      expect(community.forMaintainers()).toHaveLength(1);
      // Whoever comes too late to decide hears so.
      expect((await community.act('mia', waiting, 'answer')).text).toMatch(saying('review.gone'));
    },
    STORY,
  );

  it(
    'an imported pair is reviewed behind what members wait for, and answers once it was accepted',
    async () => {
      const thread = Array.from({ length: 12 }, () => ({
        who: 'asker' as const,
        text: 'I tried this. '.repeat(50),
      }));
      const pair = { id: 'github-discussion:o/r/1', votes: 3, confidence: 1, isMarked: true, thread };
      const answer = `${ANSWER}\n\n${'连接池的其他设置见文档。'.repeat(200)}`;
      await core.circle.learning.queueImported({ ...pair, question: QUESTION, answer });
      const item = await community.review('mia', QUESTION);
      expect(item.text).toContain(ANSWERED);
      expect(item.kinds).toEqual(['accept', 'edit', 'merge', 'reject']);
      expect((await community.act('ben', item, 'accept')).text).toMatch(saying('review.denied'));
      await story.accept(community, item);
      expect((await community.ask('ben', QUESTION)).text).toContain(ANSWERED);
    },
    STORY,
  );

  it(
    'a wording that three members confirm counts, and says so; a vote against an answer takes its reason',
    async () => {
      await known();
      const confirmed = saying('why.confirmed', { wording: OTHER_WORDS });
      const first = await community.ask('ben', OTHER_WORDS);
      expect((await community.act('ben', first, 'helpful')).text).toMatch(saying('feedback.thanks'));
      // Under another member's answer it is a vote too, and the same wording whatever stands around it.
      await community.act('carl', first, 'helpful');
      await community.act('carl', first, 'helpful');
      const second = await community.ask('dora', `请问${OTHER_WORDS}？`);
      expect((await community.act('dora', second, 'why')).text).not.toMatch(confirmed);
      await community.act('dora', second, 'helpful');
      await settle();
      const third = await community.ask('eve', OTHER_WORDS);
      const why = await community.act('eve', third, 'why');
      expect(why.text).toMatch(confirmed);
      expect(why.text).toMatch(saying('why.saved'));

      const form = await community.act('eve', third, 'unhelpful');
      expect(form).toMatchObject({ how: 'form', fields: { reason: '' } });
      const noted = await community.submit('eve', form, { reason: '没有说默认值' });
      expect(noted.text).toMatch(saying('feedback.noted'));
      const votes = (await core.circle.learning.records.votes.list()).map(([, vote]) => vote);
      expect(votes.map(({ value }) => value).toSorted()).toEqual([
        'helpful',
        'helpful',
        'helpful',
        'unhelpful',
      ]);
      expect(votes.flatMap(({ reason }) => reason ?? [])).toEqual(['没有说默认值']);
      // What counts is not undone by one vote.
      const fourth = await community.ask('ann', OTHER_WORDS);
      expect((await community.act('ann', fourth, 'why')).text).toMatch(confirmed);
    },
    STORY,
  );

  it(
    'a message is saved as an answer, waits in the review, and answers from then on, an open question too',
    async () => {
      const question = 'Kestrel 升级之前要先做什么准备？';
      const denied = await community.save('ann', question, 'Never mind.');
      expect(denied.how).toBe('private');
      const form = await community.save('mia', question, '先执行 `kestrel drain`，等请求处理完。');
      expect(form.how).toBe('form');
      expect(form.fields).toMatchObject({ question, answer: '先执行 `kestrel drain`，等请求处理完。' });
      expect(form.fields['links']).toContain('https://');
      const saved = await community.submit('mia', form);
      expect(saved.kinds).toContain('accept');
      // Open in words that are not the same question, but that the saved answer will be found with.
      const unknown = await story.handOver(community, 'dora', 'kestrel 升级之前 需要做什么准备工作');

      const item = await community.review('mia', question);
      expect(item.kinds).toEqual(['accept', 'edit', 'merge', 'reject']);
      await story.accept(community, item);
      const answer = await community.ask('carl', question);
      expect(answer.text).toContain('kestrel drain');
      expect(answer.kinds.toSorted()).toEqual(UNDER_ANSWERS);
      await story.theOne(() => story.answersAt(unknown, community, 'kestrel drain'));
      await settle();
      expect(story.answersAt(unknown, community, 'kestrel drain')).toHaveLength(1);
    },
    STORY,
  );

  it(
    'an answer is changed and rejected, and the question merged into an entry, which then answers its asker',
    async () => {
      const unknown = await story.handOver(community, 'ann', QUESTION);
      const waiting = await story.theOne(community.forMaintainers);
      const item = await story.answerOpen(community, waiting, 'Set `maxIdelTime`.');
      const form = await community.act('mia', item, 'edit');
      expect(form).toMatchObject({ how: 'form', fields: { answer: 'Set `maxIdelTime`.' } });
      const edited = await community.submit('mia', form, { answer: ANSWER });
      expect(edited.text).toContain(ANSWERED);
      expect((await community.act('mia', edited, 'reject')).text).toMatch(saying('review.rejected'));

      const merge = await community.act('mia', waiting, 'merge');
      expect(merge.how).toBe('private');
      const entry = 'Heron 的超时时间怎么配置？';
      const merged = await community.choose('mia', merge, entry);
      expect(merged.text).toMatch(saying('review.merged', { question: entry }));
      await story.theOne(() => story.answersAt(unknown, community, '单位毫秒'));
      await settle();
      expect(story.answersAt(unknown, community, '单位毫秒')).toHaveLength(1);
      expect(story.answersAt(unknown, community)).toEqual([]);
    },
    STORY,
  );

  it(
    'whoever asked apart from others is told in a direct message, once',
    async () => {
      const unknown = await community.askApart('ann', QUESTION);
      expect(unknown.how).toBe('private');
      await story.handOn(community, 'ann', QUESTION, unknown);
      const item = await story.answerOpen(community, await story.theOne(community.forMaintainers));
      const before = community.messages().length;
      await story.accept(community, item);
      const direct = await story.theOne(() => community.direct('ann'));
      expect(direct.text).toContain(ANSWERED);
      await settle();
      expect(community.messages()).toHaveLength(before + 1);
      // Its buttons are good there too.
      expect((await community.act('ann', direct, 'helpful')).text).toMatch(saying('feedback.thanks'));
    },
    STORY,
  );

  it(
    'whose place cannot be reached any more is told in a direct message, once',
    async () => {
      const unknown = await story.handOver(community, 'ann', QUESTION);
      const item = await story.answerOpen(community, await story.theOne(community.forMaintainers));
      community.closeChannel();
      forgiven = /^Slack refused chat.postMessage: is_archived$/;
      await story.accept(community, item);
      const direct = await story.theOne(() => community.direct('ann'));
      expect(direct.text).toContain(ANSWERED);
      expect(direct.kinds.toSorted()).toEqual(UNDER_ANSWERS);
      await settle();
      expect(community.direct('ann')).toHaveLength(1);
      expect(story.answersAt(unknown, community)).toEqual([]);
      expect(await core.circle.learning.records.askers.list()).toEqual([]);
    },
    STORY,
  );
});
