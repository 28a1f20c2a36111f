/** What a model answered, as wordings. */

import * as v from 'valibot';
import { jsonIn } from '../chat/json.js';
import { isRecord } from '../record.js';

const Wordings = v.object({ wordings: v.array(v.string()) });
const Named = v.object({ id: v.union([v.string(), v.number()]), wordings: v.array(v.string()) });
const Batched = v.object({
  custom_id: v.string(),
  response: v.nullish(
    v.object({
      status_code: v.optional(v.number()),
      body: v.object({
        model: v.optional(v.string()),
        choices: v.optional(
          v.array(
            v.object({
              finish_reason: v.nullish(v.string()),
              message: v.object({ content: v.nullish(v.string()) }),
            }),
          ),
        ),
      }),
    }),
  ),
});

/**
 * The wordings of an answer, whatever stands around its JSON: thoughts, prose, the fence of a code block. Of several such
 * objects it is the last, since a model that thinks aloud writes its answer at the end.
 * @returns `undefined` where there is no such object
 */
export function wordingsIn(text: string): readonly string[] | undefined {
  return [...jsonIn(text)].flatMap((value) => (v.is(Wordings, value) ? [value.wordings] : [])).at(-1);
}

/** An answer that came back from a batch or a chat. */
export interface Returned {
  readonly key: string;
  /** Absent: the answer is broken. */
  readonly wordings?: readonly string[];
  readonly model?: string;
}

/**
 * Reads the output file of a batch, one JSON record a line, or what was copied from a chat: JSON with anything around it. Of two
 * answers for one entry the later stands.
 */
export function returnedIn(text: string): readonly Returned[] {
  const returned = [...jsonIn(text)].flatMap(returnedOf);
  return [...new Map(returned.map((one) => [one.key, one])).values()];
}

function returnedOf(value: unknown): readonly Returned[] {
  if (v.is(Named, value)) return [{ key: String(value.id), wordings: value.wordings }];
  if (v.is(Batched, value)) {
    const { model, choices = [] } = value.response?.body ?? {};
    const [choice] = choices;
    const content = choice?.finish_reason === 'length' ? '' : (choice?.message.content ?? '');
    return [{ key: value.custom_id, wordings: wordingsIn(content), model }];
  }
  return isRecord(value) ? Object.values(value).flatMap(returnedOf) : [];
}
