/** From Bolt's listeners to the handlers. Everything is acknowledged first, and told once. */

import type { App, RespondFn } from '@slack/bolt';
import { object, string } from '../../common/json.js';
import { FORM, noteView, readSubmission } from '../outbound/forms.js';
import { isHomeAction, onHomeChange, onHomeOpened } from '../review/home.js';
import { respondBy } from '../transport/call.js';
import type { Service, Workspace } from '../transport/service.js';
import { onPress } from './actions.js';
import { onAdmin, onAnswerThis, onAsk, onSaveAsAnswer, type Use } from './commands.js';
import { onMention, onMessage } from './events.js';
import { readPressed } from './payload.js';
import { submitForm } from './presses.js';

export interface RouteOptions {
  readonly service: Service;
  readonly onUninstalled: (team: string) => Promise<void>;
  /** Takes work over, to be finished before the adapter stops; logs its faults. */
  readonly track: (work: Promise<void>) => Promise<void>;
}

/** Ids of the manifest. */
export const COMMANDS = { ask: '/ask', admin: '/ask-admin' } as const;
export const SHORTCUTS = { answerThis: 'answer_this', saveAsAnswer: 'save_as_answer' } as const;

export function route(app: App, { service, onUninstalled, track }: RouteOptions): void {
  const { host } = service;

  // Before anything else: Slack hears within 3 s that it arrived, and a second delivery goes no further.
  app.use(async (received) => {
    const body = object(received.body);
    // A form is acknowledged below, with a view. While the bot stops it is not: then the form stays open with what was typed.
    const isForm = body['type'] === 'view_submission';
    // Bolt itself has acknowledged events before this runs.
    if (!isForm && 'ack' in received && typeof received.ack === 'function' && !('event' in received))
      await received.ack();
    if (service.isStopping()) return;
    if (isForm) return await received.next();
    const id = string(body['event_id']) ?? string(body['trigger_id']);
    if (id !== undefined && !(await service.isFirst(id))) return;
    await received.next();
  });

  const handleEvent =
    (handle: typeof onMessage) =>
    async ({ event, client, context }: Received & { readonly event: unknown }): Promise<void> =>
      track(handle(service, workspaceOf(client, context), object(event)));
  app.event('app_mention', handleEvent(onMention));
  app.event('message', handleEvent(onMessage));
  app.event('app_home_opened', handleEvent(onHomeOpened));
  for (const name of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(name, async ({ context }) => track(onUninstalled(context.teamId ?? '')));
  }

  const handleUse =
    (handle: (use: Use) => Promise<void>) =>
    async ({ payload, client, context, respond }: ReceivedUse): Promise<void> =>
      track(
        handle({
          service,
          workspace: workspaceOf(client, context),
          payload: object(payload),
          respond: respondBy(respond, host.logger),
        }),
      );
  app.command(COMMANDS.ask, handleUse(onAsk));
  app.command(COMMANDS.admin, handleUse(onAdmin));
  app.shortcut(SHORTCUTS.answerThis, handleUse(onAnswerThis));
  app.shortcut(SHORTCUTS.saveAsAnswer, handleUse(onSaveAsAnswer));

  app.view({ callback_id: FORM, type: 'view_submission' }, async ({ ack, body, client, context }) => {
    const submit = async (): Promise<void> => {
      const submission = readSubmission(object(body));
      if (submission === undefined) return await ack();
      const view = noteView(submission.origin.language, 'slack.form.working', host.texts);
      await ack({ response_action: 'update', view });
      if (await service.isFirst(submission.id)) {
        await submitForm(service, workspaceOf(client, context), submission);
      }
    };
    await track(submit());
  });

  app.action(/./, async ({ body, client, context, respond }) => {
    const payload = object(body);
    const pressed = readPressed(payload);
    if (pressed === undefined) return;
    const workspace = workspaceOf(client, context);
    if (isHomeAction(pressed.action)) return await track(onHomeChange(service, workspace, pressed));
    // Bolt hands a function over also where Slack gave no address to answer to.
    const hasAddress = payload['response_url'] !== undefined;
    const answerTo = hasAddress ? respondBy(respond, host.logger) : undefined;
    await track(onPress({ service, workspace, pressed, respond: answerTo }));
  });

  app.error(async (error) => host.logger.error('Slack sent something that could not be handled', { error }));
}

interface Received {
  readonly client: Workspace['client'];
  readonly context: { readonly teamId?: string; readonly botUserId?: string };
}

interface ReceivedUse extends Received {
  readonly payload: unknown;
  readonly respond: RespondFn;
}

function workspaceOf(client: Received['client'], { teamId, botUserId }: Received['context']): Workspace {
  return { client, team: teamId ?? '', botUser: botUserId ?? '' };
}
