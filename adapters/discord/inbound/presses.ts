/** What buttons, menus and the submission of a form bring. */

import { type MessageComponentInteraction, MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import type { Press } from '../../../src/contract.js';
import { fieldsOf } from '../outbound/forms.js';
import { IDS, renderPage, REVIEW } from '../outbound/render-reply.js';
import { afterDeciding, isDecision, isSettled } from '../review/review-message.js';
import { compose, isMaintainer, known, languageOf, retract, type Service } from '../service.js';
import { codeOf, refusedBy } from '../transport/errors.js';
import { type Context, give, openForm, tell } from './answering.js';
import { linkOf, privatePlace } from './places.js';
import type { Sent } from './records.js';
import { isSolved, solvedTags } from './threads.js';

type Pressed = MessageComponentInteraction | ModalSubmitInteraction;

/** Whether a button or a menu with this id may bring a form. */
export function mayOpenForm(customId: string): boolean {
  return !/^(?:alternatives|followUps)\b|^act:(?:why|helpful):/.test(customId);
}

export async function handlePress(context: Context, pressed: Pressed): Promise<void> {
  const [id = '', first = '', second = '', third] = pressed.customId.split(':');
  if (pressed.isModalSubmit()) {
    const isReview = second === REVIEW;
    return await choose(context, pressed, { token: first, fields: fieldsOf(pressed), isReview });
  }
  switch (id) {
    case IDS.alternatives:
    case IDS.followUps: {
      const token = pressed.isStringSelectMenu() ? pressed.values[0] : undefined;
      if (token === undefined) return await tell(context, pressed, 'press.expired');
      return await choose(context, pressed, { token, isReview: first === REVIEW });
    }
    case IDS.act:
      return await choose(context, pressed, { token: second, kind: first, isReview: third === REVIEW });
    case IDS.more:
      return await readOn(context, pressed, first, Number(second) || 0);
    case IDS.remove:
      return await remove(context, pressed);
    case IDS.quiet:
      return await quiet(context, pressed);
    case IDS.solved:
      return await solve(context, pressed);
    default:
      return await tell(context, pressed, 'press.expired');
  }
}

interface Carried {
  readonly token: string;
  readonly fields?: Press['fields'];
  readonly kind?: string;
  /** Whether the message is an item of the review. */
  readonly isReview: boolean;
}

async function choose(
  context: Context,
  pressed: Pressed,
  { token, fields, kind = '', isReview }: Carried,
): Promise<void> {
  const { service, actor, responder } = context;
  const sent = await sentOf(service, pressed);
  if (sent !== undefined && pressed.message !== null)
    void known(service, service.records.putPressed(pressed.message.id, actor.user));
  const isEphemeral = pressed.message?.flags.has(MessageFlags.Ephemeral) === true;
  const channel = pressed.channelId ?? actor.user;
  const isPrivatePlace = isEphemeral && pressed.guildId !== null;
  const maintainer = isMaintainer(service, actor);
  const press: Press = {
    token,
    fields,
    asker: actor.user,
    place: sent?.place ?? (isPrivatePlace ? privatePlace(channel, actor.user) : channel),
    maintainer,
    link: linkOf(pressed, isEphemeral ? undefined : pressed.message?.id),
    language: languageOf(service, pressed.locale),
  };
  const reply = await service.host.bot.press(press);
  if (await openForm(context, pressed, reply, isReview)) return;
  if (kind === 'helpful') await confirmSolved(context, pressed);
  if (isReview && reply.kind !== 'answer') {
    const shown = maintainer ? await afterDeciding(service.host.bot, press, reply) : reply;
    await responder.replace(await compose(service, shown, actor.user, { review: !isSettled(shown) }));
    return;
  }
  // The reply to somebody who did not ask is private; maintainers see each other's decisions.
  const isOwn =
    pressed.guildId === null ||
    sent?.askers.includes(actor.user) === true ||
    (maintainer && isDecision(kind));
  await give(context, pressed, {
    reply,
    place: press.place,
    askers: [actor.user],
    isPrivate: isEphemeral || reply.audience === 'asker' || !isOwn || pressed.isModalSubmit(),
  });
}

async function sentOf(service: Service, { message }: Pressed): Promise<Sent | undefined> {
  return message === null ? undefined : await known(service, service.records.sent(message.id));
}

async function readOn(context: Context, pressed: Pressed, id: string, page: number): Promise<void> {
  const { service, responder } = context;
  const pages = await service.records.kept(id);
  if (pages === undefined) return await tell(context, pressed, 'press.expired');
  await responder.answer(renderPage(pages, page, id, service.host.texts), true);
}

async function remove(context: Context, pressed: Pressed): Promise<void> {
  const { service, actor, responder } = context;
  const sent = await sentOf(service, pressed);
  if (sent === undefined) return await tell(context, pressed, 'press.expired');
  if (!sent.askers.includes(actor.user) && !isMaintainer(service, actor))
    return await tell(context, pressed, 'reply.notYours', sent.language);
  const isInTime = await responder.instead((key) => service.api.deferUpdate(key));
  if (!isInTime) return await tell(context, pressed, 'discord.again', sent.language);
  await service.api.deleteOriginal(responder.key);
  await retract(service, sent);
}

async function quiet(context: Context, pressed: Pressed): Promise<void> {
  const { service } = context;
  const sent = await sentOf(service, pressed);
  if (sent === undefined) return await tell(context, pressed, 'press.expired');
  await service.host.channels.quiet(sent.place);
  await tell(context, pressed, 'discord.quieted', sent.language);
}

async function solve(context: Context, pressed: Pressed): Promise<void> {
  const { service, actor } = context;
  const { channel } = pressed;
  if (channel === null || !channel.isThread()) return await tell(context, pressed, 'press.expired');
  if (channel.ownerId !== actor.user && !isMaintainer(service, actor))
    return await tell(context, pressed, 'discord.notYourPost');
  const tags = solvedTags(channel);
  if (tags === undefined) return await tell(context, pressed, 'discord.noSolvedTag');
  if (isSolved(channel) === true) {
    await context.responder.instead((key) => service.api.deferUpdate(key));
    return;
  }
  try {
    await service.api.setTags(channel.id, tags);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    untagged(service, channel.id, error);
    return await tell(context, pressed, 'discord.noTagRight');
  }
  await tell(context, pressed, 'discord.solvedDone');
}

/** The one who began a post and calls the answer helpful has confirmed that the post is solved. */
async function confirmSolved({ service, actor }: Context, { channel }: Pressed): Promise<void> {
  if (channel === null || !channel.isThread() || channel.ownerId !== actor.user) return;
  const tags = solvedTags(channel);
  if (tags === undefined || isSolved(channel) === true) return;
  try {
    await service.api.setTags(channel.id, tags);
  } catch (error) {
    untagged(service, channel.id, error);
  }
}

function untagged({ host }: Service, channel: string, error: unknown): void {
  const details = refusedBy(error, channel) ? { fix: 'give the bot "Manage Threads" there' } : { error };
  host.logger.warn('a post could not be marked as solved', { channel, ...details });
}
