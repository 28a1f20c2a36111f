/** What the core says without having been asked just now: a late answer, and what is for the maintainers' channel. */

import type { Adapter } from '../../../src/contract.js';
import type { SlackSettings } from '../set-up/settings.js';
import { CallError, REVOKED } from './faults.js';
import { readPlace } from './places.js';
import { postReply } from './replies.js';
import type { Handled, Workspace } from './workspace.js';

interface DeliveryOptions {
  readonly workspaceFor: (team: string, handled: Handled) => Promise<Workspace>;
  /** The workspace of SLACK_BOT_TOKEN. */
  readonly ownTeam: string | undefined;
  readonly channel: SlackSettings['maintainersChannel'];
}

/** Milliseconds within which the core may try again what was begun by a process that ended. */
const REPEATED_MILLISECONDS = 10 * 60 * 1000;
const repeated = (): Handled => ({ since: Date.now() - REPEATED_MILLISECONDS });

export type Delivery = Required<Pick<Adapter, 'deliver' | 'tellMaintainers'>>;

export function createDelivery({ workspaceFor, ownTeam, channel }: DeliveryOptions): Delivery {
  return {
    async deliver({ place, asker }, reply) {
      const where = readPlace(place);
      if (where === undefined) throw new Error('there is no such place in Slack');
      const workspace = await workspaceFor(where.team, repeated());
      const options = { askers: [asker], key: ['late', place, asker, reply.entry, reply.text].join('\n') };
      if (!where.isPrivate) {
        try {
          return await postReply(workspace, where, reply, options);
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
      }
      // Posting to a member's id opens the conversation, without the scope that conversations.open takes.
      // https://docs.slack.dev/reference/methods/chat.postMessage#dm
      await postReply(workspace, { channel: asker }, reply, options);
    },
    async tellMaintainers(reply) {
      const team = channel?.team ?? ownTeam;
      if (channel === undefined || team === undefined) return false;
      const workspace = await workspaceFor(team, repeated());
      const key = ['told', ...reply.actions.map(({ token }) => token)].join('\n');
      await postReply(workspace, { channel: channel.id }, reply, { isFixed: true, key });
      return true;
    },
  };
}

/** Whether Slack has refused this place (left, archived, deleted ...), rather than failed altogether. */
function isRefusal(error: unknown): boolean {
  return error instanceof CallError && error.reason !== 'unreachable' && !REVOKED.has(error.reason);
}
