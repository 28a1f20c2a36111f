/** A started adapter on a double of its own. */

import type { Action, ActionKind, Form, Reply } from '../../../src/contract.js';
import { createTurns } from '../../../src/app/turns.js';
import type { DiscordOptions } from '../../../adapters/discord/discord.js';
import { makeReply, type FakeHost, fakeHost, type HostOptions } from '../../../src/testing/fakes.js';
import { type DiscordPlatform, discordPlatform, until } from './platform.js';
import { MAINTAINER_ROLE } from './world.js';

export interface Stage {
  readonly platform: DiscordPlatform;
  readonly host: FakeHost;
  /** Stops everything, and rejects when something was sent that Discord would refuse. */
  end(): Promise<void>;
}

export const GOOD: Reply = makeReply({
  kind: 'answer',
  text: 'Water it.',
  question: 'How do I grow a seed?',
  entry: 'garden#1',
  alternatives: [{ label: 'And beans?', token: 'tOther' }],
  actions: [{ kind: 'why', label: 'Why', token: 'tWhy' }],
});

/** A word for the one who pressed. */
export const notice = (words: string, more: Partial<Reply> = {}): Reply =>
  makeReply({ text: words, audience: 'asker', ...more });
/** Actions with made-up tokens: `do-KIND-1`. */
export const actions = (...kinds: readonly ActionKind[]): readonly Action[] =>
  kinds.map((kind) => ({ kind, label: kind, token: `do-${kind}-1` }));

export const FORM: Form = {
  title: 'A title that is much longer than the forty-five characters of a modal',
  token: 'do-asked-1',
  submit: 'Send',
  fields: [
    { name: 'question', label: 'Question', value: 'Why?', lines: 'many', required: true, maxLength: 3000 },
    { name: 'project', label: 'Project', value: '', lines: 'one', required: false, maxLength: 100 },
  ],
};

/** Milliseconds after which an answer is announced, for tests of what comes late. */
export const IMPATIENT = { answer: 100, form: 400 } as const;

export interface StageOptions extends HostOptions, Pick<DiscordOptions, 'identifyThrottler'> {
  /** Discord's own patience by default. */
  readonly patience?: typeof IMPATIENT;
  /** Whether questions take turns, as in the program. */
  readonly inTurns?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  /** Before the adapter is started. */
  readonly prepare?: (platform: DiscordPlatform, host: FakeHost) => void | Promise<void>;
}

export async function stage({
  settings = {},
  prepare,
  patience,
  identifyThrottler,
  inTurns = false,
  ...options
}: StageOptions = {}): Promise<Stage> {
  const platform = await discordPlatform({ patience, identifyThrottler });
  const host = fakeHost({ ...platform.settings, ...settings }, undefined, {
    maintainers: [MAINTAINER_ROLE],
    ...options,
  });
  await prepare?.(platform, host);
  await platform.adapter.start(inTurns ? { ...host, ...createTurns(host.bot) } : host);
  platform.discord.clear();
  return {
    platform,
    host,
    async end() {
      await platform.adapter.stop();
      await platform.close();
    },
  };
}

/** Waits until there are as many messages. */
export async function answered({ platform }: Stage, count = 1): Promise<void> {
  await until(() => platform.discord.messages.length >= count);
}
