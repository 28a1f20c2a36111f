/** Commands, the menu of a message, and what is suggested while a command is typed. */

import type {
  AutocompleteInteraction,
  BaseInteraction,
  ChatInputCommandInteraction,
  CommandInteraction,
  MessageContextMenuCommandInteraction,
} from 'discord.js';
import { type Press, type Reply, TOKENS } from '../../../src/contract.js';
import { contextFields } from '../../common/context.js';
import { about } from '../outbound/about.js';
import { labelOf } from '../outbound/components.js';
import { LIMITS } from '../outbound/limits.js';
import { isSettled } from '../review/review-message.js';
import { compose, isMaintainer, languageOf, type Service } from '../service.js';
import { NAMES } from '../set-up/commands.js';
import type { InteractionKey } from '../transport/api.js';
import { admin, type Listen } from './admin.js';
import { type Context, give, openForm, tell } from './answering.js';
import { linkOf, placeOfCommand, placeOfMessage } from './places.js';
import { contextFor, draftOf, wordsOf } from './reading.js';
import { settingsChannel } from './threads.js';

export async function handleCommand(
  context: Context,
  interaction: ChatInputCommandInteraction,
  listen: Listen,
): Promise<void> {
  const { service, actor, responder } = context;
  if (interaction.commandName === NAMES.admin) {
    await responder.answer(await admin(service, interaction, actor, listen), true);
  } else if (interaction.commandName === NAMES.review) {
    await review(context, interaction);
  } else {
    const reply = await replyTo(context, interaction);
    const isPrivate =
      interaction.options.getBoolean(NAMES.private) === true || isForAsker(reply, interaction);
    await give(context, interaction, {
      reply,
      place: placeOfCommand(interaction),
      askers: [actor.user],
      isPrivate,
    });
  }
}

export async function handleMenu(
  context: Context,
  interaction: MessageContextMenuCommandInteraction,
): Promise<void> {
  if (interaction.commandName === NAMES.save) await save(context, interaction);
  else await answerMessage(context, interaction);
}

/** Suggests how a command may be completed. A suggestion that comes late is of no use: a failure is only logged. */
export async function suggest(
  { host, api }: Service,
  key: InteractionKey,
  interaction: AutocompleteInteraction,
): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const isProject = name === NAMES.project;
  try {
    // The bot completes names of projects behind a command that takes one.
    const found = await host.bot.complete(
      isProject ? `/project ${value}` : value,
      LIMITS.autocompleteChoices,
    );
    const seen = new Set<string>();
    const choices = found
      .filter(({ kind }) => kind === (isProject ? 'project' : 'question'))
      .map(({ label, text, token }) => ({
        name: labelOf(label, LIMITS.choiceName),
        value: isProject ? label : token === undefined ? text : PICK + token,
      }))
      // A value that is too long is left out: half a question is another one.
      .filter((one) => one.value.length <= LIMITS.choiceValue && !seen.has(one.value) && seen.add(one.value));
    await api.suggest(key, choices.slice(0, LIMITS.autocompleteChoices));
  } catch (error) {
    host.logger.warn('suggestions could not be given', { error });
  }
}

/** What stands in front of the token of a question that was picked from the suggestions; nobody types it. */
const PICK = 'pick:';
const PICKED = /^pick:([\w-]{1,40})$/;

async function replyTo(
  { service, actor }: Context,
  interaction: ChatInputCommandInteraction,
): Promise<Reply> {
  const { host } = service;
  const { commandName: command, options } = interaction;
  const language = languageOf(service, interaction.locale);
  if (command === NAMES.about) return await about(host, language);
  const question = options.getString(NAMES.question) ?? '';
  const project = options.getString(NAMES.project) ?? '';
  const by = { asker: actor.user, place: placeOfCommand(interaction) };
  if (command !== NAMES.ask) {
    const words = [`/${command}`, project, options.getString(NAMES.difficulty) ?? ''];
    return await ask(service, { ...by, text: words.filter((word) => word !== '').join(' '), language });
  }
  const token = PICKED.exec(question)?.[1];
  if (token === undefined) {
    // A sentence tells its own language; a command has none.
    return await ask(service, {
      ...by,
      text: question,
      project: project === '' ? undefined : project,
      ...(await contextFields(host, [settingsChannel(interaction)])),
    });
  }
  const maintainer = isMaintainer(service, actor);
  return await host.bot.press({ ...by, token, maintainer, link: linkOf(interaction) });
}

/** "Answer this": asks what somebody else's message says. */
async function answerMessage(
  context: Context,
  interaction: MessageContextMenuCommandInteraction,
): Promise<void> {
  const { service, actor } = context;
  const { targetMessage } = interaction;
  const text = wordsOf(targetMessage);
  if (text === '') return await tell(context, interaction, 'message.nothing');
  const place = await placeOfMessage(service, targetMessage);
  const reply = await ask(service, {
    text,
    asker: actor.user,
    place,
    quoted: { link: targetMessage.url, author: targetMessage.author.displayName },
    ...(await contextFor(service, targetMessage)),
  });
  const askers = [...new Set([actor.user, targetMessage.author.id])];
  await give(context, interaction, { reply, place, askers, isPrivate: isForAsker(reply, interaction) });
}

async function ask(
  { host }: Service,
  question: Omit<Parameters<typeof host.bot.ask>[0], 'attention'>,
): Promise<Reply> {
  const reply = await host.bot.ask({ ...question, attention: 'addressed' });
  if (reply === undefined) throw new Error('the bot was silent when it was asked');
  return reply;
}

/** A reply that is no answer helps the one who asked, and disturbs the others. */
function isForAsker(reply: Reply, interaction: BaseInteraction): boolean {
  if (reply.audience === 'asker') return true;
  return interaction.inGuild() && (reply.kind === 'none' || reply.kind === 'suggest');
}

async function review(context: Context, interaction: CommandInteraction): Promise<void> {
  const reply = await press(context, interaction, TOKENS.review);
  if (await openForm(context, interaction, reply, true)) return;
  const components = await compose(context.service, reply, context.actor.user, { review: !isSettled(reply) });
  await context.responder.answer(components, true);
}

async function save(context: Context, interaction: MessageContextMenuCommandInteraction): Promise<void> {
  const { targetMessage, targetId, client } = interaction;
  const draft = await draftOf(targetMessage, client.user.id, context.service.host.logger);
  const reply = await press(context, interaction, TOKENS.save, {
    ...draft,
    link: linkOf(interaction, targetId),
  });
  if (await openForm(context, interaction, reply, false)) return;
  await give(context, interaction, {
    reply,
    place: placeOfCommand(interaction),
    askers: [context.actor.user],
    isPrivate: true,
  });
}

async function press(
  { service, actor }: Context,
  interaction: CommandInteraction,
  token: string,
  fields?: Press['fields'],
): Promise<Reply> {
  return await service.host.bot.press({
    token,
    fields,
    asker: actor.user,
    place: placeOfCommand(interaction),
    maintainer: isMaintainer(service, actor),
    link: linkOf(interaction),
    language: languageOf(service, interaction.locale),
  });
}
