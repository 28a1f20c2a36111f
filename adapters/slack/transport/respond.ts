/** Private words to the one who typed a command or pressed a button, over the address that came with it. */

import type { RespondFn } from '@slack/bolt';

export type Respond = RespondFn;

export async function sayTo(respond: Respond, text: string): Promise<void> {
  await respond({ response_type: 'ephemeral', replace_original: false, text });
}
