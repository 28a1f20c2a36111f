/** Any reply at a terminal, and any line that is typed there: no escape sequence but the bot's own colours. */

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { render } from '../../adapters/repl/render.js';
import { keyTexts } from '../../src/testing/fakes.js';
import { stage } from '../repl/stage.js';
import { bounded } from './bounded.js';
import { anyReply, anyText } from './replies.js';

/** ECMA-48, SGR: what `paint` writes. */
// oxlint-disable-next-line no-control-regex -- escape sequences are what is looked for
const COLOUR = /\u001B\[\d+m/g;
const CONTROL = /(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

it('any reply is shown without control characters, at any width', () => {
  const columns = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.constant(Number.POSITIVE_INFINITY));
  fc.assert(
    fc.property(anyReply, columns, (reply, width) => {
      const show = (colour: boolean): string =>
        render(reply, { columns: width, colour, texts: keyTexts, hint: true });
      expect(show(false)).not.toMatch(CONTROL);
      expect(show(true).replace(COLOUR, '')).not.toMatch(CONTROL);
    }),
    bounded(60),
  );
});

it('any lines that are piped in are answered without control characters, and the program ends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, { maxLength: 5 }), async (lines) => {
      const set = stage();
      await set.repl.start(set.host);
      set.input.end(lines.join('\n'));
      await set.ended();
      await set.repl.stop();
      expect(set.written()).not.toMatch(CONTROL);
      expect(set.host.exits).toEqual([undefined]);
    }),
    bounded(40),
  );
});
