/** A caller of the example adapter, over real HTTP. */

import webhook from '../../adapters/example/webhook.js';
import type { Reply } from '../../src/contract.js';
import type { Platform, Said } from '../../src/testing/platform.js';
import { freePort } from './free-port.js';

export const SECRET = 'a made-up secret of a test';

export async function webhookPlatform(): Promise<Platform> {
  const port = await freePort();
  const messages: Said[] = [];
  const replies: Reply[] = [];
  const calls = new Set<Promise<void>>();

  const call = async (path: string, fields: Readonly<Record<string, string>>): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET}` },
      body: JSON.stringify({ asker: 'somebody', place: 'somewhere', ...fields }),
    });
    const text = await response.text();
    if (response.status === 204) return;
    const reply: Reply | undefined = response.ok ? JSON.parse(text) : undefined;
    if (reply !== undefined) replies.push(reply);
    messages.push(reply?.entry === undefined ? { text } : { text, entry: reply.entry });
  };
  /** The answer comes later; a refused connection is what a caller of a stopped adapter sees. */
  const send = async (path: string, fields: Readonly<Record<string, string>>): Promise<void> => {
    const sent = call(path, fields).catch(() => undefined);
    calls.add(sent);
    void sent.finally(() => calls.delete(sent));
  };
  const press = async (token: string | undefined): Promise<void> => {
    if (token === undefined) throw new Error('the last reply offers no such thing');
    await send('/press', { token });
  };

  return {
    adapter: webhook(),
    settings: { WEBHOOK_PORT: String(port), WEBHOOK_SECRET: SECRET },
    required: ['WEBHOOK_PORT', 'WEBHOOK_SECRET'],
    controls: 'data',
    say: (text) => send('/ask', { text }),
    async choose(label) {
      const reply = replies.at(-1);
      const choices = [...(reply?.alternatives ?? []), ...(reply?.followUps ?? [])];
      await press(choices.find((choice) => choice.label === label)?.token);
    },
    act: (kind) => press(replies.at(-1)?.actions.find((action) => action.kind === kind)?.token),
    said: () => messages,
    async close() {
      await Promise.all(calls);
    },
  };
}
