/** Posting a reply as a message, changing it and taking it back. What its buttons need is kept. */

import type { KnownBlock } from '@slack/types';
import { type Reply, shownWhole } from '../../../src/contract.js';
import { type Json, string } from '../../common/json.js';
import { fingerprintOf } from '../../common/question-life.js';
import { type OwnButtons, type Rendered, render } from '../outbound/render-reply.js';
import type { Respond } from './respond.js';
import { channelName } from './places.js';
import { type Asked, idOf, newId, type Sent } from './records.js';
import type { Workspace } from './workspace.js';

interface Where {
  readonly channel: string;
  readonly thread?: string;
}

interface PostOptions {
  /** Who may remove it, beside the maintainers. */
  readonly askers?: readonly string[];
  /** The message that asks, and its words. */
  readonly question?: Omit<Asked, 'fingerprint'> & { readonly text: string };
  /** Offers to keep the bot out of this place. */
  readonly quiet?: string;
  /** The channel whose members all read it, as `channels.posted` takes it. */
  readonly postedIn?: string;
  /** Names what it answers. A message is posted once for each key, also where it is begun again after the process ended. */
  readonly key?: string;
  /** Not to be removed by a button, such as what maintainers have to see to. */
  readonly isFixed?: boolean;
}

/** Posts a reply. @throws {CallError} when it could not be posted */
export async function postReply(
  workspace: Workspace,
  { channel, thread }: Where,
  reply: Reply,
  { askers = [], question, quiet, postedIn, key, isFixed = false }: PostOptions = {},
): Promise<void> {
  const id = key === undefined ? newId() : idOf(key);
  const buttons = { remove: isFixed ? undefined : id, quiet };
  const { text, blocks } = await messageOf(workspace, reply, askers[0], buttons);
  const parameters = {
    channel,
    thread_ts: thread,
    text,
    blocks: marked(blocks, id),
    // Nothing unfolds and nothing is parsed: what the bot links is in the blocks.
    unfurl_links: false,
    unfurl_media: false,
    parse: 'none',
    ...metadata(reply),
  };
  const posted = await workspace.post(parameters, id);
  const ts = string(posted['ts']);
  if (ts === undefined) return;
  const sent: Sent = {
    team: workspace.team,
    // A message to a member's id lands in a conversation of its own.
    channel: string(posted['channel']) ?? channel,
    ts,
    thread,
    askers,
    language: reply.language,
    question: question === undefined ? undefined : askedOf(id, question),
    entry: postedIn === undefined ? undefined : shownWhole(reply),
  };
  await workspace.records
    .putSent(id, sent)
    .catch((error: unknown) => workspace.host.logger.error('a reply could not be remembered', { error }));
  if (postedIn === undefined || sent.entry === undefined) return;
  await workspace.host.channels.posted(postedIn, reply, await workspace.permalink(sent.channel, ts));
}

/** Slack's name of the reaction that shows that a message was understood. https://docs.slack.dev/reference/methods/reactions.add */
const UNDERSTOOD = '+1';

/** Shows that a message was understood. Where the scope is missing, or the channel cannot be reached, nothing is shown. */
export async function react(workspace: Workspace, channel: string, ts: string): Promise<void> {
  await workspace.glance('reactions.add', { channel, timestamp: ts, name: UNDERSTOOD });
}

export async function updateReply(
  workspace: Workspace,
  [id, sent]: readonly [id: string, sent: Sent],
  reply: Reply,
  question: NonNullable<PostOptions['question']>,
  quiet?: string,
): Promise<void> {
  const { text, blocks } = await messageOf(workspace, reply, sent.askers[0], { remove: id, quiet });
  await workspace.call('chat.update', {
    channel: sent.channel,
    ts: sent.ts,
    text,
    blocks,
    parse: 'none',
    ...metadata(reply),
  });
  await retract(workspace, sent);
  await workspace.records.putSent(id, { ...sent, entry: undefined, question: askedOf(id, question) });
}

export async function removeReply(workspace: Workspace, id: string, sent: Sent): Promise<void> {
  const { channel, ts } = sent;
  await workspace.call('chat.delete', { channel, ts });
  await retract(workspace, sent);
  await workspace.records.forget(id);
}

/** From now on no other reply points to this one. */
async function retract({ host }: Workspace, { team, channel, entry }: Sent): Promise<void> {
  if (entry !== undefined) await host.channels.removed(channelName(team, channel), entry);
}

/** Shows a reply to the one who pressed or typed, and to nobody else. */
export async function whisperReply(
  workspace: Workspace,
  respond: Respond,
  reply: Reply,
  user: string,
  { buttons = {}, replace = false }: { buttons?: OwnButtons; replace?: boolean } = {},
): Promise<void> {
  const { text, blocks } = await messageOf(workspace, reply, user, buttons);
  await respond({ text, blocks: [...blocks] }, replace);
}

/**
 * A reply as a message; one that is too long for it is kept, to be read on in a modal.
 * @param owner who asked, where it is known
 */
export async function messageOf(
  workspace: Workspace,
  reply: Reply,
  owner: string | undefined,
  buttons: OwnButtons = {},
): Promise<Rendered> {
  const { texts, logger } = workspace.host;
  const rendered = render(reply, { texts, buttons });
  if (!rendered.isLong) return rendered;
  const more = newId();
  try {
    await workspace.records.keep(more, { reply }, owner);
  } catch (error) {
    logger.error('a long answer could not be kept', { error });
    return rendered;
  }
  return render(reply, { texts, buttons: { ...buttons, more } });
}

function askedOf(id: string, { text, ...question }: NonNullable<PostOptions['question']>): Asked {
  return { ...question, fingerprint: fingerprintOf(id, text) };
}

/** The blocks with an id by which this message is known again. https://docs.slack.dev/reference/block-kit/blocks */
function marked([first, ...others]: readonly KnownBlock[], id: string): readonly KnownBlock[] {
  return first === undefined ? [] : [{ ...first, block_id: id }, ...others];
}

/** The entry travels with the message, for whoever compares platforms or counts. */
function metadata(reply: Reply): Json {
  if (reply.entry === undefined) return {};
  return { metadata: { event_type: 'qabot_reply', event_payload: { entry: reply.entry } } };
}
