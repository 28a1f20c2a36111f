/** Which addresses become links, and what may stand in for them. */

import { BIDI } from './text.js';

/** Characters. Less than a page of an answer, so that one link never takes a message over its limit; a longer one is shown as text. */
const MAX_URL = 2000;
/** Characters of a label; a longer one stands beside its address. */
const MAX_LABEL = 300;

/** Characters that nobody sees, such as a soft hyphen or a word joiner. Inside of a character class. */
const HIDDEN = '\\p{Default_Ignorable_Code_Point}';

/** What would end a link in one platform's markup or another's, or hide where it leads. */
const BREAKING = new RegExp(`[\\s<>\`|\\\\\\p{Cc}\\p{Surrogate}${BIDI}${HIDDEN}]`, 'u');

/**
 * The address as it was written when it may be a link: absolute, http or https, with no password in front of the host
 * (`https://bank.example@other.example/` reads as another host than it has), and nothing in it that would end a link.
 */
export function linkable(url: string): string | undefined {
  if (url.length > MAX_URL || BREAKING.test(url)) return undefined;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  const { username, password } = new URL(url);
  return username === '' && password === '' ? url : undefined;
}

/**
 * What a browser takes for the full stop of a host, or looks like one: the separators of UTS #46 (2.3) and the confusables of UTS #39
 * (confusables.txt), as far as NFKD leaves them.
 */
const STOPS = /[。\u0660\u06F0\u0701\u0702\uA4F8\uA60E\u{10A50}\u{1D16D}]/gu;
/** Signs that are no letters and look like Latin ones (UTS #39). Letters of other scripts count as letters anyway. */
const LETTER_LIKE = '℮⍺⍳⍴⍵∨⋁∪⋃×⤫⤬⨯∣⏽|';
const LETTER = `\\p{L}${LETTER_LIKE}`;
const OF_LABEL = `${LETTER}\\p{N}-`;

/** Anything in a label that reads as a host or an IPv4 address. The look-behind and the bound keep the time in proportion to the length. */
const HOSTS = new RegExp(
  `(?<![${OF_LABEL}])(?:(?:[${OF_LABEL}]{1,63}\\.)+[${LETTER}][${LETTER}\\p{N}]+|(?:\\d{1,3}\\.){3}\\d{1,3})`,
  'giu',
);

/** No top-level domains: `photo.jpg` names a file. */
const FILE = /\.(?:gif|jpe?g|png|svg|webp|json|xml|ya?ml|tsx?|jsx?)$/;

/** Whether the label names a host that the address does not lead to. */
export function isMisleading(label: string, url: string): boolean {
  const target = new URL(url).hostname.toLowerCase();
  const seen = label
    .replace(new RegExp(`[${HIDDEN}]`, 'gu'), '')
    .normalize('NFKD')
    .replace(STOPS, '.')
    // A dot below a letter makes no other letter of it, to the eye.
    .replace(/\p{M}/gu, '');
  return [...seen.matchAll(HOSTS)].some(([named]) => {
    const host = named.toLowerCase();
    return host !== target && !target.endsWith(`.${host}`) && !FILE.test(host);
  });
}

/** Whether the label must be printed beside its address, rather than in its place. */
export function standsBeside(label: string, url: string): boolean {
  return label.length > MAX_LABEL || isMisleading(label, url);
}

/** Whether a link is an e-mail address that stands for itself: its words say all. */
export function isMailAddress(label: string, url: string): boolean {
  return url.toLowerCase() === `mailto:${label.trim().toLowerCase()}`;
}

/** An address in plain text. Chinese has no spaces, so its punctuation ends one. */
export const ADDRESS = /https?:\/\/[^\s<>"`\\|，。；：！？（）【】《》“”‘’、]+/giu;

interface TextPart {
  readonly text: string;
  readonly isAddress: boolean;
}

/** A text cut into its addresses and what stands between them. @param pattern what counts as an address; global */
export function splitAddresses(text: string, pattern: RegExp = ADDRESS): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const found of text.matchAll(pattern)) {
    const address = withoutSentenceEnd(found[0]);
    if (found.index > end) parts.push({ text: text.slice(end, found.index), isAddress: false });
    parts.push({ text: address, isAddress: true });
    end = found.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isAddress: false });
  return parts;
}

/** A full stop or a bracket behind an address ends the sentence, not the address. */
function withoutSentenceEnd(address: string): string {
  let kept = address;
  for (;;) {
    const shorter = kept.replace(/(?<![.,:;!?'"*_~\]])[.,:;!?'"*_~\]]+$/u, '');
    const opened = shorter.split('(').length;
    const next = shorter.endsWith(')') && shorter.split(')').length > opened ? shorter.slice(0, -1) : shorter;
    if (next === kept) return kept;
    kept = next;
  }
}
