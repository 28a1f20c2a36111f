import type { Bot, Language, Logger, Question, Reply } from '../contract.js';
import { MAX_QUESTION_LENGTH } from '../contract.js';
import { decide, type ThresholdTable } from '../decide/decide.js';
import { thresholdsFor } from '../decide/thresholds.js';
import type { Entry, Knowledge } from '../knowledge/model.js';
import type { Matcher, Matching } from '../match/contract.js';
import { detectLanguage } from '../text/language.js';
import { texts } from '../texts/texts.js';
import { beyond } from './beyond.js';
import { faultOfPress, faultOfQuestion } from './border.js';
import { createDesk } from './carry-out.js';
import { alternatives, projectOf, SUGGESTIONS, suggestions } from './choices.js';
import { createCompleter } from './complete.js';
import * as compose from './compose.js';
import { explain, explainPick } from './explain.js';
import { groupBy } from './group.js';
import { createFollower, createIntentReader, createProjectTaker, type Intent, isList } from './intent.js';
import { spokenLanguage } from './language.js';
import { createMemory } from './memory.js';
import { createTokens } from './tokens.js';

export interface BotOptions {
  readonly knowledge: Knowledge;
  readonly matcher: Matcher;
  readonly thresholds: ThresholdTable;
  readonly logger: Logger;
  /** The language of the bot's own sentences, whatever the question's. */
  readonly language?: Language;
  /** A new order of what was found for `text`, where something outside of the process has a say in it. */
  readonly refine?: ((matching: Matching, text: string) => Promise<Matching>) | undefined;
  /** Milliseconds; the system's clock by default. */
  readonly now?: () => number;
}

/** Matches asked of the matcher: the best one, and what `suggest` and the explanation show. */
const MATCHES = 6;
/** Asked of the matcher where their order is not final. */
export const REFINED_MATCHES = 20;
/** A project is guessed from matches with at least this share of the confidence and relevance that are asked otherwise. */
const PLAUSIBLE_SHARE = 0.5;

