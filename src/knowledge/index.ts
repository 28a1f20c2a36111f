/**
 * Reading files into knowledge: `community-qa-bot/knowledge`. The bot takes readers of your own from the setting READERS
 * (docs/readers.md). A program puts them behind the built-in ones, and they win over them for their extensions:
 *
 *     await loadKnowledge(['posts'], { readers: [...READERS, { name: 'wiki-1', extensions: ['wiki'], read: readWiki }] });
 */

export { type LoadOptions, loadKnowledge } from './load.js';
export type {
  Document,
  Entry,
  Finding,
  GlossaryGroup,
  Knowledge,
  Note,
  Project,
  Reading,
  Release,
  Task,
  Thread,
  Turn,
} from './model.js';
export { fault, type Reader, type ReadFile, unread, warning } from './readers/reader.js';
export { READERS } from './readers/readers.js';
export { questionHash } from './wordings/format.js';
