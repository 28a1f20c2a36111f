/** Every answer of the knowledge that ships with the project, as Slack would get it. */

import { beforeAll, expect, it } from 'vitest';
import { richText } from '../../adapters/slack/outbound/pages.js';
import { bodyPages, render } from '../../adapters/slack/outbound/render-reply.js';
import { readSettings } from '../../src/settings.js';
import { openEngine } from '../../src/engine/engine.js';
import { texts } from '../support/texts.js';
import { makeReply } from '../../src/testing/fakes.js';
import { addresses, blockFaults, PREPARE, prepareShapes } from './shapes.js';

beforeAll(prepareShapes, PREPARE);

it('is inside the limits and loses no link', async () => {
  const engine = await openEngine({ ...readSettings(process.env), projects: true, glossary: true });
  expect(engine.knowledge.entries.length).toBeGreaterThan(10);
  for (const { id, question, answer, links, thread } of engine.knowledge.entries) {
    // As the core does it: what the answer shows already is not listed once more.
    const rest = links.filter(({ url }) => !answer.includes(url));
    const reply = makeReply({
      kind: 'answer',
      question,
      text: answer,
      links: rest,
      source: thread.source,
      entry: id,
    });
    expect([id, blockFaults(render(reply, { texts, buttons: { more: 'm', remove: 'r' } }).blocks)]).toEqual([
      id,
      [],
    ]);
    const pages = bodyPages(reply, texts).map((page) => richText(page));
    for (const page of pages) if (page.length > 0) expect([id, blockFaults(page)]).toEqual([id, []]);
    const shown = new Set(pages.flatMap(addresses));
    expect([id, links.map(({ url }) => url).filter((url) => !shown.has(url))]).toEqual([id, []]);
  }
}, 30_000);
