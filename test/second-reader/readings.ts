import type { Reading } from '../../src/second-reader/contract.js';
import type { Match } from '../../src/match/contract.js';
import { entriesOf, KNOWLEDGE, thread, turn } from '../support/knowledge.js';

/** Of this confidence, in this order. */
export function matchesOf(entries = KNOWLEDGE.entries, confidence = 0.4): readonly Match[] {
  return entries.map((entry, at) => ({
    entry,
    wording: entry.question,
    score: 10 - at,
    confidence,
    terms: [],
    parts: [],
  }));
}

/** Matches of one turn each, with these questions and answers. */
export function matchesAbout(...turns: readonly (readonly [question: string, answer: string])[]) {
  return matchesOf(
    entriesOf(
      turns.map(([question, answer], at) => thread(`w9#${at + 1}`, 'Kestrel', [turn(question, answer)])),
    ),
  );
}

export function readingOf(more: Partial<Reading> = {}): Reading {
  return { text: 'Kestrel 支持热升级吗', attention: 'addressed', candidates: matchesOf(), ...more };
}
