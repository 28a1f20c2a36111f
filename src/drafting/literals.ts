/** What a wording must not lose of a question: version numbers and error codes. */

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

/** `RPC-010060032`, `ORA-00942`, `E11000`, `0x80004005`; a number behind a word that announces one (`状态码 502`, `error code: 1045`). */
const CODE =
  /\b[A-Z]{1,8}-?\d{4,}\b|\b0x[\da-f]{4,}\b|(?<=(?:错误码|状态码|error(?: code)?|err|code|status|HTTP)\s{0,2}[:：=]?\s{0,2})\d{3,6}\b/gi;

/** The error codes of a text, in lower case. */
export function codesIn(text: string): readonly string[] {
  return (text.match(CODE) ?? []).map((one) => one.toLowerCase());
}
