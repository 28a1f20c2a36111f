import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text as readAll } from 'node:stream/consumers';

export interface Asked {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly model: string;
  readonly input: readonly string[];
}

export interface Given {
  readonly status?: number;
  readonly body: string;
  /** Milliseconds before it is sent. */
  readonly delay?: number;
}

export interface EmbeddingServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

/** An embedding server on a free port of this machine. */
export async function serve(give: (input: readonly string[]) => Given): Promise<EmbeddingServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void readAll(request).then((text) => {
      const { model, input }: { model: string; input: string[] } = JSON.parse(text);
      asked.push({ path: request.url, headers: request.headers, model, input });
      const { status = 200, body, delay = 0 } = give(input);
      setTimeout(() => response.writeHead(status).end(body), delay);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Vectors in the reverse order, each with its index, as the protocol allows. */
export function vectors(input: readonly string[], of: (text: string) => readonly number[]): Given {
  const data = input.map((text, index) => ({ object: 'embedding', index, embedding: of(text) })).toReversed();
  return { body: JSON.stringify({ object: 'list', data }) };
}
