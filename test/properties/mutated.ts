/** Arbitrary frames: what a platform really sends, with some of its values replaced by others. */

import * as fc from 'fast-check';
import { anyText } from './replies.js';

type Path = readonly string[];

const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const pathsIn = (value: unknown): readonly Path[] =>
  isContainer(value)
    ? Object.entries(value).flatMap(([name, inner]) => [
        [name],
        ...pathsIn(inner).map((path) => [name, ...path]),
      ])
    : [];

/** `undefined` takes the value out. Does nothing where the path is gone. */
function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  if (!isContainer(value) || !Object.hasOwn(value, name)) return value;
  const inner = replaced(value[name], rest, by);
  return Array.isArray(value) ? value.with(Number(name), inner) : { ...value, [name]: inner };
}

const anyValue = fc.oneof(anyText, fc.jsonValue({ maxDepth: 3 }), fc.constant(undefined), fc.integer());

/** The record with up to three of its values, nested ones among them, replaced by anything that JSON can hold. */
export function mutated(whole: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.constantFrom(...pathsIn(whole)), anyValue);
  return fc
    .array(change, { maxLength: 3 })
    .map((changes) => changes.reduce<unknown>((value, [path, by]) => replaced(value, path, by), whole));
}
