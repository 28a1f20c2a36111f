/** What the doctor says of the second reader. */

import { afterEach, expect, it } from 'vitest';
import { chatFindings } from '../../src/cli/doctor/chat.js';
import { type ChatServer, serveChat } from '../drafting/server.js';

let server: ChatServer | undefined;
afterEach(() => server?.close());

const KEY = 'a-key-that-nobody-prints';
const findingsFor = (url: string, secondReader?: boolean) =>
  chatFindings({ chat: { url, model: 'small', key: KEY }, secondReader });

it('says that there is none', async () => {
  expect((await chatFindings({})).map(({ level }) => level)).toEqual(['ok', 'ok']);
  server = await serveChat(() => ({ body: '{"object":"list","data":[]}' }));
  for (const findings of [await chatFindings({}), await findingsFor(server.url)])
    expect(findings.at(-1)?.text).toContain('no second reader (SECOND_READER is not set)');
});

it('says which model reads, where, and what leaves the machine', async () => {
  server = await serveChat(() => ({ body: '{"object":"list","data":[]}' }));
  const [, reader, ...others] = await findingsFor(server.url, true);
  const { host } = new URL(server.url);
  expect(reader?.level).toBe('ok');
  expect(reader?.text).toContain(`What leaves for ${host}, to be read by small: the message`);
  expect(others).toEqual([]);
  // One look at the server serves both.
  expect(server.asked).toHaveLength(1);
});

it('says why it does not answer, and no key', async () => {
  server = await serveChat(() => ({ status: 401, body: `{"error":{"message":"no ${KEY}"}}` }));
  const findings = await findingsFor(server.url, true);
  expect(findings.at(-1)).toMatchObject({ level: 'warning' });
  expect(findings.at(-1)?.text).toMatch(/^The second reader is away.*status 401/);
  expect(JSON.stringify(findings)).not.toContain(KEY);
});
