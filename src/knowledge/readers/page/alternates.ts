import { normalForm } from '../../text.js';
import type { Finding } from '../../model.js';
import { listOf } from '../front-matter.js';
import { type ReadFile, warning } from '../reader.js';
import { plainQuestion } from './question-text.js';

export interface PageAlternates {
  /** By the place of a question on the page. */
  readonly of: readonly (readonly string[])[];
  readonly findings: readonly Finding[];
}

/** `alternates` is a list where the page asks one question, else a map from a question to its list. `alt_titles` is such a list too. */
export function readAlternates(
  data: Readonly<Record<string, unknown>>,
  questions: readonly string[],
  file: ReadFile,
): PageAlternates {
  const given = data['alternates'] ?? (questions.length === 1 ? data['alt_titles'] : undefined);
  if (given === undefined || given === null) return { of: [], findings: [] };
  if (typeof given === 'object' && !Array.isArray(given)) {
    const of: string[][] = questions.map(() => []);
    const places = new Map(
      questions.map((question, place) => [questionKey(question), place] as const).toReversed(),
    );
    const findings = Object.entries(given).flatMap(([question, value]) => {
      const place = places.get(questionKey(plainQuestion(question)));
      of[place ?? -1]?.push(...listOf(value));
      return place === undefined
        ? [warning(file.path, 1, 'alternates-unknown', `no heading asks "${question}"`)]
        : [];
    });
    return { of, findings };
  }
  if (questions.length === 1) return { of: [listOf(given)], findings: [] };
  const message =
    'a list of alternates serves a page of one question; a page of several takes a map, "alternates: {question: [alternate, ...]}", with each question as its heading has it';
  return { of: [], findings: [warning(file.path, 1, 'alternates-shape', message)] };
}

function questionKey(question: string): string {
  return normalForm(question).toLowerCase();
}
