/** Buttons, menus and forms. */

import { type MessageComponentInteraction, MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import type { Language, Press } from '../../src/contract.js';
import { codeOf } from './api.js';
import { form } from './components.js';
import type { Outcome } from './interactions.js';
import { privatePlace } from './places.js';
import { FORM_FIELD, IDS, renderPage } from './render.js';
import type { Sent } from './records.js';
import type { Responder } from './responder.js';
import type { Actor, Service } from './service.js';
import { solvedTags } from './solved.js';

export type Pressed = MessageComponentInteraction | ModalSubmitInteraction;

export interface Presses {
  /** `undefined` where everything is done already. */
  press(pressed: Pressed, actor: Actor, responder: Responder): Promise<Outcome | undefined>;
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

  const choose = async (
    pressed: Pressed,
    actor: Actor,
    token: string,
    fields?: Press['fields'],
  ): Promise<Outcome> => {
    const sent = await sentOf(pressed);
    const isEphemeral = pressed.message?.flags.has(MessageFlags.Ephemeral) === true;
    const channel = pressed.channelId ?? actor.user;
    const place =
      sent?.place ?? (isEphemeral && pressed.guildId !== null ? privatePlace(channel, actor.user) : channel);
    const reply = await host.bot.press({
      token,
      asker: actor.user,
      place,
      ...(fields === undefined ? {} : { fields }),
    });
    // Whoever did not ask reads on without disturbing the others.
    const isOwn = pressed.guildId === null || sent?.askers.includes(actor.user) === true;
    return {
      reply,
      place,
      askers: [actor.user],
      isPrivate: isEphemeral || reply.audience === 'asker' || !isOwn,
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
    await responder.instead(async (key) => {
      await api.deferUpdate(key);
      await api.deleteOriginal(key);
    });
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

  return {
    async press(pressed, actor, responder) {
      const [id = '', first = '', second = ''] = pressed.customId.split(':');
      if (pressed.isModalSubmit()) {
        return await choose(pressed, actor, first, {
          [FORM_FIELD]: pressed.fields.getTextInputValue(FORM_FIELD),
        });
      }
      switch (id) {
        case IDS.alternatives:
        case IDS.followUps: {
          const token = pressed.isStringSelectMenu() ? pressed.values[0] : undefined;
          return token === undefined
            ? await tell(pressed, responder, 'discord.expired')
            : await choose(pressed, actor, token);
        }
        case IDS.act:
          if (first !== 'ask-maintainers') return await choose(pressed, actor, second);
          await responder.instead((key) =>
            api.openForm(key, handOver(service.languageOf(pressed.locale), second)),
          );
          return undefined;
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

  function handOver(language: Language, token: string) {
    return form(`${IDS.form}:${token}`, host.texts(language, 'discord.handOver.title'), {
      id: FORM_FIELD,
      label: host.texts(language, 'discord.handOver.label'),
    });
  }
}
