/** From a question that has to be matched to its reply. */

import type { Action, Language, Logger, Question, Reply } from '../contract.js';
import { decide, type ThresholdTable } from '../engine/decide.js';
import { thresholdsFor } from '../engine/thresholds.js';
import type { Entry, Project } from '../knowledge/model.js';
import type { Matcher, Matching } from '../match/contract.js';
import { type TextKey, texts } from '../texts/texts.js';
import { beyond } from './next-turn.js';
import { alternatives, plausibleProject, SUGGESTIONS, suggestions } from './choices.js';
import * as compose from './compose.js';
import type { EntryTable } from './entry-table.js';
import { explain, explainPick } from './explain.js';
import { createProjectTaker } from './intent/intent.js';
import type { Learner, Outcome } from './learner.js';
import type { Memory } from './memory.js';
import type { Tokens } from './tokens.js';

/** A new order of what was found for `text`, where something outside of the process has a say in it. */
export type Refine = (matching: Matching, text: string) => Promise<Matching>;

export interface AnsweringOptions {
  readonly projects: readonly Project[];
  readonly entries: EntryTable;
  readonly matcher: Matcher;
  readonly thresholds: ThresholdTable;
  readonly refine: Refine | undefined;
  readonly memory: Memory;
  readonly tokens: Tokens;
  readonly learner: () => Learner | undefined;
  readonly logger: Logger;
}

export interface Answering {
  match(question: Question, text: string, language: Language): Promise<Reply | undefined>;
  /** Shows exactly this entry, which a member chose. */
  pick(
    entry: Entry,
    language: Language,
    where: { readonly place: string; readonly platform?: string },
  ): Reply;
  /** The entry that answers a question of earlier at the answering threshold, if one does. */
  answers(text: string): Promise<Entry | undefined>;
  /** What comes nearest to a text, best first. */
  nearest(text: string, limit: number): readonly Entry[];
  /** An answer to a question of earlier, as it is delivered. */
  late(question: string, entry: Entry, language: Language, platform: string): Reply;
}

/** Matches asked of the matcher: the best one, and what `suggest` and the explanation show. */
const MATCHES = 6;
/** Asked of the matcher where their order is not final. */
export const REFINED_MATCHES = 20;

