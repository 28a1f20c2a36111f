/** What a message must not carry out of the process: who is meant in it, and secrets that were pasted along. */

const MASKED_PERSON = '@…';
const MASKED_SECRET = '[redacted]';

/** Slack's and Discord's mentions of people, groups and channels: `<@U012>`, `<@&12>`, `<#C012|general>`, `<!here>`. */
const MENTION = /<(?:[@#]|!(?:here|channel|everyone|subteam))[^>\n]{0,80}>/g;

const MAIL_ADDRESS = /[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}/g;

/** `@name`. A Chinese name has at most four characters, and often no space behind it. */
const NAME = /(?<![\w/])[@＠](?:[A-Za-z0-9_][\w.-]*|\p{Script=Han}{1,4}|\p{L}{1,20})/gu;

/** Shapes of keys as their issuers document them: Amazon, Alibaba, GitHub, GitLab, OpenAI and its like, Google, JSON Web Tokens. */
const KEYS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bLTAI[A-Za-z0-9]{12,30}\b/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-)[\w-]{20,}/g,
  /\bsk-[\w-]{16,}/g,
  /\bAIza[\w-]{30,}/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
];

/** `password=...`, `secretKey: "..."`, `密码：...`. Six characters that are no Han: an explanation behind a colon stays. */
const ASSIGNED =
  /((?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|(?:api|access|secret|private)[_-]?key|密码|口令|密钥)["']?\s*[:=：]\s*["']?)[\x21-\x7E]{6,}/gi;

/**
 * @param redact takes out the secrets that the process knows itself
 * @param isPublic whether a word such as `@Transactional` is no person, because it stands in what is public already
 */
export function mask(
  text: string,
  redact: (text: string) => string,
  isPublic: (word: string) => boolean,
): string {
  let masked = redact(text);
  for (const key of KEYS) masked = masked.replace(key, MASKED_SECRET);
  return masked
    .replace(ASSIGNED, `$1${MASKED_SECRET}`)
    .replace(MENTION, MASKED_PERSON)
    .replace(MAIL_ADDRESS, MASKED_PERSON)
    .replace(NAME, (word) => (isPublic(word) ? word : MASKED_PERSON));
}
