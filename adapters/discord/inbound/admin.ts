/** `/ask-admin`: in which channels and forums the bot answers unasked. */

import { ChannelType, type ChatInputCommandInteraction, PermissionFlagsBits } from 'discord.js';
import type { ChannelSettings, Language } from '../../../src/contract.js';
import { describeSettings } from '../../common/channel-settings.js';
import { renderNote } from '../outbound/render-reply.js';
import { type Actor, isMaintainer, languageOf, note, type Service } from '../service.js';
import type { Components } from '../transport/api.js';

/** Whether the bot hears a channel that is switched on: `soon` while it connects again, `never` when the portal has the intent off. */
export type Heard = 'now' | 'soon' | 'never';

/** Makes sure that the bot receives what it is to listen to. */
export type Listen = () => Promise<Heard>;

export async function admin(
  service: Service,
  interaction: ChatInputCommandInteraction,
  actor: Actor,
  listen: Listen,
): Promise<Components> {
  const { host } = service;
  const language = languageOf(service, interaction.locale);
  const mayManage = interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
  if (!mayManage && !isMaintainer(service, actor)) return note(service, language, 'channel.denied');

  const verb = interaction.options.getSubcommand();
  const named = interaction.options.getChannel('forum') ?? interaction.options.getChannel('channel');
  const here = channelOfCommand(interaction);
  if (verb === 'forum' && named === null && !here.isForum)
    return note(service, language, 'discord.admin.notForum');
  const channel = named?.id ?? here.channel;
  if (verb === 'status') return describe(service, language, channel, await host.channels.settings(channel));

  const change = changeOf(verb, interaction.options);
  try {
    const settings = await host.channels.change(channel, change);
    const reads = change.listening === true || change.learning === true;
    const heard = reads ? await listen() : 'now';
    return describe(service, language, channel, settings, heard);
  } catch (error) {
    if (error instanceof RangeError) return note(service, language, 'channel.range');
    host.logger.error('a channel setting could not be kept', { error });
    return note(service, language, 'channel.noStore');
  }
}

function changeOf(verb: string, options: ChatInputCommandInteraction['options']): Partial<ChannelSettings> {
  if (verb === 'precision') return { precision: options.getNumber('value', true) };
  const isOn = options.getString('state', true) === 'on';
  if (verb === 'learn') return { learning: isOn };
  return verb === 'second-reader' ? { secondReader: isOn } : { listening: isOn };
}

/** A command that is typed in a thread or a post means the channel or the forum that holds it. */
function channelOfCommand({ channel, channelId }: ChatInputCommandInteraction): {
  readonly channel: string;
  readonly isForum: boolean;
} {
  if (channel === null || !channel.isThread() || channel.parentId === null)
    return { channel: channelId, isForum: false };
  return { channel: channel.parentId, isForum: channel.parent?.type === ChannelType.GuildForum };
}

function describe(
  { host }: Service,
  language: Language,
  channel: string,
  settings: ChannelSettings,
  heard: Heard = 'now',
): Components {
  const sentences = describeSettings(host, language, `<#${channel}>`, settings);
  if (heard === 'now') return renderNote(sentences.join('\n'));
  const key = heard === 'soon' ? 'discord.admin.soon' : 'discord.admin.noIntent';
  return renderNote([...sentences, host.texts(language, key)].join('\n'));
}
