import { reasonOf } from '../../errors.js';
import matter from 'gray-matter';
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { Finding } from '../model.js';
import { readDateCell } from './dates.js';
import { fault, warning, type ReadFile } from './reader.js';

export interface Front {
  readonly data: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** Lines of the file above the body. */
  readonly above: number;
  readonly findings: readonly Finding[];
}

class YamlFault extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/**
 * Reads YAML as data alone: the core schema builds no objects, and an alias is a reference, so that it cannot grow.
 * (Of the parsers for Node this one reads the glossary's 1,300 lines ten times as fast as the next.)
 */
export function readYaml(text: string): unknown {
  return readingYaml(() => load(text, { schema: CORE_SCHEMA }));
}

/** What `read` gives; a fault of the parser becomes one that {@link yamlFaultLine} knows. */
export function readingYaml<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new YamlFault(error.reason, (error.mark?.line ?? 0) + 1);
  }
}

/** 1-based line of a fault thrown by {@link readYaml} or {@link readingYaml}, within the text that it was given. */
export function yamlFaultLine(error: unknown): number {
  return error instanceof YamlFault ? error.line : 1;
}

const refuse = (): never => {
  throw new Error('front matter must be YAML; code in it is not run');
};

const CODE = { javascript: { parse: refuse, stringify: refuse }, json: { parse: refuse, stringify: refuse } };

// Options are passed on every call, because gray-matter caches by content without them and then answers `{}`
// for a file whose YAML it failed to read the first time.
const STRICT = {
  engines: {
    ...CODE,
    yaml: { parse: (text: string): object => asRecord(readYaml(text)), stringify: refuse },
  },
};
/** gray-matter's own YAML reader, which forgives what real posts get away with: a closing quote on a line of its own. */
const LENIENT = { engines: CODE };

const OPENING = /^---[^\S\n]*[a-z]*[^\S\n]*\n/i;
const CLOSING = /\n---[^\S\n]*(?:\n|$)/;

/**
 * Splits a file into front matter and body. A file without front matter is all body; `---` that is never closed is a
 * rule of the body.
 */
export function readFront(file: ReadFile): Front | Finding {
  const { text, path } = file;
  if (!OPENING.test(text) || !CLOSING.test(text)) return { data: {}, body: text, above: 0, findings: [] };
  try {
    const front = readWith(text, STRICT);
    return { ...front, findings: dateFindings(path, front.data) };
  } catch (error) {
    const message = reasonOf(error);
    const line = yamlFaultLine(error);
    try {
      return { ...readWith(text, LENIENT), findings: [warning(path, line, 'yaml-doubtful', message)] };
    } catch {
      return fault(path, line, 'yaml-syntax', message);
    }
  }
}

function dateFindings(path: string, data: Front['data']): readonly Finding[] {
  const written = textOf(data, 'date');
  const reason = written === undefined ? undefined : readDateCell(written).fault;
  return reason === undefined ? [] : [warning(path, 1, 'date-unreadable', reason)];
}

function readWith(text: string, options: typeof LENIENT): Omit<Front, 'findings'> {
  const { data, content } = matter(text, options);
  return { data: asRecord(data), body: content, above: lines(text) - lines(content) };
}

function asRecord(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return { ...value };
  throw new Error('front matter must be a list of names and values');
}

function lines(text: string): number {
  return text.split('\n').length;
}

/** A text of the front matter, trimmed; numbers and dates count as texts, anything else as absent. */
export function textOf(
  data: Readonly<Record<string, unknown>>,
  ...names: readonly string[]
): string | undefined {
  for (const name of names) {
    const value = data[name];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (typeof value === 'number') return String(value);
    if (value instanceof Date) return value.toISOString();
  }
  return undefined;
}

/** A list of texts; a single text is a list of one. */
export function listOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return items
    .flatMap((item) => (typeof item === 'string' || typeof item === 'number' ? [String(item).trim()] : []))
    .filter((item) => item !== '');
}
