/** What the log holds of a request that failed: enough to find the fault, no key and nobody's words. */

import { inspect } from 'node:util';
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { loggable, RequestFault } from '../../adapters/discord/transport/errors.js';
import { createLogger } from '../../src/app/logger.js';
import { answered, GOOD, type Stage, stage } from '../support/discord/stage.js';
import { until } from '../support/discord/platform.js';
import { record, textOf } from '../support/discord/rules.js';
import * as world from '../support/discord/world.js';

let on: Stage | undefined;
afterEach(async () => {
  await on?.end();
  on = undefined;
});

/** The lines that the program's logger writes of what was logged. */
function lines({ host }: Stage): readonly string[] {
  const written: string[] = [];
  const logger = createLogger('debug', (line) => line, { write: (line) => void written.push(line) });
  for (const { level, message, fields } of host.logged) logger[level](message, fields);
  return written;
}
const errors = (one: Stage) => one.host.logged.filter(({ level }) => level === 'error');
const REFUSED = {
  status: 400,
  body: {
    code: 50_035,
    message: 'Invalid Form Body',
    errors: {
      data: { content: { _errors: [{ code: 'BASE_TYPE_BAD', message: '"Water it." is not allowed.' }] } },
    },
  },
};

describe('the log', () => {
  it('holds neither the key of an interaction nor what it was answered with', async () => {
    on = await stage();
    const one = on;
    one.host.bot.onAsk('How?', () => GOOD);
    one.platform.discord.refuse(/callback$/, REFUSED);
    one.platform.command('ask', [{ type: 3, name: 'question', value: 'How?' }]);
    await until(() => errors(one).length > 0);
    await answered(one);
    const log = lines(one).join('');
    const { path } = one.platform.discord.calls.find((call) => call.path.endsWith('/callback')) ?? {
      path: '',
    };
    const token = path.split('/')[3] ?? '';
    expect(token).not.toBe('');
    for (const secret of [token, 'tWhy', 'tOther', 'Water it.']) expect(log).not.toContain(secret);
    const line = lines(one).find((each) => each.includes('could not be answered'));
    const { error, channel } = record(JSON.parse(line ?? ''));
    expect(channel).toBe(world.CHANNEL);
    expect(error).toMatchObject({
      code: 50_035,
      status: 400,
      method: 'POST',
      message: 'Invalid Form Body\ndata.content[BASE_TYPE_BAD]',
    });
    expect(textOf(record(error)['route'])).toMatch(/\/interactions\/:id\/:token\/callback$/);
  });

  it('names the channel of a message that could not be posted', async () => {
    on = await stage();
    const one = on;
    one.host.bot.onAsk('How?', () => GOOD);
    one.platform.discord.refuse(/messages$/, REFUSED);
    await one.platform.say('How?');
    await until(() => errors(one).length > 0);
    expect(lines(one).join('')).not.toContain('Water it.');
    const { error } = errors(one)[0]?.fields ?? {};
    expect(error).toMatchObject({ code: 50_035, method: 'POST', channel: world.CHANNEL });
  });
});

describe('what the core is told', () => {
  it('of a delivery that failed holds none of it either', async () => {
    on = await stage({ settings: { DISCORD_MAINTAINERS_CHANNEL: world.MAINTAINERS } });
    const { adapter, discord } = on.platform;
    const to = { place: `${world.CHANNEL}/1`, asker: world.ANN };
    const failures = [() => adapter.deliver?.(to, GOOD), () => adapter.tellMaintainers?.(GOOD)];
    for (const failing of failures) {
      discord.refuse(/messages$/, REFUSED);
      const error: unknown = await failing()?.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/Water it|tWhy/);
    }
    discord.refuse(/messages$/, { status: 403, body: { code: 50_001, message: 'Missing Access' } });
    discord.refuse(/users\/@me\/channels$/, REFUSED);
    const error: unknown = await adapter.deliver?.(to, GOOD).catch((reason: unknown) => reason);
    expect(inspect(error, { depth: 20 })).not.toMatch(/requestBody|Water it/);
  });
});

describe('each error of the client', () => {
  const TOKEN = 'aW50ZXJhY3Rpb246MTIzNDU2';
  const url = `https://discord.com/api/v10/webhooks/100000000000000001/${TOKEN}/messages/@original?wait=true`;
  const body = { files: [], body: { content: 'Water it.' } };
  const limit = {
    timeToReset: 1,
    limit: 1,
    method: 'PATCH',
    hash: 'x',
    url,
    route: '/webhooks/:id/:token/messages/@original',
    majorParameter: `100000000000000001/${TOKEN}`,
    global: false,
    retryAfter: 1,
    sublimitTimeout: 1,
    scope: 'user',
  } as const;

  it.each([
    [new DiscordAPIError({ code: 50_027, message: 'Invalid' }, 50_027, 401, 'PATCH', url, body), 50_027, 401],
    [new HTTPError(502, 'Bad Gateway', 'PATCH', url, body), undefined, 502],
    [new RateLimitError(limit), undefined, undefined],
  ])('loses its address and its body: %s', (error, code, status) => {
    const found = loggable(error);
    expect(found).toBeInstanceOf(RequestFault);
    expect(found).toMatchObject({
      code,
      status,
      method: 'PATCH',
      route: '/api/v10/webhooks/:id/:token/messages/@original',
    });
    expect(inspect(found, { depth: 20, showHidden: true })).not.toMatch(/aW50|Water it/);
  });

  it('keeps no line of a value that has several', () => {
    const fields = { content: { _errors: [{ code: 'BAD', message: '"Water\nit." is not allowed' }] } };
    const refused = new DiscordAPIError(
      { code: 50_035, message: 'Invalid', errors: fields },
      50_035,
      400,
      'POST',
      url,
      body,
    );
    expect(refused.message).toContain('it.');
    expect(loggable(refused)).toMatchObject({ message: 'Invalid\ncontent[BAD]' });
  });

  it.each([
    ['a cause', (inner: Error) => new Error('no answer', { cause: inner })],
    ['one of several', (inner: Error) => new AggregateError([inner], 'no answer')],
    ['a field', (inner: Error) => Object.assign(new Error('no answer'), { inner, code: 'E1' })],
    ['no error at all', (inner: Error) => ({ inner })],
  ])('loses them as %s of another', (_, wrapped) => {
    const inner = new HTTPError(502, 'Bad Gateway', 'PATCH', url, body);
    const found = loggable(wrapped(inner));
    expect(String(found)).toMatch(/no answer|object/);
    expect(inspect(found, { depth: 20, showHidden: true })).not.toMatch(/aW50|Water it/);
  });

  it('stays as it is when it is no error of a request', () => {
    const error = new TypeError('x is not a function');
    expect(loggable(error)).toBe(error);
    expect(loggable('word')).toBe('word');
  });
});
