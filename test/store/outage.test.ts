/** A PostgreSQL that is gone for a while, seen through a proxy that can be cut. */

import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Unkept } from '../../src/contract.js';
import { createInbox } from '../../src/inbox.js';
import { fakeHost } from '../../src/testing/fakes.js';
import type { Database } from '../../src/store/contract.js';
import { openStore } from '../../src/store/open.js';
import { createPostgres, hasPostgres, type TestDatabase } from './databases.js';

/** Milliseconds between two probes. */
const RETRY = 50;

type State = 'open' | 'cut' | 'silent' | 'forgetful' | 'slow';

/** Milliseconds by which a slow server is late. */
const LATE = 150;

interface Proxy {
  readonly url: string;
  /**
   * `cut` ends every connection; `silent` passes nothing on and says nothing; `forgetful` does so with connections that are there,
   * as a firewall that has forgotten them; `slow` passes everything on late.
   */
  become(state: State): void;
  close(): void;
}

async function proxyOf(url: string): Promise<Proxy> {
  const target = new URL(url);
  const socketFolder = target.searchParams.get('host');
  const port = Number(target.port || 5432);
  const sockets = new Set<Socket>();
  const forgotten = new WeakSet<Socket>();
  let state: State = 'open';
  const server: Server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = socketFolder?.startsWith('/')
      ? connect(`${socketFolder}/.s.PGSQL.${port}`)
      : connect(port, target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
      from.on('data', (data: Buffer) => {
        if (state === 'slow') setTimeout(() => to.write(data), LATE);
        else if (state !== 'silent' && !forgotten.has(from)) to.write(data);
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  target.search = '';
  target.host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  target.password = 'hushed-password';
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: target.href,
    become(next) {
      // What was lost in a silence would disturb the order of the protocol.
      if (next === 'cut' || state === 'silent') end();
      if (next === 'forgetful') for (const socket of sockets) forgotten.add(socket);
      state = next;
    },
    close() {
      end();
      server.close();
    },
  };
}

describe.runIf(hasPostgres)('a PostgreSQL that is gone for a while', () => {
  let postgres: TestDatabase;
  beforeAll(async () => {
    postgres = await createPostgres();
  });
  afterAll(() => postgres.drop());

  const watched = async (): Promise<{
    readonly proxy: Proxy;
    readonly database: Database;
    readonly lines: string[];
  }> => {
    const proxy = await proxyOf(postgres.url);
    const lines: string[] = [];
    const database = openStore(
      proxy.url,
      { lost: ({ message }) => lines.push(message), recovered: () => lines.push('recovered') },
      Date.now,
      RETRY,
    );
    return { proxy, database, lines };
  };

  it.each([
    ['refuses', 'cut'],
    ['does not answer', 'silent'],
  ] as const)(
    'that %s is told once, holds nobody up, and is used again when it is back',
    async (_, state) => {
      const { proxy, database, lines } = await watched();
      const store = database.store(state);
      await store.set('a', '1');
      let heard = 0;
      database.listen('saved', () => (heard += 1));
      await expect.poll(() => heard, { timeout: 5000 }).toBe(1);
      proxy.become(state);
      const began = performance.now();
      const calls = [
        store.get('a'),
        store.set('a', '2'),
        store.claim('b', 1),
        ...Array.from({ length: 20 }, () => store.get('a')),
      ];
      const results = await Promise.allSettled(calls);
      expect(results.every(({ status }) => status === 'rejected')).toBe(true);
      expect(performance.now() - began).toBeLessThan(3500);
      const later = performance.now();
      await expect(store.list('')).rejects.toThrow('cannot be reached');
      expect(performance.now() - later).toBeLessThan(100);
      // Here everybody hears it all the same.
      await expect(database.announce('saved')).rejects.toThrow('STORE_URL');
      expect(heard).toBeGreaterThanOrEqual(2);
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toMatch(/127\.0\.0\.1|hushed|qabot_/);
      const before = heard;
      proxy.become('open');
      await expect.poll(() => lines.slice(1), { timeout: 8000 }).toEqual(['recovered']);
      await store.set('a', '3');
      expect(await store.get('a')).toBe('3');
      // Something may have been announced meanwhile.
      await expect.poll(() => heard, { timeout: 8000 }).toBeGreaterThan(before);
      expect(lines).toHaveLength(2);
      await database.close();
      proxy.close();
    },
    30_000,
  );

  it('that is slow is waited for in the queue, and nobody takes it for lost', async () => {
    const { proxy, database, lines } = await watched();
    const store = database.store('queue');
    await store.set('a', '1');
    proxy.become('slow');
    const began = performance.now();
    // Five connections, each call late both ways: the last ones wait for longer than a silent server is waited for.
    const claims = await Promise.all(Array.from({ length: 70 }, (_, index) => store.claim(`${index}`, 1000)));
    expect(claims.every(Boolean)).toBe(true);
    expect(performance.now() - began).toBeGreaterThan(3500);
    expect(lines).toEqual([]);
    proxy.become('open');
    await database.close();
    proxy.close();
  }, 30_000);

  it('that cannot end a statement costs that call and one line, and others go on', async () => {
    const { proxy, database, lines } = await watched();
    const store = database.store('locked');
    await store.set('a', '1');
    const locking = new Client({ connectionString: postgres.url });
    await locking.connect();
    await locking.query(`begin; select * from records where namespace = 'locked' for update`);
    const results = await Promise.allSettled([store.set('a', '2'), store.set('a', '3'), store.get('a')]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('there but too slow (57014)');
    expect(await store.claim('b', 1000)).toBe(true);
    await locking.query('rollback');
    await locking.end();
    await store.set('a', '4');
    expect(lines).toHaveLength(1);
    await database.close();
    proxy.close();
  }, 30_000);

  it('grants a claim to nobody while it is away, and to one when it is back', async () => {
    const { proxy, database } = await watched();
    const other = await watched();
    const replicas = [database, other.database].map((one) => {
      const store = one.store('slack');
      expect(store.isShared).toBe(true);
      const host = fakeHost();
      return createInbox({ ...host, store, sealer: async () => host.sealer('secret', 'inbox') });
    });
    const ask = (id: string) =>
      Promise.allSettled(replicas.map((inbox) => inbox.take({ id, kind: 'mention', place: 'a' })));
    await ask('before');
    proxy.become('cut');
    other.proxy.become('cut');
    const away = await ask('event');
    expect(away.map((one) => one.status === 'rejected' && one.reason instanceof Unkept)).toEqual([
      true,
      true,
    ]);
    proxy.become('open');
    other.proxy.become('open');
    await expect.poll(() => [...other.lines], { timeout: 8000 }).toContain('recovered');
    await expect
      .poll(async () => (await ask('other')).every(({ status }) => status === 'fulfilled'))
      .toBe(true);
    const back = await ask('event');
    expect(back.filter((one) => one.status === 'fulfilled' && one.value)).toHaveLength(1);
    expect(back.filter((one) => one.status === 'fulfilled')).toHaveLength(2);
    for (const one of [{ database, proxy }, other]) {
      await one.database.close();
      one.proxy.close();
    }
  }, 30_000);

  it('whose connections have all died in silence is used again at the next try', async () => {
    const { proxy, database, lines } = await watched();
    const store = database.store('forgetful');
    await Promise.all(Array.from({ length: 10 }, () => store.set('a', '1')));
    let heard = 0;
    database.listen('saved', () => (heard += 1));
    await expect.poll(() => heard, { timeout: 5000 }).toBe(1);
    proxy.become('forgetful');
    await expect(store.get('a')).rejects.toThrow('cannot be reached');
    await expect.poll(() => lines.slice(1), { timeout: 1500 }).toEqual(['recovered']);
    expect(await store.get('a')).toBe('1');
    await expect.poll(() => heard, { timeout: 1500 }).toBe(2);
    await database.close();
    proxy.close();
  }, 30_000);

  it('at the start is found later, by those who listen as well', async () => {
    const { proxy, database, lines } = await watched();
    proxy.become('cut');
    let heard = 0;
    database.listen('saved', () => (heard += 1));
    await expect(database.store('start').get('a')).rejects.toThrow('cannot be reached');
    expect(await database.exists()).toBe(true);
    proxy.become('open');
    await expect.poll(() => lines.slice(1), { timeout: 8000 }).toEqual(['recovered']);
    await expect.poll(() => heard, { timeout: 8000 }).toBe(1);
    const other = openStore(postgres.url, { lost: () => undefined, recovered: () => undefined });
    await other.announce('saved');
    await expect.poll(() => heard, { timeout: 8000 }).toBe(2);
    await other.close();
    await database.close();
    proxy.close();
  }, 30_000);

  it('that knows neither user nor database says so, without them', async () => {
    const lines: string[] = [];
    const url = new URL(postgres.url);
    url.pathname = '/no_such_database';
    const database = openStore(url.href, {
      lost: ({ message }) => lines.push(message),
      recovered: () => undefined,
    });
    await expect(database.store('one').get('a')).rejects.toThrow('(3D000)');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('no_such_database');
    await database.close();
  });
});
