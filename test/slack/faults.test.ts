/** What the log tells of Slack's faults, and what it must not. */

import { inspect } from 'node:util';
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { withErrors } from '../../adapters/common/closed-error.js';
import { CallError, loggable, messageOf } from '../../adapters/slack/transport/faults.js';
import { slackLogger } from '../../adapters/slack/transport/clients.js';
import type { Action } from '../../src/contract.js';
import { QabotError } from '../../src/errors.js';
import { makeReply, fakeHost } from '../../src/testing/fakes.js';
import { until } from './platform.js';
import { called, comes, host, setScene, slack, start } from './scene.js';

const HOOK = 'https://hooks.slack.com/actions/T0SECRET/1/key-SECRET';
const logOf = (value: unknown): string =>
  inspect(value, { depth: 20, showHidden: true }) + JSON.stringify(pino.stdSerializers.err(Object(value)));

describe('an error', () => {
  it.each([
    ['refused', new WebAPIPlatformError(Object({ ok: false, error: 'channel_not_found', text: 'SECRET' }))],
    ['of HTTP', new WebAPIHTTPError(503, 'Busy', { 'x-key': 'SECRET' }, { text: 'SECRET' })],
    ['of the network', new WebAPIRequestError(new TypeError(`Failed to parse URL from ${HOOK}`))],
    ['with a cause', new Error('no', { cause: new Error(`GET ${HOOK}?token=SECRET`) })],
    ['with a token', new Error('xoxb-1-SECRET and xapp-1-SECRET are not taken')],
    ['of a path', new Error('a request (GET) made to /slack/oauth_redirect?code=SECRET&state=SECRET')],
    ['of JSON', new SyntaxError('Unexpected token, "SECRET" is not valid JSON')],
    ['that is none', `fetch ${HOOK}`],
  ])('%s tells nothing of what was sent or answered', (_, error) => {
    expect(logOf(loggable(error))).not.toContain('SECRET');
    expect(logOf(new CallError('chat.postMessage', { channel: 'C1', text: 'SECRET' }, error))).not.toContain(
      'SECRET',
    );
  });

  it('keeps its class, its message, its code and its place', () => {
    const error = loggable(new QabotError('store-closed'));
    expect(error).toBeInstanceOf(QabotError);
    expect(error).toMatchObject({ code: 'store-closed', message: 'The store is closed' });
    expect(String(Object(error).stack)).toContain('faults.test.ts');
    expect(messageOf(new Error(`GET ${HOOK}`))).toBe('GET https://hooks.slack.com/…');
  });

  it('of a call names method, reason and channel', () => {
    const refused = new WebAPIPlatformError({ ok: false, error: 'is_archived' });
    expect(new CallError('chat.update', { channel: 'C1' }, refused)).toMatchObject({
      method: 'chat.update',
      reason: 'is_archived',
      details: { channel: 'C1', fix: 'the channel is archived' },
    });
  });
});

it('Slack’s libraries log words, no objects, and no addresses with keys', () => {
  const { logger, logged } = fakeHost();
  const lines = slackLogger(logger);
  lines.error('failed', new Error(`POST ${HOOK}`), { text: 'SECRET' }, 3);
  lines.warn('opening wss://link.slack.com/?ticket=SECRET');
  expect(logged.map(({ message }) => message)).toEqual([
    'failed POST https://hooks.slack.com/… 3',
    'opening wss://link.slack.com/…',
  ]);
});

it('the logger leaves fields that are no error as they are', () => {
  const { logger, logged } = fakeHost();
  withErrors(logger, loggable).info('x', { count: 1 });
  expect(logged).toEqual([{ level: 'info', message: 'x', fields: { count: 1 } }]);
});

describe('over HTTP', () => {
  setScene();

  it('no line holds what Slack answered, or what was to be told', async () => {
    await start();
    const ask: Action = { kind: 'ask-maintainers', label: 'Ask', token: 'do-ask' };
    host.bot.onAsk('how?', () => makeReply({ kind: 'none', lead: 'Not known.', actions: [ask] }));
    host.bot.onPress('do-ask', () => makeReply({ text: 'A SECRET answer', audience: 'asker' }));
    slack.api.refuse('chat.getPermalink', {
      status: 503,
      body: { text: 'SECRET' },
      headers: { 'x-key': 'SECRET' },
    });
    slack.api.refuse('response_url', { status: 500, body: { text: 'SECRET' } });
    await slack.mention('how?');
    await comes(1);
    await slack.pressButton((button) => button['value'] === 'do-ask');
    await until(() => host.logged.some(({ fields }) => fields?.['method'] === 'response_url'));
    expect(called('chat.getPermalink')).toEqual([]);
    expect(inspect(host.logged, { depth: 20 })).not.toMatch(/SECRET|\/response\//);
    expect(host.logged.some(({ fields }) => fields?.['method'] === 'chat.getPermalink')).toBe(true);
  });
});
