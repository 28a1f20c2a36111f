/** What a community has taught the bot beside its files, in the form that is written to files. */

import type { Link } from '../../contract.js';
import { isWebAddress } from '../address.js';

/** A saved answer. */
export interface LearnedRecord {
  /** Stays the entry's id when the file is read back. */
  readonly id: string;
  readonly question: string;
  /** Other wordings of the question. */
  readonly alternates: readonly string[];
  /** Markdown. */
  readonly answer: string;
  readonly project?: string;
  readonly links: readonly Link[];
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Where it was said. */
  readonly url?: string;
}

/** What members have confirmed about an entry that comes from a file. */
export interface ConfirmedWordings {
  /** The entry's id. */
  readonly entry: string;
  /** The entry's question, for whoever reads the file; nothing depends on it. */
  readonly question: string;
  readonly wordings: readonly string[];
}

/** As every reader of files leaves a text: line feeds alone end lines, half characters are replaced. */
function evened(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** A text of the body: its empty lines in front and the white space behind it are gone. */
export function evenedBody(text: string): string {
  return evened(text)
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd();
}

export function evenedText(text: string): string {
  return evened(text).trim();
}

function evenedLine(text: string): string {
  return evenedText(text).replace(/\s+/g, ' ');
}

/** A parser of addresses forgives line ends and controls within one; a file would not bring them back. */
function isPlainAddress(text: string): boolean {
  return isWebAddress(text) && !/[\s\p{Cc}\p{Surrogate}]/u.test(text);
}

/** The record with its texts as a file can hold them, without empty ones and without links that lead nowhere. */
export function evenedRecord(record: LearnedRecord): LearnedRecord {
  const project = evenedLine(record.project ?? '');
  const url = record.url?.trim() ?? '';
  const links = record.links
    .map(({ title, url: address }) => ({ title: evenedLine(title), url: address.trim() }))
    .filter((link) => isPlainAddress(link.url))
    .map((link) => ({ ...link, title: link.title === '' ? link.url : link.title }));
  return {
    id: evenedLine(record.id),
    question: evenedText(record.question),
    alternates: record.alternates.map(evenedText).filter((alternate) => alternate !== ''),
    answer: evenedBody(record.answer),
    project: project || undefined,
    links: links.filter(
      ({ url: address }, index) => links.findIndex((link) => link.url === address) === index,
    ),
    date: record.date,
    url: isPlainAddress(url) ? url : undefined,
  };
}
