import type { Adapter } from '../../src/contract.js';

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
