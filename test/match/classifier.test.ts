import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClassifier, writeClassifier } from '../../src/match/classifier/bytes.js';
import { type ClassTexts, trainClassifier } from '../../src/match/classifier/classifier.js';
import { standardised } from '../../src/match/classifier/standardised.js';
import { INTERCEPT, type Rows, Solver } from '../../src/match/classifier/solver.js';
import { trainInWorker } from '../../src/match/classifier/train-in-worker.js';
import { CLASSES as SPEAKING } from './classes.js';

const CLASSES: readonly ClassTexts[] = [...SPEAKING, { id: 'silent', texts: ['?!'] }];

const QUESTIONS = [
  'undo log 清理时机',
  'raft group 支持几个',
  'card still not here',
  'someone stole my crad',
  '好',
];

const marginsOf = (classifier: ReturnType<typeof trainClassifier>): readonly (readonly number[])[] =>
  QUESTIONS.map((question) => [...classifier.margins(question)]);

const weightsOf = (classifier: ReturnType<typeof trainClassifier>, id: string): readonly number[] =>
  QUESTIONS.map((question) => classifier.margins(question)[classifier.ids.indexOf(id)] ?? Number.NaN);

function sparse(dense: readonly (readonly number[])[]): Rows {
  const pairs = dense.map((row) =>
    row.flatMap((value, column) => (value === 0 ? [] : [{ column, value: value / 9 }])),
  );
  const starts = new Int32Array(dense.length + 1);
  for (const [row, { length }] of pairs.entries()) starts[row + 1] = (starts[row] ?? 0) + length;
  return {
    starts,
    columns: Int32Array.from(pairs.flat(), ({ column }) => column),
    values: Float32Array.from(pairs.flat(), ({ value }) => value),
    width: 8,
  };
}

describe('the classifier', () => {
  const trained = trainClassifier(CLASSES);

  it.each([
    ['undo log 清理时机', 'undo'],
    ['raft group 支持几个', 'raft'],
    ['card still not arrived', 'card'],
    ['someone stole my card, stolen', 'lost'],
  ])('finds the class of "%s"', (question, id) => {
    const margins = trained.margins(question);
    expect(trained.ids[margins.indexOf(Math.max(...margins))]).toBe(id);
  });

  it('learns the same whatever the order of classes and texts', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...CLASSES], { minLength: CLASSES.length }), (shuffled) => {
        const turned = shuffled.map(({ id, texts }) => ({
          id,
          texts: [...texts, ...texts.slice(1)].toReversed(),
        }));
        expect(writeClassifier(trainClassifier(turned))).toEqual(writeClassifier(trained));
      }),
      { numRuns: 10 },
    );
  });

  it('trains against the nearest texts alone above the bound', () => {
    const bounded = trainClassifier(CLASSES, { bound: 0 });
    const margins = bounded.margins('raft group 支持几个');
    expect(bounded.ids[margins.indexOf(Math.max(...margins))]).toBe('raft');
  });

  it('says which words spoke for and against', () => {
    const { for: pro, against } = trained.explain('my card was stolen', 'lost', 3);
    expect(pro.map(({ written }) => written)).toContain('stolen');
    expect(trained.explain('my new card has arrived', 'lost', 3).against.length).toBeGreaterThan(0);
    expect([...pro, ...against].every(({ share }) => Number.isFinite(share))).toBe(true);
    expect(trained.explain('my card', 'unknown', 3)).toEqual({ for: [], against: [] });
  });

  it('explains margins whole: the shares and the intercept add up', () => {
    for (const [which, id] of trained.ids.entries()) {
      const { for: pro, against } = trained.explain('where is my undo log card 卡丢了', id, Infinity);
      const sum = [...pro, ...against].reduce((total, { share }) => total + share, INTERCEPT);
      expect(sum).toBeCloseTo(trained.margins('where is my undo log card 卡丢了')[which] ?? 0, 4);
    }
  });

  it('answers for no class, for one, and for a text without words', () => {
    expect(trainClassifier([]).margins('card')).toHaveLength(0);
    expect([...trainClassifier([{ id: 'one', texts: ['card'] }]).margins('card')][0]).toBeGreaterThan(
      INTERCEPT,
    );
    expect([...trained.margins('')]).toEqual(CLASSES.map(() => INTERCEPT));
    expect([...standardised(trained.margins(''), [])]).toEqual(CLASSES.map(() => 0));
  });

  it('lets each of two groups stand out against its own kind', () => {
    const margins = Float32Array.from([
      ...Array<number>(50).fill(-0.9),
      -0.7,
      ...Array<number>(50).fill(-0.5),
      0.5,
    ]);
    const scaled = standardised(
      margins,
      Array.from(margins, (_, place) => place <= 50),
    );
    // The first group spreads a fifth as far, and its best stands out by a fifth of the margin.
    expect(scaled[50]).toBeGreaterThan(2);
    expect(scaled[101]).toBeGreaterThan(3);
    expect(standardised(margins, [])[50]).toBeLessThan(1);
  });

  it('standardises margins to mean 0 and deviation 1', () => {
    const scaled = [...standardised(trained.margins('my card'), [])];
    expect(scaled.reduce((sum, margin) => sum + margin, 0)).toBeCloseTo(0, 4);
    expect(scaled.reduce((sum, margin) => sum + margin ** 2, 0) / scaled.length).toBeCloseTo(1, 4);
  });
});

