/** From a press to the core, and from its reply back to the presser. Each press was acknowledged before it comes here. */

import { randomBytes } from 'node:crypto';
import type { View } from '@slack/types';
import type { ActionKind, Language, Reply, Press } from '../../../src/contract.js';
import type { Answering } from './answer.js';
import { CallError } from '../transport/call.js';
import { formView, type Origin, type Submission } from '../outbound/forms.js';
import type { Home } from '../review/home.js';
import { readPlace } from '../transport/payload.js';
import { kindOf, placeOfPress, type Pressed } from './pressed.js';
import type { Respond } from '../transport/respond.js';
import type { Service, Workspace } from '../transport/service.js';
import { noticeOf, replyView } from '../outbound/views.js';

export interface Presses {
  /** Brings a token to the core and shows its reply where it reads best; `respond` is absent where a press has no place for words. */
  readonly carry: (
    workspace: Workspace,
    pressed: Pressed,
    respond?: Respond,
    more?: PressOptions,
  ) => Promise<void>;
  /** Opens a modal; where it is too late for that, the presser is told. */
  readonly open: (
    workspace: Workspace,
    pressed: Pressed,
    view: View,
    language: Language,
    respond?: Respond,
  ) => Promise<void>;
  /** Tells the presser alone. */
  readonly whisper: (
    workspace: Workspace,
    pressed: Pressed,
    reply: Reply,
    respond?: Respond,
  ) => Promise<void>;
  /** A form that was filled in. */
  readonly submit: (workspace: Workspace, submission: Submission) => Promise<void>;
}

export interface PressOptions {
  readonly fields?: Readonly<Record<string, string>>;
  readonly link?: string;
}

/** What settles an item of the review: its private message then gives way to the reply. */
const SETTLING: ReadonlySet<string> = new Set<ActionKind>(['accept', 'merge', 'reject']);
const MAINTAINERS: ReadonlySet<string> = new Set<ActionKind>(['answer', 'accept', 'edit', 'merge', 'reject']);
/** Slack's word for a press that was too long ago to open a modal. https://docs.slack.dev/reference/methods/views.open */
const LATE = 'expired_trigger_id';

