/** All requests that post, change or acknowledge something: every message has `allowed_mentions`, and none is posted twice. */

import { createHash } from 'node:crypto';
import {
  type APIApplicationCommandOptionChoice,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  MessageFlags,
  REST,
  Routes,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../../src/contract.js';
import { type Json, object, string } from '../../common/json.js';
import { REFUSED_CHANNELS } from '../../common/refused-channels.js';
import { LIMITS } from '../outbound/limits.js';
import type { DiscordSettings } from '../set-up/settings.js';
import { codeOf, refusedBy } from './errors.js';
import type { Refused } from './refusals.js';

export type Components = readonly APIMessageTopLevelComponent[];

/** What is needed to answer an interaction. */
export interface InteractionKey {
  readonly id: string;
  readonly token: string;
  readonly application: string;
}

export type Api = ReturnType<typeof createApi>;

/** What the bot says alerts nobody. https://docs.discord.com/developers/resources/message#allowed-mentions-object */
const QUIET = { allowed_mentions: { parse: [] } } as const;

/** Minutes after which Discord folds a thread away. */
const ARCHIVE_MINUTES = 1440;

/** What Discord answers when a request is sent again that it has carried out before. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const DONE_BEFORE = { acknowledge: 40_060, startThread: 160_004, delete: 10_008 } as const;

function message(components: Components, isPrivate = false) {
  return {
    ...QUIET,
    components,
    flags: MessageFlags.IsComponentsV2 | (isPrivate ? MessageFlags.Ephemeral : 0),
  };
}

export function createRest({ token, apiUrl }: DiscordSettings): REST {
  return new REST({ version: '10', ...(apiUrl === undefined ? {} : { api: apiUrl }) }).setToken(token);
}

export function createApi(rest: REST, logger: Logger) {
  const refused = new LRUCache<string, Refused>(REFUSED_CHANNELS);
  /** Posts, unless Discord has refused that in this channel a moment ago. @throws {Refused} after it was logged */
  const posting = async (channel: string, post: () => Promise<unknown>): Promise<unknown> => {
    const before = refused.get(channel);
    if (before !== undefined) throw before;
    try {
      return await post();
    } catch (error) {
      const refusal = refusedBy(error, channel);
      if (refusal === undefined) throw error;
      if (refusal.isClosed) refused.set(channel, refusal);
      logger[refusal.level](refusal.message, { channel, code: refusal.code });
      throw refusal;
    }
  };
  return {
    /**
     * @returns the id of the message; with a `nonce` of the last minutes, of the message that was posted with it
     * @throws {Refused} where Discord does not let the bot post; then nothing is tried there for a while
     */
    async post(channel: string, components: Components, nonce: string, replyTo?: string): Promise<string> {
      const body = {
        ...message(components),
        message_reference:
          replyTo === undefined ? undefined : { message_id: replyTo, fail_if_not_exists: false },
        nonce: nonce.slice(0, LIMITS.nonce),
        enforce_nonce: true,
      };
      return idOf(await posting(channel, () => rest.post(Routes.channelMessages(channel), { body })));
    },
    /** A message as Discord has it now; `undefined` where it is gone. */
    async read(channel: string, id: string): Promise<Json | undefined> {
      const told = await rest.get(Routes.channelMessage(channel, id)).catch(unlessDone(DONE_BEFORE.delete));
      return told === undefined ? undefined : object(told);
    },
    /** Puts something else in place of a message of the bot's. */
    async change(channel: string, id: string, components: Components): Promise<void> {
      await rest.patch(Routes.channelMessage(channel, id), { body: message(components) });
    },
    async remove(channel: string, id: string): Promise<void> {
      await rest.delete(Routes.channelMessage(channel, id)).catch(unlessDone(DONE_BEFORE.delete));
    },
    /** https://docs.discord.com/developers/resources/message#create-reaction */
    async react(channel: string, id: string, emoji: string): Promise<void> {
      await rest.put(Routes.channelMessageOwnReaction(channel, id, encodeURIComponent(emoji)));
    },
    /** Answers an interaction that was not answered yet. @returns the id of the message */
    async respond(key: InteractionKey, components: Components, isPrivate: boolean) {
      const data = message(components, isPrivate);
      return await callbackFor(rest, key, { type: InteractionResponseType.ChannelMessageWithSource, data });
    },
    /** Puts something else in place of the message whose button was pressed. @returns the id of the message */
    async replace(key: InteractionKey, components: Components) {
      const data = message(components);
      return await callbackFor(rest, key, { type: InteractionResponseType.UpdateMessage, data });
    },
    /** Announces an answer. */
    async defer(key: InteractionKey, isPrivate: boolean): Promise<void> {
      const data = isPrivate ? { flags: MessageFlags.Ephemeral } : {};
      await callback(rest, key, { type: InteractionResponseType.DeferredChannelMessageWithSource, data });
    },
    /** Fills the answer that was announced; may be sent again. @returns the id of the message */
    async edit(key: InteractionKey, components: Components): Promise<string> {
      return idOf(await rest.patch(answerOf(key), { body: message(components), auth: false }));
    },
    /** Acknowledges a button without a message. */
    async deferUpdate(key: InteractionKey): Promise<void> {
      await callback(rest, key, { type: InteractionResponseType.DeferredMessageUpdate });
    },
    /** Deletes the answer, or, after a button, the message that holds it. */
    async deleteOriginal(key: InteractionKey): Promise<void> {
      await rest.delete(answerOf(key), { auth: false }).catch(unlessDone(DONE_BEFORE.delete));
    },
    /** Shows what may be typed on. */
    async suggest(key: InteractionKey, choices: readonly APIApplicationCommandOptionChoice[]): Promise<void> {
      const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
      await callback(rest, key, { type, data: { choices } });
    },
    /** Opens a form; only as the first answer, and not to the submission of one. */
    async openForm(key: InteractionKey, data: APIModalInteractionResponseCallbackData): Promise<void> {
      await callback(rest, key, { type: InteractionResponseType.Modal, data });
    },
    /** Begins a thread at a message. @returns the id of the thread */
    async startThread(channel: string, started: string, name: string): Promise<string> {
      const body = { name, auto_archive_duration: ARCHIVE_MINUTES };
      const told = await rest
        .post(Routes.threads(channel, started), { body })
        .catch(unlessDone(DONE_BEFORE.startThread));
      // A thread carries the id of its message. https://docs.discord.com/developers/topics/threads
      return told === undefined ? started : idOf(told);
    },
    async setTags(thread: string, tags: readonly string[]): Promise<void> {
      await rest.patch(Routes.channel(thread), { body: { applied_tags: tags } });
    },
    /** @returns the id of the channel of the user's direct messages */
    async openDirect(user: string): Promise<string> {
      return idOf(await rest.post(Routes.userChannels(), { body: { recipient_id: user } }));
    },
  };
}

