import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Below the ports that systems give to whoever does not name one (Linux from 32768, others from 49152), such as every connection
 * that another test opens: one of those may be taken again before it is listened on.
 */
const LEAST = 15_000;
const MOST = 30_000;

/** A port of this machine that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LEAST + Math.floor(Math.random() * (MOST - LEAST));
    const server = createServer().listen(port, '127.0.0.1');
    if (!(await listens(server))) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

/** @returns `false` where the port is taken; rejects for any other reason */
async function listens(server: Server): Promise<boolean> {
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
}
