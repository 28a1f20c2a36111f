/** Buttons, menus and forms. */

import {
  type BaseInteraction,
  channelLink,
  type CommandInteraction,
  type MessageComponentInteraction,
  MessageFlags,
  messageLink,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Language, Press, Reply } from '../../../src/contract.js';
import { codeOf } from '../transport/api.js';
import { fieldsOf, renderForm } from '../outbound/forms.js';
import type { Outcome } from './interactions.js';
import { privatePlace } from '../transport/places.js';
import { IDS, renderPage, REVIEW } from '../outbound/render-reply.js';
import type { Sent } from './records.js';
import type { Responder } from '../transport/responder.js';
import { afterDeciding, isDecision, isSettled } from '../review/review.js';
import type { Actor, Service } from '../transport/service.js';
import { solvedTags } from './solved.js';

export type Pressed = MessageComponentInteraction | ModalSubmitInteraction;

export interface Presses {
  /** `undefined` where everything is done already. */
  press(pressed: Pressed, actor: Actor, responder: Responder): Promise<Outcome | undefined>;
  /** What a command or a menu of ours stands for: a token that the core knows. Its reply is for the presser alone. */
  command(
    interaction: CommandInteraction,
    actor: Actor,
    responder: Responder,
    press: Pick<Press, 'token' | 'fields'>,
    isReview: boolean,
  ): Promise<Outcome | undefined>;
}

/** What a button or a form of a reply carries. */
interface Carried {
  readonly token: string;
  readonly fields?: NonNullable<Press['fields']>;
  /** Of a button. */
  readonly kind?: string;
  /** Whether the message is an item of the review. */
  readonly isReview: boolean;
}

/** Whether the interaction may have to be answered with a form, which must be the first answer. */
export function mayOpenForm(interaction: BaseInteraction): boolean {
  if (!interaction.isMessageComponent()) return false;
  return !/^(?:alternatives|followUps)\b|^act:(?:why|helpful):/.test(interaction.customId);
}

