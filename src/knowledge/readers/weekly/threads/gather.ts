/** Gathers the tokens of a weekly post into threads, and hands back the lines that belong to none. */

import type { Line } from '../../markdown/lines.js';
import { newTurn, part, type ThreadDraft, type TurnDraft } from './drafts.js';
import {
  answersLazily,
  asksOn,
  isCited,
  isMarkOrBoundary,
  isStatement,
  isWithin,
  nextToken,
  topicEnd,
  unquotedQuestion,
} from './lookahead.js';
import { NUMBERED } from '../marks.js';
import type { Section } from '../sections.js';
import type { Token } from './tokens.js';

export interface Gathered {
  readonly threads: readonly ThreadDraft[];
  readonly sections: readonly Section[];
}

type Mode = 'outside' | 'question' | 'answer' | 'closed';

export function gatherThreads(tokens: readonly Token[]): Gathered {
  const gatherer = new Gatherer(tokens);
  for (const [index, token] of tokens.entries()) gatherer.take(token, index);
  return { threads: gatherer.threads, sections: gatherer.sections };
}

class Gatherer {
  readonly threads: ThreadDraft[] = [];
  readonly sections: Section[] = [{ kind: 'other', lines: [] }];
  readonly #tokens: readonly Token[];
  #mode: Mode = 'outside';
  #thread: ThreadDraft | undefined;
  /** The line with the mark of the answer being read, or with the closing line: a quote around it goes on with it. */
  #answerLine: Line | undefined;
  /** Tokens before this index are the heading of a group of threads. */
  #skipUntil = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  take(token: Token, index: number): void {
    if (index < this.#skipUntil) return;
    const turn = this.#turn();
    switch (token.role) {
      case 'section':
        this.#leave();
        if (isWithin(this.#section(), token)) this.#outside(token.line);
        else this.sections.push({ kind: token.section, title: token.line, lines: [] });
        break;
      case 'foot':
        this.#leave();
        this.sections.push({ kind: 'other', lines: [] });
        break;
      case 'header':
        if (this.#admits(token.header.strength === 'strong', index)) this.#open(token);
        else this.#loose(token, index);
        break;
      case 'closing':
        this.#close(token, index);
        break;
      case 'answer':
        this.#answer(token);
        break;
      case 'question':
        this.#asked(token, index);
        break;
      case 'quote':
        this.#quote(token, index);
        break;
      case 'image':
        if (this.#mode === 'answer' && turn)
          turn.pictures.push({ line: token.line, above: turn.answer.length });
        else if (this.#mode === 'outside') this.#outside(token.line);
        break;
      case 'rule':
        // What follows a rule is no more of the answer, unless a mark or a quote says so.
        if (this.#mode === 'answer') this.#mode = 'closed';
        break;
      case 'text':
      case 'code':
        this.#loose(token, index);
        break;
    }
  }

  #section(): Section | undefined {
    return this.sections.at(-1);
  }

  #outside(line: Line): void {
    this.#section()?.lines.push(line);
  }

  #leave(): void {
    this.#thread = undefined;
    this.#mode = 'outside';
  }

  #turn(): TurnDraft | undefined {
    return this.#thread?.turns.at(-1);
  }

  /** Lists of contributors name people too: outside of the questions, a header needs a question right below it. */
  #admits(strong: boolean, index: number): boolean {
    const kind = this.#section()?.kind;
    if (kind === 'questions' || (kind === 'other' && strong)) return true;
    const next = nextToken(this.#tokens, index, (token) => token.role !== 'image');
    return (
      next?.role === 'quote' &&
      (strong || nextToken(this.#tokens, index, isMarkOrBoundary)?.role === 'answer')
    );
  }

  #open(token: Token & { readonly role: 'header' }): void {
    const { asker, rest } = token.header;
    const waiting =
      this.#mode === 'question' && this.#turn()?.question.length === 0 ? this.#thread : undefined;
    // `1、提问：` with the asker on the line after: the second header completes the first.
    if (waiting) this.threads.pop();
    const name = asker ?? waiting?.asker;
    this.#begin(token.line.line, true, name);
    if (rest !== undefined) this.#turn()?.question.push(part(token.line, rest));
  }

  #begin(line: number, headed: boolean, asker?: string): void {
    this.#thread = { line, headed, turns: [newTurn()], asker };
    this.threads.push(this.#thread);
    this.#mode = 'question';
  }

  #close(token: Token & { readonly role: 'closing' }, index: number): void {
    const turn = this.#turn();
    if (!this.#thread || !turn || turn.question.length === 0) {
      this.#loose(token, index);
      return;
    }
    if (token.closing.before !== '') turn.answer.push(part(token.line, token.closing.before));
    this.#thread.closing ??= token.closing;
    this.#answerLine = token.line;
    this.#mode = 'closed';
  }

  #answer(token: Token & { readonly role: 'answer' }): void {
    const turn = this.#turn();
    if (!turn) {
      this.#outside(token.line);
      return;
    }
    this.#mode = 'answer';
    this.#answerLine = token.line;
    turn.marked = true;
    turn.answer.push(part(token.line, token.rest));
    if (token.closing && this.#thread) {
      this.#thread.closing ??= token.closing;
      this.#mode = 'closed';
    }
  }

  /** `Q：` opens a thread of its own, unless a header has opened one. */
  #asked(token: Token & { readonly role: 'question' }, index: number): void {
    const kind = this.#section()?.kind;
    if (!this.#thread?.headed) {
      const answered = nextToken(this.#tokens, index, isMarkOrBoundary)?.role === 'answer';
      if (!answered && kind !== 'questions') {
        this.#loose(token, index);
        return;
      }
      this.#begin(token.line.line, false);
    } else if (this.#mode !== 'question') this.#nextTurn();
    this.#turn()?.question.push(part(token.line, token.rest));
    this.#mode = 'question';
  }

  #nextTurn(): void {
    this.#thread?.turns.push(newTurn());
    this.#mode = 'question';
  }

  #quote(token: Token, index: number): void {
    if (!this.#thread) {
      const kind = this.#section()?.kind;
      const answered = nextToken(this.#tokens, index, isMarkOrBoundary)?.role === 'answer';
      if (!answered || (kind !== 'questions' && kind !== 'other')) {
        this.#outside(token.line);
        return;
      }
      this.#begin(token.line.line, false);
    }
    const turn = this.#turn();
    if (this.#mode === 'answer' && turn) {
      if (this.#goesOn(token.line) || isCited(this.#tokens, index, turn)) {
        turn.answer.push(part(token.line));
        return;
      }
      this.#nextTurn();
    } else if (this.#mode === 'closed') {
      if (this.#goesOn(token.line)) return;
      this.#nextTurn();
    }
    const asking = this.#turn();
    if (asking && answersLazily(this.#tokens, index, asking)) this.#answerUnmarked(asking, token);
    else asking?.question.push(part(token.line));
  }

  /** Whether a quoted line goes on with the answer or closing line in the same quote; a new `>` below lazy lines asks anew. */
  #goesOn(line: Line): boolean {
    const from = this.#answerLine;
    return from !== undefined && from.quoted > 0 && from.block === line.block && (line.lazy || !from.lazy);
  }

  /** Words under no mark: more of the question, an answer without a mark, more of the answer, or no thread's. */
  #loose(token: Token, index: number): void {
    const turn = this.#turn();
    if (this.#asksUnquoted(index)) {
      if (!this.#thread?.headed) this.#begin(token.line.line, false);
      else this.#nextTurn();
      this.#turn()?.question.push(part(token.line, token.line.markdown.replace(NUMBERED, '')));
      return;
    }
    if (!turn || this.#mode === 'outside') {
      this.#outside(token.line);
      return;
    }
    const topic = topicEnd(this.#tokens, index);
    if (topic !== undefined) {
      this.#skipUntil = topic.next;
      if (topic.group) this.#leave();
      return;
    }
    switch (this.#mode) {
      case 'question':
        if (turn.question.length === 0 || asksOn(this.#tokens, index, turn))
          turn.question.push(part(token.line));
        else this.#answerUnmarked(turn, token);
        break;
      case 'answer':
        turn.answer.push(part(token.line));
        break;
      case 'closed':
        if (
          this.#section()?.kind === 'questions' &&
          isStatement(this.#tokens, index, this.threads.length + 1)
        ) {
          this.#begin(token.line.line, false);
          this.#turn()?.question.push(part(token.line, token.line.markdown.replace(NUMBERED, '')));
        } else this.#outside(token.line);
        break;
    }
  }

  #asksUnquoted(index: number): boolean {
    if (this.#mode === 'question') return false;
    const asked = unquotedQuestion(this.#tokens, index);
    if (asked === undefined) return false;
    if (this.#thread?.headed)
      return asked === 'asking' && this.#thread.turns[0]?.question[0]?.line.quoted === 0;
    return this.#section()?.kind === 'questions';
  }

  #answerUnmarked(turn: TurnDraft, token: Token): void {
    turn.answer.push(part(token.line));
    this.#mode = 'answer';
    this.#answerLine = token.line;
  }
}
