/** What happens again and again on the way round the circle. */

import { expect, vi } from 'vitest';
import type { ActionKind } from '../../../src/contract.js';
import { PATIENCE, type Community, type Person, saying, type Shown } from './community.js';

export const QUESTION = 'Kestrel 的连接池怎么限制最大空闲时间？';
export const OTHER_WORDS = 'kestrel 连接池 最大空闲时间 怎么设';
export const ANSWER = '设置 `maxIdleTime`，单位是秒。';
/** Of the answer, whatever a platform does with its marks. */
export const ANSWERED = 'maxIdleTime';

/** Under an answer, in the order of their names. */
export const UNDER_ANSWERS: readonly ActionKind[] = ['ask-maintainers', 'helpful', 'unhelpful', 'why'];

/** Milliseconds that a whole story may take on a busy machine. */
export const STORY = 120_000;

/** Asks something that is not known, and hands it over; gives the message that did not know. */
export async function handOver(community: Community, who: Person, question: string): Promise<Shown> {
  return await handOn(community, who, question, await community.ask(who, question));
}

/** Hands over what this message did not know. */
export async function handOn(
  community: Community,
  who: Person,
  question: string,
  unknown: Shown,
): Promise<Shown> {
  expect(unknown.kinds).toContain('ask-maintainers');
  expect(unknown.kinds).not.toContain('helpful');
  const form = await community.act(who, unknown, 'ask-maintainers');
  expect(form).toMatchObject({ how: 'form', fields: { question } });
  const told = await community.submit(who, form);
  expect(told.how).toBe('private');
  expect(told.text).toMatch(new RegExp(`${saying('ask.done').source}|${saying('ask.joined').source}`));
  return unknown;
}

/** Writes the answer to an open question, as its button in the maintainers' channel offers it; gives the item of the review. */
export async function answerOpen(community: Community, open: Shown, answer = ANSWER): Promise<Shown> {
  const form = await community.act('mia', open, 'answer');
  const item = await community.submit('mia', form, { answer });
  expect(item.how).toBe('private');
  expect(item.kinds).toEqual(['accept', 'edit', 'merge', 'reject']);
  return item;
}

export async function accept(community: Community, item: Shown): Promise<void> {
  expect((await community.act('mia', item, 'accept')).text).toMatch(saying('review.accepted'));
}

/** The messages with an answer where a message stands. */
export function answersAt({ place }: Shown, community: Community, words = ANSWERED): readonly Shown[] {
  return community.messages().filter((one) => one.place === place && one.text.includes(words));
}

/** Waits until there is exactly one. */
export async function theOne(list: () => readonly Shown[]): Promise<Shown> {
  return await vi.waitFor(() => {
    const found = list();
    expect(found.map(({ text }) => text)).toHaveLength(1);
    const [one] = found;
    if (one === undefined) throw new Error('nothing came');
    return one;
  }, PATIENCE);
}
