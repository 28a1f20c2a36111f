/** A member's message as Markdown, for a form that a maintainer goes over before it is kept. Pure. */

import { unescapeEntities } from '../outbound/text.js';

/** A block of code, or code within a line: nothing inside is a mark. */
const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;

/**
 * Slack's mrkdwn as Markdown: links stay links. Mentions become names, or disappear: an id tells a later reader nothing.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function toMarkdown(mrkdwn: string): string {
  return mrkdwn
    .split(CODE)
    .map((part, index) => (index % 2 === 1 ? code(part) : prose(part)))
    .join('')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function code(part: string): string {
  // Slack makes a link of an address in code.
  const plain = unescapeEntities(
    part.replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, url: string, label?: string) => label ?? url),
  );
  if (!plain.startsWith('```')) return plain;
  const inside = plain.slice(3, -3).replace(/^\n|\n$/g, '');
  return `\n\`\`\`\n${inside}\n\`\`\`\n`;
}

function prose(part: string): string {
  const references: string[] = [];
  const marked = part
    .replaceAll(HELD, '')
    // An address may hold what would be a mark.
    .replace(/<([^<>]*)>/g, (_, inside: string) => {
      references.push(reference(inside));
      return HELD;
    })
    .replace(/(?<![\w*])\*(?=\S)([^*\n]*\S)\*(?![\w*])/g, '**$1**')
    .replace(/(?<![\w~])~(?=\S)([^~\n]*\S)~(?![\w~])/g, '~~$1~~')
    .replace(/^([^\S\n]*)[•◦▪]\s*/gm, '$1- ')
    .replaceAll(HELD, () => references.shift() ?? '');
  // A mention that was taken out leaves two spaces.
  return unescapeEntities(marked).replace(/(\S) {2,}(?=\S)/g, '$1 ');
}

/** Stands for a reference while marks are looked for; no message holds it. */
const HELD = '\uFFFC';

function reference(inside: string): string {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  if (target.startsWith('@')) return label.replace(/^@/, '');
  if (target.startsWith('#')) return label === '' ? '' : `#${label.replace(/^#/, '')}`;
  if (target.startsWith('!date')) return label;
  if (target.startsWith('!')) return label.replace(/^@/, '');
  const bare = target.replace(/^mailto:|^https?:\/\//, '');
  if (label === '' || label === target || label === bare) return target.replace(/^mailto:/, '');
  return `[${label.replace(/[[\]]/g, '')}](${target})`;
}
