/** `/ask-admin`: where the bot speaks unasked. */

import { ChannelType, type ChatInputCommandInteraction, PermissionFlagsBits } from 'discord.js';
import type { ChannelSettings, Language } from '../../../src/contract.js';
import type { Components } from '../transport/api.js';
import { renderNote } from '../outbound/render-reply.js';
import type { Actor, Service } from '../transport/service.js';

export interface Listening {
  /** Sees to it that the bot receives what it shall listen to. @returns `false` when the portal has the intent off */
  ensure(): Promise<boolean>;
}

export async function admin(
  service: Service,
  listening: Listening,
  interaction: ChatInputCommandInteraction,
  actor: Actor,
): Promise<Components> {
  const { host } = service;
  const language = service.languageOf(interaction.locale);
  const mayManage = interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
  if (!mayManage && !service.isMaintainer(actor)) return service.note(language, 'discord.admin.denied');

  const verb = interaction.options.getSubcommand();
  const named = interaction.options.getChannel('forum') ?? interaction.options.getChannel('channel');
  const here = placeOfCommand(interaction);
  if (verb === 'forum' && named === null && !here.isForum)
    return service.note(language, 'discord.admin.notForum');
  const channel = named?.id ?? here.channel;
  if (verb === 'status') return describe(service, language, channel, await host.channels.settings(channel));

  const change: Partial<ChannelSettings> =
    verb === 'precision'
      ? { precision: interaction.options.getNumber('value', true) }
      : { listening: interaction.options.getString('state', true) === 'on' };
  try {
    const settings = await host.channels.change(channel, change);
    const isHeard = change.listening !== true || (await listening.ensure());
    return describe(service, language, channel, settings, !isHeard);
  } catch (error) {
    if (error instanceof RangeError) return service.note(language, 'discord.admin.range');
    host.logger.error('a channel setting could not be kept', { error });
    return service.note(language, 'discord.admin.noStore');
  }
}

/** A command typed in a thread or a post means the channel or the forum that holds it. */
function placeOfCommand({ channel, channelId }: ChatInputCommandInteraction): {
  readonly channel: string;
  readonly isForum: boolean;
} {
  if (channel === null || !channel.isThread() || channel.parentId === null)
    return { channel: channelId, isForum: false };
  return { channel: channel.parentId, isForum: channel.parent?.type === ChannelType.GuildForum };
}

function describe(
  service: Service,
  language: Language,
  channel: string,
  { listening, precision }: ChannelSettings,
  lacksIntent = false,
): Components {
  const say = (key: string, values?: Readonly<Record<string, string | number>>): string =>
    service.host.texts(language, key, values);
  const sentences = [
    say(listening ? 'discord.admin.on' : 'discord.admin.off', { channel: `<#${channel}>` }),
    precision === undefined
      ? say('discord.admin.precisionDefault')
      : say('discord.admin.precision', { precision }),
    ...(lacksIntent ? [say('discord.admin.noIntent')] : []),
  ];
  return renderNote(sentences.join('\n'));
}
