/**
 * What an adapter, a reader, a store or a search index of your own is tested with: `community-qa-bot/testing`.
 *
 * Each suite takes the runner's functions first, see {@link Runner}:
 *
 *     import * as vitest from 'vitest';
 *     import { describeAdapter } from 'community-qa-bot/testing';
 *     describeAdapter(vitest, 'My adapter', async () => myPlatform());
 *
 * The suites of stores and indexes also need fast-check, an optional peer dependency; those of adapters and readers do not.
 */

export { describeAdapter } from './adapter.js';
export {
  type FakeBot,
  type FakeHost,
  type HostOptions,
  fakeBot,
  fakeHost,
  type LogLine,
  makeReply,
} from './fakes.js';
export { askThrough, nextMessage, type Platform, type Said } from './platform.js';
export * as samples from './replies.js';
export { describeReader, type SampleFile } from './reader.js';
export type { Runner } from './runner.js';
export { describeSearchIndex } from './search-index.js';
export { describeStore, type OpenedStore } from './store.js';
