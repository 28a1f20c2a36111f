/** What a member typed, out of Slack's mrkdwn. https://docs.slack.dev/messaging/formatting-message-text */

import { trimLines } from './text.js';

/** Something between `<` and `>`: a member, a channel, a broadcast or date, or an address. */
interface Reference {
  readonly kind: '@' | '#' | '!' | 'address';
  /** An id, or the address. */
  readonly target: string;
  /** Without the sign before a name; `''` where there is none. */
  readonly label: string;
}

function readReference(inside: string): Reference {
  const [reference = '', ...rest] = inside.split('|');
  const label = rest.join('|');
  const sign = reference.charAt(0);
  if (sign === '@' || sign === '#' || sign === '!')
    return { kind: sign, target: reference.slice(1), label: label.replace(/^[@#]/, '') };
  // Slack gives an address its own text as a label.
  const isOwn = label === reference || label === reference.replace(/^mailto:|^https?:\/\//, '');
  return { kind: 'address', target: reference, label: isOwn ? '' : label };
}

/** As plain text: entities undone, references to people, channels and addresses as they read, without the bot's own name. */
export function unescape(text: string, botUser: string): string {
  const read = text.replace(/<([^<>]*)>/g, (_, inside: string) => {
    const { kind, target, label } = readReference(inside);
    if (kind === 'address') return label === '' ? target : `${label} (${target})`;
    if (kind === '@' && target === botUser) return '';
    // In one word, so that whoever leaves out what follows an `@` leaves out all of the name.
    const name = (label === '' ? target : label).replace(/\s+/g, '_');
    if (kind === '!') return target.startsWith('date') ? label : `@${name}`;
    return kind + name;
  });
  return trimLines(unescapeEntities(read)).trim();
}

/** The members other than `botUser` that a typed text names. */
export function namedIn(text: string, botUser: string): readonly string[] {
  return [...text.matchAll(/<@([A-Z0-9]+)/g)].flatMap(([, user]) =>
    user === undefined || user === botUser ? [] : [user],
  );
}

/** A block of code, or code within a line: nothing inside is a mark. */
const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;

/**
 * As Markdown, for a form that a maintainer goes over before it is kept: links stay links, mentions become names or disappear, as
 * an id tells a later reader nothing.
 */
export function toMarkdown(mrkdwn: string): string {
  const parts = mrkdwn.split(CODE).map((part, index) => (index % 2 === 1 ? code(part) : prose(part)));
  return trimLines(parts.join(''))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function code(part: string): string {
  // Slack makes links of addresses in code too.
  const plain = unescapeEntities(
    part.replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, url: string, label?: string) => label ?? url),
  );
  if (!plain.startsWith('```')) return plain;
  const inside = plain.slice(3, -3).replace(/^\n|\n$/g, '');
  return `\n\`\`\`\n${inside}\n\`\`\`\n`;
}

/** Stands for a reference while marks are looked for; no message holds it. */
const HELD = '\uFFFC';

function prose(part: string): string {
  const references: string[] = [];
  const marked = part
    .replaceAll(HELD, '')
    // An address may hold what would be a mark.
    .replace(/<([^<>]*)>/g, (_, inside: string) => {
      references.push(asMarkdown(readReference(inside)));
      return HELD;
    })
    .replace(/(?<![\w*])\*(?=\S)([^*\n]*\S)\*(?![\w*])/g, '**$1**')
    .replace(/(?<![\w~])~(?=\S)([^~\n]*\S)~(?![\w~])/g, '~~$1~~')
    .replace(/^([ \t]*)[•◦▪]\s*/gm, '$1- ')
    .replaceAll(HELD, () => references.shift() ?? '');
  // A mention that was taken out leaves two spaces.
  return unescapeEntities(marked).replace(/(\S) {2,}(?=\S)/g, '$1 ');
}

function asMarkdown({ kind, target, label }: Reference): string {
  if (kind === 'address') {
    return label === '' ? target.replace(/^mailto:/, '') : `[${label.replace(/[[\]]/g, '')}](${target})`;
  }
  return kind === '#' && label !== '' ? `#${label}` : label;
}

function unescapeEntities(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
