/** What Slack sends, one of each kind, for tests that send it malformed. */

import { randomUUID } from 'node:crypto';

export const eventBody = (event: unknown) => ({
  type: 'event_callback',
  team_id: 'T1',
  event_id: `Ev${randomUUID()}`,
  authorizations: [{ team_id: 'T1', user_id: 'UBOT', is_bot: true }],
  event,
});
export const MESSAGE = {
  type: 'message',
  channel: 'C1',
  channel_type: 'channel',
  user: 'U1',
  text: 'how?',
  ts: '1700000000.000900',
  attachments: [{ text: 'x' }],
};
export const PRESS = {
  type: 'block_actions',
  team: { id: 'T1' },
  user: { id: 'U1' },
  trigger_id: 'x',
  container: { type: 'message', message_ts: '1.1', channel_id: 'C1' },
  message: { ts: '1.1' },
  actions: [{ action_id: 'act:why', value: 't', type: 'button', block_id: 'b' }],
};
export const SUBMISSION = {
  type: 'view_submission',
  team: { id: 'T1' },
  user: { id: 'U1' },
  view: { id: 'V1', callback_id: 'form', private_metadata: '{}', state: { values: {} } },
};
export const COMMAND = { command: '/ask', text: 'how?', team_id: 'T1', user_id: 'U1', channel_id: 'C1' };
