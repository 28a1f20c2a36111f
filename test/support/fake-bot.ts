/** A bot that answers from a script and writes down what it was asked. */

import type { Bot, Press, Question, Reply, Suggestion } from '../../src/contract.js';

/** A reply, silence, or a promise that the test settles. */
export type Scripted = Reply | undefined | Promise<Reply | undefined>;

export interface FakeBot extends Bot {
  readonly asked: readonly Question[];
  readonly pressed: readonly Press[];
  readonly completed: readonly string[];
  /** What a question with exactly this text brings; any other brings {@link unscripted}. */
  onAsk(text: string, answer: (question: Question) => Scripted): void;
  onPress(token: string, answer: (press: Press) => Reply | Promise<Reply>): void;
  suggest(suggestions: readonly Suggestion[]): void;
}

export function fakeBot(): FakeBot {
  const asked: Question[] = [];
  const pressed: Press[] = [];
  const completed: string[] = [];
  const questions = new Map<string, (question: Question) => Scripted>();
  const presses = new Map<string, (press: Press) => Reply | Promise<Reply>>();
  let suggestions: readonly Suggestion[] = [];
  return {
    asked,
    pressed,
    completed,
    onAsk: (text, answer) => void questions.set(text, answer),
    onPress: (token, answer) => void presses.set(token, answer),
    suggest(list) {
      suggestions = list;
    },
    async ask(question) {
      asked.push(question);
      const answer = questions.get(question.text);
      return answer === undefined ? unscripted(question.text) : await answer(question);
    },
    async press(press) {
      pressed.push(press);
      const answer = presses.get(press.token);
      return answer === undefined ? unscripted(press.token) : await answer(press);
    },
    async complete(text, limit) {
      completed.push(text);
      return suggestions.slice(0, limit);
    },
  };
}

/** A reply of kind `notice` unless told otherwise, with every list empty. */
export function makeReply(parts: Partial<Reply> = {}): Reply {
  return {
    kind: 'notice',
    language: 'en',
    lead: '',
    text: '',
    confidence: 1,
    links: [],
    alternatives: [],
    followUps: [],
    actions: [],
    audience: 'everyone',
    ...parts,
  };
}

export function unscripted(text: string): Reply {
  return makeReply({ kind: 'none', lead: `Nothing is known about ${text}.`, confidence: 0 });
}
