import type { Bot, Language, Logger, Question, Reply, Store } from '../contract.js';
import { MAX_QUESTION_LENGTH } from '../contract.js';
import type { ThresholdTable } from '../engine/decide.js';
import type { Entry, Knowledge } from '../knowledge/model.js';
import type { Matcher } from '../match/contract.js';
import { detectLanguage } from '../text/language.js';
import { texts } from '../texts/texts.js';
import { type Answering, createAnswering, type Refine } from './ask.js';
import { faultOfPress, faultOfQuestion } from './input-validation.js';
import { createDesk } from './list-replies.js';
import { createCompleter } from './complete.js';
import * as compose from './compose.js';
import { createEntryTable, type EntryTable } from './entry-table.js';
import { createFollower, createIntentReader, type Intent, isList } from './intent/intent.js';
import { spokenLanguage } from './spoken-language.js';
import type { Learner } from './learner.js';
import { createMemory } from './memory.js';
import { createTokens, type Tokens } from './tokens.js';

export { REFINED_MATCHES } from './ask.js';

export interface BotOptions {
  readonly knowledge: Knowledge;
  readonly matcher: Matcher;
  readonly thresholds: ThresholdTable;
  readonly logger: Logger;
  /** The language of the bot's own sentences, whatever the question's. */
  readonly language?: Language;
  readonly refine?: Refine;
  /** What is said in a place, and what buttons stand for, for replicas and the next start; absent: this process alone. */
  readonly store?: Store;
  /** Learns from what is asked and pressed. */
  readonly learner?: (parts: BotParts) => Learner;
  /** Milliseconds; the system's clock by default. */
  readonly now?: () => number;
}

/** What stands behind the bot, for whoever changes or delivers what it knows. */
export interface BotParts {
  readonly entries: EntryTable;
  readonly tokens: Pick<Tokens, 'forEntry'>;
  readonly answering: Pick<Answering, 'answers' | 'late' | 'nearest'>;
}

/** The core: knows questions and replies, and no platform. */
export function createBot(options: BotOptions): Bot {
  const { knowledge, matcher, thresholds, logger, language: fixed, refine, store } = options;
  const { now = Date.now } = options;
  const { projects } = knowledge;
  const entries = createEntryTable(knowledge.entries);
  const tokens = createTokens({
    entryIds: () => Array.from(entries.all(), ({ id }) => id),
    now,
    logger,
    store,
  });
  const memory = createMemory({ now, logger, store });
  const readIntent = createIntentReader(knowledge);
  const follow = createFollower(projects);
  const desk = createDesk(knowledge, tokens);
  const answering = createAnswering({
    projects,
    entries,
    matcher,
    thresholds,
    refine,
    memory,
    tokens,
    learner: () => learner,
    logger,
  });
  const learner = options.learner?.({ entries, tokens, answering });

  const common = commonLanguage(knowledge.entries);

  const carryOut = async (
    intent: Intent,
    language: Language,
    { place, platform }: Question,
  ): Promise<Reply> => {
    if (isList(intent)) learner?.listed(platform, intent.project);
    const before = memory.recall(place);
    if (intent.kind === 'why') {
      const meaning = before.why === undefined ? undefined : await tokens.meaning(before.why);
      return meaning?.kind === 'explanation'
        ? compose.notice(meaning.language, meaning.text)
        : compose.notice(language, texts(language, 'why.none'));
    }
    memory.remember(place, { ...before, language, ...(isList(intent) ? { list: intent } : {}) });
    return desk.carryOut(intent, language);
  };

  const refused = (fault: string): Reply => {
    logger.error(fault);
    const language = fixed ?? 'en';
    return compose.notice(language, texts(language, 'fault'));
  };

  const guarded = async <T>(work: () => Promise<T>, fault: () => T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      logger.error('A question could not be answered', { error });
      return fault();
    }
  };

  const ask: Bot['ask'] = async (question) => {
    const wrong = faultOfQuestion(question);
    if (wrong !== undefined) return refused(wrong);
    const { place, attention } = question;
    const text = question.text.slice(0, MAX_QUESTION_LENGTH).trim();
    let language = fixed ?? question.language ?? detectLanguage(text);
    return await guarded(
      async () => {
        await memory.load(place);
        const { list, language: spoken } = memory.recall(place);
        language = fixed ?? question.language ?? spokenLanguage(text) ?? spoken ?? detectLanguage(text);
        if (attention === 'overheard') return await answering.match(question, text, language);
        const intent = readIntent(text) ?? (list === undefined ? undefined : follow(text, list));
        return intent === undefined
          ? await answering.match(question, text, language)
          : await carryOut(intent, language, question);
      },
      () => (attention === 'addressed' ? compose.notice(language, texts(language, 'fault')) : undefined),
    );
  };

  const press: Bot['press'] = async (pressed) => {
    const wrong = faultOfPress(pressed);
    if (wrong !== undefined) return refused(wrong);
    const { token, place, platform } = pressed;
    let language: Language = fixed ?? common;
    return await guarded(
      async () => {
        await memory.load(place);
        const meaning = await tokens.meaning(token);
        const entry = meaning?.kind === 'entry' ? entries.get(meaning.id) : undefined;
        language =
          fixed ??
          memory.recall(place).language ??
          pressed.language ??
          (entry === undefined ? common : detectLanguage(entry.question));
        const learned = meaning === undefined ? await learner?.press(pressed, language) : undefined;
        if (learned !== undefined) return learned;
        if (meaning?.kind === 'explanation') return compose.notice(meaning.language, meaning.text);
        if (meaning?.kind === 'more') return desk.list(meaning.intent, meaning.language, meaning.offset);
        if (entry === undefined) return compose.notice(language, texts(language, 'press.expired'));
        return answering.pick(entry, language, { place, platform });
      },
      () => compose.notice(language, texts(language, 'fault')),
    );
  };

  return { ask, press, complete: createCompleter(projects, matcher, tokens) };
}

/** Entries that are enough to tell the language of a history. */
const SAMPLE = 50;

/** The language that most of the history is in: for where nobody has said a word yet. */
function commonLanguage(entries: readonly Entry[]): Language {
  const sample = entries.slice(0, SAMPLE);
  const english = sample.filter(({ question }) => detectLanguage(question) === 'en').length;
  return 2 * english > sample.length ? 'en' : 'zh';
}
