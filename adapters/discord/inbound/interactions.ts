/** Commands, menus, buttons and forms: each is acknowledged in time and answered once, even when something goes wrong. */

import { type BaseInteraction, type Interaction, InteractionContextType, MessageFlags } from 'discord.js';
import pTimeout from 'p-timeout';
import { LIMITS } from '../outbound/limits.js';
import { type Actor, languageOf, note, type Service } from '../service.js';
import { NAMES } from '../set-up/commands.js';
import { createResponder } from '../transport/responder.js';
import type { Listen } from './admin.js';
import type { Context } from './answering.js';
import { handleCommand, handleMenu, suggest } from './commands.js';
import { handlePress, mayOpenForm } from './presses.js';

/** Interactions in hand from which a further one is announced at once: its turn may be seconds away. */
const BUSY = 8;

/**
 * @param told what Discord told of it, as JSON
 * @param isTaken whether it was taken, and announced, before by a process that has ended
 */
export type HandleInteraction = (interaction: Interaction, told: string, isTaken?: boolean) => Promise<void>;

/** @returns the handler of every interaction; it never rejects */
export function createInteractions(service: Service, listen: Listen): HandleInteraction {
  const { host, api } = service;
  let inHand = 0;
  return async (interaction, told, isTaken = false) => {
    const begun = Date.now();
    const key = { id: interaction.id, token: interaction.token, application: interaction.applicationId };
    if (interaction.isAutocomplete()) return await suggest(service, key, interaction);
    const fault = (error: unknown): void =>
      host.logger.error('an interaction could not be answered', { channel: interaction.channelId, error });
    const id = `interaction/${interaction.id}`;
    const isOurs =
      isTaken ||
      (await host.inbox
        .take({
          id,
          kind: 'interaction',
          place: interaction.channelId ?? '',
          owner: interaction.user.id,
          // Its words and its token, as Discord tells them once.
          content: told,
        })
        .catch((error: unknown) => {
          fault(error);
          return undefined;
        }));
    if (isOurs === false) return;
    // Only now, as what is announced must be stored: another replica may have it.
    const isPatient = opensForm(interaction);
    const patience = isPatient ? service.patience.form : service.patience.answer;
    const responder = createResponder({
      api,
      key,
      // In servers an announcement is private: what follows may be for the asker alone, such as a fault or no answer.
      isPrivate: interaction.context !== InteractionContextType.BotDM || isEphemeral(interaction),
      isAnnounced: isTaken,
      patience: patience - (Date.now() - begun),
      onFault: fault,
      acknowledging: (work) => host.acknowledging(work),
    });
    const say = async (sentence: string): Promise<void> => {
      await responder.answer(note(service, languageOf(service, interaction.locale), sentence), true);
    };
    inHand += 1;
    try {
      if (isOurs === undefined) return await say('fault');
      if (service.isStopping()) return await say('discord.stopping');
      // Nobody but the admin sees the answer, and it may take its time: it is announced before anything else.
      const isAdmin = interaction.isChatInputCommand() && interaction.commandName === NAMES.admin;
      if (isAdmin || (inHand > BUSY && !isPatient)) responder.announce();
      const context = { service, actor: actorOf(interaction), responder };
      await inTime(handle(context, interaction, listen));
    } catch (error) {
      fault(error);
      await say('fault').catch(fault);
    } finally {
      inHand -= 1;
      responder.close();
      if (isOurs === true) await host.inbox.done(id);
    }
  };
}

async function handle(context: Context, interaction: Interaction, listen: Listen): Promise<void> {
  if (interaction.isChatInputCommand()) await handleCommand(context, interaction, listen);
  else if (interaction.isMessageContextMenuCommand()) await handleMenu(context, interaction);
  else if (interaction.isMessageComponent() || interaction.isModalSubmit())
    await handlePress(context, interaction);
}

/** A minute less than Discord gives, so that there is time to say that something went wrong. */
export const WORK_MILLISECONDS = LIMITS.answerMilliseconds - 60_000;

/** Rejects when an interaction can hardly be answered any more. */
export async function inTime(work: Promise<void>): Promise<void> {
  await pTimeout(work, { milliseconds: WORK_MILLISECONDS, message: 'no answer came in time' });
}

/** Whether the answer may be a form, which must be the first answer. */
function opensForm(interaction: Interaction): boolean {
  return interaction.isMessageContextMenuCommand()
    ? interaction.commandName === NAMES.save
    : interaction.isMessageComponent() && mayOpenForm(interaction.customId);
}

function isEphemeral(interaction: Interaction): boolean {
  if (interaction.isChatInputCommand()) return interaction.options.getBoolean(NAMES.private) === true;
  return interaction.isMessageComponent() && interaction.message.flags.has(MessageFlags.Ephemeral);
}

function actorOf({ user, member }: BaseInteraction): Actor {
  const roles = member?.roles;
  return { user: user.id, roles: Array.isArray(roles) ? roles : [...(roles?.cache.keys() ?? [])] };
}
