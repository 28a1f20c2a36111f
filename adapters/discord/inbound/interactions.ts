/** Commands, menus, buttons and forms: each acknowledged in time, answered once, and never left without a word. */

import { type BaseInteraction, type Interaction, InteractionContextType, MessageFlags } from 'discord.js';
import { type Language, type Press, type Reply, TOKENS } from '../../../src/contract.js';
import { about } from '../outbound/about.js';
import { admin, type Listening } from './admin.js';
import { complete, pickedToken } from './autocomplete.js';
import { NAMES } from './commands.js';
import { LIMITS } from '../outbound/limits.js';
import { createPresses, linkOf, mayOpenForm, placeOfCommand, type Presses } from './presses.js';
import {
  createResponder,
  DEFER_MILLISECONDS,
  FORM_MILLISECONDS,
  type Responder,
} from '../transport/responder.js';
import type { Actor, Service } from '../transport/service.js';
import { placeOfMessage, readable } from './incoming.js';
import { draftOf } from './saving.js';

export interface Interactions {
  handle(interaction: Interaction): Promise<void>;
}

/** A reply, who asked for it and where, and whether only they shall see it. */
export interface Outcome {
  readonly reply: Reply;
  readonly place: string;
  readonly askers: readonly string[];
  readonly isPrivate: boolean;
}

export function createInteractions(service: Service, listening: Listening): Interactions {
  const { host, api } = service;
  const presses: Presses = createPresses(service);
  let inHand = 0;
  const fault = (error: unknown): void =>
    host.logger.error('an interaction could not be answered', { error });

  const give = async (
    interaction: BaseInteraction,
    responder: Responder,
    { reply, place, askers, isPrivate }: Outcome,
  ): Promise<void> => {
    const id = await responder.answer(
      await service.compose(reply, isPrivate ? {} : { remove: true }),
      isPrivate,
    );
    // What goes on from a private answer is the member's own, and so is an answer that comes to it later.
    const own = isPrivate ? placeOfCommand(interaction) : place;
    if (id !== undefined)
      await service.remember(id, { place: own, askers, language: reply.language, depth: 0 });
  };

  const work = async (interaction: Interaction, responder: Responder): Promise<void> => {
    const actor = actorOf(interaction);
    if (interaction.isChatInputCommand() && interaction.commandName === NAMES.admin) {
      await responder.answer(await admin(service, listening, interaction, actor), true);
    } else if (interaction.isChatInputCommand() && interaction.commandName === NAMES.review) {
      await presses.command(interaction, actor, responder, { token: TOKENS.review }, true);
    } else if (interaction.isMessageContextMenuCommand() && interaction.commandName === NAMES.save) {
      const fields = await draftOf(interaction.targetMessage, interaction.client.user.id, host.logger);
      const press = {
        token: TOKENS.save,
        fields: { ...fields, link: linkOf(interaction, interaction.targetId) },
      };
      const outcome = await presses.command(interaction, actor, responder, press, false);
      if (outcome !== undefined) await give(interaction, responder, outcome);
    } else if (interaction.isChatInputCommand()) {
      const asked = interaction.options.getBoolean(NAMES.private) ?? false;
      const reply = await replyTo(service, interaction.commandName, {
        question: interaction.options.getString(NAMES.question) ?? '',
        project: interaction.options.getString(NAMES.project) ?? '',
        difficulty: interaction.options.getString(NAMES.difficulty) ?? '',
        asker: actor.user,
        place: placeOfCommand(interaction),
        language: service.languageOf(interaction.locale),
        maintainer: service.isMaintainer(actor),
        link: linkOf(interaction),
      });
      const outcome = { reply, place: placeOfCommand(interaction), askers: [actor.user] };
      await give(interaction, responder, { ...outcome, isPrivate: asked || isForAsker(reply, interaction) });
    } else if (interaction.isMessageContextMenuCommand()) {
      const { targetMessage } = interaction;
      const { text } = readable(targetMessage, interaction.client.user.id);
      if (text === '') {
        const language = service.languageOf(interaction.locale);
        return void (await responder.answer(service.note(language, 'discord.nothing'), true));
      }
      const place = await placeOfMessage(service, targetMessage);
      const reply = await host.bot.ask({ text, asker: actor.user, place, attention: 'addressed' });
      if (reply === undefined) throw new Error('the bot was silent when it was asked');
      const askers = [...new Set([actor.user, targetMessage.author.id])];
      await give(interaction, responder, { reply, place, askers, isPrivate: isForAsker(reply, interaction) });
    } else if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
      const outcome = await presses.press(interaction, actor, responder);
      if (outcome !== undefined) await give(interaction, responder, outcome);
    }
  };

  return {
    async handle(interaction) {
      const key = { id: interaction.id, token: interaction.token, application: interaction.applicationId };
      if (interaction.isAutocomplete()) {
        const { name, value } = interaction.options.getFocused(true);
        // Too late is as good as never: nothing is tried again, and nobody is told.
        await complete(host, name, value)
          .then((choices) => api.suggest(key, choices))
          .catch((error: unknown) => host.logger.warn('suggestions could not be given', { error }));
        return;
      }
      const language = service.languageOf(interaction.locale);
      const isPatient = opensForm(interaction);
      const responder = createResponder({
        api,
        key,
        // An error, "I found nothing" and "did you mean" are for the asker alone; where others read, so is what comes late.
        isPrivate: interaction.context !== InteractionContextType.BotDM || isEphemeral(interaction),
        patience: isPatient ? FORM_MILLISECONDS : DEFER_MILLISECONDS,
        onFault: fault,
        hold: service.hold,
      });
      try {
        if (!(await service.isFirst(`interaction/${interaction.id}`))) return responder.close();
        if (service.isStopping()) {
          await responder.answer(service.note(language, 'discord.stopping'), true);
          return;
        }
        inHand += 1;
        if (inHand > BUSY && !isPatient) responder.announce();
        await inTime(work(interaction, responder)).finally(() => {
          inHand -= 1;
        });
      } catch (error) {
        fault(error);
        await responder.answer(service.note(language, 'discord.fault'), true).catch(fault);
      } finally {
        responder.close();
      }
    },
  };
}

