import type { Host, Question, QuestionContext } from '../../src/contract.js';

/**
 * What a question carries of the conversation around it, and whether the second reader may be sent anything of it.
 * @param channels the names that the settings of its channel are kept under, and of the one that a message was forwarded from
 * @param context finds what the message stands in, when the core asks for it
 */
export async function contextFields(
  host: Pick<Host, 'secondReader' | 'channels'>,
  channels: readonly string[],
  context?: () => Promise<QuestionContext>,
): Promise<Pick<Question, 'context' | 'secondReader'>> {
  const fields = context === undefined ? {} : { context };
  if (!host.secondReader) return fields;
  const settings = await Promise.all(
    [...new Set(channels)].map((channel) => host.channels.settings(channel)),
  );
  // A channel that is left out is so also where its messages are shared elsewhere.
  return settings.every(({ secondReader }) => secondReader) ? fields : { ...fields, secondReader: false };
}
