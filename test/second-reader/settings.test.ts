import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/settings.js';

const CHAT = { CHAT_URL: 'http://127.0.0.1:1/v1', CHAT_MODEL: 'small' };

describe('the second reader', () => {
  it('is off by default, whatever chat model there is', () => {
    expect(readSettings({}).secondReader).toBe(false);
    expect(readSettings({ ...CHAT, SECOND_READER: '0' }).secondReader).toBe(false);
  });

  it('is on where it is switched on, with 2500 ms and 1000 requests a day', () => {
    expect(readSettings({ ...CHAT, SECOND_READER: '1' })).toMatchObject({
      secondReader: true,
      chatTimeout: 2500,
      chatDailyLimit: 1000,
    });
    expect(
      readSettings({ ...CHAT, SECOND_READER: '1', CHAT_TIMEOUT: '800', CHAT_DAILY_LIMIT: '0' }),
    ).toMatchObject({ chatTimeout: 800, chatDailyLimit: 0 });
  });

  it.each([
    [{ SECOND_READER: '1' }, 'SECOND_READER=1 asks a chat model: set CHAT_URL and CHAT_MODEL'],
    [{ SECOND_READER: '1', CHAT_URL: CHAT.CHAT_URL }, 'set CHAT_MODEL, or SECOND_READER=0'],
    [{ SECOND_READER: '1', CHAT_MODEL: 'small' }, 'set CHAT_URL, or SECOND_READER=0'],
    [{ SECOND_READER: 'yes' }, 'SECOND_READER is "yes"; it takes 1, 0'],
    [{ CHAT_TIMEOUT: '0' }, 'CHAT_TIMEOUT is "0"; it takes whole milliseconds from 1 to 60000'],
    [{ CHAT_DAILY_LIMIT: '-1' }, 'CHAT_DAILY_LIMIT is "-1"; it takes a whole number from 0 to 1000000'],
  ])('%o is a fault', (environment, fault) => {
    expect(() => readSettings(environment)).toThrow(fault);
  });
});
