/** The whole core on a store in memory: one replica, its platforms, and people who press buttons. */

import { botOn } from '../../src/app/hosts.js';
import { type BotService, createBotService } from '../../src/app/service.js';
import { readSettings } from '../../src/settings.js';
import type { ActionKind, Adapter, Address, Press, Question, Reply } from '../../src/contract.js';
import type { Engine } from '../../src/engine/engine.js';
import type { Knowledge } from '../../src/knowledge/model.js';
import type { Database } from '../../src/store/contract.js';
import { engineOf } from '../support/circle/core.js';
import { fakeHost, type FakeHost } from '../../src/testing/fakes.js';
import { KNOWLEDGE } from '../support/knowledge.js';

export interface Replica {
  readonly circle: BotService;
  readonly logged: FakeHost['logged'];
  readonly delivered: readonly { readonly platform: string; readonly to: Address; readonly reply: Reply }[];
  /** What the maintainers of a platform were shown. */
  readonly told: readonly { readonly platform: string; readonly reply: Reply }[];
  ask(text: string, more?: Partial<Question>): Promise<Reply>;
  press(token: string, more?: Partial<Press>): Promise<Reply>;
  /** Presses the action of a kind. */
  act(reply: Reply, kind: ActionKind, more?: Partial<Press>): Promise<Reply>;
  /** Submits the form of a reply, with these fields changed. */
  submit(reply: Reply, fields?: Readonly<Record<string, string>>, more?: Partial<Press>): Promise<Reply>;
}

export interface ReplicaOptions {
  readonly knowledge?: Knowledge;
  /** Instead of the one that is made of `knowledge`. */
  readonly engine?: Engine;
  readonly platforms?: readonly string[];
  /** Platforms that name a channel of the maintainers. */
  readonly channels?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly now?: () => number;
  readonly isServing?: boolean;
  /** Whether the adapters cannot deliver later. */
  readonly mute?: boolean;
  /** Whether it is killed while it delivers: the message is on its way, and nothing more happens. */
  readonly isKilled?: boolean;
  /** Addresses that cannot be reached. */
  readonly unreachable?: readonly string[];
}

export const MAINTAINER = { asker: 'maintainer', maintainer: true } as const;

export function replica(database: Database, options: ReplicaOptions = {}): Replica {
  const { knowledge = KNOWLEDGE, platforms = ['slack', 'discord'], channels = ['slack'] } = options;
  const { environment = {}, unreachable = [], isServing = true, engine = engineOf(knowledge) } = options;
  const host = fakeHost();
  const delivered: { platform: string; to: Address; reply: Reply }[] = [];
  const told: { platform: string; reply: Reply }[] = [];
  const adapters = platforms.map(
    (name): Adapter => ({
      name,
      start: async () => {},
      stop: async () => {},
      ...(options.mute === true
        ? {}
        : {
            async deliver(to, reply) {
              if (unreachable.includes(to.place)) throw new Error('nobody there');
              if (options.isKilled === true) return await new Promise(() => undefined);
              delivered.push({ platform: name, to, reply });
            },
          }),
      async tellMaintainers(reply) {
        if (!channels.includes(name)) return false;
        told.push({ platform: name, reply });
        return true;
      },
    }),
  );
  const circle = createBotService({
    engine,
    database,
    settings: readSettings({ STORE_URL: ':memory:', STORE_KEY: 'k'.repeat(32), ...environment }),
    logger: host.logger,
    isServing,
    adapters: () => adapters,
    now: options.now,
  });
  const on = (platform = 'slack') => botOn(platform, circle.bot);
  const press: Replica['press'] = (token, { platform, ...more } = {}) =>
    on(platform).press({ token, asker: 'ann', place: 'p1', ...more });
  return {
    circle,
    logged: host.logged,
    delivered,
    told,
    async ask(text, { platform, ...more } = {}) {
      const reply = await on(platform).ask({
        text,
        asker: 'ann',
        place: 'p1',
        attention: 'addressed',
        ...more,
      });
      if (reply === undefined) throw new Error(`silence on ${text}`);
      return reply;
    },
    press,
    act(reply, kind, more) {
      const action = reply.actions.find((one) => one.kind === kind);
      if (action === undefined) throw new Error(`no action ${kind} in ${JSON.stringify(reply.actions)}`);
      return press(action.token, more);
    },
    submit({ form }, fields = {}, more = {}) {
      if (form === undefined) throw new Error('no form');
      const filled = Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
      return press(form.token, { ...more, fields: { ...filled, ...fields } });
    },
  };
}
