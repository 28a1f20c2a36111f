/** What every reader of a format must do: the same each time, lines that exist, and no throw on damaged files. */

import type { Document } from '../knowledge/model.js';
import { checkDocument, READER_SHAPE } from '../knowledge/readers/border.js';
import type { Reader } from '../knowledge/readers/reader.js';
import type { Runner } from './runner.js';

/** A file that the reader takes. */
export interface SampleFile {
  /** As in a knowledge folder, such as `faq.txt`. */
  readonly path: string;
  readonly text: string;
  /** How many questions with answers it holds. */
  readonly pairs: number;
}

/** Cuts of a sample, evenly over its length. */
const CUTS = 16;
/** How often a damaged text stands behind itself. */
const REPEATS = 200;

/** The text as it comes of a broken download, another encoding, or a slip of the hand. */
function damaged(text: string): readonly string[] {
  const lines = text.split('\n');
  const cuts = Array.from({ length: CUTS }, (_, place) =>
    text.slice(0, Math.floor((text.length * place) / CUTS)),
  );
  return [
    ...cuts,
    ...cuts.map((cut) => text.slice(cut.length)),
    lines.toReversed().join('\n'),
    lines.map((line) => ` ${line}`).join('\n'),
    lines.filter((_, place) => place % 2 === 0).join('\n'),
    lines.filter((_, place) => place % 2 === 1).join('\n'),
    lines.join(''),
    text.replaceAll(/\s/g, ''),
    text.replaceAll(/[\p{L}\p{N}]/gu, ''),
    text.replaceAll(/\p{P}/gu, ''),
    text.repeat(REPEATS),
    lines.join('\n\n\n'),
    text.split('').join('\u0000'),
    text.split('').join('\uD800'),
    '\n'.repeat(REPEATS),
    '[{"<!-- ``` --- '.repeat(REPEATS),
  ];
}

/** Lines that the document names, findings among them. */
function linesOf({ threads, tasks, releases, readings, notes, findings }: Document): readonly number[] {
  const placed = [...threads, ...tasks, ...releases, ...readings, ...notes];
  return [
    ...placed.map(({ source }) => source.line),
    ...threads.flatMap(({ turns }) => turns.map(({ line }) => line)),
    ...findings.map(({ line }) => line),
  ];
}

function strayLines(document: Document, text: string): readonly number[] {
  const most = text.split('\n').length;
  return linesOf(document).filter((line) => line > most);
}

/**
 * @param create makes the reader
 * @param samples files that it reads without a finding
 */
export function describeReader(
  { describe, it, expect }: Runner,
  name: string,
  create: () => Reader,
  samples: readonly SampleFile[],
): void {
  const read = async (path: string, text: string): Promise<Document> => {
    const given: unknown = await create().read({ path, post: path.replace(/\.\w+$/, ''), text });
    return checkDocument(given, path);
  };

  describe(`${name} keeps the reader's contract`, () => {
    it('has a name, and extensions in lower case without the dot', () => {
      const { name: own, extensions } = create();
      expect(own).toMatch(/\S/);
      expect(extensions.length > 0).toBe(true);
      expect(extensions.filter((extension) => !/^[a-z\d]+$/.test(extension))).toEqual([]);
    });

    for (const { path, text, pairs } of samples) {
      it(`reads every pair of ${path}, without a finding`, async () => {
        const document = await read(path, text);
        const answered = document.threads
          .flatMap(({ turns }) => turns)
          .filter(({ answer }) => answer !== undefined);
        expect(document.findings).toEqual([]);
        expect(answered).toHaveLength(pairs);
      });

      it(`gives the threads of ${path} ids of their own`, async () => {
        const ids = (await read(path, text)).threads.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      });

      it(`reads ${path} twice and gives the same`, async () => {
        expect(await read(path, text)).toEqual(await read(path, text));
      });

      it(`names only lines of ${path}`, async () => {
        expect(strayLines(await read(path, text), text)).toEqual([]);
      });

      it(`throws on no damage of ${path}, keeps its shape, and names only lines of it`, async () => {
        for (const broken of damaged(text)) {
          const document = await read(path, broken);
          expect(document.findings.filter(({ rule }) => rule === READER_SHAPE)).toEqual([]);
          expect(strayLines(document, broken)).toEqual([]);
        }
      });
    }
  });
}
