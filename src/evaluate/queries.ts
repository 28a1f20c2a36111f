/** Questions with known answers: one a line of JSONL. */

import { isRecord } from '../record.js';
import { basename, dirname } from 'node:path';
import type { Entry } from '../knowledge/model.js';

/** A turn of a post: the post's name, the thread's count in it and the turn's count in that, both from 1. */
interface GoldTurn {
  readonly post: string;
  readonly n: number;
  readonly turn: number;
}

export interface GoldQuery {
  readonly id: string;
  readonly query: string;
  readonly kind: string;
  /** Every entry that answers, by id or by place; empty where nothing in the knowledge does. */
  readonly gold: readonly (string | GoldTurn)[];
}

function readGold(value: unknown): string | GoldTurn | undefined {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return undefined;
  const { post, n, turn } = value;
  return typeof post === 'string' && typeof n === 'number' && typeof turn === 'number'
    ? { post, n, turn }
    : undefined;
}

/**
 * Reads `{"id","query","kind","gold":[...]}` lines; `kind` may be absent. Empty lines are skipped.
 * Throws an Error that names the line where one is not of that shape.
 */
export function readQueries(text: string): readonly GoldQuery[] {
  return text.split('\n').flatMap((line, place) => {
    if (line.trim() === '') return [];
    const fault = (what: string): Error => new Error(`line ${place + 1}: ${what}`);
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw fault(`not JSON (${cause instanceof Error ? cause.message : String(cause)})`);
    }
    if (!isRecord(value) || typeof value['query'] !== 'string') throw fault('no "query" text');
    if (!Array.isArray(value['gold'])) throw fault('no "gold" list');
    const gold = value['gold'].map((item: unknown) => {
      const read = readGold(item);
      if (read === undefined) throw fault('a gold item is an entry id or {"post","n","turn"}');
      return read;
    });
    const id = typeof value['id'] === 'string' ? value['id'] : String(place + 1);
    const kind = typeof value['kind'] === 'string' ? value['kind'] : 'question';
    return [{ id, query: value['query'], kind, gold }];
  });
}

/** The name of a post: its file without `.md`, or its folder where the file is `index.md`. */
export function postName(path: string): string {
  const file = basename(path);
  return file === 'index.md' ? basename(dirname(path)) : file.replace(/\.md$/, '');
}

/** Finds the entries that a query's gold names; those that the knowledge does not hold are left out. */
export function goldResolver(entries: readonly Entry[]): (query: GoldQuery) => ReadonlySet<string> {
  const ids = new Set(entries.map((entry) => entry.id));
  const places = new Map(
    entries.map(({ id, thread, turn }) => [`${postName(thread.source.path)}#${thread.n}.${turn + 1}`, id]),
  );
  return ({ gold }) =>
    new Set(
      gold
        .map((item) =>
          typeof item === 'string'
            ? ids.has(item)
              ? item
              : undefined
            : places.get(`${item.post}#${item.n}.${item.turn}`),
        )
        .filter((id) => id !== undefined),
    );
}