describe('a class that is added, changed or removed', () => {
  it.each(CLASSES.map(({ id }) => id))('learns of %s what a training of all would', (id) => {
    const whole = trainClassifier(CLASSES);
    const later = trainClassifier(CLASSES.filter((each) => each.id !== id));
    for (const each of CLASSES) if (each.id === id) later.update(each);
    expect(later.ids).toEqual(whole.ids);
    for (const [at, margin] of weightsOf(whole, id).entries())
      expect(weightsOf(later, id)[at]).toBeCloseTo(margin, 5);
    later.train();
    for (const [at, margins] of marginsOf(later).entries())
      for (const [which, margin] of margins.entries())
        expect(margin).toBeCloseTo(marginsOf(whole)[at]?.[which] ?? 0, 5);
  });

  it('replaces, after reading too, and forgets what is removed', () => {
    const read = readClassifier(writeClassifier(trainClassifier(CLASSES)), CLASSES);
    read?.update({ id: 'silent', texts: ['eureka 注册中心'] });
    const margins = [...(read?.margins('注册中心 eureka') ?? [])];
    expect(read?.ids[margins.indexOf(Math.max(...margins))]).toBe('silent');
    read?.remove('silent');
    read?.remove('silent');
    expect(read?.ids).toEqual(['card', 'lost', 'raft', 'undo']);
    expect(read?.margins('注册中心')).toHaveLength(4);
  });
});

