/** What the figures are made of, and what they are. */

/**
 * `answered`, `suggested`, `none`: what a question brought. `shown`: an entry that was picked from a list, or delivered later. `silent`: an overheard one that was left alone. `list`: tasks, releases
 * and the like. `helpful`, `unhelpful`: a vote. `handed-over`: the maintainers were asked.
 */
export type EventKind =
  | 'answered'
  | 'suggested'
  | 'none'
  | 'silent'
  | 'shown'
  | 'list'
  | 'helpful'
  | 'unhelpful'
  | 'handed-over';

export interface InsightEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: EventKind;
  readonly platform: string;
  readonly project?: string;
  /** Id of the entry that answered or was voted on. */
  readonly entry?: string;
  /** Where a second reader was asked. */
  readonly second?: SecondReading;
}

type Decision = 'answer' | 'suggest' | 'none';

/** What a second reader made of a question. */
export interface SecondReading {
  /** Whether it gave no verdict, so that the local decision held. */
  readonly isAway: boolean;
  /** What would have been decided without it. */
  readonly local: Decision;
  readonly decided: Decision;
  /** Whether it chose another entry than would have come first. */
  readonly isOtherEntry: boolean;
  /** How long the request took; 0 where there was none, as the verdict was kept from before. */
  readonly milliseconds: number;
}

/** A question that nobody has answered yet. */
export interface OpenQuestion {
  readonly id: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** How many people asked it. */
  readonly askers: number;
  readonly handedOver: boolean;
  readonly project?: string;
}

export interface KnownEntry {
  readonly id: string;
  readonly question: string;
  readonly project?: string;
}

/** How much two texts mean the same, 0..1, whichever comes first. */
export type Similarity = (a: string, b: string) => number;

export interface InsightsData {
  readonly events: readonly InsightEvent[];
  readonly open: readonly OpenQuestion[];
  readonly entries: readonly KnownEntry[];
  readonly similarity: Similarity;
}

export interface Figures {
  /** Answered, suggested and none together. */
  readonly asked: number;
  readonly answered: number;
  readonly suggested: number;
  readonly none: number;
  readonly silent: number;
  readonly lists: number;
  readonly handedOver: number;
  readonly helpful: number;
  readonly unhelpful: number;
  /** Helpful among the votes, 0..1; `null` without a vote. */
  readonly helpfulShare: number | null;
}

export interface SecondReaderFigures {
  /** Questions for which it was to give a verdict. */
  readonly asked: number;
  /** How many of them it gave none for. */
  readonly away: number;
  /** How many had another reply, or none, because of it; among them: */
  readonly changed: number;
  /** nothing was said where the bot would have answered or suggested; */
  readonly keptSilent: number;
  /** something was said where the bot would have said less. */
  readonly found: number;
  /** Of the requests that brought a verdict; `null` without one. */
  readonly medianMilliseconds: number | null;
}

/** Open questions that mean the same. */
export interface Cluster {
  /** The question most like the others, on one line, shortened. */
  readonly title: string;
  /** Of all questions together. */
  readonly askers: number;
  /** How many of the questions were handed over. */
  readonly handedOver: number;
  /** When the first was asked, milliseconds since 1970. */
  readonly since: number;
  /** The first asked first. */
  readonly questions: readonly OpenQuestion[];
}

/** An entry that more members found unhelpful than helpful. */
export interface VotedDown extends KnownEntry {
  readonly helpful: number;
  readonly unhelpful: number;
}

/** A public format, printed by `--json`: fields may be added, none is renamed or removed. */
export interface Insights {
  /** `YYYY-MM-DD`, from its start in UTC; `null` counts everything. */
  readonly since: string | null;
  readonly total: Figures;
  /** ISO 8601 weeks in UTC, such as `2026-W47`, the oldest first, weeks without events between them included. */
  readonly weeks: readonly (Figures & { readonly week: string })[];
  /** Most asked first. */
  readonly platforms: readonly (Figures & { readonly platform: string })[];
  /** Most asked first; `null` where no project was known. */
  readonly projects: readonly (Figures & { readonly project: string | null })[];
  /** Most askers first. */
  readonly open: readonly Cluster[];
  readonly neverUsed: {
    readonly count: number;
    readonly of: number;
    readonly entries: readonly KnownEntry[];
  };
  /** Most unhelpful votes first. */
  readonly votedDown: readonly VotedDown[];
  /** `null` where none was asked. */
  readonly secondReader: SecondReaderFigures | null;
}
