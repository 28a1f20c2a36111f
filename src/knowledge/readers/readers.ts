import { extname } from 'node:path';
import type { Reader } from './reader.js';

/** The built-in readers. Each is loaded with its first file, since most folders need one of them. */
export const READERS: readonly Reader[] = [
  {
    name: 'markdown',
    extensions: ['md', 'markdown', 'mdx'],
    read: async (file) => (await import('./markdown.js')).readMarkdown(file),
  },
  {
    name: 'csv-2',
    extensions: ['csv', 'tsv'],
    read: async (file) => (await import('./tables/csv.js')).readCsv(file),
  },
  {
    name: 'jsonl-2',
    extensions: ['jsonl', 'ndjson'],
    read: async (file) => (await import('./tables/jsonl.js')).readJsonl(file),
  },
  {
    name: 'records',
    extensions: ['json', 'yaml', 'yml'],
    read: async (file) => (await import('./tables/records.js')).readRecords(file),
  },
  {
    name: 'xlsx',
    extensions: ['xlsx'],
    isBinary: true,
    read: async (file) => (await import('./tables/xlsx.js')).readXlsx(file),
  },
];

/** The last of the readers that takes the file's extension, in capitals or not; absent where none does. */
export function readerOf(path: string, readers: readonly Reader[]): Reader | undefined {
  const extension = extname(path).slice(1).toLowerCase();
  return readers.findLast(({ extensions }) => extensions.includes(extension));
}
