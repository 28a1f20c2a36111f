/** What a Markdown text may hold to be parsed: its lines and marks decide, so that it is the same on every machine. */

import { LIMITS } from '../../files/limits.js';
import { beginsBlock, FENCE } from './parse.js';

/** Why a text is not parsed. */
export interface Excess {
  /** 1-based line of the text. */
  readonly line: number;
  readonly rule: 'nesting' | 'markup';
  readonly message: string;
}

/** The first bound that a Markdown text breaks; `undefined` where it may be parsed. */
export function excessOf(text: string): Excess | undefined {
  const count = new Count();
  for (const [index, row] of text.split('\n').entries()) {
    const found = rowExcess(row) ?? count.take(row);
    if (found !== undefined) return { line: index + 1, ...found };
  }
  return undefined;
}

type Found = Omit<Excess, 'line'>;

/** What stands in front of a line's text: quotes and markers of lists. */
const CONTAINERS = /^(?:\s*(?:>|[-*+]\s|\d+[.)]\s))+/;
/** Spaces of one level of a list. */
const INDENT = 4;

function rowExcess(row: string): Found | undefined {
  const { nesting } = LIMITS;
  if (containersOf(row).length > nesting || levelsOf(row) > nesting)
    return { rule: 'nesting', message: `more than ${nesting} quotes or lists within each other` };
  return undefined;
}

/** Levels of lists that a line may stand in, by its indentation. */
function levelsOf(row: string): number {
  const indent = /^\s*/.exec(row)?.[0].replaceAll('\t', ' '.repeat(INDENT)) ?? '';
  return Math.floor(indent.length / INDENT);
}

/** The marks of quotes and lists in front of a line. */
function containersOf(row: string): readonly string[] {
  return CONTAINERS.exec(row)?.[0].match(/>|[^\s>]+/g) ?? [];
}

/** What makes the inline parser look back or ahead, and the sign of a hidden break. A row of stars, tildes or backticks is one. */
const MARKS = /[*_~]+|`+|[[\]<&\\@\uE000]|\bwww\.|:\/\//g;
/** What begins a paragraph, whatever stands above: a heading, or an item that may interrupt a paragraph. */
const BEGINNING = /^(?:#{1,6}\s|[-*+]\s+\S|1[.)]\s+\S)/;
const FIRST_ITEM = /^1[.)]\s/;
const NEXT_ITEM = /^\d+[.)]\s/;
/** Steps of the parser for each line above in the same block, where a quote or list ends (5,000 quotes took 6 s). */
const CONTAINER_STEPS = 25;

/** Counts lines, marks and steps of a text, line by line. */
class Count {
  #pieces = 0;
  /** Of the paragraphs that have ended. */
  #steps = 0;
  /** Lines and containers of the top-level block so far. */
  #block = 0;
  #marks = 0;
  #characters = 0;
  #containers: readonly string[] = [];
  #isBlank = true;
  #isNumbered = false;
  #fence = '';

  take(row: string): Found | undefined {
    const mark = FENCE.exec(row)?.[1] ?? '';
    if (this.#fence !== '') {
      if (mark.startsWith(this.#fence)) this.#fence = '';
      return undefined;
    }
    this.#fence = mark;
    const inner = row.replace(/^[\s>]+/, '');
    if (this.#isBlank && beginsBlock(row)) this.#block = 0;
    this.#isBlank = inner === '';
    const containers = containersOf(row);
    this.#nest(containers);
    if (this.#isBlank) this.#isNumbered = false;
    else this.#isNumbered ||= FIRST_ITEM.test(row);
    if (this.#isBlank || BEGINNING.test(inner) || (this.#isNumbered && NEXT_ITEM.test(row)))
      this.#endParagraph();
    const marks = inner.match(MARKS)?.length ?? 0;
    this.#marks += marks;
    this.#characters += inner.length;
    this.#pieces += marks + containers.length + levelsOf(row) + 1;
    this.#block += containers.length + 1;
    return this.#excess();
  }

  /** A line that begins several lists within each other ends as many of the line above. */
  #nest(containers: readonly string[]): void {
    const isSame = containers.length < 2 && containers[0] === this.#containers[0];
    if (!isSame) this.#steps += CONTAINER_STEPS * this.#block * Math.max(1, containers.length);
    this.#containers = containers;
  }

  #endParagraph(): void {
    this.#steps += this.#marks * this.#characters;
    this.#marks = 0;
    this.#characters = 0;
  }

  #excess(): Found | undefined {
    const { markdownPieces, markdownBlockLines, markdownParagraphMarks, markdownSteps } = LIMITS;
    if (this.#block > markdownBlockLines)
      return { rule: 'markup', message: `more than ${markdownBlockLines} lines in one list or quote` };
    if (this.#marks > markdownParagraphMarks)
      return { rule: 'markup', message: `more than ${markdownParagraphMarks} marks in one paragraph` };
    if (this.#pieces > markdownPieces || this.#steps + this.#marks * this.#characters > markdownSteps)
      return { rule: 'markup', message: 'more lines and marks than one file may have; split the file' };
    return undefined;
  }
}
