/** Whether an overheard message is a question for this knowledge at all. A simple heuristic, to be replaced by a model. */

import type { ScorePart } from './contract.js';
import type { PreparedQuestion } from './question.js';

export interface Relevance {
  /** 0..1. */
  readonly value: number;
  readonly parts: readonly ScorePart[];
}

const ASKING =
  /[?？]|[吗么嘛呢]\s*$|怎么|怎样|如何|为什么|为啥|咋|什么|啥|哪|能不能|是否|有没有|可以|请问|求助|报错|失败|\b(?:how|why|what|where|when|which|who|does|do|is|are|can|could|should|error|fails?|failed)\b/iu;

/** Shares of the two parts in the heuristic. */
const ASKING_SHARE = 0.4;

export function relevanceOf(question: PreparedQuestion, confidence: number): Relevance {
  const asking = ASKING.test(question.text) ? 1 : 0;
  const value = ASKING_SHARE * asking + (1 - ASKING_SHARE) * confidence;
  return {
    value,
    parts: [
      { name: 'asking', value: asking },
      { name: 'confidence', value: confidence },
    ],
  };
}
