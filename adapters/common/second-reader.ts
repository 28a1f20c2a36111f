import type { Host, Question, QuestionContext } from '../../src/contract.js';

/**
 * What a question carries for the second reader: nothing where there is none, or where its channel was left out.
 * @param channel the name that the settings of the question's channel are kept under
 * @param lookUp finds what the message stands in; it is called only where that may be sent, and must not reject
 */
export async function forSecondReader(
  host: Pick<Host, 'secondReader' | 'channels'>,
  channel: string,
  lookUp: () => Promise<QuestionContext> = async () => ({}),
): Promise<Pick<Question, 'context' | 'secondReader'>> {
  if (!host.secondReader) return {};
  const { secondReader } = await host.channels.settings(channel);
  return secondReader ? { context: await lookUp() } : { secondReader };
}
