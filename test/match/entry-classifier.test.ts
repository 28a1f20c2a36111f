import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClassTexts, trainClassifier } from '../../src/match/classifier/classifier.js';
import { standardised } from '../../src/match/classifier/standardised.js';
import { EntryClassifier, type LearningTimes, textsOf } from '../../src/match/classifier/entry-classifier.js';
import { trainInWorker } from '../../src/match/classifier/train-in-worker.js';
import { CLASSES } from './classes.js';
import { entriesOf } from './entries.js';

const EUREKA: ClassTexts = {
  id: 'eureka',
  texts: ['支持 eureka 吗', 'eureka 注册中心', 'does it talk to eureka'],
};

const QUESTIONS = ['undo log 清理', 'several raft groups', 'card stolen', 'eureka 支持吗'];
const LATE: ClassTexts = { id: 'late', texts: ['冷启动', 'cold start', '启动太慢'] };
const IDS = [...CLASSES, EUREKA, LATE].map(({ id }) => id);

/** Milliseconds of a clock that the tests turn. */
const TIMES = { pause: 10, quiet: 1000 };

afterEach(() => {
  vi.useRealTimers();
});

const classifierOf = (classes = CLASSES, times: Partial<LearningTimes> = {}): EntryClassifier =>
  new EntryClassifier(trainClassifier(classes), classes, times);

/** What every question sounds like, rounded as reading back from bytes rounds. */
const heard = (classifier: EntryClassifier): unknown =>
  QUESTIONS.map((question) => {
    const soundOf = classifier.soundOf(question);
    return IDS.map((id) => soundOf(id)?.distance.toFixed(3));
  });

const loudest = (classifier: EntryClassifier, question: string): string | undefined => {
  const soundOf = classifier.soundOf(question);
  return IDS.toSorted((one, other) => (soundOf(other)?.distance ?? -9) - (soundOf(one)?.distance ?? -9))[0];
};

describe('an entry that changes', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  it.each([
    ['that is new', EUREKA],
    ['in the place of another', { ...EUREKA, id: 'lost' }],
  ])('%s sounds like nothing until it is learned, and then like its texts', (_, changed) => {
    const classifier = classifierOf(CLASSES, TIMES);
    classifier.put(changed);
    expect(classifier.soundOf('eureka 注册')(changed.id)).toBeUndefined();
    expect(classifier.explain('eureka 注册', changed.id, 3)).toBeUndefined();
    expect(classifier.soundOf('eureka 注册')('raft')).toBeTypeOf('object');
    vi.advanceTimersByTime(TIMES.pause - 1);
    expect(classifier.soundOf('eureka 注册')(changed.id)).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(loudest(classifier, 'eureka 注册')).toBe(changed.id);
    expect(classifier.explain('eureka 注册', changed.id, 3)?.for.map(({ written }) => written)).toContain(
      'eureka',
    );
  });

  it('is learned as it is by then', () => {
    const classifier = classifierOf(CLASSES, TIMES);
    classifier.put({ id: 'eureka', texts: ['something else', 'entirely', 'other'] });
    classifier.put(EUREKA);
    vi.advanceTimersByTime(TIMES.pause);
    expect(loudest(classifier, 'eureka 注册')).toBe('eureka');
  });

  it('that has the same texts as before stays known', () => {
    const classifier = classifierOf(CLASSES, TIMES);
    classifier.put({ id: 'lost', texts: ['I lost my card', 'my card was stolen yesterday', '卡丢了怎么办'] });
    expect(classifier.soundOf('card stolen')('lost')).toBeTypeOf('object');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that is removed sounds like nothing, and is known again when it is put again', () => {
    const classifier = classifierOf(CLASSES, TIMES);
    const before = heard(classifier);
    classifier.remove('lost');
    expect(classifier.soundOf('card stolen')('lost')).toBeUndefined();
    vi.advanceTimersByTime(TIMES.pause);
    expect(classifier.soundOf('card stolen')('lost')).toBeUndefined();
    expect(heard(classifier)).not.toEqual(before);
    classifier.remove('nobody');
    for (const one of CLASSES) classifier.put(one);
    vi.advanceTimersByTime(TIMES.pause);
    expect(loudest(classifier, 'card stolen')).toBe('lost');
  });

  it('that is removed before it was learned is not learned', () => {
    const classifier = classifierOf(CLASSES, TIMES);
    const before = heard(classifier);
    classifier.put(EUREKA);
    classifier.remove('eureka');
    vi.advanceTimersByTime(TIMES.pause);
    expect(heard(classifier)).toEqual(before);
  });

  it('while all were trained is learned like one that changes later', () => {
    const changed: ClassTexts = { id: 'lost', texts: [...EUREKA.texts, 'my registry'] };
    const classes = [...CLASSES.filter(({ id }) => id !== 'lost' && id !== 'undo'), changed, EUREKA];
    const classifier = new EntryClassifier(trainClassifier(CLASSES), classes, TIMES);
    const soundOf = classifier.soundOf('undo log');
    expect(IDS.filter((id) => soundOf(id) === undefined)).toEqual(['undo', 'lost', 'eureka', 'late']);
    vi.advanceTimersByTime(3 * TIMES.pause);
    const later = classifier.soundOf('my registry');
    expect(IDS.filter((id) => later(id) === undefined)).toEqual(['undo', 'late']);
    expect(loudest(classifier, 'my registry')).toBe('lost');
    // Nothing waits, with texts in whatever order.
    const turned = CLASSES.map(({ id, texts }) => ({ id, texts: texts.toReversed() })).toReversed();
    vi.clearAllTimers();
    expect(heard(new EntryClassifier(trainClassifier(CLASSES), turned, TIMES))).toEqual(
      heard(classifierOf()),
    );
    expect(vi.getTimerCount()).toBe(0);
  });

  const many = Array.from({ length: 50 }, (_, at) => ({
    id: `new${at}`,
    texts: [`word${at}`, `${at} thing`, 'x'],
  }));
  const learnedOf = (classifier: EntryClassifier): number => {
    const soundOf = classifier.soundOf('word');
    return many.filter(({ id }) => soundOf(id) !== undefined).length;
  };

  it('among fifty is learned alone, so that questions are answered between any two', () => {
    const classifier = classifierOf(CLASSES, TIMES);
    for (const one of many) classifier.put(one);
    for (let learned = 1; learned <= many.length; learned += 1) {
      vi.advanceTimersByTime(TIMES.pause);
      expect(learnedOf(classifier)).toBe(learned);
    }
  });

  it('waits its turn, neither sooner nor later, where the next ones come one by one', () => {
    const classifier = classifierOf(CLASSES, TIMES);
    for (const [at, one] of many.entries()) {
      classifier.put(one);
      expect(learnedOf(classifier)).toBe(Math.floor(at / TIMES.pause));
      vi.advanceTimersByTime(1);
    }
  });
});

