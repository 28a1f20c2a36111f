/** A member of a Discord server: the real adapter on the real client, over loopback. */

import { createDiscord, type DiscordOptions } from '../../../adapters/discord/discord.js';
import type { Adapter } from '../../../src/contract.js';
import type { Platform, Said } from '../../../src/testing/platform.js';
import { type Double, discordDouble } from './double.js';
import { componentsIn, type Json, textOf } from './rules.js';
import * as world from './world.js';

/** `/ask-admin channel state:on`. */
export const ADMIN_ON = [
  { type: 1, name: 'channel', options: [{ type: 3, name: 'state', value: 'on' }] },
] as const;

export interface DiscordPlatform extends Platform {
  readonly discord: Double;
  /** A message of a member, as the gateway tells it; its id. */
  write(content: string, written?: world.Written): string;
  command(name: string, options?: readonly Json[], acting?: world.Acting, more?: Json): void;
  /** Presses the button, or picks from the menu, that fits, in the last message or another. */
  press(
    fits: (component: Json) => boolean,
    acting?: world.Acting,
    values?: readonly string[],
    on?: world.Standing,
  ): void;
  /** Fills the form that was opened last, and submits it; fields that are not named stay as they were. */
  submit(values?: Readonly<Record<string, string>>, acting?: world.Acting): void;
  /** Chooses an item in the menu of a message. */
  menu(name: string, target: Json, acting?: world.Acting): void;
}

export async function discordPlatform(
  options: DiscordOptions & { discord?: Double; adapter?: Adapter } = {},
): Promise<DiscordPlatform> {
  const discord = options.discord ?? (await discordDouble());
  let isListening = false;
  discord.allowContent(true);

  const write: DiscordPlatform['write'] = (content, written) => {
    const told = world.message(content, written);
    discord.say(told);
    return textOf(told['id']);
  };
  const command: DiscordPlatform['command'] = (name, given = [], acting = {}, more = {}) =>
    discord.interact(
      world.interaction(2, { id: world.snowflake(), name, type: 1, options: given, ...more }, acting),
    );
  const press: DiscordPlatform['press'] = (fits, acting = {}, values, on = discord.messages.at(-1)) => {
    const component = componentsIn(on?.body['components']).find(fits);
    if (on === undefined || component === undefined) throw new Error('the message has no such component');
    const message = {
      ...world.message('', { author: world.BOT, channel: on.channel, id: on.id }),
      components: on.body['components'],
      flags: on.body['flags'] ?? 0,
    };
    const data = {
      custom_id: component['custom_id'],
      component_type: component['type'],
      values,
    };
    discord.interact(world.interaction(3, data, { channel: on.channel, ...acting }, { message }));
  };

  const submit: DiscordPlatform['submit'] = (values = {}, acting = {}) => {
    const opened = discord.forms.at(-1);
    if (opened === undefined) throw new Error('no form was opened');
    const components = componentsIn(opened.form['components'])
      .filter(({ type }) => type === 4)
      .map((input, index) => {
        const name = textOf(input['custom_id']);
        const value = values[name] ?? input['value'] ?? '';
        return {
          type: 18,
          id: 2 * index + 1,
          component: { type: 4, id: 2 * index + 2, custom_id: name, value },
        };
      });
    const data = { custom_id: opened.form['custom_id'], components };
    const more = opened.message === undefined ? {} : { message: opened.message };
    const channel = opened.message?.['channel_id'];
    discord.interact(
      world.interaction(5, data, { ...(typeof channel === 'string' ? { channel } : {}), ...acting }, more),
    );
  };
  const menu: DiscordPlatform['menu'] = (name, target, acting = {}) => {
    const id = textOf(target['id']);
    const resolved = { messages: { [id]: target } };
    const channel = textOf(target['channel_id']);
    command(name, [], { channel, ...acting }, { type: 3, target_id: id, resolved });
  };

  /** Without it the text of other messages does not come. */
  const listen = async (): Promise<void> => {
    if (isListening) return;
    isListening = true;
    command('ask-admin', ADMIN_ON, { user: world.MAINTAINER, permissions: world.MANAGE_GUILD });
    await until(() => discord.messages.length > 0);
    discord.clear();
  };

  return {
    adapter:
      options.adapter ??
      createDiscord({
        identifyThrottler: options.identifyThrottler ?? unpaced,
        patience: options.patience,
      }),
    discord,
    write,
    command,
    press,
    submit,
    menu,
    settings: { DISCORD_TOKEN: world.TOKEN, DISCORD_API_URL: discord.url },
    required: ['DISCORD_TOKEN'],
    maintainers: [world.MAINTAINER_ROLE],
    controls: 'data',
    say: async (text) => void write(`<@${world.BOT}> ${text}`),
    async overhear(text) {
      await listen();
      write(text, { author: world.BEN });
    },
    async reply(question, answer) {
      await listen();
      const id = write(question);
      write(answer, { author: world.MAINTAINER, replyTo: { id, author: world.ANN } });
    },
    async choose(label) {
      const all = componentsIn(discord.messages.at(-1)?.body['components']);
      const value = all
        .flatMap((one) => (Array.isArray(one['options']) ? one['options'] : []))
        .find((option: Json) => option['label'] === label);
      press((one) => Array.isArray(one['options']) && one['options'].includes(value), {}, [
        textOf(Object(value)['value']),
      ]);
    },
    act: async (kind) => press((one) => textOf(one['custom_id']).startsWith(`act:${kind}:`)),
    reactions: () =>
      discord.calls.filter(({ path }) => path.endsWith('/@me') && path.includes('/reactions/')).length,
    said: () => discord.messages.map((message): Said => ({ text: readableText(message.body) })),
    alerted: () => discord.faults.filter((fault) => fault.includes('allowed_mentions')),
    async close() {
      const { faults } = discord;
      if (options.discord === undefined) await discord.close();
      if (faults.length > 0)
        throw new Error(`what was sent is not as Discord takes it: ${faults.join('; ')}`);
    },
  };
}

/** Begins each session at once, where Discord asks for five seconds between two. */
const unpaced: DiscordOptions['identifyThrottler'] = () => ({ waitForIdentify: async () => {} });

/** All that a member reads or opens, Discord's marks undone. */
export function readableText(body: Json): string {
  return componentsIn(body['components'])
    .flatMap((one) => [
      one['content'],
      one['label'],
      one['url'],
      one['placeholder'],
      ...(Array.isArray(one['options']) ? one['options'].map((option: Json) => option['label']) : []),
    ])
    .filter((part) => typeof part === 'string')
    .join('\n')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replaceAll('\u2060', '');
}

/** Waits until something is so. */
export async function until(isSo: () => boolean, milliseconds = 3000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('it did not come');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
