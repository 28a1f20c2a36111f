/** Everything that is sent to Discord, in one place: no message leaves without `allowed_mentions`, none twice. */

import {
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js';
import { LIMITS } from '../outbound/limits.js';

export type Components = readonly APIMessageTopLevelComponent[];

/** What is needed to answer an interaction. */
export interface InteractionKey {
  readonly id: string;
  readonly token: string;
  readonly application: string;
}

export interface Api {
  /** @returns the id of the message. A `nonce` that was used in the last minutes gives that message again. */
  post(channel: string, components: Components, nonce: string, replyTo?: string): Promise<string>;
  /** Answers an interaction that was not answered yet. @returns the id of the message */
  respond(key: InteractionKey, components: Components, isPrivate: boolean): Promise<string | undefined>;
  defer(key: InteractionKey, isPrivate: boolean): Promise<void>;
  /** Acknowledges a button without a message. */
  deferUpdate(key: InteractionKey): Promise<void>;
  suggest(
    key: InteractionKey,
    choices: readonly { readonly name: string; readonly value: string }[],
  ): Promise<void>;
  /** Opens a form; only as the first answer, and not to the submission of one. */
  openForm(key: InteractionKey, form: APIModalInteractionResponseCallbackData): Promise<void>;
  /** Puts something else in place of the message whose button was pressed. @returns the id of the message */
  replace(key: InteractionKey, components: Components): Promise<string | undefined>;
  /** Fills the answer that was deferred; sent again, it does the same again. */
  edit(key: InteractionKey, components: Components): Promise<string>;
  /** Deletes the answer, or, after a button, the message that holds it. */
  deleteOriginal(key: InteractionKey): Promise<void>;
  /** @returns the id of the thread */
  startThread(channel: string, message: string, name: string): Promise<string>;
  setTags(thread: string, tags: readonly string[]): Promise<void>;
  openDirect(user: string): Promise<string>;
}

/** Nobody is alerted by what the bot says. https://docs.discord.com/developers/resources/message#allowed-mentions-object */
const QUIET = { allowed_mentions: { parse: [] } } as const;

/** Minutes after which Discord folds a thread away. */
const ARCHIVE_MINUTES = 1440;

/** What Discord says to a request that was carried out, but whose answer was lost, when it is sent again. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const DONE_BEFORE = { acknowledge: 40_060, startThread: 160_004, delete: 10_008 } as const;

function message(components: Components, isPrivate = false) {
  return {
    ...QUIET,
    components,
    flags: MessageFlags.IsComponentsV2 | (isPrivate ? MessageFlags.Ephemeral : 0),
  };
}

function webhook({ application, token }: InteractionKey) {
  return Routes.webhookMessage(application, token);
}

export function createApi(rest: REST): Api {
  const callback = async (key: InteractionKey, body: unknown): Promise<unknown> => {
    try {
      return await rest.post(Routes.interactionCallback(key.id, key.token), {
        body,
        auth: false,
        query: new URLSearchParams({ with_response: 'true' }),
      });
    } catch (error) {
      if (codeOf(error) === DONE_BEFORE.acknowledge) return undefined;
      throw error;
    }
  };
  /** The message that an acknowledgement has made or changed; looked up where the answer was lost. */
  const acknowledge = async (key: InteractionKey, body: unknown): Promise<string | undefined> => {
    const told = await callback(key, body);
    if (told === undefined) return idOf(await rest.get(webhook(key), { auth: false }));
    const { id } = object(object(object(told)['resource'])['message']);
    return typeof id === 'string' ? id : undefined;
  };
  return {
    async post(channel, components, nonce, replyTo) {
      const reference =
        replyTo === undefined
          ? {}
          : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
      return idOf(
        await rest.post(Routes.channelMessages(channel), {
          body: {
            ...message(components),
            ...reference,
            nonce: nonce.slice(0, LIMITS.nonce),
            enforce_nonce: true,
          },
        }),
      );
    },
    async respond(key, components, isPrivate) {
      const data = message(components, isPrivate);
      return await acknowledge(key, { type: InteractionResponseType.ChannelMessageWithSource, data });
    },
    async replace(key, components) {
      const data = message(components);
      return await acknowledge(key, { type: InteractionResponseType.UpdateMessage, data });
    },
    async defer(key, isPrivate) {
      const data = isPrivate ? { flags: MessageFlags.Ephemeral } : {};
      await callback(key, { type: InteractionResponseType.DeferredChannelMessageWithSource, data });
    },
    async deferUpdate(key) {
      await callback(key, { type: InteractionResponseType.DeferredMessageUpdate });
    },
    async suggest(key, choices) {
      await callback(key, {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices },
      });
    },
    async openForm(key, data) {
      await callback(key, { type: InteractionResponseType.Modal, data });
    },
    edit: async (key, components) =>
      idOf(await rest.patch(webhook(key), { body: message(components), auth: false })),
    async deleteOriginal(key) {
      try {
        await rest.delete(webhook(key), { auth: false });
      } catch (error) {
        if (codeOf(error) !== DONE_BEFORE.delete) throw error;
      }
    },
    async startThread(channel, started, name) {
      const body = { name, auto_archive_duration: ARCHIVE_MINUTES };
      try {
        return idOf(await rest.post(Routes.threads(channel, started), { body }));
      } catch (error) {
        // A thread carries the id of its message. https://docs.discord.com/developers/topics/threads
        if (codeOf(error) === DONE_BEFORE.startThread) return started;
        throw error;
      }
    },
    async setTags(thread, tags) {
      await rest.patch(Routes.channel(thread), { body: { applied_tags: tags } });
    },
    openDirect: async (user) =>
      idOf(await rest.post(Routes.userChannels(), { body: { recipient_id: user } })),
  };
}

/** Discord's number for what went wrong; its status where there is none. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined;
}

function idOf(told: unknown): string {
  const { id } = object(told);
  if (typeof id !== 'string') throw new Error('Discord answered without an id');
  return id;
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
