import type { Source } from '../../contract.js';
import { isWebAddress } from '../address.js';
import { textOf } from './front-matter.js';
import type { ReadFile } from './reader.js';

/** `YYYY-MM-DD` of a written date (`2021-10-08T15:00:00+08:00`, `2021/10/8`, `20211008`); absent when it is none. */
export function readDate(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const match =
    /(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)/.exec(text) ??
    /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const kept = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return kept && year >= FIRST_YEAR && year <= LAST_YEAR
    ? date.toISOString().slice(0, DATE_LENGTH)
    : undefined;
}

const DATE_LENGTH = 'YYYY-MM-DD'.length;
/** Years outside of these are other numbers than dates. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

/** The place of a file's first line, from its front matter, its name and its folder's settings. */
export function sourceOf(file: ReadFile, data: Readonly<Record<string, unknown>>): Source {
  const title = textOf(data, 'title');
  const date = readDate(textOf(data, 'date')) ?? readDate(file.post);
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
