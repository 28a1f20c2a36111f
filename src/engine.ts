import type { Settings } from './config/settings.js';
import type { ThresholdTable } from './decide/decide.js';
import { thresholdsFor } from './decide/thresholds.js';
import { loadKnowledge } from './knowledge/load.js';
import type { Knowledge } from './knowledge/model.js';
import type { Matcher } from './match/contract.js';
import { createMatcher } from './match/matcher.js';

export interface EngineOptions extends Pick<Settings, 'knowledge' | 'precision' | 'precisionOverheard'> {
  /** Whether the project catalogue and the glossary are used. */
  readonly projects: boolean;
  readonly glossary: boolean;
}

/** Everything between the files and a decision. */
export interface Engine {
  readonly knowledge: Knowledge;
  readonly matcher: Matcher;
  readonly thresholds: ThresholdTable;
}

/** Reads the folders, indexes them and fits the thresholds. Faults in files are in `knowledge.findings`. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const knowledge = await loadKnowledge(options.knowledge, options);
  return {
    knowledge,
    matcher: createMatcher(knowledge),
    thresholds: thresholdsFor({ addressed: options.precision, overheard: options.precisionOverheard }),
  };
}
