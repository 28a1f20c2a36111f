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
      await (await loading)?.stop();
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
 * An adapter that is nothing but its connection.
 * @param connect is called once, by `start`; `isStopping` says whether `stop` was called since
 */
export function connectedAtStart(
  name: string,
  connect: (host: Host, isStopping: () => boolean) => Promise<Connected>,
): Adapter {
  let connection: Connected | undefined;
  let stopping: Promise<void> | undefined;
  const connected = (): Connected => {
    if (connection === undefined) throw new Error(`the adapter ${name} is not connected`);
    return connection;
  };
  return {
    name,
    async start(host) {
      if (connection !== undefined) throw new Error(`the adapter ${name} is already running`);
      connection = await connect(host, () => stopping !== undefined);
    },
    async stop() {
      // An adapter that is stopped before it was started may still be started.
      stopping ??= connection?.stop();
      await stopping;
    },
    deliver: async (to, reply) => await connected().deliver(to, reply),
    tellMaintainers: async (reply) => await connected().tellMaintainers(reply),
  };
}
