/** How an interaction is answered: with a reply, with one of the adapter's own sentences, or with a form. */

import type { BaseInteraction } from 'discord.js';
import type { Language, Reply } from '../../../src/contract.js';
import { renderForm } from '../outbound/forms.js';
import { type Actor, compose, languageOf, note, remember, type Service } from '../service.js';
import type { Responder } from '../transport/responder.js';
import { placeOfCommand } from './places.js';
import { isSolved, threadOf } from './threads.js';

export interface Context {
  readonly service: Service;
  readonly actor: Actor;
  readonly responder: Responder;
}

interface Outcome {
  readonly reply: Reply;
  readonly place: string;
  readonly askers: readonly string[];
  readonly isPrivate: boolean;
}

export async function give(
  { service, responder }: Context,
  interaction: BaseInteraction,
  { reply, place, askers, isPrivate }: Outcome,
): Promise<void> {
  const thread = threadOf(interaction);
  const solved = isPrivate || reply.kind !== 'answer' ? undefined : isSolved(thread);
  const components = await compose(
    service,
    reply,
    interaction.user.id,
    isPrivate ? {} : { remove: true, solved },
  );
  const id = await responder.answer(components, isPrivate);
  if (id === undefined) return;
  // After a private answer the conversation stays private, and so does a late answer to it.
  const own = isPrivate ? placeOfCommand(interaction) : place;
  const post = solved === undefined ? undefined : thread?.id;
  await remember(service, id, { place: own, askers, language: reply.language, depth: 0 }, post);
}

/** Tells one of the adapter's own sentences to the one who acts, in the language of their client unless told otherwise. */
export async function tell(
  { service, responder }: Context,
  interaction: BaseInteraction,
  key: string,
  language: Language = languageOf(service, interaction.locale),
): Promise<void> {
  await responder.answer(note(service, language, key), true);
}

/**
 * Opens the form that the reply brings.
 * @returns `false` where it brings none, or where the interaction is the submission of a form, which Discord does not answer with
 * another one. https://docs.discord.com/developers/interactions/receiving-and-responding
 */
export async function openForm(
  context: Context,
  interaction: BaseInteraction,
  { form, language }: Reply,
  isReview: boolean,
): Promise<boolean> {
  if (form === undefined || form.fields.length === 0 || interaction.isModalSubmit()) return false;
  const { service, responder } = context;
  const isOpen = await responder.instead((key) => service.api.openForm(key, renderForm(form, isReview)));
  if (!isOpen) await tell(context, interaction, 'discord.again', language);
  return true;
}
