/** The only file that knows Bolt: its events become calls of the handlers. */

import type { App, AppOptions, Receiver } from '@slack/bolt';
import type { Logger } from '../../../src/contract.js';
import type { Actions } from '../inbound/actions.js';
import { clientOptions, slackLogger } from './clients.js';
import type { Commands } from '../inbound/commands.js';
import type { Events } from '../inbound/events.js';
import { FORM, noteView, readSubmission } from '../outbound/forms.js';
import { type Home, HOME_ACTIONS } from '../review/home.js';
import { type Json, object, string } from '../../common/json.js';
import { readPressed } from '../inbound/pressed.js';
import type { Presses } from '../inbound/presses.js';
import type { Respond } from './respond.js';
import type { Service, Workspace } from './service.js';
import type { SlackSettings } from '../set-up/settings.js';

export interface Handlers {
  readonly service: Service;
  readonly events: Events;
  readonly commands: Commands;
  readonly actions: Actions;
  readonly presses: Presses;
  readonly home: Home;
  readonly onUninstalled: (team: string) => Promise<void>;
  /** Hands work over to be finished before the adapter stops; its faults are logged there. */
  readonly track: (work: () => Promise<void>) => Promise<void>;
}

/** Ids of the manifest. */
export const COMMANDS = { ask: '/ask', admin: '/ask-admin' } as const;
export const SHORTCUTS = { answerThis: 'answer_this', saveAsAnswer: 'save_as_answer' } as const;

export function route(app: App, handlers: Handlers): void {
  const { service, events, commands, actions, presses, home, track } = handlers;
  const { host } = service;

  // Before anything else: Slack hears within 3 s that it arrived, and a second delivery goes no further.
  app.use(async (received) => {
    const body = object(received.body);
    // A form is acknowledged below. While the bot stops it is not: it stays open with what was typed, and Slack says so.
    const isForm = body['type'] === 'view_submission';
    // Events are acknowledged by Bolt itself before this runs.
    if (!isForm && 'ack' in received && typeof received.ack === 'function' && !('event' in received))
      await received.ack();
    if (service.isStopping()) return;
    if (isForm) return await received.next();
    const id = string(body['event_id']) ?? string(body['trigger_id']);
    if (id !== undefined && !(await service.isFirst(id))) return;
    await received.next();
  });

  app.event('app_mention', async ({ event, client, context }) =>
    track(() => events.mention(workspaceOf(client, context), object(event))),
  );
  app.event('message', async ({ event, client, context }) =>
    track(() => events.message(workspaceOf(client, context), object(event))),
  );
  app.event('app_home_opened', async ({ event, client, context }) =>
    track(() => home.opened(workspaceOf(client, context), object(event))),
  );
  app.event('app_uninstalled', async ({ context }) =>
    track(() => handlers.onUninstalled(context.teamId ?? '')),
  );
  app.event('tokens_revoked', async ({ context }) =>
    track(() => handlers.onUninstalled(context.teamId ?? '')),
  );

  app.command(COMMANDS.ask, async ({ command, client, context, respond }) =>
    track(() => commands.ask(workspaceOf(client, context), object(command), respond)),
  );
  app.command(COMMANDS.admin, async ({ command, client, context, respond }) =>
    track(() => commands.admin(workspaceOf(client, context), object(command), respond)),
  );
  app.shortcut(SHORTCUTS.answerThis, async ({ shortcut, client, context, respond }) =>
    track(() => commands.answerThis(workspaceOf(client, context), object(shortcut), respond)),
  );
  app.shortcut(SHORTCUTS.saveAsAnswer, async ({ shortcut, client, context, respond }) =>
    track(() => commands.saveAsAnswer(workspaceOf(client, context), object(shortcut), respond)),
  );
  app.view({ callback_id: FORM, type: 'view_submission' }, async ({ ack, body, client, context }) =>
    track(async () => {
      const submission = readSubmission(object(body));
      if (submission === undefined) return await ack();
      const view = noteView(submission.origin.language, 'slack.form.working', host.texts);
      await ack({ response_action: 'update', view });
      if (await service.isFirst(submission.id)) {
        await presses.submit(workspaceOf(client, context), submission);
      }
    }),
  );
  app.action(/./, async ({ body, client, context, respond }) =>
    track(async () => {
      const pressed = readPressed(object(body));
      if (pressed === undefined) return;
      const workspace = workspaceOf(client, context);
      if (Object.values(HOME_ACTIONS).some((id) => pressed.action.startsWith(id))) {
        await home.change(workspace, pressed.user, pressed.action, pressed.value);
      } else {
        await actions.press(workspace, pressed, respondOf(object(body), respond));
      }
    }),
  );
  app.error(async (error) => host.logger.error('Slack sent something that could not be handled', { error }));
}

