/** What the bot asks of the matching room. */

import type { Entry, Family, GlossaryGroup, Project } from '../knowledge/model.js';
import type { QuietKind } from './asking/marks.js';
import type { Classifier } from './classifier/classifier.js';

/** What is matched against. */
export interface Matchable {
  readonly entries: readonly Entry[];
  /** The catalogue; without it no project is recognised. */
  readonly projects?: readonly Project[];
  /** Groups of terms that mean the same; without them matching works, less well across languages. */
  readonly glossary?: readonly GlossaryGroup[];
  /** Like things and opposite acts; without them a question for another thing is not told from one for this. */
  readonly families?: readonly Family[];
}

export interface MatchQuery {
  readonly text: string;
  /** The question before it in the same conversation, where `text` alone is a follow-up. */
  readonly previous?: string;
  /** Name of the catalogue's project to stay within. */
  readonly project?: string;
  /** Matches to return, best first. */
  readonly limit: number;
}

/** One named part of a score, for `/why`. */
export interface ScorePart {
  readonly name: string;
  readonly value: number;
}

/** What a question and an entry may differ in. */
export const DIFFERENCES = ['product', 'version', 'system', 'act', 'part', 'condition'] as const;

export interface Difference {
  readonly kind: (typeof DIFFERENCES)[number];
  /** A term of the message, as it stands there. */
  readonly asked?: string;
  /** A term of the entry, as it stands there. */
  readonly entry?: string;
}

export interface Match {
  readonly entry: Entry;
  /** The wording that matched best: the question or one of the alternates. */
  readonly wording: string;
  /** What the order is by; comparable within one answer only. */
  readonly score: number;
  /** How likely this entry answers the question, 0..1, calibrated. */
  readonly confidence: number;
  readonly terms: readonly string[];
  readonly parts: readonly ScorePart[];
  /** The wording that members confirmed for the entry, where the question is close enough to one for it to count. */
  readonly confirmed?: string;
  /** The wording that a model drafted, where the match is by one. It is not shown to members as a question. */
  readonly drafted?: string;
  /** Why it answers something else, where that is plain; such a match is suggested at most. */
  readonly differs?: Difference;
  /** Words of the question that sound like this entry, and words that sound like others; of the first match, where a classifier is trained. */
  readonly sounds?: { readonly for: readonly string[]; readonly against: readonly string[] };
}

export interface Matching {
  /** One match a thread turn, best first. */
  readonly matches: readonly Match[];
  /** How likely the text asks the room something, 0..1, by its form alone, where half of the messages do. */
  readonly asks: number;
  /** What else it looks like, where it more likely asks nothing. */
  readonly looksLike?: QuietKind;
  /** How likely the text is a question for this knowledge at all, 0..1: it asks, and about what the knowledge is about. */
  readonly relevance: number;
  /** The parts of `relevance`, for `/why`. */
  readonly relevanceParts: readonly ScorePart[];
  /** How likely an overheard message asks for what the first match answers, 0..1. Its confidence, as nobody asked the bot. */
  readonly overheard: number;
  /** Terms of the question that the best match does not hold. */
  readonly missing: readonly string[];
  /** Whether the text was a follow-up, understood with the question before it. */
  readonly usedPrevious?: boolean;
}

/** Both reject where the search index does. */
export interface Matcher {
  match(query: MatchQuery): Promise<Matching>;
  /** Entries whose question fits what is being typed, best first. */
  complete(text: string, limit: number): Promise<readonly Entry[]>;
}

/** A matcher whose knowledge changes while it answers: a question is matched against all that was known before a change, or after it. */
export interface LiveMatcher extends Matcher {
  /** Puts an entry in, or in place of the one with its id. */
  put(entry: Entry): void;
  /** An unknown id is no error. */
  remove(id: string): void;
  /** From now on these are the wordings that members have confirmed for an entry; an unknown id is no error. */
  learn(id: string, wordings: readonly string[]): void;
  /** From now on the classifier's margins are evidence too. It was trained on `textsOf` the entries of the start. */
  teach(classifier: Classifier): void;
}
