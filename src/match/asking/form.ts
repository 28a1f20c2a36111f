/** How a message is put, whatever it is about: its own sentences, and its words with the terms of any subject masked. */

import { normaliseScript } from '../../text/script.js';
import { spokenText } from '../../text/question-text.js';
import { hanSegments } from '../../text/segments.js';
import words from '../relevance/words.json' with { type: 'json' };

export interface Form {
  /** What the author says, in the normal form of the script: without what is quoted or pasted. */
  readonly spoken: string;
  /** The same without blocks of code. */
  readonly own: string;
  readonly sentences: readonly string[];
  /** The last sentence that is more than thanks or a call for help. */
  readonly last: string;
  /** Whether it quotes lines. */
  readonly isQuoting: boolean;
  readonly holdsCode: boolean;
}

const QUOTED_LINE = /^[ \t]*(?:>|&gt;)/mu;
const CODE = /```[\s\S]*?(?:```|$)/gu;
const IN_LINE_CODE = /`[^`\n]+`/gu;
const SENTENCE_END = /(?<=[。！!?？；;…])|(?<=\.)\s+|\n+/u;
const SAYS_SOMETHING = /[\p{L}?？]/u;

/** A sentence of thanks or a call for help closes a message and says nothing of what it is. */
const CLOSING =
  /^(?:先?谢谢?[过了啦]?|感谢|多谢|thanks?|thx|ty|cheers|求解|求教|急|在线等|help|pls|please|any (?:ideas?|help|pointers?)\b.{0,20})[^\p{L}]{0,40}(?:大家|各位|大佬们?|in advance|a lot|all|guys)?[^\p{L}]{0,40}$/iu;

export function formOf(message: string): Form {
  const text = normaliseScript(message);
  const spoken = spokenText(text);
  const own = spoken.replace(CODE, ' ').trim();
  const all = own
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => SAYS_SOMETHING.test(sentence));
  const telling = all.filter((sentence) => !CLOSING.test(sentence));
  const sentences = telling.length > 0 ? telling : all;
  return {
    spoken,
    own,
    sentences,
    last: sentences.at(-1) ?? own,
    isQuoting: QUOTED_LINE.test(text),
    holdsCode: text.includes('`'),
  };
}

/** What stands for a kind of token, so that the model learns how a message is put and not what it is about. */
const MASKS = {
  code: '⟨code⟩',
  address: '⟨address⟩',
  everybody: '⟨all⟩',
  member: '⟨member⟩',
  emoji: '⟨emoji⟩',
  line: '⟨line⟩',
};
const NUMBER = '⟨number⟩';
const IDENTIFIER = '⟨identifier⟩';
const TERM = '⟨term⟩';

/** In this order. Names of everybody come before those of a member. */
const REPLACED: readonly (readonly [RegExp, string])[] = [
  [CODE, MASKS.code],
  [IN_LINE_CODE, MASKS.code],
  [/<?https?:\/\/[^\s<>]+>?/gu, MASKS.address],
  [
    /<!(?:here|channel|everyone)[^<>]{0,40}>|@(?:here|channel|everyone|all|所有人|全体成员)/gu,
    MASKS.everybody,
  ],
  [/<[@#][^<>]{1,80}>|@[\p{L}\p{Nd}_.-]{1,40}/gu, MASKS.member],
  [/:[a-z0-9_+'-]{2,40}:|\p{Extended_Pictographic}+/gu, MASKS.emoji],
  [/\n+/gu, MASKS.line],
];

const TOKEN =
  /⟨\p{L}+⟩|n't|'(?:s|re|m|ve|ll|d)\b|[a-z][a-z0-9]*(?:[._:/#-][a-z0-9]+)*|\d[\d.,:%]*|\p{Script=Han}+|\.{2,}|…+|[?!.,;:~()"，。；：？！（）“”]/gu;

const PUNCTUATION: ReadonlyMap<string, string> = new Map([
  ['？', '?'],
  ['！', '!'],
  ['，', ','],
  ['：', ':'],
  ['；', ';'],
  ['（', '('],
  ['）', ')'],
  ['…', '..'],
]);

/** Words that any group uses, and `more` with spaces between. */
export function plainWords(more: string): ReadonlySet<string> {
  const { zh, en } = words.everyday;
  return new Set(
    [zh.most, zh.often, zh.sometimes, en.most, en.often, more].flatMap((list) => list.split(' ')),
  );
}

const HAN = /^\p{Script=Han}/u;

/** A word as it is written where it is an everyday one; else what stands for its kind. */
function masked(token: string, plain: ReadonlySet<string>): readonly string[] {
  if (token.startsWith('⟨')) return [token];
  if (HAN.test(token)) {
    return hanSegments(token).map((word) => (word.length === 1 || plain.has(word) ? word : TERM));
  }
  if (/^[a-z]+$/.test(token)) return [token.length <= 2 || plain.has(token) ? token : TERM];
  if (/^[a-z]/.test(token)) return [token === "n't" ? token : IDENTIFIER];
  if (/^\d/.test(token)) return [NUMBER];
  return [PUNCTUATION.get(token.charAt(0)) ?? token.replace(/^\.{2,}$/, '..')];
}

/** The tokens of what is spoken with its beginning and end. Words that are not among the `plain` ones are masked. */
function formTokens({ spoken }: Form, plain: ReadonlySet<string>): readonly string[] {
  const text = REPLACED.reduce((rest, [pattern, mask]) => rest.replace(pattern, ` ${mask} `), spoken)
    .toLowerCase()
    .replace(/n['’]t\b/g, " n't")
    .replace(/['’](s|re|m|ve|ll|d)\b/g, " '$1");
  return ['^', ...(text.match(TOKEN) ?? []).flatMap((token) => masked(token, plain)), '$'];
}

/** Each token and each pair of neighbours, once. */
export function formGrams(form: Form, plain: ReadonlySet<string>): ReadonlySet<string> {
  const tokens = formTokens(form, plain);
  const grams = new Set(tokens);
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    if (next !== undefined) grams.add(`${token} ${next}`);
  });
  return grams;
}
