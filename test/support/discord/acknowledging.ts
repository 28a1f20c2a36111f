/** Interactions as Discord watches over them: acknowledged once, in time, and with something that may be. */

import { type Json, type Kind, record, textOf } from './rules.js';
import { snowflake, type Standing } from './world.js';

const LATE_MILLISECONDS = 3000;
const PRIVATE = 1 << 6;

interface Known {
  readonly interaction: Json;
  readonly at: number;
  acknowledged: number | undefined;
  /** As it was acknowledged. */
  answer?: string;
  original: string | undefined;
  isPrivate: boolean;
}

/** A form that was opened, with the message whose button opened it. */
export interface Form {
  readonly form: Json;
  readonly message: Json | undefined;
}

export interface Interactions {
  readonly forms: readonly Form[];
  told(interaction: Json): void;
  /** Status and body. */
  acknowledge(id: string, token: string, body: Json): [number, Json?];
  webhook(method: string, token: string, isOriginal: boolean, body: Json): [number, Json?];
}

export interface InteractionsOptions {
  readonly messages: Map<string, Standing>;
  readonly faults: string[];
  /** A message stands in a channel from now on, or stands otherwise. */
  readonly stand: (channel: string, body: Json, isPrivate?: boolean, id?: string) => Json;
  readonly judge: (kind: Kind, body: unknown) => void;
}

export function createInteractions({ messages, faults, stand, judge }: InteractionsOptions): Interactions {
  const interactions = new Map<string, Known>();
  const forms: Form[] = [];

  const acknowledge = (id: string, token: string, body: Json): [number, Json?] => {
    const known = interactions.get(token);
    if (known === undefined || known.interaction['id'] !== id)
      return [404, { code: 10_062, message: 'Unknown interaction' }];
    const type = Number(body['type']);
    if (known.acknowledged !== undefined && known.answer !== JSON.stringify(body))
      faults.push('an interaction was acknowledged twice');
    if (known.acknowledged !== undefined)
      return [400, { code: 40_060, message: 'Interaction has already been acknowledged.' }];
    if (Date.now() - known.at > LATE_MILLISECONDS) faults.push('an interaction was acknowledged too late');
    if (type === 4 || type === 5 || type === 6 || type === 7 || type === 8 || type === 9) judge(type, body);
    else faults.push(`there is no answer of type ${type}`);
    known.acknowledged = type;
    known.answer = JSON.stringify(body);
    known.isPrivate = (Number(record(body['data'])['flags'] ?? 0) & PRIVATE) !== 0;
    const source = record(known.interaction['message'])['id'];
    if (type === 6 || type === 7) {
      if (typeof source !== 'string') faults.push('there is no message to be replaced');
      known.original = textOf(source);
    }
    if (type === 9) {
      if (known.interaction['type'] === 5) faults.push('a form cannot be answered with a form');
      const message = known.interaction['message'];
      forms.push({
        form: record(body['data']),
        message: message === undefined ? undefined : record(message),
      });
    }
    if (type === 7) {
      const before = messages.get(textOf(source));
      known.isPrivate = before?.isPrivate ?? false;
      const told = stand(
        textOf(known.interaction['channel_id']),
        record(body['data']),
        known.isPrivate,
        textOf(source),
      );
      return [200, { interaction: { id }, resource: { type, message: told } }];
    }
    if (type !== 4) return [200, { interaction: { id, type: known.interaction['type'] } }];
    const told = stand(textOf(known.interaction['channel_id']), record(body['data']), known.isPrivate);
    known.original = textOf(told['id']);
    return [200, { interaction: { id }, resource: { type, message: told } }];
  };

  const webhook = (method: string, token: string, isOriginal: boolean, body: Json): [number, Json?] => {
    const known = interactions.get(token);
    if (known?.acknowledged === undefined) {
      faults.push('an interaction was answered before it was acknowledged');
      return [404, { code: 10_015, message: 'Unknown Webhook' }];
    }
    const channel = textOf(known.interaction['channel_id']);
    if (method === 'GET') return [200, { id: known.original }];
    if (method === 'DELETE') {
      const isGone = known.original === undefined || !messages.delete(known.original);
      return isGone ? [404, { code: 10_008, message: 'Unknown Message' }] : [204];
    }
    if (isOriginal) {
      judge('original', { ...body });
      known.original ??= snowflake();
      return [200, stand(channel, body, known.isPrivate, known.original)];
    }
    // Sent again after a lost answer it stands twice, as it takes no nonce; and right after an announcement it fills that.
    // https://github.com/discord/discord-api-docs/pull/6647
    faults.push('a follow-up may stand twice');
    return [200, stand(channel, body, known.isPrivate)];
  };

  return {
    forms,
    told(interaction) {
      interactions.set(textOf(interaction['token']), {
        interaction,
        at: Date.now(),
        acknowledged: undefined,
        original: undefined,
        isPrivate: false,
      });
    },
    acknowledge,
    webhook,
  };
}
