/** From Bolt's listeners to the handlers. Everything is acknowledged first, and told once. */

import type { App, ReceiverEvent, RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Host } from '../../../src/contract.js';
import { type Json, object, string } from '../../common/json.js';
import { FORM, noteView, readSubmission } from '../outbound/forms.js';
import { isHomeAction, onHomeChange, onHomeOpened } from '../review/home.js';
import { Declined } from '../transport/bolt.js';
import { channelName, isDirect } from '../transport/places.js';
import { respondBy } from '../transport/respond.js';
import type { Handled, WorkspaceOf } from '../transport/workspace.js';
import { onPress } from './actions.js';
import { onAdmin, onAnswerThis, onAsk, onSaveAsAnswer, type Use } from './commands.js';
import { onMention, onMessage } from './events.js';
import { onReaction } from './gathering.js';
import { incomingOf, mayWait, usedBy } from './incoming.js';
import { readPressed } from './payload.js';
import { submitForm } from './presses.js';

interface RouteOptions {
  readonly host: Host;
  readonly workspaceOf: WorkspaceOf;
  readonly onUninstalled: (team: string) => Promise<void>;
  /** Takes work over, to be finished before the adapter stops; logs its faults. */
  readonly track: (work: Promise<void>) => Promise<void>;
}

/** Ids of the manifest. */
const COMMANDS = { ask: '/ask', admin: '/ask-admin' } as const;
export const SHORTCUTS = { answerThis: 'answer_this', saveAsAnswer: 'save_as_answer' } as const;

interface ReceiveOptions {
  readonly host: Pick<Host, 'admits' | 'inbox' | 'texts'>;
  readonly isStopping: () => boolean;
  readonly track: RouteOptions['track'];
}

/**
 * Takes what Slack sent: it is stored first, acknowledged then, within the 3 s that Slack gives it, and handled. What was told before is
 * only acknowledged.
 * @throws {Declined | Unkept} where it is to come again: nothing is acknowledged. A form then stays open with what was typed
 */
export async function receive(
  { ack, body }: ReceiverEvent,
  { host: { inbox, texts, admits }, isStopping, track }: ReceiveOptions,
  handle: (handled: Handled) => Promise<void>,
): Promise<void> {
  if (isStopping()) throw new Declined();
  // What the gate refuses is not stored.
  if (!isAdmitted(body, admits)) return await ack();
  const incoming = incomingOf(body);
  const isFirst = incoming === undefined || (await inbox.take(incoming));
  const submission = readSubmission(body);
  // A form gives way to a view that says that it is worked on.
  const view = submission && noteView(submission.origin.language, 'slack.form.working', texts);
  // Whether Slack heard it or not: it is stored, and what Slack sends again is known.
  await ack(view === undefined ? undefined : { response_action: 'update', view }).catch(() => undefined);
  if (!isFirst) return;
  const work = async (): Promise<void> => {
    try {
      await handle({ id: incoming?.id });
    } finally {
      const isLeft = isStopping() && incoming !== undefined && mayWait(incoming);
      if (incoming !== undefined && !isLeft) await inbox.done(incoming.id);
    }
  };
  await track(work());
}

/** Messages and questions are asked for; a press, a form, an edit and all else goes on. */
function isAdmitted(body: Json, admits: Host['admits']): boolean {
  if (body['command'] === COMMANDS.ask) return admits(string(body['user_id']) ?? '', 'addressed');
  const event = object(body['event']);
  const isMention = event['type'] === 'app_mention';
  const isChange = event['subtype'] === 'message_changed' || event['subtype'] === 'message_deleted';
  if (!isMention && (event['type'] !== 'message' || isChange)) return true;
  const channel = string(event['channel']) ?? '';
  if (isDirect(channel)) return admits(string(event['user']) ?? '', 'addressed');
  return admits(channelName(string(body['team_id']) ?? '', channel), isMention ? 'addressed' : 'overheard');
}

export function route(app: App, options: RouteOptions): void {
  const { host, onUninstalled, track } = options;
  const workspaceOf = ({ client, context }: Received) =>
    options.workspaceOf(client, context.teamId ?? '', context.botUserId ?? '', context.handled);

  const handleEvent =
    (handle: typeof onMessage) =>
    async (received: ReceivedEvent): Promise<void> =>
      track(handle(workspaceOf(received), object(received.event)));
  app.event('app_mention', handleEvent(onMention));
  app.event('message', handleEvent(onMessage));
  app.event('reaction_added', handleEvent(onReaction));
  app.event('app_home_opened', handleEvent(onHomeOpened));
  for (const name of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(name, async ({ context }) => track(onUninstalled(context.teamId ?? '')));
  }

  const handleUse =
    (handle: (use: Use) => Promise<void>) =>
    async (received: ReceivedUse): Promise<void> => {
      const workspace = workspaceOf(received);
      const payload = object(received.payload);
      const respond = respondBy(workspace, received.respond, usedBy(payload));
      await track(handle({ workspace, payload, respond }));
    };
  app.command(COMMANDS.ask, handleUse(onAsk));
  app.command(COMMANDS.admin, handleUse(onAdmin));
  app.shortcut(SHORTCUTS.answerThis, handleUse(onAnswerThis));
  app.shortcut(SHORTCUTS.saveAsAnswer, handleUse(onSaveAsAnswer));

  app.view({ callback_id: FORM, type: 'view_submission' }, async ({ body, ...received }) => {
    const submit = async (): Promise<void> => {
      const submission = readSubmission(object(body));
      if (submission === undefined) return;
      await submitForm(workspaceOf(received), submission);
    };
    await track(submit());
  });

  app.action(/./, async ({ body, respond, ...received }) => {
    const payload = object(body);
    const pressed = readPressed(payload);
    if (pressed === undefined) return;
    const workspace = workspaceOf(received);
    if (isHomeAction(pressed.action)) return await track(onHomeChange(workspace, pressed));
    // Bolt hands a function over also where Slack gave no address to answer to.
    const hasAddress = payload['response_url'] !== undefined;
    const answerTo = hasAddress ? respondBy(workspace, respond, usedBy(payload)) : undefined;
    await track(onPress({ workspace, pressed, respond: answerTo }));
  });

  app.error(async (error) => host.logger.error('Slack sent something that could not be handled', { error }));
}

interface Received {
  readonly client: WebClient;
  readonly context: { readonly teamId?: string; readonly botUserId?: string; readonly handled?: Handled };
}

interface ReceivedEvent extends Received {
  readonly event: unknown;
}

interface ReceivedUse extends Received {
  readonly payload: unknown;
  readonly respond: RespondFn;
}
