/** Who wrote the other wordings of a question: what people wrote and what a model drafted are kept apart. */

import type { Finding, Turn } from '../model.js';
import { warning } from '../readers/reader.js';

/** `confirmed`: members confirmed it while the bot ran. */
export type Author = 'person' | 'model' | 'confirmed';

const FORM = /^(?:(person|model)(?::\s*\S.*)?|confirmed)$/;

/**
 * @param by `model`, `person`, either with `:NAME` behind it, or `confirmed`
 * @returns `undefined` where it is none of these
 */
export function authorOf(by: string): Author | undefined {
  const found = FORM.exec(by);
  if (found === null) return undefined;
  return found[1] === 'person' || found[1] === 'model' ? found[1] : 'confirmed';
}

/** The name of the field that says who wrote the `alternates` beside it. */
export const ALTERNATES_BY = 'alternates_by';

/** Alternates as a turn keeps them. They count as people's, unless `by` says that a model wrote them. */
export function alternatesBy(
  texts: readonly string[],
  by: string | undefined,
): Pick<Turn, 'alternates' | 'drafted'> {
  const isDrafted = by !== undefined && authorOf(by) === 'model';
  return isDrafted && texts.length > 0 ? { alternates: [], drafted: texts } : { alternates: texts };
}

/** A finding where `by` names no kind of author. */
export function checkAlternatesBy(path: string, line: number, by: string | undefined): readonly Finding[] {
  if (by === undefined || authorOf(by) !== undefined) return [];
  const message = `${ALTERNATES_BY} is "${by}"; it takes model, model:NAME or person:NAME. The alternates count as people's`;
  return [warning(path, line, 'alternates-author', message)];
}
