import { beforeEach, describe, expect, it } from 'vitest';
import { createChannels, type ClosableChannels } from '../../src/listening/channels.js';
import type { Hearing, Overheard, Store } from '../../src/contract.js';
import { memoryStore } from '../../src/store/memory.js';
import { gate, type Gate } from '../../src/testing/fakes.js';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const question: Overheard = {
  channel: 'c',
  place: 'c/1',
  asker: 'ann',
  begins: true,
  names: [],
  text: 'How?',
};
const reply: Overheard = { ...question, asker: 'ben', begins: false };
const more: Overheard = { ...question, begins: false };
const addressed: Hearing = {
  question: { asker: question.asker, place: question.place, attention: 'addressed' },
  uninvited: false,
  channel: question.channel,
  begins: question.begins,
  since: 0,
};

let store: Store;
let waits: Gate<void>[];
const replica = (on = store): ClosableChannels =>
  createChannels({
    store: on,
    logger: silent,
    wait: 60_000,
    pause: (_, signal) => {
      const waiting = gate<void>();
      waits.push(waiting);
      return Promise.race([
        waiting.promise,
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('closed'))),
        ),
      ]);
    },
  });
const elapse = async (): Promise<void> => {
  // What has been heard must have reached its waiting first.
  await new Promise((resolve) => setTimeout(resolve, 5));
  for (const waiting of waits.splice(0)) waiting.open();
};

beforeEach(() => {
  store = memoryStore();
  waits = [];
});

describe('an overheard question', () => {
  it('is left alone until a maintainer switches the channel on', async () => {
    const channels = replica();
    expect(await channels.hear(question)).toBeUndefined();
    expect(await store.list('')).toEqual([]);
    await channels.change('c', { listening: true });
    const heard = channels.hear(question);
    await elapse();
    expect(await heard).toMatchObject({ question: { attention: 'overheard' }, uninvited: true });
  });

  it('brings the channel’s own precision, which keeps to its range', async () => {
    const channels = replica();
    await channels.change('c', { listening: true, precision: 0.97 });
    const heard = channels.hear(question);
    await elapse();
    expect(await heard).toMatchObject({ question: { precision: 0.97 } });
    await expect(channels.change('c', { precision: 1.2 })).rejects.toThrow(RangeError);
    expect(await replica().all()).toEqual([
      ['c', { listening: true, precision: 0.97, secondReader: true, learning: false }],
    ]);
  });

  it('is dropped when a person answers meanwhile, told to another replica too', async () => {
    const [one, two] = [replica(), replica()];
    await one.change('c', { listening: true });
    const heard = one.hear(question);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await two.hear(reply)).toBeUndefined();
    await elapse();
    expect(await heard).toBeUndefined();
  });

  it('is dropped when a person answers beside the thread, by name', async () => {
    const channels = replica();
    await channels.change('c', { listening: true });
    const heard = channels.hear(question);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const beside = { ...question, place: 'c/2', asker: 'ben', names: ['ann'] };
    expect(await replica().hear(beside)).toBeUndefined();
    await elapse();
    expect(await heard).toBeUndefined();
  });

  it('is not dropped when the asker adds something, and is answered once', async () => {
    const channels = replica();
    await channels.change('c', { listening: true });
    const first = channels.hear(question);
    const second = channels.hear(more);
    await elapse();
    const [heard] = [await first, await second].filter((one) => one !== undefined);
    if (heard === undefined) throw new Error('nothing was heard');
    expect(await channels.enter(heard)).toBe(true);
    expect(await replica().enter(heard)).toBe(false);
    const followUp = { attention: 'overheard', followUp: true } as const;
    expect(await channels.hear(more)).toMatchObject({
      question: { ...followUp, isAlone: true },
      uninvited: false,
    });
    expect(await channels.hear(reply)).toBeUndefined();
    expect(await channels.hear(more)).toMatchObject({ question: { ...followUp, isAlone: false } });
  });

  it('is dropped when the program ends', async () => {
    const channels = replica();
    await channels.change('c', { listening: true });
    const heard = channels.hear(question);
    await new Promise((resolve) => setTimeout(resolve, 5));
    channels.close();
    expect(await heard).toBeUndefined();
  });
});

it.each([
  ['what another tells the channel meanwhile', { asker: 'ben', text: '支持的，看文档' }, true],
  ['what another asks', { asker: 'ben', text: '有人用过 raft 吗' }, false],
  ['thanks of another', { asker: 'ben', text: '谢谢' }, false],
  ['what the asker adds', { text: '我用的是 2.0' }, false],
])('%s beside an overheard question answers it: %s', async (_, beside, isOver) => {
  const channels = replica();
  await channels.change('c', { listening: true });
  const heard = channels.hear(question);
  await new Promise((resolve) => setTimeout(resolve, 5));
  void replica().hear({ ...question, place: 'c/2', ...beside });
  await new Promise((resolve) => setTimeout(resolve, 5));
  await elapse();
  expect((await heard) === undefined).toBe(isOver);
});

