/** The core's names of Slack's conversations. No id of Slack's holds a slash. */

/** A conversation, or a message by its timestamp. */
export function placeOf(team: string, channel: string, thread: string): string {
  return `${team}/${channel}/${thread}`;
}

/**
 * The conversation that a message belongs to: its thread. A direct message is one conversation as a whole, because members go on
 * there inside a thread or beside it. https://docs.slack.dev/apis/web-api/using-the-conversations-api
 */
export function conversationOf(team: string, channel: string, thread: string, user: string): string {
  return placeOf(team, channel, isDirect(channel) ? user : thread);
}

/** Where a member's commands in a channel are remembered: nobody else sees that conversation. */
export function commandPlace(team: string, channel: string, user: string): string {
  return placeOf(team, channel, user);
}

/** A channel as the core knows it. */
export const channelName = (team: string, channel: string): string => `${team}/${channel}`;

/** The ids of direct messages begin with a D. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

interface Place {
  readonly team: string;
  readonly channel: string;
  readonly thread?: string;
  /** Whether only one member sees what is said there, as after a command. */
  readonly isPrivate: boolean;
}

/** @returns `undefined` for a name that no function above gives */
export function readPlace(place: string): Place | undefined {
  const [team, channel, thread] = place.split('/');
  if (team === undefined || channel === undefined || thread === undefined) return undefined;
  if (/^\d/.test(thread)) return { team, channel, thread, isPrivate: false };
  // The place of a command ends with its user instead of a thread. So does a direct message, which the bot can write into.
  return { team, channel, isPrivate: !isDirect(channel) };
}
