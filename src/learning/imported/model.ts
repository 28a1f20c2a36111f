/** A question with its answer that was found elsewhere, and how it is kept until a maintainer decides on it. */

import * as v from 'valibot';
import type { Link } from '../../contract.js';
import type { Member } from '../../bot/shared-cache.js';

const link = v.object({ title: v.string(), url: v.string() });

/** Who wrote a message, as the review shows it: roles, no names. */
export const ROLES = ['asker', 'maintainer', 'another'] as const;
export type Role = (typeof ROLES)[number];

/** What the list of thousands needs. A record that does not wait holds no words any more: no question, no address. */
export const IMPORTED = v.object({
  status: v.picklist(['pending', 'accepted', 'rejected', 'merged']),
  /** The id of the thread at its source, such as `github-discussion:owner/repo/12`. */
  source: v.string(),
  question: v.string(),
  /** The thread's address. */
  url: v.exactOptional(v.string()),
  project: v.exactOptional(v.string()),
  /** Votes for the answer at its source. */
  votes: v.number(),
  /** How sure it is that the answer answers the question, 0..1. */
  confidence: v.number(),
  /** Whether the platform itself says which message is the answer. */
  isMarked: v.boolean(),
  /** The entry that answers the question already, by id: to be offered for merging. */
  near: v.exactOptional(v.string()),
  /** The open question that it was an answer to: it is closed when the answer is accepted. */
  asked: v.exactOptional(v.string()),
  /** Tells the source's question and answer from what they become later. */
  digest: v.string(),
  /** A maintainer has changed it: the source does not overwrite it. */
  isEdited: v.exactOptional(v.boolean()),
  /** The source has changed since a maintainer accepted or edited it. */
  isChanged: v.exactOptional(v.boolean()),
  /** It comes from the running bot: the maintainers are told how many there are. */
  isGathered: v.exactOptional(v.boolean()),
  /** When it was added, in milliseconds since 1970. */
  at: v.number(),
});
export type Imported = v.InferOutput<typeof IMPORTED>;

/** What one item of the review shows besides. It is there only while the pair waits. */
export const IMPORTED_TEXT = v.object({
  answer: v.string(),
  links: v.pipe(v.array(link), v.readonly()),
  /** Other ways to ask the question, by people. */
  wordings: v.pipe(v.array(v.string()), v.readonly()),
  /** `YYYY-MM-DD` of the answer. */
  date: v.exactOptional(v.string()),
  /** The messages around the answer, the first one first. */
  thread: v.pipe(v.array(v.object({ who: v.picklist(ROLES), text: v.string() })), v.readonly()),
  /** Of a pair that the running bot gathered: what it is made of, so that it follows edits and deletions. */
  gathered: v.exactOptional(
    v.object({
      /** The platform's ids of the messages, without names of people: the question's first. */
      messages: v.pipe(v.array(v.string()), v.readonly()),
      /** The message that was written last, or ticked. */
      answer: v.string(),
      by: v.picklist(['reply', 'tick']),
    }),
  ),
});
export type ImportedText = v.InferOutput<typeof IMPORTED_TEXT>;

/** A pair on its way to the review. All texts are Markdown, without names of people. */
export interface ImportedPair {
  /** Stable: the source's own ids. The same id is the same pair, however often it comes. */
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly wordings?: readonly string[];
  readonly links?: readonly Link[];
  readonly tags?: readonly string[];
  readonly url?: string;
  /** `YYYY-MM-DD` of the answer. */
  readonly date?: string;
  readonly project?: string;
  /** 0 where the platform has none. */
  readonly votes: number;
  /** How sure it is that the answer answers the question, 0..1. */
  readonly confidence: number;
  readonly isMarked: boolean;
  readonly thread?: ImportedText['thread'];
  readonly gathered?: ImportedText['gathered'];
  /** The open question that it answers, by the id of its record. */
  readonly asked?: string;
  /** Who wrote question and answer. Kept as the vault names people alone, so that `forget` finds the pair while it waits. */
  readonly askedBy?: Member;
  readonly answeredBy?: Member;
}

/** Characters of a question. A form holds more, but a longer one is a story. */
export const MOST_QUESTION = 2_000;
/** Characters of an answer: two fields of the form for changing it hold so much. */
export const MOST_ANSWER = 6_000;
