/** A chat model behind an OpenAI-compatible endpoint. */

import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { createRedactor } from '../app/redaction.js';
import type { ChatMessage, ReplyForm } from './message.js';

interface ServerOptions {
  /** The address before `/chat/completions`. */
  readonly url: string;
  /** Sent as a bearer token. */
  readonly key?: string;
  /** Milliseconds for one request. */
  readonly timeout: number;
}

export interface ChatOptions extends ServerOptions {
  readonly model: string;
  /** What the answer looks like. */
  readonly form: ReplyForm;
  /** How often a request is sent again after a fault that may pass; three times when absent. */
  readonly retries?: number;
  /** Called before each form of a request is sent. What it throws ends the asking. */
  readonly beforeRequest?: () => Promise<void>;
}

export interface Chat {
  /**
   * The text of the model's answer.
   * @param signal ends what is under way, as if the server had taken too long
   * @throws {ChatFault}
   */
  ask(messages: readonly ChatMessage[], signal?: AbortSignal): Promise<string>;
}

/** How far a fault reaches: to this answer (asking again may help), to this entry, to the server, or to every request. */
export type FaultReach = 'answer' | 'entry' | 'server' | 'run';

export class ChatFault extends Error {
  constructor(
    message: string,
    readonly reach: FaultReach,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ChatFault';
  }
}

/** After 429, 408, 409, 5xx, a broken connection or a time-out; the client waits as long as Retry-After says, else 0.5 to 8 s. */
const RETRIES = 3;
/** Seconds; a server that wants a longer wait is left alone. */
const LONGEST_WAIT = 120;

/**
 * What makes a model answer in JSON, the strictest first. A server that does not know one refuses it with status 400 or 422. The last
 * one asks for nothing: the prompt does.
 */
function formatsFor({
  name,
  schema,
}: ReplyForm): readonly OpenAI.ChatCompletionCreateParams['response_format'][] {
  return [
    { type: 'json_schema', json_schema: { name, strict: true, schema: { ...schema } } },
    { type: 'json_object' },
    undefined,
  ];
}

export function createChat(options: ChatOptions): Chat {
  const { model, key, form, retries = RETRIES, beforeRequest } = options;
  const client = openClient(options, retries);
  const formats = formatsFor(form);
  const faultOf = createFaults(key);
  let strictest = 0;
  return {
    ask: async (messages, signal) => {
      for (let format = strictest; ; format += 1) {
        try {
          signal?.throwIfAborted();
          await beforeRequest?.();
          const answer = await client.chat.completions.create(
            { model, messages: [...messages], response_format: formats[format] },
            // The client leaves a listener on each signal that it is given.
            { signal: signal && AbortSignal.any([signal]) },
          );
          const text = textOf(answer);
          // Only now is it known that the server refused the format, and not this entry.
          strictest = Math.max(strictest, format);
          return text;
        } catch (error) {
          const isRefused = error instanceof APIError && (error.status === 400 || error.status === 422);
          if (!isRefused || format === formats.length - 1) throw faultOf(error);
        }
      }
    },
  };
}

/**
 * Whether the server answers at all.
 * @returns what is wrong, or nothing
 */
export async function probe(server: ServerOptions): Promise<string | undefined> {
  const client = openClient(server, 0);
  const faultOf = createFaults(server.key);
  try {
    await client.models.list();
    return undefined;
  } catch (error) {
    const isUnlisted = error instanceof APIError && (error.status === 404 || error.status === 405);
    if (!isUnlisted) return faultOf(error).message;
  }
  // Not every server lists its models. A request for nothing is refused where there is a chat, and not found where there is none.
  try {
    await client.post('/chat/completions', { body: {} });
  } catch (error) {
    const fault = faultOf(error);
    if (fault.reach === 'run') return fault.message;
  }
  return undefined;
}

