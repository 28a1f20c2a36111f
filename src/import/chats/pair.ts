/** Makes a question with its answer of a conversation in a chat, where no platform marks the answer. */

import type { ImportedPair } from '../../learning/imported/model.js';
import { isSummons } from '../../text/courtesy.js';
import { hasQuestionForm } from '../../text/question-form.js';
import { isFunctionWord } from '../../text/function-words.js';
import { wordTokens } from '../../text/tokenise.js';
import type { ImportedMessage, ImportedThread, PairOptions, Reason, Source } from '../model.js';
import { pairOf } from '../pair.js';
import { answerIn, lengthOf, type Marked, saysSomething, SHORT, SURENESS } from './answer.js';

const SHORT_COSTS = 0.2;
/** Words that a maintainer's answer has in common with the question; one alone may be the project's name. */
const PLAINLY_COMMON = 2;
/** No word of it is one of the question's. */
const STRANGE_COSTS = 0.2;
/** Where messages were put together by their times, not by the platform. */
const GROUPED_COSTS = 0.1;

/** Of several messages in a row that are one question, so many may ask by themselves. */
const MOST_IN_ROW = 5;

/** A question by its mark, or trouble by its words. */
const PLAINLY_ASKS =
  /[?？]|吗|怎么|如何|为什么|为啥|咋|求助|报错|\b(?:error|exception|fail\w*|crash\w*|seg ?fault|(?:does|did|is|are|was)n['’]?t work\w*|not work\w*|can['’]?t|cannot|how (?:do|to|can))\b/iu;

/** The pair, or why the conversation is none. */
export function chatPairOf(
  thread: ImportedThread,
  source: Pick<Source, 'isMarked' | 'confidence' | 'platform'>,
  options: PairOptions,
): ImportedPair | Reason {
  const [opening] = thread.messages;
  const other = thread.messages.findIndex(({ author }) => author !== opening?.author);
  if (opening === undefined || other < 0) return 'no-answer';
  const row = questionRow(thread.messages.slice(0, other));
  const rest = thread.messages.slice(other);
  const asks = options.asks ?? hasQuestionForm;
  const text = row.map((message) => message.text).join('\n');
  const asked = [thread.title ?? '', text, ...row.slice(0, MOST_IN_ROW).map((message) => message.text)];
  if (!asked.some((one) => saysSomething(one) && asks(one))) return 'no-question';
  const marked = answerIn(opening, rest, options);
  if (marked === undefined) return 'unmarked';
  const common = wordsInCommon(marked.messages, [...asked, ...textsOf(rest, opening.author)]);
  // Nobody but the one who wrote it says that it answers: then question and answer must look it.
  if (marked.evidence === 'maintainer') {
    if (!asked.some((one) => PLAINLY_ASKS.test(one))) return 'no-question';
    if (common < PLAINLY_COMMON || !isTelling(marked)) return 'unmarked';
  }
  const chosen = new Set(marked.messages);
  const messages = [
    { ...opening, text, isAnswer: false },
    ...rest.map((message) => ({ ...message, isAnswer: chosen.has(message) })),
  ];
  return pairOf(
    { ...thread, messages },
    {
      ...source,
      confidence: surenessOf(marked, { isAbout: common > 0, isGrouped: thread.isGrouped === true }),
    },
    options,
  );
}

/** What the asker writes in a row is one question, without the greeting before it. */
function questionRow(row: readonly ImportedMessage[]): readonly ImportedMessage[] {
  const telling = row.filter(({ text }) => !isSummons(text) && saysSomething(text));
  return telling.length === 0 ? row : telling;
}

/** Whether an answer is more than "no": so long, or with code or an address. */
const isTelling = ({ messages }: Marked): boolean =>
  lengthOf(messages) >= SHORT || messages.some(({ text }) => /`|https?:/.test(text));

const termsOf = (text: string): readonly string[] =>
  wordTokens(text)
    .map(({ term }) => term)
    .filter((term) => !isFunctionWord(term));

/** How many words of their subjects an answer has in common with what was asked. */
function wordsInCommon(answer: readonly ImportedMessage[], asked: readonly string[]): number {
  const terms = new Set(asked.flatMap(termsOf));
  return new Set(answer.flatMap(({ text }) => termsOf(text)).filter((term) => terms.has(term))).size;
}

const textsOf = (messages: readonly ImportedMessage[], author: string | undefined): readonly string[] =>
  messages.filter((message) => message.author === author).map(({ text }) => text);

interface Looks {
  readonly isAbout: boolean;
  readonly isGrouped: boolean;
}

function surenessOf({ messages, evidence }: Marked, { isAbout, isGrouped }: Looks): number {
  const costs =
    (lengthOf(messages) < SHORT ? SHORT_COSTS : 0) +
    (isAbout ? 0 : STRANGE_COSTS) +
    (isGrouped ? GROUPED_COSTS : 0);
  return Math.round((SURENESS[evidence] - costs) * 100) / 100;
}
