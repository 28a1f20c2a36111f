/** Replies as Discord's renderer lays them out, for tests of what stands in them. */

import { pagesOf, render, renderPage } from '../../../adapters/discord/outbound/render-reply.js';
import type { Reply } from '../../../src/contract.js';
import { keyTexts, makeReply } from '../../../src/testing/fakes.js';
import { componentsIn } from './rules.js';

const FLAGS = 1 << 15;
export const OWN = { more: 'x'.repeat(20), quiet: true, solved: true, remove: true } as const;

export const bodyOf = (components: unknown): Readonly<Record<string, unknown>> => ({
  components,
  flags: FLAGS,
  allowed_mentions: { parse: [] },
  nonce: '1',
  enforce_nonce: true,
});

export const textOf = (reply: Reply): string => {
  const all = componentsIn(render(reply, { texts: keyTexts }));
  return all.flatMap((one) => (typeof one['content'] === 'string' ? [one['content']] : [])).join('\n');
};
export const isLong = (reply: Reply): boolean => pagesOf(reply, keyTexts).pages.length > 1;
export const pageOf = (reply: Reply, page: number) =>
  renderPage(pagesOf(reply, keyTexts), page, 'id', keyTexts);
export const shown = (text: string): string => textOf(makeReply({ kind: 'answer', text }));
