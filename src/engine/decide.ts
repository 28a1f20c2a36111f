/** Whether to answer, to suggest or to keep silent. Pure: numbers in, a decision out. */

export type Decision = 'answer' | 'suggest' | 'none';
export type Attention = 'addressed' | 'overheard';

/** What the matcher says of a message. */
export interface Evidence {
  /** How likely the best match answers the question, 0..1, calibrated. */
  readonly confidence: number;
  /** How likely the text is a question for this knowledge at all, 0..1. */
  readonly relevance: number;
  readonly attention: Attention;
}

/** What is asked of the evidence, each 0..1. */
export interface Thresholds {
  /** Confidence from which a question is answered. */
  readonly answer: number;
  /** Confidence from which it gets suggestions. */
  readonly suggest: number;
  /** Relevance below which a message is left alone. */
  readonly relevance: number;
}

export type ThresholdTable = Readonly<Record<Attention, Thresholds>>;

export function decide({ confidence, relevance, attention }: Evidence, table: ThresholdTable): Decision {
  const thresholds = table[attention];
  if (relevance < thresholds.relevance) return 'none';
  if (confidence >= thresholds.answer) return 'answer';
  return confidence >= thresholds.suggest ? 'suggest' : 'none';
}
