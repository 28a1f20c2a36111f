/** What a message must not carry out of the process: who is meant in it, and secrets that were pasted along. */

import { HOME, PHONE_NUMBER, withoutSecrets } from '../text/secrets.js';

const MASKED_PERSON = '@…';

/** Slack's and Discord's mentions of people, groups and channels: `<@U012>`, `<@&12>`, `<#C012|general>`, `<!here>`. */
const MENTION = /<(?:[@#]|!(?:here|channel|everyone|subteam))[^>\n]{0,80}>/g;

/** From where the word begins: from each of its letters, a long one without an `@` would be read again. */
const MAIL_ADDRESS = /(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}/g;

/** A Chinese name has at most four characters, and often no space behind it; a word in other letters ends where Chinese begins. */
const NAME_WORD = String.raw`(?:\p{Script=Han}{1,4}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}.-])+)`;

/** `@name`, with its words joined by `_`. */
const NAME = new RegExp(String.raw`(?<![\w/])[@＠]_*${NAME_WORD}(?:_+${NAME_WORD})*`, 'gu');

/**
 * @param redact takes out the secrets that the process knows itself
 * @param isPublic whether what is found, such as `@Transactional`, stands in what is public already, and stays
 */
export function mask(
  text: string,
  redact: (text: string) => string,
  isPublic: (word: string) => boolean,
): string {
  const personIn = (found: string): string => (isPublic(found) ? found : MASKED_PERSON);
  return withoutSecrets(redact(text))
    .replace(MENTION, MASKED_PERSON)
    .replace(MAIL_ADDRESS, MASKED_PERSON)
    .replace(NAME, personIn)
    .replace(PHONE_NUMBER, personIn)
    .replace(HOME, (path, parent: string) => (isPublic(path) ? path : `${parent}${MASKED_PERSON}`));
}