it.each([
  [1, 0],
  [2, 1 / 3],
  [4, 2 / 3],
  [8, 1],
  [16, 1],
])('counts with %d texts besides the question by %f', (besides, share) => {
  const classes = CLASSES.map(({ id, texts: [text = ''] }) => ({
    id,
    texts: Array.from({ length: besides + 1 }, (_, at) => `${text} ${at}`),
  }));
  const trained = trainClassifier(classes);
  const margins = trained.margins('card arrived');
  const at = trained.ids.indexOf('card');
  const distances = standardised(
    margins,
    classes.map(() => besides > 1),
  );
  const distance = distances[at] ?? Number.NaN;
  const sound = new EntryClassifier(trained, classes).soundOf('card arrived')('card');
  expect(distance).toBeGreaterThan(0.5);
  expect(sound?.distance).toBeCloseTo(distance * share, 6);
  expect(sound?.margin).toBeCloseTo((margins[at] ?? Number.NaN) * share, 6);
  expect(sound?.weight).toBeCloseTo(share, 6);
});

it('knows an entry by its question, the beginning of its answer, and all its wordings', () => {
  const [entry] = entriesOf([
    { id: 'a', alternates: ['by people'], turns: [['How?', `${'so '.repeat(99)}end`]] },
  ]);
  if (entry === undefined) throw new Error('no entry');
  const { id, texts } = textsOf({ ...entry, drafted: ['by a model'] }, ['by members']);
  expect(id).toBe('a.1');
  expect(texts).toEqual([
    'How?',
    expect.stringMatching(/^How\?\nso .{195,199}$/),
    'by people',
    'by a model',
    'by members',
  ]);
});

// The thread runs the compiled file: `npm run build` first, as `npm test` does.
describe('training anew after a while of quiet', () => {
  it('makes the order of learning not matter', async () => {
    const fresh = heard(classifierOf([...CLASSES, EUREKA]));
    const classifier = classifierOf(CLASSES, { pause: 0, quiet: 0 });
    const early = classifierOf(CLASSES, { pause: 0 });
    for (const each of [classifier, early]) each.put(EUREKA);
    await vi.waitFor(() => expect(heard(classifier)).toEqual(fresh), 20_000);
    // Without it, the others keep what they learned before.
    expect(early.soundOf('eureka')('eureka')).toBeTypeOf('object');
    expect(heard(early)).not.toEqual(fresh);
  });

  it.each([
    ['put', (classifier: EntryClassifier) => classifier.put(LATE)],
    ['put in the place of another', (classifier: EntryClassifier) => classifier.put({ ...LATE, id: 'lost' })],
    ['removed', (classifier: EntryClassifier) => classifier.remove('lost')],
  ])('does not undo what is %s meanwhile', async (_, change) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const classifier = classifierOf(CLASSES, TIMES);
    classifier.put(EUREKA);
    vi.advanceTimersByTime(TIMES.pause);
    // From here on the thread runs.
    vi.advanceTimersByTime(TIMES.quiet);
    change(classifier);
    vi.advanceTimersByTime(TIMES.pause);
    const learned = heard(classifier);
    // These begin later, so they end later.
    for (let count = 0; count < 3; count += 1) await trainInWorker(CLASSES).promise;
    expect(heard(classifier)).toEqual(learned);
    vi.advanceTimersByTime(TIMES.quiet);
    await vi.waitFor(() => expect(heard(classifier)).not.toEqual(learned), 20_000);
  });
});

it('does not keep a program running that has nothing else to do', async () => {
  const program = `
    const { trainClassifier } = await import('./dist/src/match/classifier/classifier.js');
    const { EntryClassifier } = await import('./dist/src/match/classifier/entry-classifier.js');
    const classes = ${JSON.stringify(CLASSES)};
    const times = { pause: 600_000, quiet: 600_000 };
    const waiting = new EntryClassifier(trainClassifier(classes), classes, times);
    waiting.put({ id: 'new', texts: ['a', 'b'] });
    console.log('put');`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    timeout: 20_000,
  });
  expect(stdout).toBe('put\n');
});
