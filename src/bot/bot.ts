import type { Bot, Language, Logger, Question, Reply } from '../contract.js';
import type { Judge } from '../engine/judge.js';
import type { Entry, Knowledge } from '../knowledge/model.js';
import type { Matcher } from '../match/contract.js';
import { isMostlyEnglish } from '../text/language.js';
import { texts } from '../texts/texts.js';
import { answerQuestion, isUnfinished, languageFor } from './ask.js';
import { createCompleter } from './complete.js';
import { quoted, say } from './compose.js';
import type { BotContext } from './context.js';
import { MATCHES } from './decided.js';
import { shownEntry } from './entry-reply.js';
import { createEntryTable, type EntryTable } from './entry-table.js';
import { readPress, readQuestion } from './input-validation.js';
import { createFollower, createIntentReader } from './intent/intent.js';
import { createProjectTaker } from './intent/terms.js';
import type { Learner } from './learner.js';
import { createListReplies } from './list-replies.js';
import { createMemory } from './memory.js';
import { handlePress, pressLanguage } from './press.js';
import type { Member, SharedMemory } from './shared-cache.js';
import { createTokens, type Tokens } from './tokens.js';

/** What is said in a place, and what buttons stand for, goes into the shared memory. */
interface BotOptions extends SharedMemory {
  readonly knowledge: Knowledge;
  readonly matcher: Matcher;
  readonly judge: Judge;
  readonly logger: Logger;
  /** The language of the bot's own sentences, whatever the question's. */
  readonly language?: Language;
  /** Milliseconds; the system's clock by default. */
  readonly now?: () => number;
}

export interface BotParts {
  /** Whether a message may go on in the next one: it asks for nothing by itself. */
  readonly asksNothingYet: (question: Question) => boolean;
  readonly entries: EntryTable;
  readonly tokens: Pick<Tokens, 'forEntry'>;
  readonly answering: LaterAnswers;
}

interface CoreBot extends Bot {
  readonly parts: BotParts;
  /** From now on the learner hears of each question, and carries out presses of its own tokens. */
  attach(learner: Learner): void;
}

interface LaterAnswers {
  /** The entry that the bot would answer with now. */
  answers(text: string): Promise<Entry | undefined>;
  nearest(text: string, limit: number): Promise<readonly Entry[]>;
  /** Whether a message more likely asks the room something than not, as where the bot listens. */
  asks(text: string): Promise<boolean>;
  /** The reply that delivers an entry as a late answer to a question. */
  late(question: string, entry: Entry, language: Language, who: Member): Reply;
}

/** `Matching.asks` from which on a message asks: half of them do, so it is as likely as not. */
const LIKELY = 0.5;

/** Entries that are enough to tell the language of a history. */
const LANGUAGE_SAMPLE = 50;

export function createBot(options: BotOptions): CoreBot {
  const { knowledge, matcher, logger } = options;
  const context = createContext(options);
  const { entries, tokens } = context;
  const complete = createCompleter(knowledge.projects, matcher, tokens);
  const refused = (): Reply => fault(() => options.language ?? 'en');

  return {
    parts: {
      asksNothingYet: (question) => isUnfinished(context, question),
      entries,
      tokens,
      answering: laterAnswers(context, matcher),
    },
    attach(learner) {
      context.learner = learner;
    },
    async ask(given) {
      const question = readQuestion(given, logger);
      if (question === undefined) return refused();
      try {
        return await answerQuestion(context, question);
      } catch (error) {
        logger.error('A question could not be answered', { error });
        return question.attention === 'addressed' ? fault(() => languageFor(context, question)) : undefined;
      }
    },
    async press(given) {
      const press = readPress(given, logger);
      if (press === undefined) return refused();
      try {
        return await handlePress(context, press);
      } catch (error) {
        logger.error('A press could not be carried out', { error });
        return fault(() => pressLanguage(context, press));
      }
    },
    async complete(text, limit) {
      try {
        return await complete(text, limit);
      } catch (error) {
        logger.error('What is being typed could not be completed', { error });
        return [];
      }
    },
  };
}

/** Cannot throw: what went wrong may also keep the language from being told. */
function fault(languageOf: () => Language): Reply {
  let language: Language = 'en';
  try {
    if (languageOf() === 'zh') language = 'zh';
  } catch {
    // English will do.
  }
  return say(language, 'fault');
}

function createContext(options: BotOptions): BotContext {
  const { knowledge, judge, logger, language, store, ownerOf, now = Date.now } = options;
  const { projects } = knowledge;
  const entries = createEntryTable(knowledge.entries);
  const entryIds = (): Iterable<string> => Array.from(entries.all(), ({ id }) => id);
  const tokens = createTokens({ entryIds, now, logger, store, ownerOf });
  const sample = knowledge.entries.slice(0, LANGUAGE_SAMPLE).map(({ question }) => question);
  return {
    projects,
    entries,
    judge,
    lists: createListReplies(knowledge, tokens),
    memory: createMemory({ now, logger, store, ownerOf }),
    tokens,
    logger,
    fixedLanguage: language,
    commonLanguage: isMostlyEnglish(sample) ? 'en' : 'zh',
    takeProject: createProjectTaker(projects),
    readIntent: createIntentReader(knowledge),
    follow: createFollower(projects),
  };
}

function laterAnswers(context: BotContext, matcher: Matcher): LaterAnswers {
  return {
    async answers(text) {
      const { decision, matching } = await context.judge({
        text,
        limit: MATCHES,
        attention: 'addressed',
        // Where it was asked, nothing may be sent, for all that is kept of it.
        secondReader: false,
      });
      return decision === 'answer' ? matching.matches[0]?.entry : undefined;
    },
    nearest: async (text, limit) => (await matcher.match({ text, limit })).matches.map(({ entry }) => entry),
    asks: async (text) => (await matcher.match({ text, limit: 1 })).asks >= LIKELY,
    late(question, entry, language, who) {
      const reply = shownEntry(context, entry, { question, language, who });
      return { ...reply, lead: texts(language, 'late.lead', { question: quoted(question) }) };
    },
  };
}