describe('a classifier as bytes', () => {
  const bytes = writeClassifier(trainClassifier(CLASSES));

  it('comes back with the same margins', () => {
    const read = readClassifier(bytes, CLASSES);
    if (read === undefined) throw new Error('not read');
    for (const [at, margins] of marginsOf(read).entries())
      for (const [which, margin] of margins.entries())
        expect(margin).toBeCloseTo(marginsOf(trainClassifier(CLASSES))[at]?.[which] ?? 0, 5);
    expect(writeClassifier(read)).toEqual(bytes);
  });

  it('loses next to nothing by rounding and pruning', () => {
    const whole = trainClassifier(CLASSES, { pruned: 0 });
    for (const [at, margins] of marginsOf(trainClassifier(CLASSES)).entries())
      for (const [which, margin] of margins.entries())
        expect(Math.abs(margin - (marginsOf(whole)[at]?.[which] ?? 0))).toBeLessThan(0.05);
  });

  it('is left aside for other texts, ids or options', () => {
    expect(readClassifier(bytes, CLASSES.slice(1))).toBeUndefined();
    expect(readClassifier(bytes, CLASSES, { cost: 3 })).toBeUndefined();
    expect(readClassifier(bytes, [...CLASSES.slice(1), { id: 'undo', texts: ['x'] }])).toBeUndefined();
  });

  it('is left aside when damaged, and never throws', () => {
    const margins = marginsOf(trainClassifier(CLASSES));
    fc.assert(
      fc.property(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        (at, flip, cut) => {
          const damaged = cut
            ? bytes.slice(0, at)
            : bytes.map((byte, place) => (place === at ? byte ^ flip : byte));
          const read = readClassifier(damaged, CLASSES);
          // Gzip's header holds bytes without a meaning.
          if (read !== undefined)
            for (const [row, each] of marginsOf(read).entries())
              expect(each.map(Math.fround)).toEqual(margins[row]);
        },
      ),
    );
    expect(readClassifier(new Uint8Array(), CLASSES)).toBeUndefined();
  });
});

describe('the solver', () => {
  /** Texts of few features, so that classes overlap. */
  const rowsArbitrary = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }), {
    minLength: 2,
    maxLength: 30,
  });

  it('reaches the optimum: the gradient of the loss over all texts is zero', () => {
    fc.assert(
      fc.property(rowsArbitrary, fc.nat(), fc.constantFrom(0.5, 1, 4), (dense, seed, cost) => {
        const rows = sparse(dense);
        const to = 1 + (seed % (dense.length - 1));
        let found: readonly number[] = [];
        new Solver(rows, { cost, tolerance: 1e-6 }).solve(0, to, Infinity, (weights) => {
          found = [...weights];
        });
        // w = 2 C Σ y max(0, 1 - y (w·x - 1)) x, the loss being strictly convex.
        const gradient = [...found];
        for (const [row, values] of dense.entries()) {
          const label = row < to ? 1 : -1;
          const score = values.reduce(
            (sum, value, column) => sum + (value / 9) * (found[column] ?? 0),
            INTERCEPT,
          );
          const slack = Math.max(0, 1 - label * score);
          for (const [column, value] of values.entries())
            gradient[column] = (gradient[column] ?? 0) - 2 * cost * label * slack * (value / 9);
        }
        for (const part of gradient) expect(Math.abs(part)).toBeLessThan(0.01);
      }),
    );
  });
});

// The thread runs the compiled file: `npm run build` first, as `npm test` does.
describe('training in a thread', () => {
  it('gives what training here gives', async () => {
    const training = trainInWorker(CLASSES);
    const trained = await training.promise;
    const here = writeClassifier(trainClassifier(CLASSES));
    expect(trained && writeClassifier(trained.classifier)).toEqual(here);
    expect(trained && Buffer.from(trained.bytes)).toEqual(Buffer.from(here));
    await training.stop();
  });

  it('gives nothing once it is stopped', async () => {
    const training = trainInWorker(CLASSES);
    await training.stop();
    await expect(training.promise).resolves.toBeUndefined();
  });

  it('does not keep a process alive', async () => {
    const program = `
      const { trainInWorker } = await import('./dist/src/match/classifier/train-in-worker.js');
      const texts = (id) => Array.from({ length: 8 }, (_, at) => 'word' + (id * at) % 97 + ' other' + (id + at) % 89);
      trainInWorker(Array.from({ length: 400 }, (_, id) => ({ id: 'e' + id, texts: texts(id) })))
        .promise.then(() => console.log('trained'));`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '--eval',
      program,
    ]);
    expect([stdout, stderr]).toEqual(['', '']);
  });

  it('rejects where the thread fails', async () => {
    const broken: readonly ClassTexts[] = JSON.parse('[{"id":"a","texts":3}]');
    await expect(trainInWorker(broken).promise).rejects.toThrow(/iterable/);
  });
});