const nvm = (where: Partial<Overheard>): Overheard => ({ ...question, text: 'nvm, found it', ...where });
describe('a question that its asker takes back', () => {
  it.each([
    ['in the same thread', nvm({ begins: false }), true],
    ['beside it, in the channel', nvm({ place: 'c/2' }), true],
    ['in another thread', nvm({ place: 'c/2', begins: false }), false],
    ['but it was somebody else', nvm({ place: 'c/2', asker: 'ben' }), false],
  ])('%s', async (_, message, isOver) => {
    const channels = replica();
    await channels.change('c', { listening: true });
    const heard = channels.hear(question);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await replica().hear(message)).toBeUndefined();
    await elapse();
    expect((await heard) === undefined).toBe(isOver);
  });

  it('is not answered when its answer comes, in a channel that is off too, where nothing is kept of it', async () => {
    const channels = replica();
    const asked = await channels.address(question);
    expect(asked).toMatchObject({ question: { attention: 'addressed' } });
    expect(await channels.hear(nvm({ place: 'c/2' }))).toBeUndefined();
    expect(await store.list('')).toEqual([]);
    const next = await channels.address({ ...question, place: 'c/3' });
    expect(await channels.enter(asked)).toBe(false);
    expect(await channels.enter(next)).toBe(true);
  });

  it('by a message to the bot is known to every replica', async () => {
    const channels = replica();
    const asked = await channels.address(question);
    const back = await replica().address(nvm({ place: 'c/2' }));
    expect(await channels.enter(asked)).toBe(false);
    expect(await channels.enter(back)).toBe(false);
  });
});

describe('the second reader', () => {
  it('may be asked about a channel until a maintainer leaves the channel out', async () => {
    const channels = replica();
    expect(await channels.settings('c')).toEqual({ listening: false, secondReader: true, learning: false });
    await channels.change('c', { secondReader: false });
    await channels.change('c', { listening: true });
    expect(await replica().settings('c')).toEqual({ listening: true, secondReader: false, learning: false });
    expect(await channels.change('c', { secondReader: true })).toMatchObject({ secondReader: true });
  });

  it.each([
    ['{"listening":true}', true],
    ['{"listening":true,"secondReader":"never"}', false],
  ])('reads what other versions kept: %s', async (kept, secondReader) => {
    await store.set('channel/c', kept);
    expect(await replica().settings('c')).toEqual({ listening: true, secondReader, learning: false });
  });
});

describe('a conversation by invitation', () => {
  it('goes on without a mention, for its asker alone, until it is told to be quiet', async () => {
    const channels = replica();
    await channels.enter(addressed);
    expect(await channels.hear(more)).toMatchObject({ question: { attention: 'addressed' } });
    expect(await channels.hear(reply)).toBeUndefined();
    expect(await channels.hear({ ...more, names: ['ben'] })).toBeUndefined();
    await channels.quiet('c/1');
    expect(await replica().hear(more)).toBeUndefined();
  });

  it('notes who else speaks in the thread, and is then no longer asked for a card', async () => {
    const channels = replica();
    await channels.hear(reply);
    expect(await store.list('')).toEqual([]);
    await channels.enter(addressed);
    expect(await channels.hear(more)).toMatchObject({ question: { attention: 'addressed', followUp: true } });
    await replica().hear(reply);
    expect(await channels.hear(more)).toMatchObject({ question: { attention: 'overheard', followUp: true } });
  });
});

it('the rest of a question to the bot is addressed, wherever the channel stands, but to nobody else', async () => {
  const channels = createChannels({
    store,
    logger: silent,
    wait: 0,
    awaits: (stream, asker) => stream === 'c' && asker === 'ann',
  });
  const rest = { ...question, stream: 'c' };
  const heard = await channels.hear(rest);
  expect(heard).toMatchObject({ question: { attention: 'addressed' }, uninvited: false });
  expect(heard?.question).not.toHaveProperty('followUp');
  expect(await channels.hear({ ...rest, asker: 'ben' })).toBeUndefined();
  expect(await channels.hear({ ...rest, names: ['ben'] })).toBeUndefined();
  expect(await channels.hear(question)).toBeUndefined();
  expect(await store.list('')).toEqual([]);
});

it('a store out of reach makes the bot silent where it was not asked, and no more', async () => {
  const broken = new Proxy(store, {
    get: () => () => Promise.reject(new Error('disk')),
  });
  const channels = replica(broken);
  expect(await channels.hear(question)).toBeUndefined();
  // What a maintainer wants cannot be known, so nothing of the channel is sent anywhere.
  expect(await channels.settings('c')).toEqual({ listening: false, secondReader: false, learning: false });
  expect(await channels.enter(addressed)).toBe(true);
  expect(
    await channels.enter({
      ...addressed,
      question: { ...addressed.question, attention: 'overheard' },
      uninvited: true,
    }),
  ).toBe(false);
});
