import type { Host, Question, QuestionContext } from '../../src/contract.js';

/**
 * What a question carries of the conversation around it, and whether the second reader may be sent anything of its channel.
 * @param channel the name that the settings of the question's channel are kept under
 * @param context finds what the message stands in, when the core asks for it
 */
export async function contextFields(
  host: Pick<Host, 'secondReader' | 'channels'>,
  channel: string,
  context?: () => Promise<QuestionContext>,
): Promise<Pick<Question, 'context' | 'secondReader'>> {
  const fields = context === undefined ? {} : { context };
  if (!host.secondReader) return fields;
  const { secondReader } = await host.channels.settings(channel);
  return secondReader ? fields : { ...fields, secondReader };
}
