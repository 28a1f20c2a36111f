/** What a message of a chat says, as Markdown without people. */

import { HOME, PHONE_NUMBER, withoutSecrets } from '../../text/secrets.js';
import type { ImportedMessage } from '../model.js';
import { type Names, SOMEBODY } from './names.js';

/** What hangs on a message. */
export interface Attached {
  readonly name: string;
  readonly isPicture: boolean;
}

/** `:tada:`, `:wave::skin-tone-2:` by themselves; not `a:b:c`, and nothing in code. */
const SHORTCODES = /(?<![\w:])(?::[a-z0-9_+'-]{1,60}:)+(?![\w:])/gi;
const KEPT = /(```[\s\S]*?(?:```|$)|`[^`\n]*`|https?:\/\/[^\s<>()]+)/;

/** Names that programs give: they say nothing. */
const UNNAMED =
  /^(?:image|unknown|untitled|screen ?shots?|screen_?shot|screenshot|img|pasted|paste|clipboard|photo|picture|capture|video|file|download|grafik|bild|截图|截屏|图片|微信图片|屏幕截图|qq图片|\d)(?:[\s\d_.:()-]|at|from|png|jpe?g|am|pm)*$/i;
const PICTURE = /\.(?:png|jpe?g|gif|webp|bmp|svg|heic|avif)$/i;

export const isPictureName = (name: string): boolean => PICTURE.test(name);

/** The text and what hangs on it. */
export function withAttached(text: string, attached: readonly Attached[], names: Names): string {
  const lines = attached.map(({ name, isPicture }) => {
    const word = isPicture ? 'picture' : 'file';
    const bare = name.replace(/\.\w{1,5}$/, '');
    const saysNothing = UNNAMED.test(bare) || name.trim() === '' || names.areIn(bare);
    return saysNothing ? `[${word}]` : `[${word}: ${name.replace(/[[\]()\n]/g, ' ')}]`;
  });
  return [text, ...lines].filter((line) => line.trim() !== '').join('\n');
}

/** The text without shortcodes of emoji. */
export function withoutShortcodes(markdown: string): string {
  const parts = markdown
    .split(KEPT)
    .map((part, place) => (place % 2 === 1 ? part : part.replace(SHORTCODES, '')));
  return parts
    .join('')
    .replace(/(\S) {2,}(?=\S)/g, '$1 ')
    .trim();
}

/** A message without names of members, secrets and numbers that reach a person. Mentions are `@somebody` after it. */
export function withoutMembers<M extends ImportedMessage>(message: M, names: Names): M {
  const text = names
    .without(withoutSecrets(message.text))
    .replace(PHONE_NUMBER, SOMEBODY)
    .replace(HOME, '$1…');
  return { ...message, text };
}
