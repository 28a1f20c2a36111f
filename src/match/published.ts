/**
 * The matcher, for a search index of your own: `community-qa-bot/matching`. What an index must do is said in its contract and
 * held by `describeSearchIndex` of `community-qa-bot/testing`; the matcher ranks what the index finds.
 */

export type { Match, Matching, MatchQuery } from './contract.js';
export type { Hit, IndexDocument, IndexFactory, SearchIndex } from './index/contract.js';
export { createMatcher, type MatcherOptions } from './matcher.js';
