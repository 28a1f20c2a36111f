/** What the core says on its own account: a late answer, and what is for the maintainers' channel. */

import type { Adapter } from '../../../src/contract.js';
import type { Answering } from '../inbound/answer.js';
import { CallError, REVOKED } from '../transport/call.js';
import { readPlace } from '../transport/payload.js';
import type { Workspace } from '../transport/service.js';
import type { SlackSettings } from '../set-up/settings.js';

export interface DeliveryOptions {
  readonly answering: Answering;
  readonly clientFor: (team: string) => Promise<Workspace>;
  /** The workspace of SLACK_BOT_TOKEN. */
  readonly ownTeam: string | undefined;
  readonly channel: SlackSettings['maintainersChannel'];
}

export type Delivery = Required<Pick<Adapter, 'deliver' | 'tellMaintainers'>>;

export function createDelivery({ answering, clientFor, ownTeam, channel }: DeliveryOptions): Delivery {
  return {
    async deliver({ place, asker }, reply) {
      const where = readPlace(place);
      if (where === undefined) throw new Error('there is no such place in Slack');
      const { team, isPrivate, ...to } = where;
      const workspace = await clientFor(team);
      const more = { askers: [asker] };
      if (!isPrivate) {
        try {
          return await answering.post(workspace, to, reply, more);
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
      }
      // Posting to a member's id opens the conversation, without the scope that conversations.open takes.
      // https://docs.slack.dev/reference/methods/chat.postMessage#dm
      await answering.post(workspace, { channel: asker }, reply, more);
    },
    async tellMaintainers(reply) {
      const team = channel?.team ?? ownTeam;
      if (channel === undefined || team === undefined) return false;
      await answering.post(await clientFor(team), { channel: channel.id }, reply, { isFixed: true });
      return true;
    },
  };
}

/** Whether Slack has said no to this place (left, archived, deleted ...), rather than nothing at all. */
function isRefusal(error: unknown): boolean {
  return error instanceof CallError && error.reason !== 'unreachable' && !REVOKED.has(error.reason);
}
