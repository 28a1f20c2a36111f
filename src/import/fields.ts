/** Reading what an export holds, where any field may be missing or of another kind. */

import { createHash } from 'node:crypto';
import { isRecord } from '../record.js';

/** A text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The first of these that is an id, a text or a number. */
export function idOf(...values: readonly unknown[]): string | undefined {
  const found = values.find((value) => textOf(value) !== undefined || numberOf(value) !== undefined);
  return found === undefined ? undefined : String(textOf(found) ?? numberOf(found));
}

/** An id for what has none: the same texts always give the same. */
export function digestOf(...texts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, DIGEST_LENGTH);
}

const DIGEST_LENGTH = 16;

/** The field of a record, and of the records below it; `undefined` where one is none. */
export function fieldOf(value: unknown, ...names: readonly string[]): unknown {
  let found = value;
  for (const name of names) found = isRecord(found) ? found[name] : undefined;
  return found;
}

/** The records of an array, or of a connection of GraphQL: `nodes`, or `edges` with a `node` each. */
export function recordsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const items = isRecord(value) && !Array.isArray(value) ? (value['nodes'] ?? value['edges']) : value;
  if (!Array.isArray(items)) return [];
  return items.map((item: unknown) => fieldOf(item, 'node') ?? item).filter(isRecord);
}

/** The day of a moment in ISO 8601. */
export function dayOf(at: string | undefined): string | undefined {
  return at === undefined ? undefined : /^\d{4}-\d\d-\d\d/.exec(at)?.[0];
}

/** Without HTML comments, as templates for questions hold them. */
export function withoutComments(text: string): string {
  let rest = text;
  let kept = '';
  for (let from = rest.indexOf('<!--'); from >= 0; from = rest.indexOf('<!--')) {
    const to = rest.indexOf('-->', from);
    if (to < 0) break;
    kept += rest.slice(0, from);
    rest = rest.slice(to + '-->'.length);
  }
  return kept + rest;
}
