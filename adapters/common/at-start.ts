/** The life of an adapter: loaded when it starts, connected once, stopped once. */

import type { Adapter, Host } from '../../src/contract.js';

/**
 * The life of an adapter that can deliver later, and whose module, with the platform's library, is loaded when it starts.
 * @param load gives the adapter itself; called once
 */
export function loadedAtStart(
  load: () => Promise<Adapter>,
): Required<Pick<Adapter, 'start' | 'stop' | 'deliver' | 'tellMaintainers'>> {
  let loading: Promise<Adapter> | undefined;
  const loaded = async (): Promise<Adapter> => {
    if (loading === undefined) throw new Error('the adapter was not started');
    return await loading;
  };
  return {
    async start(host) {
      loading ??= load();
      await (await loading).start(host);
    },
    async stop() {
      // Who started it knows already of a module that cannot be loaded.
      const adapter = await loading?.catch(() => undefined);
      await adapter?.stop();
    },
    async deliver(to, reply) {
      const adapter = await loaded();
      if (adapter.deliver === undefined) throw new Error(`the adapter ${adapter.name} cannot deliver later`);
      await adapter.deliver(to, reply);
    },
    tellMaintainers: async (reply) => (await (await loaded()).tellMaintainers?.(reply)) ?? false,
  };
}

/** What a platform's connection can do. */
export type Connected = Required<Pick<Adapter, 'stop' | 'deliver' | 'tellMaintainers'>>;

/**
 * An adapter that is nothing but its connection. It may be stopped while it is still starting.
 * @param connect opens everything. When the signal says that `stop` was called, it rejects if nothing is open yet; otherwise it
 * resolves, and the connection is stopped
 */
export function connectedAtStart(
  name: string,
  connect: (host: Host, stopped: AbortSignal) => Promise<Connected>,
): Adapter {
  const stopping = new AbortController();
  let connecting: Promise<Connected> | undefined;
  let connection: Connected | undefined;
  let closing: Promise<void> | undefined;
  const connected = (): Connected => {
    if (connection === undefined) throw new Error(`the adapter ${name} is not connected`);
    return connection;
  };
  return {
    name,
    async start(host) {
      if (connecting !== undefined) throw new Error(`the adapter ${name} is already running`);
      connecting = connect(host, stopping.signal);
      try {
        connection = await connecting;
      } catch (error) {
        connecting = undefined;
        throw error;
      }
    },
    async stop() {
      // An adapter that is stopped before it was started may still be started.
      if (connecting === undefined) return;
      stopping.abort(new Error(`the adapter ${name} was stopped while it was starting`));
      closing ??= connecting.then(
        (opened) => opened.stop(),
        () => undefined,
      );
      await closing;
    },
    deliver: async (to, reply) => await connected().deliver(to, reply),
    tellMaintainers: async (reply) => await connected().tellMaintainers(reply),
  };
}
