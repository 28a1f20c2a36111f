/** The buttons under a message or in a modal, by what they are for. Each press was acknowledged before it comes here. */

import { escapeMarkdown, type Language } from '../../../src/contract.js';
import { ACTIONS } from '../outbound/render-reply.js';
import { answerView, noticeOf } from '../outbound/views.js';
import { CallError } from '../transport/faults.js';
import { placeOf } from '../transport/places.js';
import { postReply, removeReply } from '../transport/replies.js';
import { carryPress, openView, type Pressing, whisper } from './presses.js';

/** Milliseconds for which a shared answer cannot be shared again. */
const SHARED_MILLISECONDS = 24 * 60 * 60 * 1000;

const HANDLERS: Readonly<Record<string, (pressing: Pressing) => Promise<void>>> = {
  [ACTIONS.choice]: (pressing) => carryPress(pressing),
  [ACTIONS.act]: (pressing) => carryPress(pressing),
  [ACTIONS.feedback]: (pressing) => carryPress(pressing),
  [ACTIONS.more]: readOn,
  [ACTIONS.page]: readOn,
  [ACTIONS.share]: share,
  [ACTIONS.remove]: remove,
  [ACTIONS.quiet]: quiet,
};

export async function onPress(pressing: Pressing): Promise<void> {
  const { workspace, pressed } = pressing;
  const [action = ''] = pressed.action.split(':');
  const handle = Object.hasOwn(HANDLERS, action) ? HANDLERS[action] : undefined;
  if (handle === undefined) return;
  const { host, records } = workspace;
  await Promise.all([
    handle(pressing),
    // A modal must be opened soon: it does not wait for the store.
    pressed.ts === ''
      ? undefined
      : records
          .putPressed(placeOf(workspace.team, pressed.channel, pressed.ts), pressed.user)
          .catch((error: unknown) => host.logger.warn('a press could not be remembered', { error })),
  ]);
}

/** Tells the presser alone one of the adapter's own sentences. */
async function tell(pressing: Pressing, key: string, known?: Language): Promise<void> {
  const { workspace, pressed } = pressing;
  const language = known ?? (await workspace.ownLanguage(pressed.user));
  await whisper(pressing, noticeOf(language, workspace.host.texts, key));
}

/** The whole of a long answer, page by page. */
async function readOn(pressing: Pressing): Promise<void> {
  const { workspace, pressed } = pressing;
  const [id = '', page = '0'] = pressed.value.split(':');
  const kept = await workspace.records.kept(id);
  if (kept === undefined) return await tell(pressing, 'press.expired');
  const view = answerView(kept.reply, id, Number(page) || 0, workspace.host.texts);
  if (pressed.view === undefined) return await openView(pressing, view, kept.reply.language);
  await workspace.call('views.update', { view_id: pressed.view, view });
}

/** Posts in the channel what only one member has seen. */
async function share(pressing: Pressing): Promise<void> {
  const { workspace, pressed } = pressing;
  const { store, texts } = workspace.host;
  const kept = await workspace.records.kept(pressed.value);
  if (kept === undefined) return await tell(pressing, 'press.expired');
  const claim = `shared/${pressed.value}`;
  const isFirst = await store.claim(claim, SHARED_MILLISECONDS, pressed.user);
  if (!isFirst && workspace.handled.since === undefined) return;
  const { language } = kept.reply;
  const lead = texts(language, 'slack.shared', { question: escapeMarkdown(kept.asked ?? '') });
  try {
    const where = { channel: pressed.channel };
    await postReply(workspace, where, { ...kept.reply, lead }, { askers: [pressed.user], key: claim });
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    await store.delete(claim);
    return await tell(pressing, 'slack.noAccess', language);
  }
  await tell(pressing, 'slack.sharedDone', language);
}

async function remove(pressing: Pressing): Promise<void> {
  const { workspace, pressed } = pressing;
  const sent = await workspace.records.sent(pressed.value);
  if (sent === undefined || sent.team !== workspace.team || sent.channel !== pressed.channel) {
    return await tell(pressing, 'press.expired');
  }
  const mayRemove = sent.askers.includes(pressed.user) || (await workspace.isMaintainer(pressed.user));
  if (!mayRemove) return await tell(pressing, 'reply.notYours', sent.language);
  await removeReply(workspace, pressed.value, sent);
}

async function quiet(pressing: Pressing): Promise<void> {
  const { workspace, pressed } = pressing;
  const place = placeOf(workspace.team, pressed.channel, pressed.thread ?? pressed.ts);
  await workspace.host.channels.quiet(place);
  await tell(pressing, 'slack.quieted');
}
