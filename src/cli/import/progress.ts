/** How far an import is, on standard error: a bar with the time left at a terminal, else a line now and then. */

import { SingleBar } from 'cli-progress';

export interface Progress {
  /** So many more bytes were read. */
  readonly read: (bytes: number) => void;
  /** One more thread was seen. */
  readonly seen: () => void;
  readonly end: () => void;
}

/** Without a terminal: a line each time that so much of a large import was read. */
const STEP_PERCENT = 10;
/** Bytes of an import that is read before a line is needed. */
const SMALL = 10 * 1024 * 1024;

/** @param total bytes of all files; 0 where it is not known */
export function startProgress(
  total: number,
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean } = process.stderr,
): Progress {
  let done = 0;
  let threads = 0;
  const noteSeen = (): void => void (threads += 1);
  if (stream.isTTY === true && total > 0) {
    const format = '{bar} {percentage} % | {eta_formatted} left | {threads} threads';
    const bar = new SingleBar({ format, stream, hideCursor: false, gracefulExit: false, etaBuffer: 100 });
    bar.start(total, 0, { threads });
    return {
      read: (bytes) => bar.update((done += bytes), { threads }),
      seen: noteSeen,
      end: () => {
        bar.update(done, { threads });
        bar.stop();
      },
    };
  }
  let told = 0;
  return {
    read(bytes) {
      done += bytes;
      const percent = Math.floor((100 * done) / total);
      if (total < SMALL || percent < told + STEP_PERCENT) return;
      told = percent;
      stream.write(`${percent} % read, ${threads} threads\n`);
    },
    seen: noteSeen,
    end: () => {},
  };
}
