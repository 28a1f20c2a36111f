/** The other side of the load test, in a thread of its own: Slack's Web API, which only counts, and the burst of signed events. */

import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { parentPort } from 'node:worker_threads';

export interface Load {
  readonly port: number;
  readonly events: number;
  readonly concurrency: number;
  /** Events a second, whether or not those before are acknowledged; absent: as fast as they are. */
  readonly rate?: number;
  readonly questions: readonly string[];
}

/** Times in milliseconds. */
export interface Measured {
  readonly acknowledged: readonly number[];
  readonly replied: readonly number[];
  readonly refused: number;
  readonly lost: number;
  readonly doubled: number;
  /** From the first event to the last reply. */
  readonly took: number;
}

export const SECRET = 'a secret of this benchmark';
const TEAM = 'T1';
const BOT = 'UBOT';
/** Milliseconds after the last acknowledgement within which every reply must have come. */
const PATIENCE = 120_000;
/** Milliseconds after the last event of a flood: what has not been answered by then was dropped. */
const FLOOD_PATIENCE = 10_000;
/** Events before a flood, one after another: code that has never run is many times slower. */
const WARM_UP = 200;
/** Every so many events one is delivered a second time, as Slack does when it is impatient. */
const REPEAT_EVERY = 10;

/** When the replies to each question came. */
const replies = new Map<string, number[]>();

if (parentPort !== null) {
  const parent = parentPort;
  const api = createServer((request, response) => {
    bodyOf(request)
      .then((body) => {
        if (request.url?.endsWith('/chat.postMessage') === true) {
          const thread = new URLSearchParams(body).get('thread_ts') ?? '';
          replies.set(thread, [...(replies.get(thread) ?? []), performance.now()]);
        }
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ ok: true, ts: '1.1', user_id: BOT, bot_id: 'B1', team_id: TEAM }));
      })
      .catch(() => response.destroy());
  });
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
  const address = api.address();
  parent.postMessage({ apiPort: typeof address === 'object' ? address?.port : undefined });
  parent.on('message', (load: Load) => {
    burst(load).then(
      (measured) => parent.postMessage(measured),
      (error: unknown) => parent.postMessage({ error: String(error) }),
    );
  });
}

async function burst({ port, events, concurrency, rate, questions }: Load): Promise<Measured> {
  const sent = new Map<string, number>();
  const acknowledged: number[] = [];
  let refused = 0;
  let next = 0;

  const deliver = async (index: number, ts: string): Promise<void> => {
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: TEAM,
      event_id: `Ev${index}`,
      authorizations: [{ team_id: TEAM, user_id: BOT, is_bot: true, is_enterprise_install: false }],
      event: {
        type: 'app_mention',
        channel: 'C1',
        user: `U${index}`,
        text: `<@${BOT}> ${questions[index % questions.length] ?? ''}`,
        ts,
      },
    });
    const timestamp = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
    const started = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': `v0=${signature}`,
      },
      body,
    });
    await response.arrayBuffer();
    if (response.status === 200) acknowledged.push(performance.now() - started);
    else refused += 1;
  };
  const worker = async (): Promise<void> => {
    for (let index = next++; index < events; index = next++) {
      const ts = `1700000000.${String(index).padStart(6, '0')}`;
      sent.set(ts, performance.now());
      await deliver(index, ts);
      if (index % REPEAT_EVERY === 0) await deliver(index, ts);
    }
  };

  if (rate !== undefined) {
    for (let index = 0; index < WARM_UP; index += 1) await deliver(events + index, `1.${index}`);
    acknowledged.length = 0;
  }
  const begun = performance.now();
  const flood = async (perSecond: number): Promise<void> => {
    const under: Promise<void>[] = [];
    for (let index = 0; index < events; index += 1) {
      const due = begun + (1000 * index) / perSecond - performance.now();
      if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
      const ts = `1700000000.${String(index).padStart(6, '0')}`;
      sent.set(ts, performance.now());
      under.push(deliver(index, ts));
    }
    await Promise.all(under);
  };
  await (rate === undefined ? Promise.all(Array.from({ length: concurrency }, worker)) : flood(rate));
  const end = performance.now() + (rate === undefined ? PATIENCE : FLOOD_PATIENCE);
  while (replies.size < sent.size && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const took = performance.now() - begun;
  // A second reply to the same question would come now.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const replied = [...sent].flatMap(([ts, at]) => {
    const [came] = replies.get(ts) ?? [];
    return came === undefined ? [] : [came - at];
  });
  return {
    acknowledged,
    replied,
    refused,
    lost: sent.size - replied.length,
    doubled: [...replies.values()].filter((times) => times.length > 1).length,
    took,
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
