import type { Source } from '../../contract.js';
import { isWebAddress } from '../address.js';
import { readDate, readDateCell } from './dates.js';
import { textOf } from './front-matter.js';
import type { ReadFile } from './reader.js';

/** The place of a file's first line, from its front matter, its name and its folder's settings. */
export function sourceOf(file: ReadFile, data: Readonly<Record<string, unknown>>): Source {
  const title = textOf(data, 'title');
  const date = readDateCell(textOf(data, 'date') ?? '').date ?? readDate(file.post);
  const url = addressOf(file, data);
  return {
    path: file.path,
    line: 1,
    title,
    date,
    url,
  };
}

function addressOf(file: ReadFile, data: Readonly<Record<string, unknown>>): string | undefined {
  const given = textOf(data, 'source', 'url');
  if (given !== undefined && isWebAddress(given)) return given;
  const base = textOf(data, 'sourceBase') ?? file.sourceBase;
  if (base === undefined || !isWebAddress(base)) return undefined;
  const name = file.post.split('/').at(-1) ?? file.post;
  return `${base.replace(/\/+$/, '')}/${encodeURIComponent(name)}/`;
}
