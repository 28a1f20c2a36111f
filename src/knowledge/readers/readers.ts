import { extname } from 'node:path';
import type { Reader } from './reader.js';

/** The built-in readers. Each is loaded with its first file, since most folders need one of them. */
export const READERS: readonly Reader[] = [
  {
    name: 'markdown',
    extensions: ['md', 'markdown'],
    read: async (file) => {
      const { holdsHtml, readMarkdown } = await import('./markdown.js');
      const html = holdsHtml(file) ? await import('./html/to-markdown.js') : undefined;
      return readMarkdown(file, html?.htmlToMarkdown);
    },
  },
  {
    name: 'csv',
    extensions: ['csv', 'tsv'],
    read: async (file) => (await import('./tables/csv.js')).readCsv(file),
  },
  {
    name: 'jsonl',
    extensions: ['jsonl', 'ndjson'],
    read: async (file) => (await import('./tables/jsonl.js')).readJsonl(file),
  },
];

/** The last of the readers that takes the file's extension, in capitals or not; absent where none does. */
export function readerOf(path: string, readers: readonly Reader[]): Reader | undefined {
  const extension = extname(path).slice(1).toLowerCase();
  return readers.findLast(({ extensions }) => extensions.includes(extension));
}
