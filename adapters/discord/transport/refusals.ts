/** What Discord refuses the bot, and which permission it lacks. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */

/** Codes after which nothing can be posted in the channel, with what is to be changed. */
const CLOSED: Readonly<Record<number, string>> = {
  10_003: 'the channel is gone',
  10_004: 'the server is gone',
  30_033: 'the thread is full',
  50_001: 'give the bot "View Channel" there',
  50_007: 'the member takes no direct messages',
  50_008: 'the channel takes no messages',
  50_013: 'give the bot "Send Messages" ("Send Messages in Threads" in threads and posts) there',
  50_024: 'the channel takes no messages',
  50_083: 'the thread is archived',
  50_278: 'the member is in no server with the bot',
  160_002: 'give the bot "Read Message History" there',
  160_005: 'the thread is locked: unlock it, or give the bot "Manage Threads"',
};

/** Codes that concern the words: AutoMod has blocked them. */
const WORDS: ReadonlySet<number> = new Set([200_000, 200_001]);
const AUTOMOD = 'exempt the bot\u2019s role from the rule of AutoMod ("Server Settings > Safety Setup")';

/** Codes that concern a member's own choice: nobody has anything to change. */
const CHOSEN: ReadonlySet<number> = new Set([50_007, 50_278]);

/** Discord does not let the bot post in a channel. It is in the log already, in one line. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly code: number,
    readonly channel: string,
    /** What is to be changed. */
    readonly fix: string,
  ) {
    super(`Discord refuses a post in the channel ${channel} (${code}): ${fix}`);
  }

  get level(): 'info' | 'warn' {
    return CHOSEN.has(this.code) ? 'info' : 'warn';
  }

  /** Whether any other post in the channel would be refused as well. */
  get isClosed(): boolean {
    return !WORDS.has(this.code);
  }
}

/** What is to be changed where Discord refused something with this code; `undefined` where it is no refusal. */
export function fixOf(code: unknown): string | undefined {
  if (typeof code !== 'number') return undefined;
  return WORDS.has(code) ? AUTOMOD : CLOSED[code];
}
