/** Any reply, page, review item and form for Discord: as its schemas say, inside its limits, without mentions or previews. */

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { clean } from '../../adapters/common/text.js';
import { renderForm } from '../../adapters/discord/outbound/forms.js';
import { render } from '../../adapters/discord/outbound/render-reply.js';
import { afterDeciding } from '../../adapters/discord/review/review-message.js';
import { fakeBot, keyTexts, makeReply } from '../../src/testing/fakes.js';
import { bodyOf, isLong, OWN, pageOf, shown, textOf } from '../support/discord/rendering.js';
import { componentsIn, faultsOf, record, textOf as toText } from '../support/discord/rules.js';
import { bounded } from './bounded.js';
import { anyForm, anyReply, anyText } from './replies.js';

it('every reply is a message that Discord takes, and so is each of its pages', () => {
  fc.assert(
    fc.property(anyReply, (reply) => {
      expect(faultsOf('message', bodyOf(render(reply, { texts: keyTexts, buttons: OWN })))).toEqual([]);
      expect(faultsOf('message', bodyOf(pageOf(reply, 1)))).toEqual([]);
    }),
    bounded(150),
  );
});

it('so is every item of the review, and what takes its place after a decision', async () => {
  await fc.assert(
    fc.asyncProperty(anyReply, anyReply, async (item, said) => {
      const press = { token: 't', asker: '1', place: '2' };
      const bot = { ...fakeBot(), press: async () => item };
      const next = await afterDeciding(bot, press, { ...said, kind: 'notice' });
      for (const reply of [item, next]) {
        const message = bodyOf(render(reply, { texts: keyTexts, buttons: { review: true } }));
        expect(faultsOf('message', message)).toEqual([]);
        expect(faultsOf(7, { type: 7, data: { ...message, nonce: undefined } })).toEqual([]);
      }
    }),
    bounded(60),
  );
});

it('every form is a modal that Discord takes, and its values are those that were given', () => {
  fc.assert(
    fc.property(anyForm, fc.boolean(), (form, isReview) => {
      const data = renderForm(form, isReview);
      expect(faultsOf(9, { type: 9, data })).toEqual([]);
      const inputs = componentsIn(data.components).filter(({ type }) => type === 4);
      expect(inputs.map((one) => one['custom_id'])).toEqual(form.fields.map(({ name }) => name));
      for (const [index, { value: given, lines, maxLength }] of form.fields.entries()) {
        const value = clean(given);
        const filled = toText(inputs[index]?.['value'] ?? '');
        if (lines === 'many') expect(value.startsWith(filled)).toBe(true);
        if (value.length <= maxLength && !value.includes('\n')) expect(filled).toBe(value);
      }
    }),
    bounded(150),
  );
});

it('no reply mentions anybody, and nothing of it unfolds', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const outside = shown(text)
        .replace(/\\\\/g, '')
        .replace(/```[\s\S]*?```/g, '')
        .replace(/(?<!\\)``.*?``|(?<!\\)`[^`\n]*`/g, '')
        .replace(/<https?:[^<>\s]*>/g, '')
        .replace(/\\[^\p{L}]/gu, '');
      expect(outside).not.toMatch(/@(?:everyone|here)\b/);
      expect(outside).not.toMatch(/<[@#&:/]/);
      expect(outside).not.toMatch(/(?<![</\w.-])discord\.gg\//);
      expect(outside).not.toMatch(/https?:\/\/example/);
    }),
    bounded(200),
  );
});

it('loses no word of an answer over its pages', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 1500 });
  fc.assert(
    fc.property(words, fc.boolean(), (all, isCode) => {
      const text = isCode ? `\`\`\`\n${all.join('\n')}\n\`\`\`` : all.join(' ');
      const reply = makeReply({ kind: 'answer', text });
      const first = textOf(reply);
      const pages: string[] = [first];
      for (let page = 1; page < 20 && isLong(reply); page += 1) {
        const next = componentsIn(pageOf(reply, page));
        pages.push(next.map((one) => toText(record(one)['content'] ?? '')).join(''));
        if (!next.some((one) => toText(one['custom_id'] ?? '').startsWith('more:'))) break;
      }
      expect(
        pages
          .join(' ')
          .split(/[\s`]+/)
          .filter((word) => word !== ''),
      ).toEqual(all);
    }),
    bounded(40),
  );
});
