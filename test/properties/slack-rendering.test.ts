/** Any reply, form and review for Slack: as its types say, inside its limits, without mentions (`blockFaults` looks for them). */

import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { formView, readMetadata, readSubmission } from '../../adapters/slack/outbound/forms.js';
import { richText } from '../../adapters/slack/outbound/pages.js';
import { bodyPages, render } from '../../adapters/slack/outbound/render-reply.js';
import { replyView } from '../../adapters/slack/outbound/views.js';
import { reviewBlocks } from '../../adapters/slack/review/blocks.js';
import type { Reply } from '../../src/contract.js';
import { makeReply } from '../../src/testing/fakes.js';
import { addresses, blockFaults, PREPARE, prepareShapes, record, viewFaults } from '../slack/shapes.js';
import { texts } from '../support/texts.js';
import { bounded } from './bounded.js';
import { anyAddress, anyForm, anyReply, anyText } from './replies.js';

beforeAll(prepareShapes, PREPARE);

const BUTTONS = { more: 'id', share: 'id', quiet: 'id', remove: 'id' };
const show = (reply: Reply) => render(reply, { texts, buttons: BUTTONS });

it('any answer of any length stays inside the limits, and no link of a plain paragraph is lost', () => {
  fc.assert(
    fc.property(anyText, fc.array(anyAddress, { maxLength: 30, size: 'max' }), (soup, urls) => {
      // The links stand in paragraphs of their own: what a soup of marks makes of a link is CommonMark's affair.
      const text = `${urls.map((url) => `See [the page](${url}) here.`).join('\n\n')}\n\n${soup}`;
      const reply = makeReply({ kind: 'answer', text, links: urls.map((url) => ({ title: 'page', url })) });
      expect(blockFaults(show(reply).blocks)).toEqual([]);
      const pages = bodyPages(reply, texts).map((page) => richText(page));
      for (const page of pages) if (page.length > 0) expect(blockFaults(page)).toEqual([]);
      const found = new Set(pages.flatMap(addresses));
      for (const url of urls) expect(found).toContain(url);
    }),
    bounded(30),
  );
});

const anyLink = fc.option(
  fc.constantFrom('https://example.org/archives/C1/p1', `https://${'x'.repeat(4000)}`),
);
const PLACE = { place: `T${'1'.repeat(10)}/C${'1'.repeat(10)}/1700000000.000100`, language: 'zh' } as const;

it('any reply with any actions is a message and a modal inside the limits', () => {
  fc.assert(
    fc.property(anyReply, anyLink, (reply, link) => {
      const { text, blocks } = show(reply);
      expect(blockFaults(blocks)).toEqual([]);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4000);
      expect(text).not.toMatch(/<[@!#]/);
      const origin = { ...PLACE, ...(link === null ? {} : { link }) };
      const view = replyView(reply, 'slack.review.title', texts, origin);
      expect(viewFaults(view)).toEqual([]);
      expect(readMetadata(view.private_metadata)?.place ?? PLACE.place).toBe(PLACE.place);
    }),
    bounded(60),
  );
});

it('any form is a modal inside the limits, and comes back whole', () => {
  fc.assert(
    fc.property(anyReply, anyForm, anyLink, (reply, form, link) => {
      const origin = { ...PLACE, ...(link === null ? {} : { link }) };
      const view = formView(reply, form, origin, texts, 'n');
      expect(viewFaults(view)).toEqual([]);
      const inputs = view.blocks.filter((block) => block.type === 'input').map(record);
      const values = Object.fromEntries(
        inputs.map((block, index) => [
          block['block_id'],
          { [String(record(block['element'])['action_id'])]: { value: index === 0 ? null : `v${index}` } },
        ]),
      );
      const back = readSubmission({ user: { id: 'U1' }, view: { ...view, id: 'V1', state: { values } } });
      expect(back).toMatchObject({
        token: form.token,
        origin: PLACE,
        fields: Object.fromEntries(
          form.fields.map(({ name }, index) => [name, index === 0 ? '' : `v${index}`]),
        ),
      });
    }),
    bounded(60),
  );
});

it('any review stays inside of the room that it has on the Home tab', () => {
  fc.assert(
    fc.property(
      fc.array(anyReply, { maxLength: 20 }),
      fc.integer({ min: 10, max: 100 }),
      fc.option(anyReply),
      (items, room, notice) => {
        const blocks = reviewBlocks(
          { total: items.length, items },
          { language: 'zh', texts, room, ...(notice === null ? {} : { notice }) },
        );
        expect(blocks.length).toBeLessThanOrEqual(room);
        expect(viewFaults({ type: 'home', blocks })).toEqual([]);
      },
    ),
    bounded(40),
  );
});
