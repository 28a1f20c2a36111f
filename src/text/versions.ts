/** Versions that a text names, and whether it asks for one. */

import { isFunctionWord } from './function-words.js';

/**
 * Numbers with one to three points, but for addresses of the network, shares, sizes and times; and whole numbers behind a word that
 * announces a version.
 */
const VERSION =
  /(?<![\d.])\d+(?:\.\d+){1,3}(?!\.?\d|\s?(?:%|‰|倍|秒|毫秒|ms\b|s\b|[万亿]|[GMK]B?\b))|(?<=\b(?:jdk|java|v|version)\s?|版本\s?)\d+(?![\d.]*\d)/gi;
const NETWORK_ADDRESS = /^(?:\d+\.){3}\d+$/;

/** The version numbers of a text, without a `v`. */
export function versionsIn(text: string): readonly string[] {
  return (text.match(VERSION) ?? []).filter((one) => !NETWORK_ADDRESS.test(one));
}

/** `3.1` and `3.1.0` may be one version, written more or less exactly. */
export function mayBeSameVersion(one: string, other: string): boolean {
  return `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`);
}

/** `JDK 17`, `proto3`, `Spring Boot 2.x`: numbers of more digits are ports and the like. What a number counts stands behind it. */
const NAME_WITH_NUMBER =
  /(?<![a-z0-9])([a-z][a-z-]{1,40})[ -]?v?(\d{1,2})(?:\.x)?(?![\w.])(\s?(?:[个台条次秒份组层天]|分钟|小时|节点|副本|阶段|nodes\b|times\b|replicas\b))?/gi;

export interface NumberedName {
  /** In lower case. */
  readonly name: string;
  readonly number: string;
  /** `jraft 3 个节点`, `only 10`: a count of something, no version. */
  readonly isCount: boolean;
}

/** Names with the whole number behind each; a name in so many versions comes so many times. */
export function numberedNames(text: string): readonly NumberedName[] {
  return [...text.matchAll(NAME_WITH_NUMBER)].map(([, written = '', number = '', counted]) => {
    const name = written.toLowerCase();
    return { name, number, isCount: counted !== undefined || isFunctionWord(name) };
  });
}

const ASKS_FOR_VERSION =
  /(?:哪个|哪一?|什么|几)个?版本|哪一?版|从哪.{0,3}版本?|版本.{0,4}多少|\b(?:which|what) (?:\S+ )?(?:version|release)|\bsince when\b/i;

/** The words that ask for a version, as they stand: "since when", "哪个版本". */
export function versionAskedFor(text: string): string | undefined {
  return ASKS_FOR_VERSION.exec(text)?.[0];
}

/** Begun where a number begins: a long chain of numbers would be tried from each of them. */
const DOTTED = String.raw`(?<![\d.])v?(\d+(?:\.\d+)+)`;
/** "1.5.2 以上", "since 2.3", "2.0+"; but 1.4.1 起 10 个服务 starts ten of them, and "from 1.3 to 1.4" is a way. */
const FROM_ON = new RegExp(
  String.raw`${DOTTED}\s*(?:\+|[及或]?(?:其)?(?:以上|之后|以后|更高)|起(?!\s*[\d一二两三四五六七八九十几多])|(?:or|and) (?:later|newer|above|higher|up))|(?:\bsince|\bfrom|\bafter|>=|≥|高于|自从?)\s*${DOTTED}(?![\d.]|\s*(?:to\b|up to\b|升|到|→|->))`,
  'gi',
);
const UP_TO = new RegExp(
  String.raw`${DOTTED}\s*(?:[及或]?(?:其)?(?:以下|之前|以前|更低)|(?:or|and) (?:earlier|older|below))|(?:\bbefore|\buntil|<=|≤|低于|小于)\s*${DOTTED}`,
  'gi',
);

/** Whether the text names a range of versions that this one lies in. */
export function isInVersionRange(version: string, text: string): boolean {
  const bounds = (pattern: RegExp): readonly string[] =>
    [...text.matchAll(pattern)].map(([, before, behind]) => before ?? behind ?? '');
  return (
    bounds(FROM_ON).some((least) => compareVersions(version, least) >= 0) ||
    bounds(UP_TO).some((most) => compareVersions(version, most) <= 0)
  );
}

function compareVersions(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
