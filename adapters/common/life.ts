/** The life of an adapter that may be stopped while it is still starting. */

import type { Adapter, Host } from '../../src/contract.js';

export interface Life<Running> extends Pick<Adapter, 'start' | 'stop'> {
  /** @throws when the adapter was not started */
  readonly running: () => Running;
}

/**
 * @param run opens everything. Where the signal tells of a stop, it rejects if nothing is open yet, else it resolves
 * @param close closes what `run` has opened; called once
 */
export function createLife<Running>(
  name: string,
  run: (host: Host, stopped: AbortSignal) => Promise<Running>,
  close: (running: Running) => Promise<void>,
): Life<Running> {
  const stopping = new AbortController();
  let opening: Promise<Running> | undefined;
  let running: Running | undefined;
  let closing: Promise<void> | undefined;
  return {
    async start(host) {
      if (opening !== undefined) throw new Error(`${name} is already running`);
      opening = run(host, stopping.signal);
      try {
        running = await opening;
      } catch (error) {
        opening = undefined;
        throw error;
      }
    },
    async stop() {
      // Stopped before it was started, it may still be started.
      if (opening === undefined) return;
      stopping.abort(new Error(`${name} was stopped while it was starting`));
      closing ??= opening.then(close, () => undefined);
      await closing;
    },
    running() {
      if (running === undefined) throw new Error(`${name} is not running`);
      return running;
    },
  };
}
