/** The tokens of the circle: a verb and what it is about, so that a button works after any restart. */

import { randomBytes } from 'node:crypto';
import { TOKENS } from '../contract.js';

/** What members may do. */
const MEMBER_VERBS = ['helpful', 'unhelpful', 'reason', 'ask', 'asked'] as const;
/** What takes a maintainer. */
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

export type Verb = (typeof MEMBER_VERBS)[number] | (typeof MAINTAINER_VERBS)[number];

/** Which record an id names: `r` a reply that was shown, `q` a question, `s` a saved answer, `w` a wording. */
export type Target = 'r' | 'q' | 's' | 'w';

export interface Command {
  readonly verb: Verb;
  readonly target?: Target;
  /** 16 hexadecimal digits. */
  readonly id?: string;
  /** The beginning of an entry's token. */
  readonly entry?: string;
}

/** Characters of an entry's token that are enough to tell it from others: 54 bits beside the letter. */
const ENTRY_LENGTH = 10;

const FORM = /^do-(?<verb>[a-z]+)-(?<target>[rqsw])(?<id>[0-9a-f]{16})(?:-(?<entry>[A-Za-z0-9_-]{10}))?$/;

/** 64 bits: nobody guesses one, and what it can do is checked anyway. */
const ID_BYTES = 8;

export const newId = (): string => randomBytes(ID_BYTES).toString('hex');

export function tokenFor(verb: Verb, target: Target, id: string): string {
  return `do-${verb}-${target}${id}`;
}

/** @param entry the token of the entry that something is merged into */
export function tokenInto(target: Target, id: string, entry: string): string {
  return `${tokenFor('into', target, id)}-${entry.slice(0, ENTRY_LENGTH)}`;
}

/** The form of a new answer is submitted under this token. */
export const SAVED_TOKEN = 'do-saved';

/** `undefined` where the token is none of these. */
export function readToken(token: string): Command | undefined {
  if (token === TOKENS.save) return { verb: 'save' };
  if (token === TOKENS.review) return { verb: 'review' };
  if (token === SAVED_TOKEN) return { verb: 'saved' };
  const { verb, target, id, entry } = FORM.exec(token)?.groups ?? {};
  if (verb === undefined || !isVerb(verb) || !isTarget(target) || id === undefined) return undefined;
  return { verb, target, id, entry };
}

export function isForMaintainers({ verb }: Command): boolean {
  return MAINTAINER_VERBS.some((one) => one === verb);
}

function isVerb(text: string): text is Verb {
  return [...MEMBER_VERBS, ...MAINTAINER_VERBS].some((verb) => verb === text);
}

function isTarget(text: string | undefined): text is Target {
  return text === 'r' || text === 'q' || text === 's' || text === 'w';
}
