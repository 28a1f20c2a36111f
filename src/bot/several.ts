/** Several questions in one message, answered in one reply. */

import { escapeMarkdown, type Link, type Reply, type Source } from '../contract.js';
import type { Entry } from '../knowledge/model.js';
import { loggedFailure, questionText, spokenText } from '../text/question-text.js';
import { questionsIn } from '../text/questions.js';
import { type TextKey, texts } from '../texts/texts.js';
import { quoted } from './compose.js';
import type { BotContext } from './context.js';
import { answerOf, type Decided, decided, explanation, noted } from './decided.js';
import { entryReply, withActions } from './entry-reply.js';
import type { ReadQuestion } from './pointing.js';

/** Questions of one message that are looked at: each costs a match, and nobody reads more answers at once. */
const MOST_QUESTIONS = 4;

/** Characters of answers below each other, which every platform shows in one message; a further answer is offered as a choice. */
const TOGETHER_LENGTH = 2000;

/** A question of the message with the entry that answers it. */
interface Answered {
  readonly one: Decided;
  readonly entry: Entry;
}

/** The questions of a message: all that stand by themselves, and those that are answered. */
interface Found {
  readonly parts: readonly Decided[];
  readonly first: Answered;
  readonly others: readonly Answered[];
}

/**
 * The questions of a message each with its own answer; `undefined` where the message as a whole is answered better, or none is
 * answered by itself.
 */
export async function severalReply(
  context: BotContext,
  question: ReadQuestion,
  whole: Decided,
): Promise<Reply | undefined> {
  // What failed by a pasted log may bear on any of them.
  if (loggedFailure(whole.text) !== '') return undefined;
  const text = spokenText(whole.text);
  const clauses = questionsIn(text);
  if (clauses.length < 2) return undefined;
  const sentences = questionsIn(text, 'sentence');
  for (const found of sentences.length === clauses.length ? [sentences] : [clauses, sentences]) {
    const parts = await decidedParts(context, question, whole, found);
    const [first, ...others] = answeredBy(parts);
    if (first === undefined || parts.length < 2) continue;
    if (isBetter(first, others, whole, found === sentences))
      return replyWith(context, question, { parts, first, others });
  }
  return undefined;
}

/**
 * Whether the questions are answered better by themselves. The answer to the whole must be among theirs. One answer alone must
 * be near the whole as well, and to a sentence: half a sentence often goes without what it depends on.
 */
function isBetter(
  first: Answered,
  others: readonly Answered[],
  whole: Decided,
  areSentences: boolean,
): boolean {
  const entry = answerOf(whole);
  if (others.length > 0) {
    return entry === undefined || [first, ...others].some((answered) => answered.entry.id === entry.id);
  }
  const isNear = whole.matching.matches.some((match) => match.entry.id === first.entry.id);
  return entry === undefined && areSentences && isNear;
}

function replyWith(context: BotContext, question: ReadQuestion, { parts, first, others }: Found): Reply {
  const { language } = first.one;
  const answered = [first, ...others];
  const rest = restOf(parts, answered);
  const below = belowFirst(first, others, rest);
  const base = entryReply(
    context,
    first.entry,
    { language, confidence: first.one.confidence, lead: 'answer.lead' },
    below.choices,
  );
  const links = below.shown.flatMap((other) => other.links.filter(({ url }) => !other.answer.includes(url)));
  const reply: Reply = {
    ...base,
    lead: texts(language, 'several.lead', { asked: quoted(first.one.text) }),
    text: [closed(base.text), ...below.lines].join('\n\n'),
    links: uniqueLinks([...base.links, ...links]),
  };
  const actions = parts.map((one) => ({ one, actions: noted(context, question, one) }));
  const why = context.tokens.forExplanation(
    parts.map((one) => explanation(question, one)).join('\n\n'),
    language,
    question,
  );
  const last = others.at(-1) ?? first;
  const offered = answered.map((other) => other.entry.id);
  const what = { question: last.one.text, language, offered, shown: last.entry.id };
  context.memory.remember(question.place, what, question);
  const complete = withActions(reply, actions.find(({ one }) => one === first.one)?.actions ?? [], why);
  context.memory.rememberActions(question.place, complete, question);
  return complete;
}

/** The questions of a message that stand by themselves, decided. */
async function decidedParts(
  context: BotContext,
  question: ReadQuestion,
  { language, before }: Decided,
  found: readonly string[],
): Promise<readonly Decided[]> {
  const asked = found.filter((part) => questionText(part) !== '').slice(0, MOST_QUESTIONS);
  const parts = await Promise.all(
    asked.map((part, at) =>
      decided(
        context,
        // A second reader has read the whole.
        { ...question, text: part, secondReader: false },
        language,
        at === 0 ? before : { question: asked[at - 1] },
      ),
    ),
  );
  return parts.filter(({ isFollowUp }) => !isFollowUp);
}

/** The questions that are answered, each by another entry. */
function answeredBy(parts: readonly Decided[]): readonly Answered[] {
  const seen = new Set<string>();
  return parts.flatMap((one) => {
    const entry = answerOf(one);
    if (entry === undefined || seen.has(entry.id)) return [];
    seen.add(entry.id);
    return [{ one, entry }];
  });
}

/** The questions that have no answer, and are not answered by another's. */
function restOf(parts: readonly Decided[], answered: readonly Answered[]): readonly Decided[] {
  return parts.filter(
    ({ decision, matching }) =>
      decision === 'none' ||
      (decision === 'suggest' && !answered.some(({ entry }) => entry.id === matching.matches[0]?.entry.id)),
  );
}

interface Below {
  /** Paragraphs of Markdown. */
  readonly lines: readonly string[];
  /** The entries whose answers are among them. */
  readonly shown: readonly Entry[];
  readonly choices: readonly Entry[];
}

function belowFirst(first: Answered, others: readonly Answered[], rest: readonly Decided[]): Below {
  const lines: string[] = [];
  const shown: Entry[] = [];
  const choices: Entry[] = [];
  let length = first.entry.answer.length;
  const say = (key: TextKey, { text, language }: Decided, entry?: Entry): void => {
    const answered = entry === undefined ? '' : quoted(entry.question);
    lines.push(texts(language, key, { asked: quoted(text), question: answered }));
  };
  for (const { one, entry } of others) {
    if (length + entry.answer.length <= TOGETHER_LENGTH) {
      length += entry.answer.length;
      say('several.answer', one, entry);
      lines.push(closed(entry.answer), texts(one.language, 'several.source', { source: sourceOf(entry) }));
      shown.push(entry);
    } else {
      say('several.choice', one, entry);
      choices.push(entry);
    }
  }
  for (const one of rest) {
    const entry = one.decision === 'suggest' ? one.matching.matches[0]?.entry : undefined;
    say(entry === undefined ? 'several.none' : 'several.suggest', one, entry);
    if (entry !== undefined) choices.push(entry);
  }
  return { lines, shown, choices };
}

function sourceOf({ thread: { source } }: Entry): string {
  const { title, url, date, path, line }: Source = source;
  const name = escapeMarkdown(title ?? `${path}:${line}`);
  const linked = url === undefined ? name : `[${name}](${url})`;
  return date === undefined ? linked : `${linked}, ${escapeMarkdown(date)}`;
}

/** An answer whose last block of code is left open would take in all that follows. */
function closed(answer: string): string {
  const fences = answer.match(/^\s*```/gm)?.length ?? 0;
  return fences % 2 === 0 ? answer : `${answer}\n\`\`\``;
}

function uniqueLinks(links: readonly Link[]): readonly Link[] {
  return [...new Map(links.map((link) => [link.url, link])).values()];
}
