/** Several questions in one message, answered in one reply. */

import { escapeMarkdown, type Link, type Reply } from '../contract.js';
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
    const answered = answeredBy(parts);
    if (parts.length > 1 && areBetter(answered, whole, found === sentences))
      return replyWith(context, question, parts, answered);
  }
  return undefined;
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

/** The entries that answer, each with the first question that it answers. */
type Answered = ReadonlyMap<Entry, Decided>;

function answeredBy(parts: readonly Decided[]): Answered {
  const answered = new Map<Entry, Decided>();
  for (const one of parts) {
    const entry = answerOf(one);
    if (entry !== undefined && !answered.has(entry)) answered.set(entry, one);
  }
  return answered;
}

/**
 * Whether the questions are answered better by themselves. The answer to the whole must be among theirs. One answer alone must
 * be near the whole as well, and to a sentence: half a sentence often goes without what it depends on.
 */
function areBetter(answered: Answered, whole: Decided, areSentences: boolean): boolean {
  const answer = answerOf(whole);
  if (answered.size > 1) return answer === undefined || answered.has(answer);
  const isNear = whole.matching.matches.some(({ entry }) => answered.has(entry));
  return answer === undefined && areSentences && isNear;
}

/** The first answer as a reply, with what the other questions bring below it. */
function replyWith(
  context: BotContext,
  question: ReadQuestion,
  parts: readonly Decided[],
  answered: Answered,
): Reply | undefined {
  const [[entry, first] = []] = answered;
  if (entry === undefined || first === undefined) return undefined;
  const { language, confidence } = first;
  const lines: string[] = [];
  const links: Link[] = [];
  const choices: Entry[] = [];
  const say = (key: TextKey, { text }: Decided, other?: Entry): void => {
    lines.push(texts(language, key, { asked: quoted(text), question: quoted(other?.question ?? '') }));
  };
  let length = entry.answer.length;
  for (const one of parts) {
    const other = one.decision === 'none' ? undefined : one.matching.matches[0]?.entry;
    if (other === undefined) say('several.none', one);
    else if (answered.has(other)) {
      // The first is above, and an entry that answers two questions is not said twice.
      if (one === first || answered.get(other) !== one) continue;
      if (length + other.answer.length <= TOGETHER_LENGTH) {
        length += other.answer.length;
        links.push(...other.links.filter(({ url }) => !other.answer.includes(url)));
        say('several.answer', one, other);
        lines.push(other.answer, texts(language, 'several.source', { source: sourceOf(other) }));
      } else {
        say('several.choice', one, other);
        choices.push(other);
      }
    } else {
      say('several.suggest', one, other);
      choices.push(other);
    }
  }
  const base = entryReply(context, entry, { language, confidence, lead: 'answer.lead' }, choices);
  const reply = {
    ...base,
    lead: texts(language, 'several.lead', { asked: quoted(first.text) }),
    text: [base.text, ...lines].join('\n\n'),
    links: [...base.links, ...links],
  };
  const actions = new Map(parts.map((one) => [one, noted(context, question, one)] as const));
  const why = parts.map((one) => explanation(question, one)).join('\n\n');
  const complete = withActions(
    reply,
    actions.get(first) ?? [],
    context.tokens.forExplanation(why, language, question),
  );
  const offered = [...answered.keys()].map(({ id }) => id);
  const last = [...answered.values()].at(-1) ?? first;
  const shown = offered.at(-1);
  context.memory.remember(question.place, { question: last.text, language, offered, shown }, question);
  context.memory.rememberActions(question.place, complete, question);
  return complete;
}

function sourceOf({ thread: { source } }: Entry): string {
  const { title, url, path, line } = source;
  const name = escapeMarkdown(title ?? `${path}:${line}`);
  return url === undefined ? name : `[${name}](${url})`;
}
