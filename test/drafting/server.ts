import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text as readAll } from 'node:stream/consumers';

export interface AskedChat {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly model: string;
  /** Of `response_format`. */
  readonly format: string | undefined;
  /** What the model is told of the entry. */
  readonly prompt: string;
}

export interface GivenChat {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds before it is sent. */
  readonly delay?: number;
  /** The headers go out, and nothing after them. */
  readonly stalls?: boolean;
}

export interface ChatServer {
  /** For CHAT_URL. */
  readonly url: string;
  readonly asked: readonly AskedChat[];
  close(): Promise<void>;
}

interface Body {
  readonly model?: string;
  readonly messages?: readonly { readonly content: string }[];
  readonly response_format?: { readonly type: string };
}

/** A server on a free port of this machine that speaks the chat protocol. */
export async function serveChat(give: (asked: AskedChat, nth: number) => GivenChat): Promise<ChatServer> {
  const asked: AskedChat[] = [];
  const server = createServer((request, response) => {
    void readAll(request).then((text) => {
      const body: Body = JSON.parse(text || '{}');
      const { model = '', messages, response_format: format } = body;
      const prompt = messages?.at(-1)?.content ?? '';
      const one = { path: request.url, headers: request.headers, model, format: format?.type, prompt };
      asked.push(one);
      const given = give(one, asked.length);
      setTimeout(() => {
        response.writeHead(given.status ?? 200, { 'content-type': 'application/json', ...given.headers });
        if (given.stalls) response.write(given.body);
        else response.end(given.body);
      }, given.delay ?? 0);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Message {
  readonly content?: string | null;
  readonly refusal?: string;
}

/** A whole answer of the protocol. */
export function completion(message: Message, finish = 'stop'): GivenChat {
  const choice = { index: 0, finish_reason: finish, message: { role: 'assistant', ...message } };
  return { body: JSON.stringify({ id: 'c', object: 'chat.completion', model: 'small', choices: [choice] }) };
}

export function wordings(...list: readonly string[]): GivenChat {
  return completion({ content: JSON.stringify({ wordings: list }) });
}
