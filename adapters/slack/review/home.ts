/** The app's Home tab, and the suggestions of its Messages tab. */

import type { KnownBlock } from '@slack/types';
import type { Language, Reply } from '../../../src/contract.js';
import { type Json, knownLanguage, string } from '../../common/json.js';
import { shorten } from '../../common/text.js';
import { LENGTHS, LIMITS } from '../outbound/limits.js';
import type { Say } from '../outbound/render-reply.js';
import type { Workspace } from '../transport/workspace.js';
import {
  channelBlocks,
  HOME_ACTIONS,
  knowledgeBlocks,
  languageBlocks,
  MOST_REVIEWED,
  mostAskedBlocks,
  noticeLine,
  reviewBlocks,
} from './blocks.js';

/** Questions on the Home tab. */
const MOST_ASKED = 5;

/** An `app_home_opened`. */
export async function onHomeOpened(workspace: Workspace, event: Json): Promise<void> {
  const user = string(event['user']);
  const channel = string(event['channel']);
  if (user === undefined) return;
  if (event['tab'] === 'home') return await publishHome(workspace, user);
  if (event['tab'] === 'messages' && channel !== undefined) await suggest(workspace, user, channel);
}

/** @param notice what a press on the Home tab brought */
export async function publishHome(workspace: Workspace, user: string, notice?: Reply): Promise<void> {
  const { host } = workspace;
  const chosen = knownLanguage(await host.store.get(`language/${user}`).catch(() => undefined));
  const language = await workspace.ownLanguage(user);
  const say: Say = (key, values) => host.texts(language, key, values);
  const channels = (await workspace.maySteer(user)) ? await channelsOf(workspace) : undefined;
  const about = [
    ...knowledgeBlocks(host.overview(), say),
    ...mostAskedBlocks(await host.mostAsked(MOST_ASKED), say),
    ...languageBlocks(chosen, say),
    ...(channels === undefined ? [] : channelBlocks(channels, say)),
  ];
  const room = LIMITS.viewBlocks - about.length;
  const waiting = (await workspace.isMaintainer(user))
    ? await toReview(workspace, language, room, notice)
    : notice === undefined
      ? []
      : [{ type: 'divider' } as const, noticeLine(notice)];
  const view = { type: 'home', blocks: [...about, ...waiting] };
  await workspace.call('views.publish', { user_id: user, view });
}

/** Whether an action is one of the Home tab's own controls. */
export function isHomeAction(action: string): boolean {
  return Object.values(HOME_ACTIONS).some((id) => action.startsWith(id));
}

/** Somebody used a control of the Home tab. */
export async function onHomeChange(
  workspace: Workspace,
  { user, action, value }: { readonly user: string; readonly action: string; readonly value: string },
): Promise<void> {
  const { store, channels } = workspace.host;
  if (action === HOME_ACTIONS.language) {
    const language = knownLanguage(value);
    const key = `language/${user}`;
    await (language === undefined ? store.delete(key) : store.set(key, language, undefined, user));
  } else {
    const [verb, channel = ''] = value.split(':');
    if (!channel.startsWith(`${workspace.team}/`) || !(await workspace.maySteer(user))) return;
    await channels.change(channel, { listening: verb === 'on' });
  }
  await publishHome(workspace, user);
}

/** What may be asked, for the Messages tab. */
async function suggest(workspace: Workspace, user: string, channel: string): Promise<void> {
  const { host } = workspace;
  const language = await workspace.ownLanguage(user);
  const questions = await host.suggestions(LIMITS.suggestedPrompts);
  if (questions.length === 0) return;
  await workspace.call('assistant.threads.setSuggestedPrompts', {
    channel_id: channel,
    title: host.texts(language, 'slack.prompts.title'),
    prompts: questions.map((question) => ({
      title: shorten(question.replace(/\s+/g, ' '), LENGTHS.prompt),
      message: question,
    })),
  });
}

async function channelsOf({ host, team }: Workspace) {
  return (await host.channels.all()).filter(([key]) => key.startsWith(`${team}/`));
}

/** What waits for review, for the eyes of maintainers alone. */
async function toReview(
  { host }: Workspace,
  language: Language,
  room: number,
  notice: Reply | undefined,
): Promise<readonly KnownBlock[]> {
  const queue = await host.review(language, MOST_REVIEWED).catch((error: unknown) => {
    host.logger.error('what waits for review could not be read', { error });
    return undefined;
  });
  return reviewBlocks(queue, { language, texts: host.texts, room, notice });
}
