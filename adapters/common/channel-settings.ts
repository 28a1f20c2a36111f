import type { ChannelSettings, Host, Language } from '../../src/contract.js';

/**
 * What is set for a channel, in sentences.
 * @param channel as the platform writes a channel that is mentioned
 */
export function describeSettings(
  { texts, secondReader: isThere }: Pick<Host, 'texts' | 'secondReader'>,
  language: Language,
  channel: string,
  { listening, precision, secondReader, learning }: ChannelSettings,
): readonly string[] {
  return [
    texts(language, listening ? 'channel.on' : 'channel.off', { channel }),
    precision === undefined
      ? texts(language, 'channel.precisionDefault')
      : texts(language, 'channel.precision', { precision }),
    ...(isThere && secondReader ? [texts(language, 'channel.secondReaderOn')] : []),
    ...(secondReader ? [] : [texts(language, 'channel.secondReaderOff')]),
    texts(language, learning ? 'channel.learnOn' : 'channel.learnOff'),
  ];
}