/** The core: knows questions and replies, and no platform. */
export function createBot({
  knowledge,
  matcher,
  thresholds,
  logger,
  language: fixed,
  refine,
  now = Date.now,
}: BotOptions): Bot {
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  const threads = groupBy(knowledge.entries, (entry) => entry.thread.id);
  const tokens = createTokens({ entryIds: entries.keys(), now });
  const composer: compose.Composer = { projects: knowledge.projects, tokens };
  const memory = createMemory(now);
  const readIntent = createIntentReader(knowledge);
  const follow = createFollower(knowledge.projects);
  const desk = createDesk(knowledge, tokens);
  const takeProject = createProjectTaker(knowledge.projects);

  const projectNamed = (asked: string | undefined): string | undefined => {
    const name = asked?.trim().toLowerCase();
    return knowledge.projects.find(
      (project) =>
        project.name.toLowerCase() === name || project.aliases.some((alias) => alias.toLowerCase() === name),
    )?.name;
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

  const match = async (question: Question, text: string, language: Language): Promise<Reply | undefined> => {
    const { attention, place, precision } = question;
    const table =
      precision === undefined ? thresholds : thresholdsFor({ addressed: precision, overheard: precision });
    const before = memory.recall(place);
    const previous = before.question;
    const project = projectNamed(question.project);
    const matched = matcher.match({
      text,
      limit: refine === undefined ? MATCHES : REFINED_MATCHES,
      ...(previous === undefined ? {} : { previous }),
      ...(project === undefined ? {} : { project }),
    });
    // Chatter that was overheard is left alone whatever the order: it stays within the process.
    const isLeftAlone = matched.relevance < table[attention].relevance;
    const asked = matched.usedPrevious === true && previous !== undefined ? `${previous}\n${text}` : text;
    const refined = refine === undefined || isLeftAlone ? matched : await refine(matched, asked);
    const found = { ...refined, matches: refined.matches.slice(0, MATCHES) };
    // A follow-up has no subject of its own: the next one is understood with the same question as this one.
    const subject = found.usedPrevious === true && previous !== undefined ? previous : text;
    const shown = found.matches[0]?.entry;
    const confidence = found.matches[0]?.confidence ?? 0;
    const first = decide({ confidence, relevance: found.relevance, attention }, table);
    // Asked in the same words it is said again; a follow-up wants to hear more.
    const isRepeated =
      first !== 'none' && found.usedPrevious === true && shown?.id === before.shown && text !== previous;
    const next =
      isRepeated && shown !== undefined
        ? beyond(shown, found.matches, threads.get(shown.thread.id) ?? [], table[attention])
        : undefined;
    const decision = next?.decision ?? first;
    const matching = next?.decision === 'answer' ? { ...found, matches: next.others } : found;
    const [best] = matching.matches;
    logger.debug('decided', { decision, confidence, relevance: found.relevance, entry: best?.entry.id });
    // In a channel that did not ask the bot, anything short of an answer is noise.
    if (attention === 'overheard' && decision !== 'answer') return undefined;

    const why = tokens.forExplanation(
      explain(language, {
        question: text,
        ...(subject === text ? {} : { previous: subject }),
        matching,
        decision,
        thresholds: table[attention],
        relevanceNeeded: table.overheard.relevance,
      }),
      language,
    );
    const answered = decision === 'answer' ? best?.entry.id : isRepeated ? before.shown : undefined;
    memory.remember(place, {
      question: subject,
      why,
      language,
      ...(answered === undefined ? {} : { shown: answered }),
    });
    return withWhy(reply(), why);

    function reply(): Reply {
      if (next?.decision === 'suggest') {
        return compose.suggest(composer, language, confidence, next.entries.slice(0, SUGGESTIONS));
      }
      if (best === undefined || decision === 'none') {
        // A project that nothing speaks for would send a member to the wrong place.
        const isPlausible =
          confidence >= table[attention].suggest * PLAUSIBLE_SHARE &&
          found.relevance >= table.overheard.relevance * PLAUSIBLE_SHARE;
        const about =
          project ??
          takeProject(text).project ??
          (isRepeated ? shown?.project : isPlausible ? projectOf(matching.matches) : undefined);
        return compose.none(
          composer,
          language,
          next === undefined ? confidence : 0,
          about,
          next === undefined ? 'none.lead' : 'none.followUp',
        );
      }
      if (decision === 'suggest') {
        return compose.suggest(composer, language, confidence, suggestions(matching.matches));
      }
      return answer(best.entry, { language, confidence: best.confidence }, alternatives(matching.matches));
    }
  };

  const pressed = (token: string | undefined, language: Language, place: string): Reply | undefined => {
    const meaning = token === undefined ? undefined : tokens.meaning(token);
    if (meaning === undefined) return undefined;
    if (meaning.kind === 'explanation') return compose.notice(meaning.language, meaning.text);
    if (meaning.kind === 'more') return desk.list(meaning.intent, meaning.language, meaning.offset);
    const entry = entries.get(meaning.id);
    if (entry === undefined) return undefined;
    const why = tokens.forExplanation(explainPick(language, entry), language);
    memory.remember(place, { question: entry.question, why, language, shown: entry.id });
    return withWhy(answer(entry, { language, confidence: 1 }, []), why);
  };

  const languageIn = (place: string, text: string): Language =>
    spokenLanguage(text) ?? memory.recall(place).language ?? detectLanguage(text);

  const requestIn = (place: string, text: string): Intent | undefined => {
    const { list } = memory.recall(place);
    return readIntent(text) ?? (list === undefined ? undefined : follow(text, list));
  };

  const carryOut = (intent: Intent, language: Language, place: string): Reply => {
    const before = memory.recall(place);
    if (intent.kind === 'why') {
      const explanation = pressed(before.why, language, place);
      return explanation ?? compose.notice(language, texts(language, 'why.none'));
    }
    memory.remember(place, { ...before, language, ...(isList(intent) ? { list: intent } : {}) });
    return desk.carryOut(intent, language);
  };

  const refused = (fault: string): Reply => {
    logger.error(fault);
    const language = fixed ?? 'en';
    return compose.notice(language, texts(language, 'fault'));
  };

  const guarded = async <T>(work: () => T | Promise<T>, fault: () => T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      logger.error('A question could not be answered', { error });
      return fault();
    }
  };

  return {
    ask: (question) => {
      const wrong = faultOfQuestion(question);
      if (wrong !== undefined) return Promise.resolve(refused(wrong));
      const { place } = question;
      const text = question.text.slice(0, MAX_QUESTION_LENGTH).trim();
      const language = fixed ?? question.language ?? languageIn(place, text);
      const addressed = question.attention === 'addressed';
      return guarded(
        () => {
          const intent = addressed ? requestIn(place, text) : undefined;
          return intent === undefined ? match(question, text, language) : carryOut(intent, language, place);
        },
        () => (addressed ? compose.notice(language, texts(language, 'fault')) : undefined),
      );
    },
    press: (press) => {
      const wrong = faultOfPress(press);
      if (wrong !== undefined) return Promise.resolve(refused(wrong));
      const { token, place } = press;
      const entry = tokens.meaning(token);
      const question = entry?.kind === 'entry' ? entries.get(entry.id)?.question : undefined;
      const language = fixed ?? memory.recall(place).language ?? detectLanguage(question ?? '');
      return guarded(
        () => pressed(token, language, place) ?? compose.notice(language, texts(language, 'press.expired')),
        () => compose.notice(language, texts(language, 'fault')),
      );
    },
    complete: createCompleter(knowledge.projects, matcher, tokens),
  };
}

function withWhy(reply: Reply, token: string): Reply {
  return { ...reply, actions: [{ kind: 'why', label: texts(reply.language, 'why.label'), token }] };
}
