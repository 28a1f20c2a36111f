/** What each adapter is started with. */

import { byNewest } from '../bot/compose.js';
import type { Adapter, Bot, Host, Logger, Overview, Variables } from '../contract.js';
import type { Entry, Knowledge } from '../knowledge/model.js';
import { createInbox } from '../inbox.js';
import { createChannels } from '../listening/channels.js';
import { type Database, NAMESPACES, namingOwners } from '../store/contract.js';
import { sealerFrom } from '../sealing.js';
import { createUnreadable } from '../stored.js';
import { createTexts } from '../texts/texts.js';
import { createBursts } from './bursts.js';
import { createMostAsked } from './most-asked.js';
import { withoutRepeats } from './repeats.js';
import type { BotService, BotServiceOptions } from './service.js';
import { createTurns } from './turns.js';

interface HostsOptions {
  readonly service: BotService;
  readonly database: Database;
  readonly knowledge: Knowledge;
  readonly logger: Logger;
  /** {@link BotServiceOptions.isServing} */
  readonly isServing: BotServiceOptions['isServing'];
  /** Milliseconds that an overheard question waits for a person's answer. */
  readonly wait: number;
  /** Milliseconds that a message which asks nothing yet waits for the next one. */
  readonly burstWait: number;
  readonly secondReader: Host['secondReader'];
  readonly exit: Host['exit'];
}

interface Hosts {
  hostOf(adapter: Pick<Adapter, 'name' | 'texts'>, settings: Variables, maintainers: readonly string[]): Host;
  /** Lets go of the overheard questions that wait, and asks at once what waits for the rest of a question. */
  close(): void;
}

/** All adapters share the bot, its queue and the store; each has a namespace of the store, and channels. */
export function createHosts(options: HostsOptions): Hosts {
  const { service, database, knowledge, logger, isServing, wait, burstWait, secondReader, exit } = options;
  const { mostAsked, suggestions, counting } = createMostAsked(
    database.store(NAMESPACES.core),
    knowledge,
    (id) => service.entries.get(id)?.question,
    logger,
  );
  const turns = createTurns(isServing ? counting(service.bot) : service.bot);
  const closing = new AbortController();
  return {
    hostOf({ name, texts }, settings, maintainers) {
      const store = namingOwners(database.store(name), (asker) => service.ownerOf({ platform: name, asker }));
      const unreadable = createUnreadable(logger, name);
      const channels = createChannels({
        store,
        logger,
        wait,
        unreadable,
        awaits: (stream, asker) => bursts.awaits(stream, asker),
      });
      const bursts = createBursts({
        bot: withoutRepeats(botOn(name, turns.bot), channels),
        wait: burstWait,
        asksNothingYet: service.asksNothingYet,
      });
      closing.signal.addEventListener('abort', () => {
        channels.close();
        bursts.close();
      });
      return {
        bot: bursts.bot,
        store,
        unreadable,
        channels,
        gather: (noticed) =>
          service.learning.gather(
            { ...noticed, platform: name },
            async () => (await channels.settings(noticed.channel)).learning,
          ),
        inbox: createInbox({ store, logger, unreadable, sealer: service.sealer }),
        maintainers,
        secondReader,
        review: (language, limit) => service.review(language, limit),
        overview: () => overview(knowledge, [...service.entries.all()]),
        mostAsked,
        suggestions,
        settings,
        logger,
        texts: createTexts(texts),
        sealer: sealerFrom,
        acknowledging: turns.acknowledging,
        admits: turns.admits,
        exit,
      };
    },
    close: () => closing.abort(),
  };
}

/** The bot as one platform's adapter sees it. */
export function botOn(platform: string, bot: Bot): Bot {
  return {
    ask: (question) => bot.ask({ ...question, platform }),
    press: (press) => bot.press({ ...press, platform }),
    complete: (text, limit) => bot.complete(text, limit),
  };
}

/** @param entries those that there are now, with those that were saved */
export function overview(knowledge: Knowledge, entries: readonly Pick<Entry, 'project'>[]): Overview {
  const { threads, tasks, releases, projects } = knowledge;
  const [newest] = threads.filter(({ source }) => source.date !== undefined).toSorted(byNewest);
  // The catalogue may be the shipped one, and of another community.
  const present = new Set([...entries, ...tasks, ...releases].map(({ project }) => project));
  return {
    // Each saved answer is a thread of its own.
    threads: threads.length + entries.length - knowledge.entries.length,
    entries: entries.length,
    projects: projects.map(({ name }) => name).filter((name) => present.has(name)),
    newest: newest?.source,
  };
}
