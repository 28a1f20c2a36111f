/** Bodies of requests and answers, as Slack's Web API takes and gives them. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { record } from './shapes.js';

export function decoded(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

export function parse(text: string, type: string): Readonly<Record<string, unknown>> {
  if (type.includes('json')) return record(JSON.parse(text));
  const fields = Object.fromEntries(new URLSearchParams(text));
  // The Web API takes objects as JSON inside of a form.
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      /^[[{]/.test(value) && name !== 'text' ? JSON.parse(value) : value,
    ]),
  );
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
