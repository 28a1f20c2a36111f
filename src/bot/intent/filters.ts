/** What narrows a list down, taken out of a text: a difficulty, a version. */

import type { Difficulty } from '../../knowledge/model.js';
import { anyOf } from './terms.js';
import * as words from './words.js';

const DIFFICULTIES: readonly (readonly [Difficulty, RegExp])[] = [
  ['easy', anyOf(words.DIFFICULTIES.easy)],
  ['medium', anyOf(words.DIFFICULTIES.medium)],
  ['hard', anyOf(words.DIFFICULTIES.hard)],
];

/** `1.0`, `v0.2.0`, `5.8.3.1`, `v1.0.0-rc1`, and a bare number only behind a `v`. */
const VERSION = /(?<![\p{L}\p{N}.])(?:v?\d+(?:\.\d+)+(?:-[a-z0-9.]+)?|v\d+)(?![a-z0-9])/u;

export function takeDifficulty(text: string): { difficulty?: Difficulty; rest: string } {
  for (const [difficulty, pattern] of DIFFICULTIES) {
    const rest = text.replace(pattern, ' ');
    if (rest !== text) return { difficulty, rest };
  }
  return { rest: text };
}

/** The version without its `v`. */
export function takeVersion(text: string): { version?: string; rest: string } {
  const [found] = VERSION.exec(text) ?? [];
  return found === undefined
    ? { rest: text }
    : { version: found.replace(/^v/, ''), rest: text.replace(VERSION, ' ') };
}
