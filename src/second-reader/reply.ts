/** What the model replied, as a verdict. Nothing of it is kept that was not asked for. */

import * as v from 'valibot';
import { jsonIn } from '../chat/json.js';
import type { ReplyForm } from '../chat/message.js';
import { DIFFERENCES } from '../match/contract.js';
import { MOST_CANDIDATES, type Reading, type Verdict } from './contract.js';
import { textsOf } from './render.js';

export const VERDICT_FORM: ReplyForm = {
  name: 'verdict',
  schema: {
    type: 'object',
    properties: {
      asks: { type: 'boolean' },
      pick: { type: 'integer' },
      sure: { type: 'boolean' },
      differs: {
        anyOf: [
          { type: 'null' },
          {
            type: 'object',
            properties: {
              kind: { type: 'string', enum: DIFFERENCES },
              asked: { type: ['string', 'null'] },
              entry: { type: ['string', 'null'] },
            },
            required: ['kind', 'asked', 'entry'],
            additionalProperties: false,
          },
        ],
      },
    },
    required: ['asks', 'pick', 'sure', 'differs'],
    additionalProperties: false,
  },
};

const Reply = v.object({
  asks: v.boolean(),
  pick: v.pipe(v.number(), v.integer(), v.minValue(0)),
  sure: v.boolean(),
  differs: v.nullish(
    v.object({ kind: v.picklist(DIFFERENCES), asked: v.nullish(v.string()), entry: v.nullish(v.string()) }),
  ),
});

/** Characters of a term; what is longer is a sentence. */
const MOST_TERM = 60;

/**
 * The verdict in a model's answer. Of several it is the last, since a model that thinks aloud writes its answer at the end.
 * @returns `undefined` where there is none, or it chooses an entry that was not shown
 */
export function verdictIn(text: string, reading: Reading): Verdict | undefined {
  return [...jsonIn(text)]
    .map((value) => verdictOf(value, reading))
    .filter((verdict) => verdict !== undefined)
    .at(-1);
}

/** {@link verdictIn} of what is read as JSON already. */
export function verdictOf(value: unknown, { text, candidates }: Reading): Verdict | undefined {
  if (!v.is(Reply, value)) return undefined;
  const { asks, pick, sure, differs } = value;
  if (pick === 0) return { asks, pick, sure };
  const chosen = candidates.slice(0, MOST_CANDIDATES)[pick - 1];
  if (chosen === undefined) return undefined;
  if (differs === null || differs === undefined) return { asks, pick, sure };
  const asked = copied(differs.asked, [text]);
  const entry = copied(differs.entry, textsOf(chosen));
  // A term that stands for both sides says nothing of what differs.
  const terms = asked === entry ? {} : { asked, entry };
  return { asks, pick, sure, differs: { kind: differs.kind, ...terms } };
}

/** The term where it stands in one of the texts letter by letter, and not as a part of a word: no word of the model's own is shown. */
function copied(term: string | null | undefined, texts: readonly string[]): string | undefined {
  const trimmed = term?.trim() ?? '';
  if (trimmed === '' || trimmed.length > MOST_TERM) return undefined;
  return texts.some((text) => standsIn(trimmed, text)) ? trimmed : undefined;
}

const IN_WORD = /[\p{Script=Latin}\p{Nd}]{2}/u;

function standsIn(term: string, text: string): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const end = at + term.length;
    if (!IN_WORD.test(text.slice(at - 1, at + 1)) && !IN_WORD.test(text.slice(end - 1, end + 1))) return true;
  }
  return false;
}
