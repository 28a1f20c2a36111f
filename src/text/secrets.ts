/** Secrets and numbers that reach a person, by their shapes, wherever a text is carried out of where it was written. Pure. */

const MASKED_SECRET = '[redacted]';

/** Shapes of secrets: Slack's tokens, Discord's bot tokens, `user:password@` in addresses, bearer headers. */
export const TOKENS = [
  /xox[a-z]-[\w-]+/g,
  /xapp-[\w-]+/g,
  /[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g,
  /(?<=\/\/)[^/\s:@]+:[^/\s@]+(?=@)/g,
  /(?<=Bearer\s)[\w.~+/-]+=*/gi,
];

/** Chinese mobile numbers, and those with `+` and the number of a country. */
export const PHONE_NUMBER = /(?<![\w.+-])(?:1[3-9]\d(?:[ -]?\d{4}){2}(?!\w)|\+\d[\d ()-]{8,16}\d)/g;

/** Whose home a path leads through. */
export const HOME = /(\/(?:home|Users)\/|\\Users\\)[\w.-]+/g;

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

/** A text without what looks like a secret. */
export function withoutSecrets(text: string): string {
  let masked = text;
  for (const shape of [...TOKENS, ...KEYS]) masked = masked.replace(shape, MASKED_SECRET);
  return masked.replace(ASSIGNED, `$1${MASKED_SECRET}`);
}
