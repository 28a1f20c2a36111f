/** What all handlers share, and what they do alike with it. */

import type { Host, Language, Reply } from '../../src/contract.js';
import { knownLanguage } from '../common/json.js';
import type { QuestionLife } from '../common/question-life.js';
import type { Serial } from '../common/serial.js';
import type { Records, Sent } from './inbound/records.js';
import { type OwnButtons, pagesOf, render, renderNote } from './outbound/render-reply.js';
import type { Api, Components } from './transport/api.js';
import type { Patience } from './transport/responder.js';

export interface Service {
  readonly host: Host;
  readonly api: Api;
  readonly records: Records;
  /** Messages by their ids. */
  readonly life: QuestionLife;
  /** Keeps changes of the same message apart, by its id. */
  readonly serial: Serial;
  readonly patience: Patience;
  readonly isStopping: () => boolean;
  /** DISCORD_MAINTAINERS_CHANNEL */
  readonly maintainersChannel?: string;
}

/** Somebody who acts, with the roles that the event told. */
export interface Actor {
  readonly user: string;
  readonly roles: readonly string[];
}

export function isMaintainer({ host }: Service, { user, roles }: Actor): boolean {
  return [user, ...roles].some((id) => host.maintainers.includes(id));
}

/**
 * The components of a reply. What does not fit in a message is kept for the button "read on".
 * @param owner who asked, where it is known
 */
export async function compose(
  { host, records }: Service,
  reply: Reply,
  owner: string | undefined,
  buttons: OwnButtons = {},
): Promise<Components> {
  const { texts, logger } = host;
  const pages = pagesOf(reply, texts);
  if (pages.pages.length < 2) return render(reply, { texts, buttons });
  try {
    const more = `${await records.keep(pages, owner)}:1`;
    return render(reply, { texts, buttons: { ...buttons, more } });
  } catch (error) {
    logger.error('a long answer could not be kept', { error });
    return render(reply, { texts, buttons });
  }
}

/** The components of one of the adapter's own sentences. */
export function note(
  { host }: Service,
  language: Language,
  key: string,
  values: Readonly<Record<string, string>> = {},
): Components {
  return renderNote(host.texts(language, key, values));
}

/** The language of the bot's own sentences where no question tells it. */
export function languageOf({ host }: Service, locale: string | undefined): Language {
  const isChinese = locale === undefined || locale.startsWith('zh');
  return knownLanguage(host.settings['QABOT_LANGUAGE']) ?? (isChinese ? 'zh' : 'en');
}

/**
 * Remembers a reply that stands in a channel. Never rejects: the reply was given all the same.
 * @param post the forum post of which it shows whether it is solved
 */
export async function remember(
  { host, records }: Service,
  message: string,
  sent: Sent,
  post?: string,
): Promise<void> {
  try {
    await records.putSent(message, sent, post);
  } catch (error) {
    host.logger.error('a reply could not be remembered', { error });
  }
}

/** From now on no other reply points to this one. */
export async function retract({ host }: Service, { posted }: Sent): Promise<void> {
  if (posted !== undefined) await host.channels.removed(posted.channel, posted.entry);
}

/** What was kept, where the store can be reached; `undefined` and a line in the log otherwise. */
export async function known<T>({ host }: Service, read: Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    host.logger.error('the store could not be reached', { error });
    return undefined;
  }
}
