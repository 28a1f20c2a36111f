/** What a message must not carry out of the process: who is meant in it, and secrets that were pasted along. */

const MASKED_PERSON = '@…';
const MASKED_SECRET = '[redacted]';

/** Slack's and Discord's mentions of people, groups and channels: `<@U012>`, `<@&12>`, `<#C012|general>`, `<!here>`. */
const MENTION = /<(?:[@#]|!(?:here|channel|everyone|subteam))[^>\n]{0,80}>/g;

/** From where the word begins: from each of its letters, a long one without an `@` would be read again. */
const MAIL_ADDRESS = /(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}/g;

/** A Chinese name has at most four characters, and often no space behind it; a word in other letters ends where Chinese begins. */
const NAME_WORD = String.raw`(?:\p{Script=Han}{1,4}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}.-])+)`;

/** `@name`, with its words joined by `_`. */
const NAME = new RegExp(String.raw`(?<![\w/])[@＠]_*${NAME_WORD}(?:_+${NAME_WORD})*`, 'gu');

/** Chinese mobile numbers, and those with `+` and the number of a country. */
const PHONE_NUMBER = /(?<![\w.+-])(?:1[3-9]\d(?:[ -]?\d{4}){2}(?!\w)|\+\d[\d ()-]{8,16}\d)/g;

/** Whose home a path leads through. */
const HOME = /(\/(?:home|Users)\/|\\Users\\)[\w.-]+/g;

/**
 * Shapes of keys as their issuers document them: Amazon, Alibaba, GitHub, GitLab, OpenAI and its like, Google, JSON Web Tokens, HTTP's
 * basic authentication, webhooks of Slack and Discord.
 */
const KEYS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bLTAI[A-Za-z0-9]{12,30}\b/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-)[\w-]{20,}/g,
  /\bsk-[\w-]{16,}/g,
  /\bAIza[\w-]{30,}/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /(?<=\bAuthorization["']?\s*[:=]\s*["']?Basic\s{1,5})[A-Za-z0-9+/]+=*/gi,
  /(?<=\/\/hooks\.[\w.-]+\/\w+\/|\/\/[\w.-]+\/api\/webhooks\/)[\w/-]+/g,
];

/** `password=...`, `secretKey: "..."`, `密码：...`, `密码是 ...`. Six characters that are no Han: an explanation behind a colon stays. */
const ASSIGNED =
  /((?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|(?:api|access|secret|private)[_-]?key|密码|口令|密钥)(?:["']?\s*[:=：]\s*["']?|(?<=密码|口令|密钥)\s*[是为]\s*))[\x21-\x7E]{6,}/gi;

/**
 * @param redact takes out the secrets that the process knows itself
 * @param isPublic whether what is found, such as `@Transactional`, stands in what is public already, and stays
 */
export function mask(
  text: string,
  redact: (text: string) => string,
  isPublic: (word: string) => boolean,
): string {
  let masked = redact(text);
  for (const key of KEYS) masked = masked.replace(key, MASKED_SECRET);
  const personIn = (found: string): string => (isPublic(found) ? found : MASKED_PERSON);
  return masked
    .replace(ASSIGNED, `$1${MASKED_SECRET}`)
    .replace(MENTION, MASKED_PERSON)
    .replace(MAIL_ADDRESS, MASKED_PERSON)
    .replace(NAME, personIn)
    .replace(PHONE_NUMBER, personIn)
    .replace(HOME, (path, parent: string) => (isPublic(path) ? path : `${parent}${MASKED_PERSON}`));
}
