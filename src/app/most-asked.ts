import { byNewest } from '../bot/compose.js';
import type { Bot, Host, Logger, Store } from '../contract.js';
import type { Knowledge } from '../knowledge/model.js';

interface MostAsked {
  /** The same bot, whose answers are counted. */
  readonly counting: (bot: Bot) => Bot;
  /** {@link Host.mostAsked} */
  readonly mostAsked: Host['mostAsked'];
  /** {@link Host.suggestions} */
  readonly suggestions: Host['suggestions'];
}

const COUNT = 'asked/';

/**
 * Counts how often each entry answers. A count that is lost when two replicas write at once does not matter.
 * @param questionOf the question of an entry, as long as there is such an entry
 */
export function createMostAsked(
  store: Store,
  { threads }: Pick<Knowledge, 'threads'>,
  questionOf: (entry: string) => string | undefined,
  logger: Logger,
): MostAsked {
  const newest = threads
    .toSorted(byNewest)
    .flatMap(({ turns }) => turns.filter(({ answer }) => answer !== undefined).slice(0, 1))
    .map(({ question }) => question);
  let writing = Promise.resolve();

  const count = async (entry: string): Promise<void> => {
    try {
      // A count that cannot be read begins anew.
      const before = Number(await store.get(COUNT + entry)) || 0;
      await store.set(COUNT + entry, String(before + 1));
    } catch (error) {
      logger.warn('an answer could not be counted', { error });
    }
  };

  const asked = async (): Promise<readonly string[]> => {
    try {
      const counted = await store.list(COUNT);
      return counted
        .toSorted(([, a], [, b]) => (Number(b) || 0) - (Number(a) || 0))
        .flatMap(([key]) => questionOf(key.slice(COUNT.length)) ?? []);
    } catch (error) {
      logger.warn('the counts could not be read', { error });
      return [];
    }
  };

  return {
    counting: (bot) => ({
      ...bot,
      async ask(question) {
        const reply = await bot.ask(question);
        const entry = reply?.kind === 'answer' ? reply.entry : undefined;
        // In turn, as counting reads before it writes; the member does not wait for it.
        if (entry !== undefined) writing = writing.then(() => count(entry));
        return reply;
      },
    }),
    mostAsked: async (limit) => [...new Set(await asked())].slice(0, limit),
    suggestions: async (limit) => [...new Set([...(await asked()), ...newest])].slice(0, limit),
  };
}
