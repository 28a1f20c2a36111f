/** What becomes of the drafts of an entry: kept, or dropped for a reason. */

import type { Entry, Knowledge } from '../knowledge/model.js';
import { polarityOf } from '../match/analyse/polarity.js';
import type { Matcher } from '../match/contract.js';
import { createMatcher } from '../match/matcher.js';
import { sameForm } from '../text/same.js';
import { mayBeSameVersion, versionsIn } from '../text/versions.js';
import { codesIn } from './literals.js';

/** Why a draft is dropped, as the summary says it. */
export const DROPPED = {
  question: 'no question',
  repeat: 'repeat another wording',
  version: 'lose the version number',
  code: 'lose the error code',
  negation: 'lose the negation',
  elsewhere: 'stand nearer to another question',
} as const;
export type DropReason = keyof typeof DROPPED;

export interface Checked {
  readonly kept: readonly string[];
  /** Why each of the others was dropped. */
  readonly dropped: readonly DropReason[];
}

/** Tests the drafts of an entry, in their order. What is kept counts as known from then on. */
export type Check = (entry: Entry, drafts: readonly string[]) => Promise<Checked>;

/** A draft of more characters is no question that somebody types. */
const MOST_CHARACTERS = 300;
/** Letters, digits or Han characters that a question has at least. */
const LEAST_LETTERS = 2;

/**
 * A draft is dropped where the matcher, without any other wordings, is surer than not (0.5) of another thread, and the own thread's score
 * is 2 behind or is not among the candidates: scores are log-odds, so the other one is seven times as likely. Over 2,523 wordings of
 * 400 entries of the community's history the rule drops 3.7 %; given to a thread drawn at random 83 % of them fall, given to the
 * likeliest other thread 67 %. Drafts that share no words with anything pass: nobody is sure of them.
 */
const SURE_OF_ANOTHER = 0.5;
const CLEARLY_BEHIND = 2;
/** The index gives thirty candidates. */
const CANDIDATES = 30;

export function createCheck(knowledge: Knowledge): Check {
  const matcher = matcherOverQuestions(knowledge);
  const owners = new Map<string, string>();
  for (const { id, question, alternates, drafted = [] } of knowledge.entries) {
    for (const text of drafted) owners.set(sameForm(text), id);
    // That nobody else may have, not even the entry itself.
    for (const text of [question, ...alternates]) owners.set(sameForm(text), '');
  }
  return async (entry, drafts) => {
    const kept = new Map<string, string>();
    const isTaken = (form: string): boolean => kept.has(form) || (owners.get(form) ?? entry.id) !== entry.id;
    const dropped: DropReason[] = [];
    for (const draft of drafts.map(cleaned)) {
      const form = sameForm(draft);
      const reason = faultIn(draft, form, entry) ?? (isTaken(form) ? 'repeat' : undefined);
      if (reason !== undefined) dropped.push(reason);
      else if (await isNearerToAnother(draft, entry, matcher)) dropped.push('elsewhere');
      // Another entry may have got the same draft meanwhile.
      else if (isTaken(form)) dropped.push('repeat');
      else {
        kept.set(form, draft);
        owners.set(form, entry.id);
      }
    }
    return { kept: [...kept.values()], dropped };
  };
}

/** Knows each entry by its question and answer alone, so that wordings on a part of the entries do not draw drafts to them. */
function matcherOverQuestions(knowledge: Knowledge): Matcher {
  const entries = knowledge.entries.map((entry) => ({ ...entry, alternates: [], drafted: [] }));
  return createMatcher({ projects: knowledge.projects, glossary: knowledge.glossary, entries });
}

async function isNearerToAnother(draft: string, { thread }: Entry, matcher: Matcher): Promise<boolean> {
  const { matches } = await matcher.match({ text: draft, limit: CANDIDATES });
  const [first] = matches;
  if (first === undefined || first.confidence < SURE_OF_ANOTHER || first.entry.thread.id === thread.id)
    return false;
  const own = matches.find(({ entry }) => entry.thread.id === thread.id);
  return own === undefined || first.score - own.score >= CLEARLY_BEHIND;
}

/** The draft on one line, without the number or dash of a list in front and the quotes around it. */
function cleaned(draft: string): string {
  const line = draft
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:\d{1,2}[.)、] |[-*•] )/, '');
  return /^(?:"[^"]*"|“[^“”]*”|「[^「」]*」)$/.test(line) ? line.slice(1, -1).trim() : line;
}

function faultIn(draft: string, form: string, { question }: Entry): DropReason | undefined {
  if (form.length < LEAST_LETTERS || draft.length > MOST_CHARACTERS) return 'question';
  const versions = versionsIn(question);
  if (
    versions.length > 0 &&
    !versionsIn(draft).some((one) => versions.some((other) => mayBeSameVersion(one, other)))
  )
    return 'version';
  const codes = codesIn(question);
  if (codes.length > 0 && !codes.some((code) => draft.toLowerCase().includes(code))) return 'code';
  return deniesSomething(question) && !deniesOrFails(draft) ? 'negation' : undefined;
}

const SENTENCE_END = /[。？！?!；;\n]|\. /;
/** Denies nothing: it asks whether something is so (不是每次都新建吗?). */
const RHETORICAL = /不是|没有.*[吗么]|\b(?:is|are|do|does|did|should|could|would|was|were)n['’]t\b/i;

/**
 * Whether it matters to the question that it is put in the negative. In a question of several sentences the negation is mostly told
 * aside ("I found nothing in the manual. How ...?"), and a wording may leave it out.
 */
function deniesSomething(question: string): boolean {
  const sentences = question.split(SENTENCE_END).filter((one) => one.trim() !== '');
  return sentences.length === 1 && !RHETORICAL.test(question) && polarityOf(question) === 'negative';
}

/** Words by which a wording denies without a negation: a negative question is often asked by what fails. */
const FAILING =
  /失败|失效|报错|出错|错误|异常|超时|拒绝|丢|缺|漏|挂(?!载)|卡[住死]|断[开连了]|为空|空的|空指针|非(?!常)|免(?!费)|(?<![区级特类分识个])别(?![的人名处])|未|少了?一|关[掉闭了]|停[掉用了止]|放弃|去掉|脱离|独立|单独|仅|只(?!要)|\b(?:fail|error|exception|refus|den[iy]|broke|missing|lost|los[es]|unable|unavailable|unsupported|unreachable|stuck|wrong|lack|time-?out|skip|ignor|stop|exclu|empty|null|only|alone|off\b|remov|instead of|rather than)/i;

function deniesOrFails(text: string): boolean {
  return polarityOf(text) === 'negative' || FAILING.test(text);
}
