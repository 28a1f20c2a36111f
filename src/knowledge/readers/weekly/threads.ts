/** Gathers the tokens of a weekly post into threads, and hands back the lines that belong to none. */

import type { Line } from '../lines.js';
import { newTurn, part, type ThreadDraft, type TurnDraft } from './drafts.js';
import type { SectionKind } from './sections.js';
import { isNumbered, NUMBERED } from './shapes.js';
import { isBoundary, soleAddress, type Token } from './tokens.js';

/** Lines of a section that are no thread's. */
export interface Section {
  readonly kind: SectionKind;
  /** The title's line; absent for what stands above the first. */
  readonly title?: Line;
  readonly lines: Line[];
}

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

/** Longest caption of a picture (`图1`), in characters. */
const MAX_CAPTION = 6;
/** Shortest statement that counts as a thread of its own when it is numbered like one, in characters. */
const MIN_STATEMENT = 12;

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
    switch (token.role) {
      case 'section':
        this.#leave();
        if (this.#isWithin(token)) this.#outside(token.line);
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
        if (this.#mode === 'answer') this.#turn()?.images.push(...token.line.images);
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

  /** A deeper heading that names no kind of section, or one more release among releases, opens no section. */
  #isWithin({ section, line }: Token & { readonly role: 'section' }): boolean {
    const open = this.#section();
    if (!open?.title || open.kind === 'other') return false;
    if (line.kind === 'heading')
      return section === 'other' && open.title.depth > 0 && line.depth > open.title.depth;
    return section === 'releases' && open.kind === 'releases';
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
    const next = this.#next(index, (token) => token.role !== 'image');
    return next?.role === 'quote' && (strong || this.#next(index, isMarkOrBoundary)?.role === 'answer');
  }

  #next(index: number, accept: (token: Token) => boolean): Token | undefined {
    for (let at = index + 1; at < this.#tokens.length; at += 1) {
      const token = this.#tokens[at];
      if (token && accept(token)) return token;
    }
    return undefined;
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
    this.#thread = { line, headed, turns: [newTurn()], ...(asker === undefined ? {} : { asker }) };
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
      const answered = this.#next(index, isMarkOrBoundary)?.role === 'answer';
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
      const answered = this.#next(index, isMarkOrBoundary)?.role === 'answer';
      if (!answered || (kind !== 'questions' && kind !== 'other')) {
        this.#outside(token.line);
        return;
      }
      this.#begin(token.line.line, false);
    }
    const turn = this.#turn();
    if (this.#mode === 'answer' && turn) {
      if (this.#goesOn(token.line) || this.#isCited(turn, token, index)) {
        turn.answer.push(part(token.line));
        return;
      }
      this.#nextTurn();
    } else if (this.#mode === 'closed') {
      if (this.#goesOn(token.line)) return;
      this.#nextTurn();
    }
    this.#turn()?.question.push(part(token.line));
  }

  /** Whether a quoted line goes on with the answer or closing line in the same quote; a new `>` below lazy lines asks anew. */
  #goesOn(line: Line): boolean {
    const from = this.#answerLine;
    return from !== undefined && from.quoted > 0 && from.block === line.block && (line.lazy || !from.lazy);
  }

  /** A quote in an answer, not the next question: the words before it announce it, and plain words go on below it. */
  #isCited(turn: TurnDraft, token: Token, index: number): boolean {
    const last = turn.answer.at(-1);
    const before = this.#tokens[index - 1];
    if (!last || before?.role === 'image') return false;
    if (before?.role === 'quote' && before.line.block === token.line.block) return before.line === last.line;
    if (!/[:：]\s*$/.test(last.line.plain) || !turn.marked) return false;
    const next = this.#next(index, (each) => each.line.block !== token.line.block && each.role !== 'image');
    if (next?.role !== 'text') return false;
    const stop = this.#next(
      index,
      (each) => isMarkOrBoundary(each) || (each.role === 'quote' && each.line.block !== token.line.block),
    );
    return stop?.role !== 'answer';
  }

  /** Words under no mark: more of the question, an answer without a mark, more of the answer, or no thread's. */
  #loose(token: Token, index: number): void {
    const turn = this.#turn();
    if (this.#asksUnquoted(token, index)) {
      if (!this.#thread?.headed) this.#begin(token.line.line, false);
      else this.#nextTurn();
      this.#turn()?.question.push(part(token.line, token.line.markdown.replace(NUMBERED, '')));
      return;
    }
    if (!turn || this.#mode === 'outside') {
      this.#outside(token.line);
      return;
    }
    if (this.#isTopic(token, index)) return;
    switch (this.#mode) {
      case 'question':
        if (turn.question.length === 0 || this.#asksOn(token, index)) turn.question.push(part(token.line));
        else this.#answerUnmarked(turn, token);
        break;
      case 'answer':
        turn.answer.push(part(token.line));
        break;
      case 'closed':
        if (this.#isStatement(token, index)) {
          this.#begin(token.line.line, false);
          this.#turn()?.question.push(part(token.line, token.line.markdown.replace(NUMBERED, '')));
        } else this.#outside(token.line);
        break;
    }
  }

  /** A question that stands in no quote: right above an answer's mark, and bold, numbered or asking. */
  #asksUnquoted({ role, line }: Token, index: number): boolean {
    if (role !== 'text' || line.quoted > 0 || this.#mode === 'question') return false;
    if (this.#next(index, (each) => each.role !== 'image')?.role !== 'answer') return false;
    const asking = /[?？]\s*$/.test(line.plain);
    if (this.#thread?.headed) return asking && this.#thread.turns[0]?.question[0]?.line.quoted === 0;
    return this.#section()?.kind === 'questions' && (asking || isNumbered(line));
  }

  #answerUnmarked(turn: TurnDraft, token: Token): void {
    turn.answer.push(part(token.line));
    this.#mode = 'answer';
    this.#answerLine = undefined;
  }

  /** Whether words below a question are more of it: the answer's mark is still to come. */
  #asksOn(token: Token, index: number): boolean {
    const turn = this.#turn();
    const first = turn?.question[0]?.line;
    const next = this.#next(
      index,
      (each) => isMarkOrBoundary(each) || each.role === 'quote' || each.role === 'closing',
    );
    if (next?.role === 'answer') return true;
    if (first?.paragraph === token.line.paragraph) return true;
    if (next?.role !== 'quote') return false;
    const marked = this.#next(index, isMarkOrBoundary)?.role === 'answer';
    return marked && (token.role === 'code' || token.line.plain.length <= MAX_CAPTION);
  }

  /** A title over some of the questions (`**关于扩容：**`, `**2、关于 X 的几个问题：**`) is part of neither answer nor question. */
  #isTopic(token: Token, index: number): boolean {
    const { line } = token;
    if (line.quoted > 0 || token.role === 'code') return false;
    const next = this.#next(index, (each) => each.role !== 'image');
    const titled = line.alone && line.bold && /[:：]\s*$/.test(line.plain);
    const about = /^(?:\d+[、.．]\s*)?(?:关于|有关|针对).*[:：]$/.test(line.plain);
    if ((titled || about) && (next?.role === 'quote' || next?.role === 'header')) return true;
    if (!line.bold || !isNumbered(line)) return false;
    const stop = this.#tokens.findIndex(
      (each, at) => at > index && each.role !== 'text' && each.role !== 'image',
    );
    if (this.#tokens[stop]?.role !== 'header') return false;
    this.#skipUntil = stop;
    this.#leave();
    return true;
  }

  /** News printed among the questions and numbered like them: what it says is the question, its link the answer. */
  #isStatement(token: Token, index: number): boolean {
    const text = `${token.line.marker}${token.line.plain}`;
    const next = this.#next(index, (each) => each.role !== 'image');
    return (
      token.role === 'text' &&
      this.#section()?.kind === 'questions' &&
      isNumbered(token.line) &&
      Number.parseInt(text, 10) === this.threads.length + 1 &&
      text.length >= MIN_STATEMENT &&
      soleAddress(token.line) === undefined &&
      (soleAddress(next?.line) !== undefined || token.line.links.length > 0)
    );
  }
}

function isMarkOrBoundary(token: Token): boolean {
  return token.role === 'answer' || isBoundary(token);
}
