/** Tells something to the one who typed a command or pressed a button, and to nobody else. */

import type { RespondFn } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { object } from '../../common/json.js';
import { CallError, logged } from './faults.js';
import type { Workspace } from './workspace.js';

interface Words {
  readonly text: string;
  readonly blocks?: KnownBlock[];
}

/**
 * @param replace the private message that held the button gives way
 * @throws {CallError} after it was logged
 */
export type Respond = (message: Words, replace?: boolean) => Promise<void>;

/** Milliseconds for which Slack takes answers at the address that came along. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const ADDRESS_MILLISECONDS = 30 * 60 * 1000;
/** Slack knows the address no more. */
const GONE = 404;

/**
 * Nobody can look up whether something stands that only one member sees. So where the process ended after it had begun to send it, the
 * member is told that, and to ask again where there is nothing.
 * @param respond Bolt's, for the address that came with the command or the press
 */
export function respondBy(
  workspace: Workspace,
  respond: RespondFn,
  { user, channel }: { readonly user: string; readonly channel: string },
): Respond {
  const { host, handled, now } = workspace;
  const { id, since } = handled;
  let isAllowed: Promise<boolean> | undefined;

  /** As a private message in the channel; where the bot is no member of it, as a direct message. */
  const tellAnew = async (words: Words): Promise<void> => {
    try {
      await workspace.call('chat.postEphemeral', { channel, user, ...words });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      const plain = { unfurl_links: false, unfurl_media: false, parse: 'none' };
      await workspace.call('chat.postMessage', { channel: user, ...plain, ...words });
    }
  };

  return async (message, replace = false) => {
    isAllowed ??= id === undefined ? Promise.resolve(true) : host.inbox.maySend(id, user);
    const isFirst = await isAllowed;
    const words = isFirst
      ? message
      : { text: host.texts(await workspace.ownLanguage(user), 'slack.interrupted') };
    if (since !== undefined && now() - since > ADDRESS_MILLISECONDS) return await tellAnew(words);
    try {
      await respond({ response_type: 'ephemeral', replace_original: replace && isFirst, ...words });
    } catch (error) {
      if (object(error)['statusCode'] === GONE) return await tellAnew(words);
      throw logged(new CallError('response_url', {}, error), host.logger);
    }
  };
}
