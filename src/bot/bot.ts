import type { Bot, Language, Logger, Question, Reply } from '../contract.js';
import { MAX_QUESTION_LENGTH } from '../contract.js';
import { decide, type ThresholdTable, thresholdsFor } from '../decide/decide.js';
import type { Entry, Knowledge } from '../knowledge/model.js';
import type { Match, Matcher } from '../match/contract.js';
import { detectLanguage } from '../text/language.js';
import { texts } from '../texts/texts.js';
import { createCompleter } from './complete.js';
import * as compose from './compose.js';
import { explain, explainPick } from './explain.js';
import { groupBy } from './group.js';
import { createIntentReader, createProjectTaker, type Intent } from './intent.js';
import * as lists from './lists.js';
import { createMemory } from './memory.js';
import { createTokens } from './tokens.js';

export interface BotOptions {
  readonly knowledge: Knowledge;
  readonly matcher: Matcher;
  readonly thresholds: ThresholdTable;
  readonly logger: Logger;
  /** The language of the bot's own sentences, whatever the question's. */
  readonly language?: Language;
  /** Milliseconds; the system's clock by default. */
  readonly now?: () => number;
}

/** Matches asked of the matcher: the best one, and what `suggest` and the explanation show. */
const MATCHES = 6;
/** Choices of a "did you mean", and beside an answer. */
const SUGGESTIONS = 3;
const ALTERNATIVES = 2;
/** An alternative beside an answer has at least this share of the best match's score; below it is noise. */
const ALTERNATIVE_SHARE = 0.6;

