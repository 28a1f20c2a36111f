/** From Bolt's listeners to the handlers. Everything is acknowledged first, and told once. */

import type { App, ReceiverEvent, RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Host } from '../../../src/contract.js';
import { type Json, object, string } from '../../common/json.js';
import type { SeenOnce } from '../../common/seen-once.js';
import { FORM, noteView, readSubmission } from '../outbound/forms.js';
import { isHomeAction, onHomeChange, onHomeOpened } from '../review/home.js';
import { channelName, isDirect } from '../transport/places.js';
import { respondBy } from '../transport/call.js';
import type { WorkspaceOf } from '../transport/workspace.js';
import { onPress } from './actions.js';
import { onAdmin, onAnswerThis, onAsk, onSaveAsAnswer, type Use } from './commands.js';
import { onMention, onMessage } from './events.js';
import { readPressed } from './payload.js';
import { submitForm } from './presses.js';

interface RouteOptions {
  readonly host: Host;
  readonly workspaceOf: WorkspaceOf;
  readonly isFirst: SeenOnce;
  readonly onUninstalled: (team: string) => Promise<void>;
  /** Takes work over, to be finished before the adapter stops; logs its faults. */
  readonly track: (work: Promise<void>) => Promise<void>;
}

/** Ids of the manifest. */
const COMMANDS = { ask: '/ask', admin: '/ask-admin' } as const;
export const SHORTCUTS = { answerThis: 'answer_this', saveAsAnswer: 'save_as_answer' } as const;

/**
 * Tells Slack within 3 s that something arrived; a form gives way to a view that says so. While the bot stops, a form is not
 * acknowledged: then it stays open with what was typed.
 * @returns whether it is to be handled
 */
export async function acknowledge(
  { ack, body }: ReceiverEvent,
  { texts, admits }: Pick<Host, 'texts' | 'admits'>,
  isStopping: () => boolean,
): Promise<boolean> {
  const isForm = body['type'] === 'view_submission';
  const submission = isForm ? readSubmission(body) : undefined;
  if (isForm && isStopping()) return false;
  if (submission === undefined) await ack();
  else {
    const view = noteView(submission.origin.language, 'slack.form.working', texts);
    await ack({ response_action: 'update', view });
  }
  return !isStopping() && isAdmitted(body, admits);
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
  const { host, isFirst, onUninstalled, track } = options;
  const workspaceOf = ({ client, context }: Received) =>
    options.workspaceOf(client, context.teamId ?? '', context.botUserId ?? '');

  // Before anything else: a second delivery goes no further.
  app.use(async (received) => {
    const body = object(received.body);
    const id = string(body['event_id']) ?? string(body['trigger_id']);
    const isForm = body['type'] === 'view_submission';
    if (isForm || id === undefined || (await isFirst(id, actorIn(body)))) await received.next();
  });

  const handleEvent =
    (handle: typeof onMessage) =>
    async (received: ReceivedEvent): Promise<void> =>
      track(handle(workspaceOf(received), object(received.event)));
  app.event('app_mention', handleEvent(onMention));
  app.event('message', handleEvent(onMessage));
  app.event('app_home_opened', handleEvent(onHomeOpened));
  for (const name of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(name, async ({ context }) => track(onUninstalled(context.teamId ?? '')));
  }

  const handleUse =
    (handle: (use: Use) => Promise<void>) =>
    async (received: ReceivedUse): Promise<void> => {
      const respond = respondBy(received.respond, host.logger);
      await track(handle({ workspace: workspaceOf(received), payload: object(received.payload), respond }));
    };
  app.command(COMMANDS.ask, handleUse(onAsk));
  app.command(COMMANDS.admin, handleUse(onAdmin));
  app.shortcut(SHORTCUTS.answerThis, handleUse(onAnswerThis));
  app.shortcut(SHORTCUTS.saveAsAnswer, handleUse(onSaveAsAnswer));

  app.view({ callback_id: FORM, type: 'view_submission' }, async ({ body, ...received }) => {
    const submit = async (): Promise<void> => {
      const submission = readSubmission(object(body));
      if (submission === undefined) return;
      if (await isFirst(submission.id, submission.user)) await submitForm(workspaceOf(received), submission);
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
    const answerTo = hasAddress ? respondBy(respond, host.logger) : undefined;
    await track(onPress({ workspace, pressed, respond: answerTo }));
  });

  app.error(async (error) => host.logger.error('Slack sent something that could not be handled', { error }));
}

/** Who wrote the event's message, or typed or pressed. */
function actorIn({ event, user, user_id: typed }: Json): string | undefined {
  return string(object(event)['user']) ?? string(object(user)['id']) ?? string(typed);
}

interface Received {
  readonly client: WebClient;
  readonly context: { readonly teamId?: string; readonly botUserId?: string };
}

interface ReceivedEvent extends Received {
  readonly event: unknown;
}

interface ReceivedUse extends Received {
  readonly payload: unknown;
  readonly respond: RespondFn;
}