export function createPresses(service: Service): Presses {
  const { host, api, records } = service;

  const tell = async (
    pressed: Pressed,
    responder: Responder,
    key: string,
    language?: Language,
  ): Promise<undefined> => {
    await responder.answer(service.note(language ?? service.languageOf(pressed.locale), key), true);
  };

  /** @returns `true` where the reply brought a form, and the presser has it or knows what to do */
  const openForm = async (
    interaction: BaseInteraction,
    responder: Responder,
    { form, language }: Reply,
    isReview: boolean,
  ): Promise<boolean> => {
    // Discord opens no form in answer to a form. https://docs.discord.com/developers/interactions/receiving-and-responding
    if (form === undefined || form.fields.length === 0 || interaction.isModalSubmit()) return false;
    const isOpen = await responder.instead((key) => api.openForm(key, renderForm(form, isReview)));
    if (!isOpen) await responder.answer(service.note(language, 'discord.again'), true);
    return true;
  };

  const choose = async (
    pressed: Pressed,
    actor: Actor,
    responder: Responder,
    { token, fields, kind = '', isReview }: Carried,
  ): Promise<Outcome | undefined> => {
    const sent = await sentOf(pressed);
    const isEphemeral = pressed.message?.flags.has(MessageFlags.Ephemeral) === true;
    const channel = pressed.channelId ?? actor.user;
    const place =
      sent?.place ?? (isEphemeral && pressed.guildId !== null ? privatePlace(channel, actor.user) : channel);
    const maintainer = service.isMaintainer(actor);
    const press: Press = {
      token,
      asker: actor.user,
      place,
      maintainer,
      link: linkOf(pressed, isEphemeral ? undefined : pressed.message?.id),
      fields,
      language: service.languageOf(pressed.locale),
    };
    const reply = await host.bot.press(press);
    if (await openForm(pressed, responder, reply, isReview)) return undefined;
    if (kind === 'helpful') await confirm(pressed, actor);
    if (isReview && reply.kind !== 'answer') {
      const shown = maintainer ? await afterDeciding(host.bot, press, reply) : reply;
      await responder.replace(await service.compose(shown, { review: !isSettled(shown) }));
      return undefined;
    }
    // Whoever did not ask reads on without disturbing the others; what was decided about is no secret among maintainers.
    const isOwn =
      pressed.guildId === null ||
      sent?.askers.includes(actor.user) === true ||
      (maintainer && isDecision(kind));
    return {
      reply,
      place,
      askers: [actor.user],
      isPrivate: isEphemeral || reply.audience === 'asker' || !isOwn || pressed.isModalSubmit(),
    };
  };

  const sentOf = async ({ message }: Pressed): Promise<Sent | undefined> => {
    try {
      return message === null ? undefined : await records.sent(message.id);
    } catch (error) {
      host.logger.error('the store could not be reached', { error });
      return undefined;
    }
  };

  const more = async (
    pressed: Pressed,
    responder: Responder,
    id: string,
    page: string,
  ): Promise<undefined> => {
    const pages = await records.kept(id);
    if (pages === undefined) return await tell(pressed, responder, 'discord.expired');
    await responder.answer(renderPage(pages, Number(page) || 0, id, host.texts), true);
  };

  const remove = async (pressed: Pressed, actor: Actor, responder: Responder): Promise<undefined> => {
    const sent = await sentOf(pressed);
    if (sent === undefined) return await tell(pressed, responder, 'discord.expired');
    if (!sent.askers.includes(actor.user) && !service.isMaintainer(actor)) {
      return await tell(pressed, responder, 'discord.notYours', sent.language);
    }
    const isInTime = await responder.instead((key) => api.deferUpdate(key));
    if (!isInTime) return await tell(pressed, responder, 'discord.again', sent.language);
    await api.deleteOriginal(responder.key);
  };

  const quiet = async (pressed: Pressed, responder: Responder): Promise<undefined> => {
    const sent = await sentOf(pressed);
    if (sent === undefined) return await tell(pressed, responder, 'discord.expired');
    await host.channels.quiet(sent.place);
    return await tell(pressed, responder, 'discord.quieted', sent.language);
  };

  const solved = async (pressed: Pressed, actor: Actor, responder: Responder): Promise<undefined> => {
    const { channel } = pressed;
    if (channel === null || !channel.isThread()) return await tell(pressed, responder, 'discord.expired');
    if (channel.ownerId !== actor.user && !service.isMaintainer(actor)) {
      return await tell(pressed, responder, 'discord.notYourPost');
    }
    const tags = solvedTags(channel);
    if (tags === undefined) return await tell(pressed, responder, 'discord.noSolvedTag');
    try {
      await api.setTags(channel.id, tags);
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      host.logger.warn('a post could not be marked as solved', { error });
      return await tell(pressed, responder, 'discord.noTagRight');
    }
    return await tell(pressed, responder, 'discord.solvedDone');
  };

  /** Who calls the answer helpful in a post of their own has confirmed that it is solved. */
  const confirm = async ({ channel }: Pressed, { user }: Actor): Promise<void> => {
    if (channel === null || !channel.isThread() || channel.ownerId !== user) return;
    const tags = solvedTags(channel);
    if (tags === undefined || tags.every((tag) => channel.appliedTags.includes(tag))) return;
    await api
      .setTags(channel.id, tags)
      .catch((error: unknown) => host.logger.warn('a post could not be marked as solved', { error }));
  };

  return {
    async command(interaction, actor, responder, given, isReview) {
      const place = placeOfCommand(interaction);
      const reply = await host.bot.press({
        ...given,
        asker: actor.user,
        place,
        maintainer: service.isMaintainer(actor),
        link: linkOf(interaction),
        language: service.languageOf(interaction.locale),
      });
      if (await openForm(interaction, responder, reply, isReview)) return undefined;
      if (!isReview) return { reply, place, askers: [actor.user], isPrivate: true };
      await responder.answer(await service.compose(reply, { review: !isSettled(reply) }), true);
      return undefined;
    },
    async press(pressed, actor, responder) {
      const [id = '', first = '', second = '', third = ''] = pressed.customId.split(':');
      if (pressed.isModalSubmit()) {
        const isReview = second === REVIEW;
        return await choose(pressed, actor, responder, { token: first, fields: fieldsOf(pressed), isReview });
      }
      switch (id) {
        case IDS.alternatives:
        case IDS.followUps: {
          const token = pressed.isStringSelectMenu() ? pressed.values[0] : undefined;
          return token === undefined
            ? await tell(pressed, responder, 'discord.expired')
            : await choose(pressed, actor, responder, { token, isReview: first === REVIEW });
        }
        case IDS.act:
          return await choose(pressed, actor, responder, {
            token: second,
            kind: first,
            isReview: third === REVIEW,
          });
        case IDS.more:
          return await more(pressed, responder, first, second);
        case IDS.remove:
          return await remove(pressed, actor, responder);
        case IDS.quiet:
          return await quiet(pressed, responder);
        case IDS.solved:
          return await solved(pressed, actor, responder);
        default:
          return await tell(pressed, responder, 'discord.expired');
      }
    },
  };
}

/** A member's commands in a server are a conversation of their own. */
export function placeOfCommand({ guildId, channelId, user }: BaseInteraction): string {
  const channel = channelId ?? user.id;
  return guildId === null ? channel : privatePlace(channel, user.id);
}

/** The address of a message, or of the channel where the message is there for one pair of eyes. */
export function linkOf({ guildId, channelId }: BaseInteraction, message?: string): string {
  const channel = channelId ?? '';
  if (message === undefined) return guildId === null ? channelLink(channel) : channelLink(channel, guildId);
  return guildId === null ? messageLink(channel, message) : messageLink(channel, message, guildId);
}
