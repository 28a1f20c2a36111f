/** The questions of one message, each with the sentences that lead to it. */

import { hasQuestionForm } from './question-form.js';

/** 请教几个问题： */
const ANNOUNCES = /[:：]\s*$/;

/** Whether a sentence asks, and does not only say that questions follow. */
export function asks(sentence: string): boolean {
  return hasQuestionForm(sentence) && !ANNOUNCES.test(sentence);
}

/** `1.`, `2、`, `(3)`, `①` at the beginning of a line, behind a mark, or between spaces; and bullets. */
const NUMBER = String.raw`(?:[(（]?\d{1,2}[)）.、．](?![\d.]|x\b)|[①-⑩])`;
const ITEM = new RegExp(
  String.raw`(?:^[ \t]*|(?<=[;；。?？!！,，:：] ?))${NUMBER}\s*|(?<=\s)${NUMBER}\s|^[ \t]*[-*•]\s+`,
  'gmu',
);

/** Where one sentence holds two questions: `MOSN 支持 eureka 吗，undo_log 什么时候删`, `how do I do this and how is that done`. */
const JOINT =
  /(?<=[吗呢么嘛])[ ，,、；;]+|[，,；;。 ] ?(?=(?:另外|还有|顺便|再问|再请教)(?!点))|[；;]|,? (?:and|also) (?=(?:how|what|why|which|where|does|do|is|are|can|could|should)\s)/giu;

/** An address goes on behind its question mark. */
const GOES_ON = /:\/\/\S*[.?!]$/;
const IS_ON = /^[\p{Script=Latin}\d]/u;

/** Sets up on first use, as the words of `tokenise.ts` do. */
let segmenter: Intl.Segmenter | undefined;

function sentencesOf(line: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'sentence' });
  const sentences: string[] = [];
  for (const { segment } of segmenter.segment(line.replace(/\s+/g, ' '))) {
    const before = sentences.at(-1);
    if (before !== undefined && GOES_ON.test(before) && IS_ON.test(segment))
      sentences[sentences.length - 1] = before + segment;
    else sentences.push(segment);
  }
  return sentences;
}

/** What ends a question: every clause may, or sentences and items of lists alone. */
export type QuestionEnd = 'clause' | 'sentence';

/** What a list of questions is announced by. */
const QUESTIONS_BELOW = /问题|请教|请问|想问|\bquestions?\b|\bask\b/iu;

/** What stands on the lines below the last item is said to all of them. */
const asksAtOnce = (item: string): boolean => asks(item.replace(/\n[\s\S]*/, ''));

const trimmed = (texts: readonly string[]): readonly string[] =>
  texts.map((text) => text.trim()).filter((text) => text !== '');

/** Sentences before a question lead to it, those behind the last belong to that. Where none asks, all are one. */
function grouped(text: string, end: QuestionEnd): readonly string[] {
  const sentences = trimmed(text.split('\n')).flatMap(sentencesOf);
  const pieces = end === 'clause' ? sentences.flatMap((sentence) => sentence.split(JOINT)) : sentences;
  const questions: string[] = [];
  let lead: string[] = [];
  for (const sentence of trimmed(pieces)) {
    lead.push(sentence);
    if (!asks(sentence)) continue;
    questions.push(lead.join(' '));
    lead = [];
  }
  const last = questions.pop();
  return [...questions, trimmed([last ?? '', ...lead]).join(' ')];
}

/**
 * The questions of a message, in order, each with the sentences that lead to it. A message that asks once, or nothing, is one question.
 * @param message without what is quoted or pasted
 */
export function questionsIn(message: string, end: QuestionEnd = 'clause'): readonly string[] {
  const [head = '', ...rest] = message.split(ITEM);
  const items = trimmed(rest);
  const isList =
    items.length > 1 && (QUESTIONS_BELOW.test(head) || 2 * items.filter(asksAtOnce).length >= items.length);
  // An item of a list of questions is one in whatever form.
  if (!isList) return grouped([head, ...items].join('\n'), end);
  const [first = '', ...others] = items;
  const begun = asks(head) ? [head, first] : [`${head}\n${first}`];
  return [...begun, ...others].flatMap((part) => grouped(part, end));
}
