/** The buttons under a message or in a modal. Each press was acknowledged before it comes here. */

import type { Language } from '../../../src/contract.js';
import type { Answering } from './answer.js';
import { placeOf } from '../transport/payload.js';
import type { Pressed } from './pressed.js';
import type { Presses } from './presses.js';
import type { Records } from './records.js';
import { ACTIONS } from '../outbound/render-reply.js';
import type { Respond } from '../transport/respond.js';
import type { Service, Workspace } from '../transport/service.js';
import { answerView, noticeOf } from '../outbound/views.js';

export interface Actions {
  readonly press: (workspace: Workspace, pressed: Pressed, respond?: Respond) => Promise<void>;
}

/** Milliseconds for which a shared answer cannot be shared again. */
const SHARED_MILLISECONDS = 24 * 60 * 60 * 1000;

export interface ActionOptions {
  readonly service: Service;
  readonly records: Records;
  readonly answering: Answering;
  readonly presses: Presses;
}

export function createActions({ service, records, answering, presses }: ActionOptions): Actions {
  const { host } = service;
  type Handler = (workspace: Workspace, pressed: Pressed, respond?: Respond) => Promise<void>;

  const tell = async (
    workspace: Workspace,
    pressed: Pressed,
    respond: Respond | undefined,
    key: string,
    known?: Language,
  ): Promise<void> => {
    const language = known ?? (await service.ownLanguage(pressed.user));
    await presses.whisper(workspace, pressed, noticeOf(language, service.say(language, key)), respond);
  };

  const choose: Handler = async (workspace, pressed, respond) =>
    await presses.carry(workspace, pressed, respond);

  const more: Handler = async (workspace, pressed, respond) => {
    const [id = '', page = '0'] = pressed.value.split(':');
    const kept = await records.kept(id);
    if (kept === undefined) return await tell(workspace, pressed, respond, 'slack.expired');
    const view = answerView(kept.reply, id, Number(page) || 0, host.texts);
    if (pressed.view === undefined) {
      return await presses.open(workspace, pressed, view, kept.reply.language, respond);
    }
    await service.call(workspace, 'views.update', { view_id: pressed.view, view });
  };

  const share: Handler = async (workspace, pressed, respond) => {
    const kept = await records.kept(pressed.value);
    if (kept === undefined) return await tell(workspace, pressed, respond, 'slack.expired');
    if (!(await host.store.claim(`shared/${pressed.value}`, SHARED_MILLISECONDS))) return;
    const { reply, asked } = kept;
    const { language } = reply;
    const lead = service.say(language, 'slack.shared', { question: plainMarkdown(asked) });
    try {
      await answering.post(
        workspace,
        { channel: pressed.channel },
        { ...reply, lead },
        { askers: [pressed.user], asked },
      );
    } catch {
      await host.store.delete(`shared/${pressed.value}`);
      return await tell(workspace, pressed, respond, 'slack.noAccess', language);
    }
    await tell(workspace, pressed, respond, 'slack.sharedDone', language);
  };

  const remove: Handler = async (workspace, pressed, respond) => {
    const sent = await records.sent(pressed.value);
    if (sent === undefined || sent.team !== workspace.team || sent.channel !== pressed.channel) {
      return await tell(workspace, pressed, respond, 'slack.expired');
    }
    const isAllowed =
      sent.askers.includes(pressed.user) || (await service.isMaintainer(workspace, pressed.user));
    if (!isAllowed) return await tell(workspace, pressed, respond, 'slack.notYours', sent.language);
    await service.call(workspace, 'chat.delete', { channel: sent.channel, ts: sent.ts });
    await records.forget(pressed.value);
  };

  const quiet: Handler = async (workspace, pressed, respond) => {
    await host.channels.quiet(placeOf(workspace.team, pressed.channel, pressed.thread ?? pressed.ts));
    await tell(workspace, pressed, respond, 'slack.quieted');
  };

  const handlers: Readonly<Record<string, Handler>> = {
    [ACTIONS.choice]: choose,
    [ACTIONS.act]: choose,
    [ACTIONS.feedback]: choose,
    [ACTIONS.more]: more,
    [ACTIONS.page]: more,
    [ACTIONS.share]: share,
    [ACTIONS.remove]: remove,
    [ACTIONS.quiet]: quiet,
  };

  return {
    async press(workspace, pressed, respond) {
      const [action = ''] = pressed.action.split(':');
      const handle = Object.hasOwn(handlers, action) ? handlers[action] : undefined;
      if (handle === undefined) return;
      await Promise.all([
        handle(workspace, pressed, respond),
        // A modal must be opened soon: the store is not waited for.
        pressed.ts === ''
          ? undefined
          : records
              .putPressed(workspace.team, pressed.channel, pressed.ts)
              .catch((error: unknown) => host.logger.warn('a press could not be remembered', { error })),
      ]);
    },
  };
}

/** A member's words inside of the bot's own Markdown: no mark of theirs counts. */
function plainMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#+\-.!|~&]/g, '\\$&');
}
