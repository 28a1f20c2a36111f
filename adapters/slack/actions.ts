/** Buttons. Each press was acknowledged before it comes here. */

import type { Language, Reply } from '../../src/contract.js';
import type { Answering } from './answer.js';
import { conversationOf, type Json, list, object, placeOf, string } from './payload.js';
import type { Records } from './records.js';
import { ACTIONS } from './render.js';
import { type Respond, sayTo } from './respond.js';
import type { Service, Workspace } from './service.js';
import { answerView, replyView } from './views.js';

/** A button, and where it was pressed. */
export interface Pressed {
  readonly action: string;
  readonly value: string;
  readonly user: string;
  readonly channel: string;
  /** The message that holds the button. */
  readonly ts: string;
  readonly thread?: string;
  /** Whether only the presser sees that message. */
  readonly ephemeral: boolean;
  readonly trigger: string;
  /** The modal that holds the button, where it is none of a message. */
  readonly view?: string;
}

export interface Actions {
  readonly press: (workspace: Workspace, pressed: Pressed, respond: Respond) => Promise<void>;
}

/** Milliseconds for which a shared answer cannot be shared again. */
const SHARED_MILLISECONDS = 24 * 60 * 60 * 1000;

export function createActions(service: Service, records: Records, answering: Answering): Actions {
  const { host } = service;
  const tell = async (pressed: Pressed, respond: Respond, key: string, language?: Language): Promise<void> =>
    sayTo(respond, service.say(language ?? (await service.ownLanguage(pressed.user)), key));

  const choose = async (workspace: Workspace, pressed: Pressed, respond: Respond): Promise<void> => {
    const reply = await host.bot.press({
      token: pressed.value,
      asker: pressed.user,
      place: placeOfPress(workspace, pressed),
    });
    if (pressed.view !== undefined || pressed.action === `${ACTIONS.act}:why`) {
      const title = pressed.action === `${ACTIONS.act}:why` ? 'slack.why.title' : 'slack.answer.title';
      return await open(workspace, pressed, replyView(reply, title, host.texts));
    }
    if (pressed.ephemeral || reply.audience === 'asker') return await respondWith(reply, respond);
    await answering.post(
      workspace,
      { channel: pressed.channel, thread: pressed.thread ?? pressed.ts },
      reply,
      { askers: [pressed.user] },
    );
  };

  const respondWith = async (reply: Reply, respond: Respond): Promise<void> => {
    const { text, blocks } = await answering.payload(reply, {}, '');
    await respond({ response_type: 'ephemeral', replace_original: false, text, blocks: [...blocks] });
  };

  /** A modal must be opened within 3 s of the press. https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
  const open = async (workspace: Workspace, pressed: Pressed, view: unknown): Promise<void> => {
    if (pressed.view === undefined)
      await service.call(workspace, 'views.open', { trigger_id: pressed.trigger, view });
    else await service.call(workspace, 'views.push', { trigger_id: pressed.trigger, view });
  };

  const more = async (workspace: Workspace, pressed: Pressed, respond: Respond): Promise<void> => {
    const [id = '', page = '0'] = pressed.value.split(':');
    const kept = await records.kept(id);
    if (kept === undefined) return await tell(pressed, respond, 'slack.expired');
    const view = answerView(kept.reply, id, Number(page) || 0, host.texts);
    if (pressed.view === undefined) return await open(workspace, pressed, view);
    await service.call(workspace, 'views.update', { view_id: pressed.view, view });
  };

  const share = async (workspace: Workspace, pressed: Pressed, respond: Respond): Promise<void> => {
    const kept = await records.kept(pressed.value);
    if (kept === undefined) return await tell(pressed, respond, 'slack.expired');
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
      return await tell(pressed, respond, 'slack.noAccess', language);
    }
    await tell(pressed, respond, 'slack.sharedDone', language);
  };

  const remove = async (workspace: Workspace, pressed: Pressed, respond: Respond): Promise<void> => {
    const sent = await records.sent(pressed.value);
    if (sent === undefined || sent.team !== workspace.team || sent.channel !== pressed.channel) {
      return await tell(pressed, respond, 'slack.expired');
    }
    const isAllowed =
      sent.askers.includes(pressed.user) || (await service.isMaintainer(workspace, pressed.user));
    if (!isAllowed) return await tell(pressed, respond, 'slack.notYours', sent.language);
    await service.call(workspace, 'chat.delete', { channel: sent.channel, ts: sent.ts });
    await records.forget(pressed.value);
  };

  const quiet = async (workspace: Workspace, pressed: Pressed, respond: Respond): Promise<void> => {
    await host.channels.quiet(placeOf(workspace.team, pressed.channel, pressed.thread ?? pressed.ts));
    await tell(pressed, respond, 'slack.quieted');
  };

  return {
    async press(workspace, pressed, respond) {
      if (pressed.ts !== '') {
        await records
          .putPressed(workspace.team, pressed.channel, pressed.ts)
          .catch((error: unknown) => host.logger.warn('a press could not be remembered', { error }));
      }
      const [action = ''] = pressed.action.split(':');
      switch (action) {
        case ACTIONS.choice:
        case ACTIONS.act:
        case ACTIONS.feedback:
          return await choose(workspace, pressed, respond);
        case ACTIONS.more:
        case ACTIONS.page:
          return await more(workspace, pressed, respond);
        case ACTIONS.share:
          return await share(workspace, pressed, respond);
        case ACTIONS.remove:
          return await remove(workspace, pressed, respond);
        case ACTIONS.quiet:
          return await quiet(workspace, pressed, respond);
        default:
          return undefined;
      }
    },
  };
}

function placeOfPress(workspace: Workspace, pressed: Pressed): string {
  return pressed.ephemeral && pressed.thread === undefined
    ? commandPlace(workspace, pressed.channel, pressed.user)
    : conversationOf(workspace.team, pressed.channel, pressed.thread ?? pressed.ts, pressed.user);
}

/** Where a member's commands in a channel are remembered: nobody else sees that conversation. */
export function commandPlace({ team }: Workspace, channel: string, user: string): string {
  return placeOf(team, channel, user);
}

/** The parts of a `block_actions` payload. https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function readPressed(body: Json): Pressed | undefined {
  const action = object(list(body['actions'])[0]);
  const container = object(body['container']);
  const message = object(body['message']);
  const user = string(object(body['user'])['id']);
  const id = string(action['action_id']);
  if (user === undefined || id === undefined) return undefined;
  const ts = string(container['message_ts']) ?? string(message['ts']) ?? '';
  const thread = string(message['thread_ts']) ?? string(container['thread_ts']);
  const view = string(container['view_id']);
  return {
    action: id,
    value: string(action['value']) ?? string(object(action['selected_option'])['value']) ?? '',
    user,
    channel: string(container['channel_id']) ?? string(object(body['channel'])['id']) ?? '',
    ts,
    ...(thread === undefined ? {} : { thread }),
    ephemeral: container['is_ephemeral'] === true,
    trigger: string(body['trigger_id']) ?? '',
    ...(view === undefined ? {} : { view }),
  };
}

/** A member's words inside of the bot's own Markdown: no mark of theirs counts. */
function plainMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#+\-.!|~&]/g, '\\$&');
}