/** Acknowledges an interaction. @returns what Discord tells of it; `undefined` where that answer was lost */
async function callback(rest: REST, { id, token }: InteractionKey, body: unknown): Promise<unknown> {
  return await rest
    .post(Routes.interactionCallback(id, token), {
      body,
      auth: false,
      query: new URLSearchParams({ with_response: 'true' }),
    })
    .catch(unlessDone(DONE_BEFORE.acknowledge));
}

/** The same. @returns the id of the message that was made or changed, looked up where the answer was lost */
async function callbackFor(rest: REST, key: InteractionKey, body: unknown): Promise<string | undefined> {
  const told = await callback(rest, key, body);
  if (told === undefined) return idOf(await rest.get(answerOf(key), { auth: false }));
  return string(object(object(object(told)['resource'])['message'])['id']);
}

function answerOf({ application, token }: InteractionKey) {
  return Routes.webhookMessage(application, token);
}

/** Passes over the one error which says that the request was carried out before. */
function unlessDone(code: number) {
  return (error: unknown): undefined => {
    if (codeOf(error) !== code) throw error;
  };
}

function idOf(told: unknown): string {
  const id = string(object(told)['id']);
  if (id === undefined) throw new Error('Discord answered without an id');
  return id;
}

/** A nonce that is the same for the same words, so that what is sent again after a lost answer stands once. */
export function nonceOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
