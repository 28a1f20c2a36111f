/** The pair that a conversation holds: its first message asks, and a maintainer has written or ticked the answer. */

import type { Conversation, Utterance } from '../../contract.js';
import { pairOf } from '../../import/pair.js';
import type { LearningContext } from '../context.js';
import type { ImportedPair, ImportedText } from '../imported/model.js';
import type { HandedOver } from './handed-over.js';
import { isAnswerLike, repliesInARow } from './replies.js';

/** How it was told that a message is the answer. */
type By = NonNullable<ImportedText['gathered']>['by'];

/** How sure it is that an answer answers, 0..1. It was not measured: it orders the review, where a maintainer decides. */
const CONFIDENCE: Readonly<Record<By, number>> = { tick: 0.9, reply: 0.6 };

interface Answering {
  readonly conversation: Conversation;
  readonly by: By;
  /** What was written or ticked, by id. */
  readonly message: string;
  /** The question that was handed over, in place of the first message. */
  readonly open?: HandedOver;
}

/** @returns `undefined` where nothing is asked or answered */
export async function gatheredPair(
  { parts }: Pick<LearningContext, 'parts'>,
  { platform }: { readonly platform: string },
  { conversation, by, message, open }: Answering,
): Promise<ImportedPair | undefined> {
  const [first, ...rest] = conversation.messages;
  const answers = by === 'tick' ? rest.filter(({ id }) => id === message) : repliesInARow(rest, message);
  const [answer] = answers;
  if (first === undefined || answer === undefined || answer.isOwn === true) return undefined;
  const isTheirOwn = by === 'reply' && first.author === answer.author;
  if (open === undefined && (isTheirOwn || !(await parts.answering.asks(first.text)))) return undefined;
  if (by === 'reply' && !isAnswerLike(answers.map(({ text }) => text).join('\n'))) return undefined;
  const asMessage = ({ id, author, text, at }: Utterance) => ({
    id,
    author,
    text,
    at: new Date(at).toISOString(),
    isMaintainer: by === 'reply' && author === answer.author,
    isAnswer: answers.some((one) => one.id === id),
  });
  // Of others nothing is kept: whoever wants to be forgotten has written question or answer.
  const theirs = rest.filter(({ author }) => author === first.author || author === answer.author);
  const question = { ...asMessage(first), text: open?.text ?? first.text };
  const pair = pairOf(
    {
      id: `${platform}:${conversation.id}`,
      url: conversation.link,
      tags: [],
      messages: [question, ...theirs.filter(({ isOwn }) => isOwn !== true).map(asMessage)],
    },
    { isMarked: by === 'tick', confidence: CONFIDENCE[by], platform },
    { maintainers: new Set() },
  );
  if (typeof pair === 'string') return undefined;
  const messages = [first, ...answers].map(({ id }) => id);
  const asked = open && { asked: open.id, project: open.project, askedBy: open.askedBy };
  return { ...pair, ...asked, gathered: { messages, answer: message, by } };
}