/** Interactions in hand from which a further one is announced at once: its turn may be seconds away. */
const BUSY = 8;

/** A form must be the first answer. */
function opensForm(interaction: Interaction): boolean {
  if (interaction.isMessageContextMenuCommand()) return interaction.commandName === NAMES.save;
  return mayOpenForm(interaction);
}

/** A minute less than Discord gives, so that there is time to say that something went wrong. */
const WORK_MILLISECONDS = LIMITS.answerMilliseconds - 60_000;

/** Rejects when an interaction can hardly be answered any more. */
export async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer came in time')), WORK_MILLISECONDS);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

interface Asked extends Required<Pick<Press, 'maintainer' | 'link'>> {
  readonly question: string;
  readonly project: string;
  readonly difficulty: string;
  readonly asker: string;
  readonly place: string;
  readonly language: Language;
}

async function replyTo({ host }: Service, name: string, asked: Asked): Promise<Reply> {
  const { question, project, difficulty, asker, place, language, maintainer, link } = asked;
  if (name === NAMES.about) return await about(host, language);
  const token = pickedToken(question);
  if (name === NAMES.ask && token !== undefined) {
    return await host.bot.press({ token, asker, place, maintainer, link });
  }
  const isQuestion = name === NAMES.ask;
  const reply = await host.bot.ask({
    text: isQuestion
      ? question
      : ['', name].join('/') + [project, difficulty].map((word) => (word === '' ? '' : ` ${word}`)).join(''),
    asker,
    place,
    attention: 'addressed',
    // A sentence tells its own language; a command has none.
    ...(isQuestion ? {} : { language }),
    ...(isQuestion && project !== '' ? { project } : {}),
  });
  if (reply === undefined) throw new Error('the bot was silent when it was asked');
  return reply;
}

/** What is no answer is of use to the one who wanted one, and noise to the others. */
function isForAsker(reply: Reply, interaction: BaseInteraction): boolean {
  if (reply.audience === 'asker') return true;
  return interaction.inGuild() && (reply.kind === 'none' || reply.kind === 'suggest');
}

function isEphemeral(interaction: Interaction): boolean {
  if (interaction.isChatInputCommand()) return interaction.options.getBoolean(NAMES.private) === true;
  return interaction.isMessageComponent() && interaction.message.flags.has(MessageFlags.Ephemeral);
}

export function actorOf(interaction: BaseInteraction): Actor {
  const roles = interaction.member?.roles;
  return {
    user: interaction.user.id,
    roles: Array.isArray(roles) ? roles : [...(roles?.cache.keys() ?? [])],
  };
}