export function createPresses(service: Service, answering: Answering, home: Home): Presses {
  const { host } = service;

  /** The address of the message that a hand-over is about. */
  const linkOf = async (workspace: Workspace, pressed: Pressed): Promise<string | undefined> => {
    if (pressed.origin?.link !== undefined) return pressed.origin.link;
    // A message that one member sees has no address; the thread that it stands in has.
    const ts = pressed.surface === 'message' ? pressed.ts : pressed.thread;
    if (kindOf(pressed.action) !== 'ask-maintainers' || ts === undefined) return undefined;
    return await service.permalink(workspace, pressed.channel, ts);
  };

  const update = async (workspace: Workspace, view: string, content: View): Promise<void> => {
    await service.call(workspace, 'views.update', { view_id: view, view: content });
  };

  const whisper: Presses['whisper'] = async (workspace, pressed, reply, respond) => {
    if (pressed.surface === 'home') return await home.publish(workspace, pressed.user, reply);
    if (pressed.view !== undefined) {
      return await update(workspace, pressed.view, replyView(reply, titleOf(pressed), host.texts));
    }
    const { text, blocks } = await answering.payload(reply, {}, '');
    await respond?.({ response_type: 'ephemeral', replace_original: false, text, blocks: [...blocks] });
  };

  const open: Presses['open'] = async (workspace, pressed, view, language, respond) => {
    const method = pressed.view === undefined ? 'views.open' : 'views.push';
    try {
      await service.call(workspace, method, { trigger_id: pressed.trigger, view });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      // A try before the last one has opened it, and its answer was lost on the way.
      if (error.reason === 'exchanged_trigger_id') return;
      if (error.reason === 'push_limit_reached' && pressed.view !== undefined) {
        return await update(workspace, pressed.view, view);
      }
      const key = error.reason === LATE ? 'slack.form.late' : 'slack.fault';
      await whisper(workspace, pressed, noticeOf(language, service.say(language, key)), respond);
    }
  };

  const show = async (
    workspace: Workspace,
    pressed: Pressed,
    reply: Reply,
    origin: Origin,
    respond?: Respond,
  ): Promise<void> => {
    const view = (): View => replyView(reply, titleOf(pressed), host.texts, origin);
    const kind = kindOf(pressed.action) ?? '';
    if (reply.form !== undefined) {
      const form = formView(reply, reply.form, origin, host.texts, nonce());
      return await open(workspace, pressed, form, reply.language, respond);
    }
    if (pressed.view !== undefined) {
      await Promise.all([
        update(workspace, pressed.view, view()),
        origin.home === true ? home.publish(workspace, pressed.user) : undefined,
      ]);
      return;
    }
    if (kind === 'why' || (pressed.surface === 'home' && offersMore(reply))) {
      return await open(workspace, pressed, view(), reply.language, respond);
    }
    if (pressed.surface === 'home') return await home.publish(workspace, pressed.user, reply);
    if (pressed.surface === 'ephemeral' && SETTLING.has(kind)) {
      const { text, blocks } = await answering.payload(reply, {}, '');
      await respond?.({ response_type: 'ephemeral', replace_original: true, text, blocks: [...blocks] });
      return;
    }
    if (pressed.surface === 'ephemeral' || reply.audience === 'asker') {
      return await whisper(workspace, pressed, reply, respond);
    }
    const where = { channel: pressed.channel, thread: pressed.thread ?? pressed.ts };
    await answering.post(workspace, where, reply, { askers: [pressed.user] });
  };

  const carry: Presses['carry'] = async (workspace, pressed, respond, { fields, link: known } = {}) => {
    const { user, value: token } = pressed;
    const place = placeOfPress(workspace, pressed);
    // At once, as a modal must be open 3 s after the press; and nothing of an earlier press is believed, as roles change.
    const [maintainer, link] = await Promise.all([
      service.isMaintainer(workspace, user),
      known ?? linkOf(workspace, pressed),
    ]);
    const address = link === undefined ? {} : { link };
    const brought = fields === undefined ? {} : { fields };
    const reply = await host.bot.press({
      token,
      asker: user,
      place,
      maintainer,
      ...(await spoken(user)),
      ...brought,
      ...address,
    });
    const origin = {
      place,
      language: reply.language,
      ...address,
      ...(pressed.surface === 'home' || pressed.origin?.home === true ? { home: true } : {}),
    };
    await show(workspace, pressed, reply, origin, respond);
  };

  /** The language that the presser has chosen, where they have. */
  const spoken = async (user: string): Promise<Pick<Press, 'language'>> => {
    const language = await service.languageOf(user);
    return language === undefined ? {} : { language };
  };

  const submit: Presses['submit'] = async (workspace, { user, view, token, origin, fields }) => {
    const { place, link } = origin;
    const maintainer = await service.isMaintainer(workspace, user);
    const address = link === undefined ? {} : { link };
    const reply = await host.bot.press({
      token,
      asker: user,
      place,
      maintainer,
      fields,
      ...(await spoken(user)),
      ...address,
    });
    const content =
      reply.form === undefined
        ? replyView(reply, 'slack.form.title', host.texts, origin)
        : formView(reply, reply.form, origin, host.texts, nonce());
    try {
      await update(workspace, view, content);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      // Whoever has closed the window meanwhile is told where it began; on the Home tab it stands anyway.
      const where = readPlace(place);
      if (origin.home !== true && where !== undefined) {
        const { text, blocks } = await answering.payload(reply, {}, '');
        const thread = where.thread === undefined ? {} : { thread_ts: where.thread };
        await service.call(workspace, 'chat.postEphemeral', {
          channel: where.channel,
          user,
          ...thread,
          text,
          blocks,
        });
      }
    }
    if (origin.home === true)
      await home.publish(workspace, user, reply.form === undefined ? reply : undefined);
  };

  return { carry, open, whisper, submit };
}

function nonce(): string {
  return randomBytes(3).toString('hex');
}

function titleOf({ action, surface }: Pressed): string {
  const kind = kindOf(action) ?? '';
  if (kind === 'why') return 'slack.why.title';
  return surface === 'home' || MAINTAINERS.has(kind) ? 'slack.review.title' : 'slack.answer.title';
}

function offersMore({ alternatives, followUps, actions }: Reply): boolean {
  return alternatives.length + followUps.length + actions.length > 0;
}
