import { extname } from 'node:path';
import type { Document } from '../model.js';
import type { Reader, ReadFile } from './reader.js';

/** Reads rows, whose cells may hold HTML. */
const table =
  (load: () => Promise<(file: ReadFile) => Document | Promise<Document>>): Reader['read'] =>
  async (file) => {
    const read = await load();
    const { withoutHtml } = await import('./tables/html-cells.js');
    return await withoutHtml(await read(file));
  };

/** The built-in readers. Each is loaded with its first file, since most folders need one of them. */
export const READERS: readonly Reader[] = [
  {
    name: 'markdown',
    extensions: ['md', 'markdown', 'mdx'],
    read: async (file) => {
      const { holdsHtml, readMarkdown } = await import('./markdown.js');
      const html = holdsHtml(file) ? await import('./html/to-markdown.js') : undefined;
      return readMarkdown(file, html?.htmlToMarkdown);
    },
  },
  {
    name: 'html',
    extensions: ['html', 'htm'],
    read: async (file) => (await import('./html/page.js')).readHtmlPage(file),
  },
  {
    name: 'csv-2',
    extensions: ['csv', 'tsv'],
    read: table(async () => (await import('./tables/csv.js')).readCsv),
  },
  {
    name: 'jsonl-2',
    extensions: ['jsonl', 'ndjson'],
    read: table(async () => (await import('./tables/jsonl.js')).readJsonl),
  },
  {
    name: 'records',
    extensions: ['json', 'yaml', 'yml'],
    read: table(async () => (await import('./tables/records.js')).readRecords),
  },
  {
    name: 'xlsx',
    extensions: ['xlsx'],
    isBinary: true,
    read: table(async () => (await import('./tables/xlsx.js')).readXlsx),
  },
];

/** The last of the readers that takes the file's extension, in capitals or not; absent where none does. */
export function readerOf(path: string, readers: readonly Reader[]): Reader | undefined {
  const extension = extname(path).slice(1).toLowerCase();
  return readers.findLast(({ extensions }) => extensions.includes(extension));
}
