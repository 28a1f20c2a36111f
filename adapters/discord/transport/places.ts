/**
 * Places as the core knows them: `channel` for a direct message or a forum post, `channel/message` for an exchange in a
 * channel (a thread carries the id of the message that it began with), `channel/@user` for a member's own commands.
 */

export const threadPlace = (channel: string, root: string): string => `${channel}/${root}`;
export const privatePlace = (channel: string, user: string): string => `${channel}/@${user}`;

export interface Where {
  readonly channel: string;
  readonly message?: string;
  readonly user?: string;
}

/** `undefined` for what is no place of Discord. */
export function readPlace(place: string): Where | undefined {
  const [, channel, user, message] = /^(\d+)(?:\/(?:@(\d+)|(\d+)))?$/.exec(place) ?? [];
  if (channel === undefined) return undefined;
  return { channel, user, message };
}
