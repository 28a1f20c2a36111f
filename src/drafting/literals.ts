/** Error codes, which a wording must not lose. */

/** `RPC-010060032`, `ORA-00942`, `E11000`, `0x80004005`; a number behind a word that announces one (`状态码 502`, `error code: 1045`). */
const CODE =
  /\b[A-Z]{1,8}-?\d{4,}\b|\b0x[\da-f]{4,}\b|(?<=(?:错误码|状态码|error(?: code)?|err|code|status|HTTP)\s{0,2}[:：=]?\s{0,2})\d{3,6}\b/gi;

/** The error codes of a text, in lower case. */
export function codesIn(text: string): readonly string[] {
  return (text.match(CODE) ?? []).map((one) => one.toLowerCase());
}
