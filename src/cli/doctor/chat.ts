/** What `qabot doctor` says of the chat model: it drafts wordings, and is the second reader where that is switched on. */

import { fault, ok, warning } from '../../../adapters/common/settings.js';
import type { DoctorFinding } from '../../contract.js';
import type { Settings } from '../../settings.js';

/** Milliseconds; a server that lists its models does so at once. */
const CHAT_PATIENCE = 5_000;

/** The bot answers without it, so that a server that is off just now is no error. */
export async function chatFindings({
  chat: { url, model, key } = {},
  secondReader = false,
}: Pick<Settings, 'chat' | 'secondReader'>): Promise<readonly DoctorFinding[]> {
  const noReader = ok('There is no second reader (SECOND_READER is not set): docs/second-reader.md');
  if (url === undefined)
    return [ok('No chat model drafts wordings (CHAT_URL is not set): docs/drafting.md'), noReader];
  if (model === undefined)
    return [fault('CHAT_URL has no model: set CHAT_MODEL to draft wordings'), noReader];
  // The client is large: only who has an address waits for it.
  const { probe } = await import('../../chat/client.js');
  const wrong = await probe({ url, key, timeout: CHAT_PATIENCE });
  const drafting =
    wrong === undefined
      ? ok(`The server of CHAT_URL answers, to draft wordings with ${model}`)
      : warning(`Wordings cannot be drafted with CHAT_URL: ${wrong}`);
  return [drafting, ...(secondReader ? readerFindings(url, model, wrong) : [noReader])];
}

function readerFindings(url: string, model: string, wrong: string | undefined): readonly DoctorFinding[] {
  const { host } = new URL(url);
  return [
    ok(
      `The second reader is on. What leaves for ${host}, to be read by ${model}: the message, the one that it points at, ` +
        'the first of its thread, and up to five public entries. Mentions, ids and secrets are masked',
    ),
    ...(wrong === undefined
      ? []
      : [warning(`The second reader is away, and the bot decides alone: ${wrong}`)]),
  ];
}
