import { expect, it } from 'vitest';
import { mrkdwn } from '../../adapters/slack/outbound/text.js';

it('cuts after escaping, and never inside of a character or an entity', () => {
  expect(mrkdwn('<<<<', 9)).toBe('&lt;&lt;…');
  expect(mrkdwn('🌱🌱🌱', 5)).toBe('🌱🌱…');
});