/** Bolt hands a function over also where Slack gave no address to answer to, as in a modal and on the Home tab. */
function respondOf(body: Json, respond: Respond): Respond | undefined {
  return body['response_url'] === undefined ? undefined : respond;
}

function workspaceOf(
  client: Workspace['client'],
  context: { teamId?: string; botUserId?: string },
): Workspace {
  return { client, team: context.teamId ?? '', botUser: context.botUserId ?? '' };
}

export interface BuildOptions {
  readonly settings: SlackSettings;
  readonly logger: Logger;
  readonly authorize?: AppOptions['authorize'];
  readonly installationStore?: AppOptions['installationStore'];
  readonly scopes: readonly string[];
  /** Milliseconds. */
  readonly socketPatience?: number;
}

export interface Built {
  readonly app: App;
  readonly listen: () => Promise<void>;
  /** Takes no more events; those in hand go on. */
  readonly close: () => Promise<void>;
}

/** Bolt's app on the receiver that the settings ask for. Loads Bolt, which takes half a second, only now. */
export async function build(parts: BuildOptions): Promise<Built> {
  const bolt = await import('@slack/bolt');
  const { settings, logger, authorize, installationStore, scopes, socketPatience } = parts;
  const { transport, oauth, apiUrl } = settings;
  const options = clientOptions(apiUrl, logger);
  const common = { logger: slackLogger(logger) };
  const appOptions = (receiver: Receiver): AppOptions => ({
    receiver,
    clientOptions: options,
    ...common,
    ...(authorize === undefined ? {} : { authorize }),
  });
  if (transport.kind === 'socket') {
    const receiver = new bolt.SocketModeReceiver({
      appToken: transport.appToken,
      ...(socketPatience === undefined ? {} : { clientPingTimeout: socketPatience }),
      ...common,
      installerOptions: { clientOptions: options },
    });
    return {
      app: new bolt.App(appOptions(receiver)),
      listen: async () => void (await receiver.start()),
      close: () => receiver.stop(),
    };
  }
  const receiver = new bolt.HTTPReceiver({
    signingSecret: transport.signingSecret,
    ...common,
    ...(oauth === undefined || installationStore === undefined
      ? {}
      : {
          clientId: oauth.clientId,
          clientSecret: oauth.clientSecret,
          stateSecret: oauth.stateSecret,
          scopes: [...scopes],
          installationStore,
          installerOptions: { directInstall: true, clientOptions: options },
        }),
  });
  let server: { closeIdleConnections(): void; closeAllConnections(): void } | undefined;
  return {
    app: new bolt.App(appOptions(receiver)),
    async listen() {
      server = await receiver.start({ port: transport.port, host: transport.host });
    },
    async close() {
      const closed = receiver.stop();
      // What was received is answered at once, so an open connection is only waiting for the next request.
      server?.closeIdleConnections();
      const timer = setTimeout(() => server?.closeAllConnections(), CLOSE_MILLISECONDS);
      await closed.finally(() => clearTimeout(timer));
    },
  };
}

/** Milliseconds for which a connection may still bring the request that it has begun. */
const CLOSE_MILLISECONDS = 1000;
