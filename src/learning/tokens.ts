/** A token names an action (a verb) and the record that it is about, so that its button still works after a restart. */

import { randomBytes } from 'node:crypto';
import { TOKENS } from '../contract.js';
import { keysOf } from '../record.js';

/** Actions that are open to every member. */
const MEMBER_VERBS = ['helpful', 'unhelpful', 'reason', 'ask', 'asked'] as const;
/** Actions that only maintainers may carry out. */
const MAINTAINER_VERBS = [
  'answer',
  'answered',
  'accept',
  'edit',
  'edited',
  'merge',
  'into',
  'reject',
  'revise',
  'revised',
  'withdraw',
  'save',
  'saved',
  'review',
] as const;

export type MemberVerb = (typeof MEMBER_VERBS)[number];
export type MaintainerVerb = (typeof MAINTAINER_VERBS)[number];
export type Verb = MemberVerb | MaintainerVerb;

/** The letter of each kind of record in a token. Buttons that were sent long ago hold it. */
const LETTERS = { shown: 'r', question: 'q', saved: 's', wording: 'w', imported: 'i' } as const;

type RecordKind = keyof typeof LETTERS;
const KINDS = keysOf(LETTERS);

/** One record that a button is about. */
export interface RecordName<Kind extends RecordKind = RecordKind> {
  readonly kind: Kind;
  /** 16 hexadecimal digits. */
  readonly id: string;
}

export interface Command {
  readonly verb: Verb;
  readonly record?: RecordName;
  /** The beginning of an entry's token. */
  readonly entry?: string;
}

/** Characters of an entry's token that are enough to tell it from others: 54 bits beside the letter. */
const ENTRY_LENGTH = 10;

const FORM = /^do-(?<verb>[a-z]+)-(?<letter>[rqswi])(?<id>[0-9a-f]{16})(?:-(?<entry>[A-Za-z0-9_-]{10}))?$/;

/** 64 bits: nobody guesses one, and what it can do is checked anyway. */
const ID_BYTES = 8;

export const newId = (): string => randomBytes(ID_BYTES).toString('hex');

export const tokenFor = (verb: Verb, { kind, id }: RecordName): string => `do-${verb}-${LETTERS[kind]}${id}`;

/** @param entry the token of the entry that the record is merged into */
export const tokenInto = (record: RecordName, entry: string): string =>
  `${tokenFor('into', record)}-${entry.slice(0, ENTRY_LENGTH)}`;

/** The form of a new answer is submitted under this token. */
export const SAVED_TOKEN = 'do-saved';

/** `undefined` where the token is none of these. */
export function readToken(token: string): Command | undefined {
  if (token === TOKENS.save) return { verb: 'save' };
  if (token === TOKENS.review) return { verb: 'review' };
  if (token === SAVED_TOKEN) return { verb: 'saved' };
  const { verb: word, letter, id = '', entry } = FORM.exec(token)?.groups ?? {};
  const verb = [...MEMBER_VERBS, ...MAINTAINER_VERBS].find((one) => one === word);
  const kind = KINDS.find((one) => LETTERS[one] === letter);
  return verb === undefined || kind === undefined ? undefined : { verb, record: { kind, id }, entry };
}

export function isMaintainerVerb(verb: Verb): verb is MaintainerVerb {
  return MAINTAINER_VERBS.some((one) => one === verb);
}
