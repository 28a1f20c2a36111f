import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { LIMITS } from '../../files/limits.js';
import { readingYaml } from '../front-matter.js';

/** A value of a YAML or JSON text: all scalars are texts as they are written, so that `1.10` and `2021-10-08` stay what they are. */
export type Tree = string | readonly Tree[] | Fields;

export interface Fields {
  readonly [name: string]: Tree;
}

export interface ReadTree {
  /** One for each document of the text. */
  readonly documents: readonly Tree[];
  /** 1-based line where a record or list begins. */
  readonly lineOf: (value: Tree) => number;
}

interface Open {
  readonly start: number;
  readonly anchor: string;
  readonly isMapping: boolean;
  readonly items: Tree[];
}

/**
 * Reads YAML, and JSON with it: a JSON text is a YAML text. No tag is looked at, so that nothing is built but texts, lists and records. An
 * alias is a reference, so that it cannot grow.
 * @throws what `yamlFaultLine` knows: the text is neither, or nests deeper than the limit
 */
export function readTree(text: string): ReadTree {
  const events = readingYaml(() => parseEvents(text, { maxDepth: LIMITS.nesting }));
  const documents: Tree[] = [];
  const open: Open[] = [];
  const anchors = new Map<string, Tree>();
  const starts = new Map<Tree, number>();
  const add = (value: Tree, anchor: string): void => {
    if (anchor !== '') anchors.set(anchor, value);
    (open.at(-1)?.items ?? documents).push(value);
  };
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) anchors.clear();
    if (event.type === EVENT_ID.DOCUMENT) open.push({ start: 0, anchor: '', isMapping: false, items: [] });
    else if (event.type === EVENT_ID.POP) {
      const closed = open.pop();
      if (closed === undefined) continue;
      if (open.length === 0) documents.push(...closed.items);
      else {
        const value = closed.isMapping ? recordOf(closed.items) : closed.items;
        starts.set(value, closed.start);
        add(value, closed.anchor);
      }
    } else {
      const anchor = text.slice(event.anchorStart, event.anchorEnd);
      if (event.type === EVENT_ID.ALIAS) add(anchors.get(anchor) ?? '', '');
      else if (event.type === EVENT_ID.SCALAR) add(textOf(text, event), anchor);
      else
        open.push({
          start: event.start,
          anchor: event.anchorStart < 0 ? '' : anchor,
          isMapping: event.type === EVENT_ID.MAPPING,
          items: [],
        });
    }
  }
  const lines = linesAt(text, [...starts.values()]);
  return { documents, lineOf: (value) => lines.get(starts.get(value) ?? 0) ?? 1 };
}

/** A name that stands twice has its last value, as in JSON; a name that is no text is left out. */
function recordOf(items: readonly Tree[]): Fields {
  const fields: Record<string, Tree> = Object.create(null);
  for (let at = 0; at + 1 < items.length; at += 2) {
    const [name, value] = [items[at], items[at + 1]];
    if (typeof name === 'string' && value !== undefined) fields[name] = value;
  }
  return fields;
}

function textOf(text: string, scalar: ScalarEvent): string {
  const value = getScalarValue(text, scalar);
  return scalar.style === SCALAR_STYLE.PLAIN && /^(?:~|null)$/i.test(value) ? '' : value;
}

/** 1-based lines of places in a text. */
function linesAt(text: string, places: readonly number[]): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  let line = 1;
  let from = 0;
  for (const place of places.toSorted((a, b) => a - b)) {
    for (let end = text.indexOf('\n', from); end >= 0 && end < place; end = text.indexOf('\n', from)) {
      line += 1;
      from = end + 1;
    }
    lines.set(place, line);
  }
  return lines;
}