function openClient({ url, key, timeout }: ServerOptions, maxRetries: number): OpenAI {
  return new OpenAI({
    baseURL: url.replace(/\/+$/, '').replace(/\/chat\/completions$/, ''),
    apiKey: key ?? 'none',
    timeout,
    maxRetries,
    logLevel: 'off',
    // The client would add what the environment holds for OpenAI, and what machine this is.
    fetch: async (address, init) => {
      // The client's own time-out ends with the headers of the answer.
      const patience = AbortSignal.timeout(timeout);
      const response = await fetch(address, {
        ...init,
        // What is asked is for this server alone.
        redirect: 'manual',
        signal: init?.signal ? AbortSignal.any([init.signal, patience]) : patience,
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
      });
      return bounded(response);
    },
  });
}

/** Bytes of an answer with its thoughts; models write at most some ten thousand tokens of them. */
const MOST_BYTES = 500_000;

/** The same answer, neither read without end nor waited for too long. */
function bounded(response: Response): Response {
  const { status, statusText, body } = response;
  const headers = new Headers(response.headers);
  if (waitsTooLong(response)) headers.set('x-should-retry', 'false');
  let bytes = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) controller.error(new ChatFault('the server’s answer is too long', 'answer'));
      else controller.enqueue(chunk);
    },
  });
  return new Response(body?.pipeThrough(counting), { status, statusText, headers });
}

function waitsTooLong({ headers }: Response): boolean {
  const wanted = headers.get('retry-after');
  if (wanted === null) return false;
  const seconds = Number(wanted);
  const wait = Number.isNaN(seconds) ? (Date.parse(wanted) - Date.now()) / 1000 : seconds;
  return wait > LONGEST_WAIT;
}

function textOf({ choices }: OpenAI.ChatCompletion): string {
  // A server may answer with something else than it says.
  const [choice]: readonly (OpenAI.ChatCompletion.Choice | undefined)[] = Array.isArray(choices)
    ? choices
    : [];
  const refusal = choice?.message?.refusal;
  if (typeof refusal === 'string' && refusal !== '') throw new ChatFault('the model refuses it', 'entry');
  if (choice?.finish_reason === 'content_filter')
    throw new ChatFault('the server’s filter holds the answer back', 'entry');
  if (choice?.finish_reason === 'length') throw new ChatFault('the model’s answer was cut off', 'answer');
  const content = choice?.message?.content;
  if (typeof content !== 'string') throw new ChatFault('the server’s answer holds no message', 'answer');
  return content;
}

/** Makes faults of errors; no server's words bring the key back onto the screen. */
function createFaults(key: string | undefined): (error: unknown) => ChatFault {
  const redact = createRedactor({ CHAT_KEY: key });
  return (error) => {
    if (error instanceof ChatFault) return error;
    const options = { cause: error };
    const isLate = error instanceof Error && /^(?:Timeout|Abort)Error$/.test(error.name);
    if (isLate || error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError)
      return new ChatFault('the model took too long', 'server', options);
    if (error instanceof APIConnectionError)
      return new ChatFault(`the server cannot be reached${codeOf(error)}`, 'server', options);
    if (error instanceof APIError && typeof error.status === 'number') {
      const said = redact(shortened(error.message));
      return new ChatFault(
        `the server answered with status ${error.status}${said}`,
        reachOf(error.status),
        options,
      );
    }
    return new ChatFault('the server’s answer is no JSON', 'answer', options);
  };
}

/** An address that has moved (3xx), a wrong key (401, 403), an empty account (402), a wrong address or model (404) is wrong for every entry. */
function reachOf(status: number): FaultReach {
  if (status < 400 || (status >= 401 && status <= 404)) return 'run';
  return status === 408 || status === 409 || status === 429 || status >= 500 ? 'server' : 'entry';
}

/** The innermost cause tells most, such as ECONNREFUSED. */
function codeOf(error: unknown): string {
  let code = '';
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') code = ` (${cause.code})`;
  }
  return code;
}

/** Characters of a server's explanation that are shown. */
const MOST_SAID = 200;

function shortened(message: string): string {
  const said = message.replace(/^\d+ /, '').replace(/\s+/g, ' ').trim();
  return said === '' ? '' : `: ${said.slice(0, MOST_SAID)}`;
}