/** The core: knows questions and replies, and no platform. */
export function createBot({
  knowledge,
  matcher,
  thresholds,
  logger,
  language: fixed,
  now = Date.now,
}: BotOptions): Bot {
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  const threads = groupBy(knowledge.entries, (entry) => entry.thread.id);
  const tokens = createTokens({ entryIds: entries.keys(), now });
  const composer: compose.Composer = { projects: knowledge.projects, tokens };
  const memory = createMemory(now);
  const readIntent = createIntentReader(knowledge.projects);
  const takeProject = createProjectTaker(knowledge.projects);

  const projectNamed = (asked: string | undefined): string | undefined => {
    const name = asked?.trim().toLowerCase();
    return knowledge.projects.find(
      (project) =>
        project.name.toLowerCase() === name || project.aliases.some((alias) => alias.toLowerCase() === name),
    )?.name;
  };

  const carryOut = (intent: Intent, language: Language, place: string): Reply => {
    switch (intent.kind) {
      case 'tasks':
        return lists.listTasks(knowledge, language, intent);
      case 'releases':
        return lists.listReleases(knowledge, language, intent.project);
      case 'reading':
        return lists.listReadings(knowledge, language, intent.project);
      case 'notes':
        return lists.listNotes(knowledge, language, intent.about);
      case 'project':
        return lists.describeProject(knowledge, language, intent);
      case 'thanks':
        return compose.notice(language, texts(language, 'help.thanks'));
      case 'why':
        return (
          pressed(memory.recall(place).why, language, place) ??
          compose.notice(language, texts(language, 'why.none'))
        );
      case 'unknown-command':
        return compose.notice(
          language,
          `${texts(language, 'command.unknown', { command: intent.command })}\n\n${texts(language, 'help.text')}`,
        );
      case 'help':
        return compose.notice(language, texts(language, 'help.text'));
    }
  };

  const answer = (
    entry: Entry,
    frame: Pick<Reply, 'language' | 'confidence'>,
    others: readonly Entry[],
  ): Reply =>
    compose.answer(composer, entry, {
      ...frame,
      lead: others.length > 0 || frame.confidence < 1 ? 'answer.lead' : 'answer.pick.lead',
      alternatives: others,
      thread: threads.get(entry.thread.id) ?? [],
    });

  const match = (question: Question, text: string, language: Language): Reply | undefined => {
    const { attention, place, precision } = question;
    const table =
      precision === undefined ? thresholds : thresholdsFor({ addressed: precision, overheard: precision });
    const previous = memory.recall(place).question;
    const project = projectNamed(question.project);
    const matching = matcher.match({
      text,
      limit: MATCHES,
      ...(previous === undefined ? {} : { previous }),
      ...(project === undefined ? {} : { project }),
    });
    const [best] = matching.matches;
    const confidence = best?.confidence ?? 0;
    const decision = decide({ confidence, relevance: matching.relevance, attention }, table);
    logger.debug('decided', { decision, confidence, relevance: matching.relevance, entry: best?.entry.id });
    // In a channel that did not ask the bot, anything short of an answer is noise.
    if (attention === 'overheard' && decision !== 'answer') return undefined;

    const why = tokens.forExplanation(
      explain(language, {
        question: text,
        ...(previous === undefined ? {} : { previous }),
        matching,
        decision,
        thresholds: table[attention],
        relevanceNeeded: table.overheard.relevance,
      }),
      language,
    );
    memory.remember(place, { question: text, why, language });
    const reply =
      best === undefined || decision === 'none'
        ? compose.none(
            composer,
            language,
            confidence,
            project ?? takeProject(text).project ?? projectOf(matching.matches),
          )
        : decision === 'suggest'
          ? compose.suggest(composer, language, confidence, suggestions(matching.matches))
          : answer(best.entry, { language, confidence }, alternatives(matching.matches));
    return withWhy(reply, why);
  };

  const pressed = (token: string | undefined, language: Language, place: string): Reply | undefined => {
    const meaning = token === undefined ? undefined : tokens.meaning(token);
    if (meaning === undefined) return undefined;
    if (meaning.kind === 'explanation') return compose.notice(meaning.language, meaning.text);
    const entry = entries.get(meaning.id);
    if (entry === undefined) return undefined;
    const why = tokens.forExplanation(explainPick(language, entry), language);
    memory.remember(place, { question: entry.question, why, language });
    return withWhy(answer(entry, { language, confidence: 1 }, []), why);
  };

  const guarded = <T>(work: () => T, fault: () => T): Promise<T> => {
    try {
      return Promise.resolve(work());
    } catch (error) {
      logger.error('A question could not be answered', { error });
      return Promise.resolve(fault());
    }
  };

  return {
    ask: (question) => {
      const text = question.text.slice(0, MAX_QUESTION_LENGTH).trim();
      const language = fixed ?? question.language ?? detectLanguage(text);
      const addressed = question.attention === 'addressed';
      return guarded(
        () => {
          const intent = addressed ? readIntent(text) : undefined;
          return intent === undefined
            ? match(question, text, language)
            : carryOut(intent, language, question.place);
        },
        () => (addressed ? compose.notice(language, texts(language, 'fault')) : undefined),
      );
    },
    press: ({ token, place }) => {
      const entry = tokens.meaning(token);
      const question = entry?.kind === 'entry' ? entries.get(entry.id)?.question : undefined;
      const language = fixed ?? memory.recall(place).language ?? detectLanguage(question ?? '');
      return guarded(
        () => {
          return (
            pressed(token, language, place) ?? compose.notice(language, texts(language, 'press.expired'))
          );
        },
        () => compose.notice(language, texts(language, 'fault')),
      );
    },
    complete: createCompleter(knowledge.projects, matcher, tokens),
  };
}

function withWhy(reply: Reply, token: string): Reply {
  return { ...reply, actions: [{ kind: 'why', label: texts(reply.language, 'why.label'), token }] };
}

/** The matches of threads that are not shown yet, each thread once. */
function alternatives(matches: readonly Match[]): readonly Entry[] {
  const [best, ...others] = matches;
  if (best === undefined) return [];
  const threads = new Set([best.entry.thread.id]);
  return others
    .filter(({ entry, score }) => {
      if (threads.has(entry.thread.id) || score < best.score * ALTERNATIVE_SHARE) return false;
      threads.add(entry.thread.id);
      return true;
    })
    .slice(0, ALTERNATIVES)
    .map(({ entry }) => entry);
}

const suggestions = (matches: readonly Match[]): readonly Entry[] =>
  matches.slice(0, SUGGESTIONS).map(({ entry }) => entry);

/** The project that the best two matches agree on. */
function projectOf([first, second]: readonly Match[]): string | undefined {
  return first !== undefined && first.entry.project === second?.entry.project
    ? first.entry.project
    : undefined;
}