export function createAnswering(options: AnsweringOptions): Answering {
  const { projects, entries, matcher, thresholds, refine, memory, tokens, logger } = options;
  const composer: compose.Composer = { projects, tokens };
  const takeProject = createProjectTaker(projects);

  const found = async (query: Parameters<Matcher['match']>[0], leaveAlone: number): Promise<Matching> => {
    const matched = matcher.match({ ...query, limit: refine === undefined ? MATCHES : REFINED_MATCHES });
    // Chatter that was overheard is left alone whatever the order: it stays within the process.
    if (refine === undefined || matched.relevance < leaveAlone) return matched;
    const asked = matched.usedPrevious === true ? `${query.previous ?? ''}\n${query.text}` : query.text;
    return await refine(matched, asked);
  };

  const answer = (
    entry: Entry,
    frame: Pick<Reply, 'language' | 'confidence'>,
    lead: TextKey,
    others: readonly Entry[] = [],
  ): Reply =>
    compose.answer(composer, entry, {
      ...frame,
      lead,
      alternatives: others,
      thread: entries.thread(entry.thread.id),
    });

  const noted = (outcome: Outcome): readonly Action[] => options.learner()?.noted(outcome) ?? [];

  /** An entry that was shown without being matched: picked for a question, or delivered later. */
  const notedShown = (
    question: string,
    entry: Entry,
    language: Language,
    platform: string | undefined,
  ): readonly Action[] =>
    noted({
      question,
      isMatched: false,
      isFollowUp: false,
      attention: 'addressed',
      language,
      decision: 'answer',
      entry,
      near: [entry],
      project: entry.project,
      platform,
    });

  const match: Answering['match'] = async (question, text, language) => {
    const { attention, place, precision, platform } = question;
    const table =
      precision === undefined ? thresholds : thresholdsFor({ addressed: precision, overheard: precision });
    const before = memory.recall(place);
    const previous = before.question;
    const project = compose.projectNamed(projects, question.project);
    const sought = await found(
      {
        text,
        limit: MATCHES,
        previous,
        project,
      },
      table[attention].relevance,
    );
    const all = { ...sought, matches: sought.matches.slice(0, MATCHES) };
    const isFollowUp = all.usedPrevious === true && previous !== undefined;
    // A follow-up has no subject of its own: the next one is understood with the same question as this one.
    const subject = isFollowUp ? previous : text;
    const shown = all.matches[0]?.entry;
    const confidence = all.matches[0]?.confidence ?? 0;
    const first = decide({ confidence, relevance: all.relevance, attention }, table);
    // Asked in the same words it is said again; a follow-up wants to hear more.
    const isRepeated = first !== 'none' && isFollowUp && shown?.id === before.shown && text !== previous;
    const next =
      isRepeated && shown !== undefined
        ? beyond(shown, all.matches, entries.thread(shown.thread.id), table[attention])
        : undefined;
    const decision = next?.decision ?? first;
    const matching = next?.decision === 'answer' ? { ...all, matches: next.others } : all;
    const [best] = matching.matches;
    logger.debug('decided', { decision, confidence, relevance: all.relevance, entry: best?.entry.id });
    const isSilent = attention === 'overheard' && decision !== 'answer';
    // What was overheard and is no question for this knowledge is nobody's business, not even as a number.
    if (isSilent && all.relevance < table[attention].relevance) return undefined;
    const about = aboutProject();
    const actions = noted({
      question: text,
      isMatched: true,
      isFollowUp,
      attention,
      language,
      decision,
      near: matching.matches.map(({ entry }) => entry),
      ...(decision === 'answer' && best !== undefined ? { entry: best.entry } : {}),
      project: about,
      platform,
    });
    // In a channel that did not ask the bot, anything short of an answer is noise.
    if (isSilent) return undefined;

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
    const offered = decision === 'none' ? [] : matching.matches.map(({ entry }) => entry.id);
    memory.remember(place, {
      question: subject,
      why,
      language,
      offered,
      ...(isFollowUp ? {} : { asked: text }),
      shown: answered,
    });
    return withActions(reply(), why, actions);

    /** A project that nothing speaks for would send a member to the wrong place. */
    function aboutProject(): string | undefined {
      if (decision === 'answer') return best?.entry.project;
      const guess = isRepeated ? shown?.project : plausibleProject(matching, table, attention);
      return project ?? takeProject(text).project ?? guess;
    }

    function reply(): Reply {
      if (next?.decision === 'suggest') {
        return compose.suggest(composer, language, confidence, next.entries.slice(0, SUGGESTIONS));
      }
      if (best === undefined || decision === 'none') {
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
      const frame = { language, confidence: best.confidence };
      return answer(best.entry, frame, 'answer.lead', alternatives(matching.matches));
    }
  };

  const pick: Answering['pick'] = (entry, language, { place, platform }) => {
    const before = memory.recall(place);
    // Chosen for what was asked: the question's own words lead to this entry.
    const asked = before.offered?.includes(entry.id) === true ? before.asked : undefined;
    const why = tokens.forExplanation(explainPick(language, entry), language);
    memory.remember(place, {
      question: entry.question,
      why,
      language,
      shown: entry.id,
      offered: before.offered,
      asked: before.asked,
    });
    const actions = notedShown(asked ?? entry.question, entry, language, platform);
    return withActions(answer(entry, { language, confidence: 1 }, 'answer.pick.lead'), why, actions);
  };

  return {
    match,
    pick,
    async answers(text) {
      const { matches, relevance } = await found({ text, limit: MATCHES }, 0);
      const [best] = matches;
      const confidence = best?.confidence ?? 0;
      const decision = decide({ confidence, relevance, attention: 'addressed' }, thresholds);
      return decision === 'answer' ? best?.entry : undefined;
    },
    nearest: (text, limit) => matcher.match({ text, limit }).matches.map(({ entry }) => entry),
    late(question, entry, language, platform) {
      const why = tokens.forExplanation(explainPick(language, entry), language);
      const actions = notedShown(question, entry, language, platform);
      const reply = answer(entry, { language, confidence: 1 }, 'answer.pick.lead');
      const lead = texts(language, 'late.lead', { question: compose.quoted(question) });
      return withActions({ ...reply, lead }, why, actions);
    },
  };
}

function withActions(reply: Reply, why: string, actions: readonly Action[]): Reply {
  return {
    ...reply,
    actions: [...actions, { kind: 'why', label: texts(reply.language, 'why.label'), token: why }],
  };
}
