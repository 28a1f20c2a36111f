/** From a press to the core, and from its reply back to the presser. Each press was acknowledged before it comes here. */

import { randomBytes } from 'node:crypto';
import type { View } from '@slack/types';
import type { ActionKind, Language, Reply } from '../../../src/contract.js';
import { formView, type Origin, type Submission } from '../outbound/forms.js';
import { noticeOf, replyView } from '../outbound/views.js';
import { publishHome } from '../review/home.js';
import type { Respond } from '../transport/respond.js';
import { CallError } from '../transport/faults.js';
import { readPlace } from '../transport/places.js';
import { messageOf, postReply, whisperReply } from '../transport/replies.js';
import type { Workspace } from '../transport/workspace.js';
import { kindOf, placeOfPress, type Pressed } from './payload.js';

/** One press of a button. */
export interface Pressing {
  readonly workspace: Workspace;
  readonly pressed: Pressed;
  /** Absent where Slack gives no address to answer to, as in a modal and on the Home tab. */
  readonly respond?: Respond;
}

interface PressOptions {
  readonly fields?: Readonly<Record<string, string>>;
  readonly link?: string;
}

/** What settles an item of the review: its private message then gives way to the reply. */
const SETTLING: ReadonlySet<string> = new Set<ActionKind>(['accept', 'merge', 'reject']);
const MAINTAINERS: ReadonlySet<string> = new Set<ActionKind>(['answer', 'accept', 'edit', 'merge', 'reject']);
/** Slack's word for a press that was too long ago to open a modal. https://docs.slack.dev/reference/methods/views.open */
const LATE = 'expired_trigger_id';

/** Brings a token to the core and shows its reply where it reads best. */
export async function carryPress(
  pressing: Pressing,
  { fields, link: known }: PressOptions = {},
): Promise<void> {
  const { workspace, pressed } = pressing;
  const place = placeOfPress(workspace, pressed);
  // All at once, as a modal must be open 3 s after the press. Roles change, so nothing of an earlier press is believed.
  const [maintainer, link, language] = await Promise.all([
    workspace.isMaintainer(pressed.user),
    known ?? linkOf(pressing),
    workspace.languageOf(pressed.user),
  ]);
  const press = { token: pressed.value, asker: pressed.user, place, maintainer, language, fields, link };
  const reply = await workspace.host.bot.press(press);
  const home = pressed.surface === 'home' || pressed.origin?.home === true ? true : undefined;
  await show(pressing, reply, { place, language: reply.language, link, home });
}

/** Opens a modal; where it is too late for that, the presser is told. */
export async function openView(pressing: Pressing, view: View, language: Language): Promise<void> {
  const { workspace, pressed } = pressing;
  const method = pressed.view === undefined ? 'views.open' : 'views.push';
  try {
    await workspace.call(method, { trigger_id: pressed.trigger, view });
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    // A try before the last one has opened it, and its answer was lost on the way.
    if (error.reason === 'exchanged_trigger_id') return;
    if (error.reason === 'push_limit_reached' && pressed.view !== undefined) {
      return await updateView(workspace, pressed.view, view);
    }
    const key = error.reason === LATE ? 'slack.form.late' : 'fault';
    await whisper(pressing, noticeOf(language, workspace.host.texts, key));
  }
}

/** Tells the presser alone. */
export async function whisper({ workspace, pressed, respond }: Pressing, reply: Reply): Promise<void> {
  if (pressed.surface === 'home') return await publishHome(workspace, pressed.user, reply);
  if (pressed.view !== undefined) {
    const view = replyView(reply, titleOf(pressed), workspace.host.texts);
    return await updateView(workspace, pressed.view, view);
  }
  if (respond !== undefined) await whisperReply(workspace, respond, reply, pressed.user);
}

/** A form that was filled in. */
export async function submitForm(workspace: Workspace, submission: Submission): Promise<void> {
  const { user, view, token, origin, fields } = submission;
  const { place, link } = origin;
  const { host } = workspace;
  const [maintainer, language] = await Promise.all([
    workspace.isMaintainer(user),
    workspace.languageOf(user),
  ]);
  const press = { token, asker: user, place, maintainer, fields, language, link };
  const reply = await host.bot.press(press);
  const content =
    formOf(workspace, reply, origin) ?? replyView(reply, 'slack.form.title', host.texts, origin);
  try {
    await updateView(workspace, view, content);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    // The member closed the window meanwhile: the reply goes where the window was opened. The Home tab is refreshed anyway.
    if (origin.home !== true) await tellWhereItBegan(workspace, submission, reply);
  }
  const notice = reply.form === undefined ? reply : undefined;
  if (origin.home === true) await publishHome(workspace, user, notice);
}

async function tellWhereItBegan(
  workspace: Workspace,
  { user, origin }: Submission,
  reply: Reply,
): Promise<void> {
  const where = readPlace(origin.place);
  if (where === undefined) return;
  const { text, blocks } = await messageOf(workspace, reply, user);
  const { channel, thread } = where;
  await workspace.call('chat.postEphemeral', { channel, user, thread_ts: thread, text, blocks });
}

async function show(pressing: Pressing, reply: Reply, origin: Origin): Promise<void> {
  const { workspace, pressed, respond } = pressing;
  const { surface, user } = pressed;
  const kind = kindOf(pressed.action) ?? '';
  const form = formOf(workspace, reply, origin);
  if (form !== undefined) return await openView(pressing, form, reply.language);
  const view = replyView(reply, titleOf(pressed), workspace.host.texts, origin);
  if (pressed.view !== undefined) {
    await Promise.all([
      updateView(workspace, pressed.view, view),
      origin.home === true ? publishHome(workspace, user) : undefined,
    ]);
    return;
  }
  if (kind === 'why' || (surface === 'home' && offersMore(reply))) {
    return await openView(pressing, view, reply.language);
  }
  if (surface === 'ephemeral' && SETTLING.has(kind)) {
    if (respond !== undefined) await whisperReply(workspace, respond, reply, user, { replace: true });
    return;
  }
  if (surface !== 'message' || reply.audience === 'asker') return await whisper(pressing, reply);
  const where = { channel: pressed.channel, thread: pressed.thread ?? pressed.ts };
  await postReply(workspace, where, reply, { askers: [user], key: pressed.trigger });
}

/** The address of the message that a hand-over is about. */
async function linkOf({ workspace, pressed }: Pressing): Promise<string | undefined> {
  if (pressed.origin?.link !== undefined) return pressed.origin.link;
  // A message that only one member sees has no address; the thread that it stands in has.
  const ts = pressed.surface === 'message' ? pressed.ts : pressed.thread;
  if (kindOf(pressed.action) !== 'ask-maintainers' || ts === undefined) return undefined;
  return await workspace.permalink(pressed.channel, ts);
}

async function updateView(workspace: Workspace, id: string, view: View): Promise<void> {
  await workspace.call('views.update', { view_id: id, view });
}

function formOf({ host }: Workspace, reply: Reply, origin: Origin): View | undefined {
  const nonce = randomBytes(3).toString('hex');
  return reply.form === undefined ? undefined : formView(reply, reply.form, origin, host.texts, nonce);
}

function titleOf({ action, surface }: Pressed): string {
  const kind = kindOf(action) ?? '';
  if (kind === 'why') return 'why.label';
  return surface === 'home' || MAINTAINERS.has(kind) ? 'slack.review.title' : 'slack.answer.title';
}

function offersMore({ alternatives, followUps, actions }: Reply): boolean {
  return alternatives.length + followUps.length + actions.length > 0;
}
