/** What Slack sends over HTTP, signed as it signs. https://docs.slack.dev/authentication/verifying-requests-from-slack */

import { createHmac, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { record, viewFaults } from './shapes.js';
import type { WebApi } from './web-api.js';

export const SIGNING_SECRET = 'a made-up signing secret';

export interface Sender {
  /** Posts an event; resolves with the status of the acknowledgement. */
  event(event: Readonly<Record<string, unknown>>, options?: EventOptions): Promise<number>;
  command(command: string, text: string, user?: string): Promise<number>;
  /** An interaction payload, such as a button. */
  interact(payload: Readonly<Record<string, unknown>>): Promise<number>;
  /** A form filled in, by the first view that was opened; resolves with what the acknowledgement says. */
  submit(
    view: unknown,
    fields: Readonly<Record<string, string>>,
    options?: SubmitOptions,
  ): Promise<Readonly<Record<string, unknown>>>;
  post(body: string, type: string, options?: PostOptions): Promise<Response>;
}

export interface EventOptions {
  readonly id?: string;
  readonly retry?: number;
}

export interface SubmitOptions {
  readonly user?: string;
  /** The same for a form that is sent twice. */
  readonly hash?: string;
}

export interface PostOptions {
  readonly secret?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Holds the second half of the body back. */
  readonly until?: Promise<unknown>;
}

async function* inHalves(body: string, until: Promise<unknown>) {
  const bytes = Buffer.from(body);
  yield bytes.subarray(0, bytes.length / 2);
  await until;
  yield bytes.subarray(bytes.length / 2);
}

export function sender(port: number, api: WebApi): Sender {
  const post = (body: string, type: string, options: PostOptions = {}): Promise<Response> => {
    const timestamp = options.timestamp ?? Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', options.secret ?? SIGNING_SECRET)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    return fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': `v0=${signature}`,
        ...options.headers,
      },
      ...(options.until === undefined ? { body } : { body: inHalves(body, options.until), duplex: 'half' }),
    });
  };
  const interact = (payload: Readonly<Record<string, unknown>>): Promise<Response> =>
    post(
      form({
        payload: JSON.stringify({
          team: { id: api.team },
          user: { id: api.users.ann, team_id: api.team },
          api_app_id: 'A1',
          trigger_id: randomUUID(),
          // A press in a view has no address to answer to.
          ...(payload['view'] === undefined ? { response_url: `${api.origin}/response/2` } : {}),
          ...payload,
        }),
      }),
      FORM,
    );
  const FORM = 'application/x-www-form-urlencoded';
  return {
    post,
    async event(event, { id = `Ev${randomUUID()}`, retry } = {}) {
      const response = await post(
        JSON.stringify({
          type: 'event_callback',
          team_id: api.team,
          api_app_id: 'A1',
          event_id: id,
          event_time: 1,
          authorizations: [
            { team_id: api.team, user_id: api.botUser, is_bot: true, is_enterprise_install: false },
          ],
          event,
        }),
        'application/json',
        retry === undefined
          ? {}
          : { headers: { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' } },
      );
      return response.status;
    },
    async command(command, text, user = api.users.ann) {
      const response = await post(
        form({
          command,
          text,
          team_id: api.team,
          channel_id: api.channel,
          user_id: user,
          trigger_id: randomUUID(),
          response_url: `${api.origin}/response/1`,
          api_app_id: 'A1',
        }),
        FORM,
      );
      return response.status;
    },
    interact: async (payload) => (await interact(payload)).status,
    async submit(view, fields, { user = api.users.ann, hash = randomUUID() } = {}) {
      const { blocks } = record(view);
      const inputs = (Array.isArray(blocks) ? blocks : []).map(record).filter(({ type }) => type === 'input');
      const values = inputs.map(({ block_id: block, element }) => {
        const { action_id: action } = record(element);
        // What is left empty comes as null.
        const value = fields[String(action).replace('field:', '')] ?? null;
        return [block, { [String(action)]: { type: 'plain_text_input', value } }];
      });
      const response = await interact({
        type: 'view_submission',
        user: { id: user, team_id: api.team },
        view: { ...record(view), id: 'V1', hash, state: { values: Object.fromEntries(values) } },
      });
      const text = await response.text();
      const told = text === '' ? {} : record(JSON.parse(text));
      if (told['view'] !== undefined) expect(viewFaults(told['view'])).toEqual([]);
      return told;
    },
  };
}

function form(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString();
}
